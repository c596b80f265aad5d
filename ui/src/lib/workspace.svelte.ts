import { problemOf, type Problem, type Reply } from './contract/call';
import { concerns, onStale } from './contract/stale';
import { send } from './contract/transport';

/** What the shell needs to know of the open workspace; the whole of it is `workspace.current`'s reply. */
export interface WorkspaceInfo {
  /** `null` while none is open. */
  path: string | null;
  name: string;
  /** Why it could not be opened. */
  problem: Problem | null;
  counts: { clients: number; needs: number; meetings: number };
  /** Today as the program reckons it, `YYYY-MM-DD`. */
  today: string;
  version: string;
}

class Workspace {
  info = $state.raw<WorkspaceInfo | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** True once the app has answered for the first time. */
  known = $state(false);

  constructor() {
    onStale((changed) => {
      if (concerns(changed, ['workspace', 'clients'])) void this.load();
    });
  }

  /** Today as the program reckons it; until it has answered, the machine's own. */
  get today(): string {
    return this.info?.today ?? new Date().toISOString().slice(0, 10);
  }

  get isOpen(): boolean {
    return this.info?.path != null;
  }

  get isEmpty(): boolean {
    return this.info === null || this.info.counts.clients === 0;
  }

  async load(): Promise<void> {
    try {
      const reply = (await send('workspace.current', {}, null, {})) as Reply<WorkspaceInfo>;
      this.info = reply.value;
      this.problem = reply.value.problem;
    } catch (thrown) {
      this.info = null;
      this.problem = problemOf(thrown);
    }
    this.known = true;
  }
}

export const workspace = new Workspace();
