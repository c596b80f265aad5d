import { ContractProblem, problemOf } from '../../lib/contract/call';
import type { ConflictView } from '../../lib/contract/generated/ConflictView';
import { problemText } from '../../lib/texts/problem';
import { toasts } from '../../lib/toasts.svelte';

/**
 * A change that conflicts may stand in the way of: sent once, and where it is refused for them, sent again only after
 * a person has seen their names and chosen to keep them. `ConflictDialog` asks.
 */
export class Keeping {
  asked = $state.raw<readonly ConflictView[] | null>(null);
  #answer: ((keep: boolean) => void) | null = null;

  /** Throws the problem `cancelled` where the person went back. `known`: the conflicts were seen and taken already. */
  async through<T>(send: (keep: boolean) => Promise<T>, known = false): Promise<T> {
    try {
      return await send(known);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind !== 'conflicts') throw thrown;
      if (!(await this.#ask((problem['conflicts'] ?? []) as ConflictView[]))) throw new ContractProblem({ kind: 'cancelled' });
      return await send(true);
    }
  }

  answer(keep: boolean): void {
    const answer = this.#answer;
    this.asked = null;
    this.#answer = null;
    answer?.(keep);
  }

  #ask(conflicts: readonly ConflictView[]): Promise<boolean> {
    this.answer(false);
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.asked = conflicts;
    });
  }
}

/** Tells of what went wrong in a toast; a change that the person took back is not told of. */
export function tell(thrown: unknown): void {
  const problem = problemOf(thrown);
  if (problem.kind !== 'cancelled') toasts.show({ text: problemText(problem), tone: 'danger' });
}
