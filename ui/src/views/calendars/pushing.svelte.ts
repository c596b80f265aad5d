import { ContractProblem, problemOf, type Problem, type Progress } from '../../lib/contract/call';
import type { AccountView } from '../../lib/contract/generated/AccountView';
import type { PushChoice } from '../../lib/contract/generated/PushChoice';
import type { PushDifference } from '../../lib/contract/generated/PushDifference';
import type { Pushed } from '../../lib/contract/generated/Pushed';
import { onStale } from '../../lib/contract/stale';
import { preferences } from '../../lib/preferences.svelte';
import { tasks } from '../../lib/tasks.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { undo } from '../../lib/undo.svelte';
import { Keeping } from '../../shared/meetings/keeping.svelte';

export type Decision = 'take' | 'overwrite' | 'later';

/** Sending the meetings to one account's calendar: how far it is, how it ended, and what was changed on the server. */
export class Pushing {
  progress = $state.raw<Progress | null>(null);
  running = $state(false);
  result = $state.raw<Pushed | null>(null);
  problem = $state.raw<Problem | null>(null);
  decisions = $state<Record<string, Decision>>({});
  readonly keeping = new Keeping();
  #cancel: (() => void) | null = null;
  #taking: readonly PushDifference[] = [];

  readonly differences = $derived.by<readonly PushDifference[]>(() => this.result?.differences ?? []);
  /** Those decided on. */
  readonly decided = $derived.by(() => this.differences.filter(({ meeting }) => this.decisionOf(meeting) !== 'later'));

  decisionOf(meeting: string): Decision {
    return this.decisions[meeting] ?? 'later';
  }
  decideAll(decision: Decision): void {
    // What is gone from the server cannot be taken from it.
    for (const { meeting, theirs } of this.differences) if (decision !== 'take' || theirs !== null) this.decisions[meeting] = decision;
  }

  send(account: AccountView): Promise<void> {
    return this.#run(account, []);
  }
  /** Sends again with what was decided. */
  settle(account: AccountView): Promise<void> {
    const choices = this.decided.map(
      ({ meeting, href, etag }): PushChoice => ({ meeting, href, etag, take: this.decisionOf(meeting) === 'take', keep_conflicts: false }),
    );
    this.#taking = this.decided.filter(({ meeting }) => this.decisionOf(meeting) === 'take');
    return this.#run(account, choices);
  }
  cancel(): void {
    this.#cancel?.();
  }
  close(): void {
    this.result = null;
    this.problem = null;
  }

  async #run(view: AccountView, choices: readonly PushChoice[]): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.progress = null;
    this.problem = null;
    try {
      await this.keeping.through(async (keep) => {
        const asked = choices.map((choice) => ({ ...choice, keep_conflicts: keep && choice.take }));
        const task = tasks.run(
          t.calendars.push.task(view.account.name),
          'calendars.push',
          { account: view.account.id, choices: asked, language: preferences.language },
          { quiet: true, onProgress: (progress) => (this.progress = progress) },
        );
        this.#cancel = task.cancel;
        this.#took(await task.finished);
      });
    } catch (thrown) {
      const problem = problemOf(thrown);
      // Whoever went back from the conflicts sees what is left to decide, not that something went wrong.
      if (problem.kind !== 'cancelled' || !this.result) this.problem = problem;
    } finally {
      this.running = false;
      this.#cancel = null;
    }
  }

  #took(result: Pushed): void {
    this.result = result;
    const left = new Set(result.differences.map(({ meeting }) => meeting));
    for (const meeting of Object.keys(this.decisions)) if (!left.has(meeting)) delete this.decisions[meeting];
    if (result.taken > 0) {
      // Undo takes back one gesture: it is offered where just one was made.
      const moved = this.#taking.filter(({ ours, theirs }) => !theirs || theirs.cancelled || theirs.start !== ours.start || theirs.minutes !== ours.minutes);
      const one = result.taken === 1 && this.#taking.length === 1 && moved.length === 1;
      toasts.show({
        text: t.calendars.push.taken(result.taken),
        tone: 'success',
        ...(one ? { action: { label: t.common.undo, run: () => void undo() } } : {}),
      });
    }
    // Of all that collide at once: they are kept, or gone back from, together.
    const conflicts = result.refused.flatMap(({ problem }) => (problem.kind === 'conflicts' ? problem.conflicts : []));
    if (conflicts.length > 0) throw new ContractProblem({ kind: 'conflicts', conflicts });
  }
}

/** By account, for as long as the window is open: a result is not lost by looking at another screen. */
const all = new Map<string, Pushing>();
onStale((changed) => {
  if (changed.includes('*')) all.clear();
});

export function pushingOf(account: string): Pushing {
  let pushing = all.get(account);
  if (!pushing) all.set(account, (pushing = new Pushing()));
  return pushing;
}
/** As if the window had just been opened. */
export function forgetPushings(): void {
  all.clear();
}
