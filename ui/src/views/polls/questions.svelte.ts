import { problemOf, type Problem } from '../../lib/contract/call';
import type { PollWritten } from '../../lib/contract/generated/PollWritten';
import { mutate } from '../../lib/contract/mutate';
import { keepFolder, keptFolder } from '../../shared/invitations/kept';

/** Writes a poll's questions into a folder. */
export class Questions {
  readonly #id: string;
  asked = $state(false);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  folder = $state(keptFolder('polls'));
  unanswered = $state(false);
  done = $state.raw<{ written: PollWritten; folder: string } | null>(null);

  constructor(id: string) {
    this.#id = id;
  }

  /** `again`: somebody has answered already, so that the others are meant. */
  start(again: boolean): void {
    this.problem = null;
    this.done = null;
    this.unanswered = again;
    this.asked = true;
  }
  close(): void {
    this.asked = false;
    this.done = null;
  }

  async write(): Promise<void> {
    const folder = this.folder.trim();
    if (this.busy || folder === '') return;
    this.busy = true;
    this.problem = null;
    try {
      const written = await mutate('poll.write', { id: this.#id, folder, unanswered: this.unanswered });
      keepFolder('polls', folder);
      this.done = { written, folder };
      this.asked = false;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}
