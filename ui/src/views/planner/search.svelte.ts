import { problemOf, type Problem, type Progress } from '../../lib/contract/call';
import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { PlanRequest } from '../../lib/contract/generated/PlanRequest';
import { tasks, type RunningTask } from '../../lib/tasks.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';

/** The one search for a plan. It outlives the screen: whoever leaves and comes back finds it still running. */
class PlanSearch {
  running = $state.raw<RunningTask<'plan.make'> | null>(null);
  progress = $state.raw<Progress | null>(null);
  /** How it is being ended. */
  ending = $state<'stop' | 'cancel' | null>(null);
  /** Why the last one failed. */
  problem = $state.raw<Problem | null>(null);

  /** Searches; `null` where it was cancelled or failed. */
  async run(request: PlanRequest): Promise<DraftView | null> {
    this.problem = null;
    this.progress = null;
    this.ending = null;
    this.running = tasks.run(t.planner.search.task, 'plan.make', request, {
      quiet: true,
      onProgress: (progress) => (this.progress = progress),
    });
    try {
      const draft = await this.running.finished;
      announce(t.planner.search.done(draft.proposals.length, draft.left_out.length));
      return draft;
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind === 'cancelled') announce(t.shell.taskCancelled(t.planner.search.task));
      else this.problem = problem;
      return null;
    } finally {
      this.running = null;
      this.ending = null;
    }
  }

  /** Ends it with the best plan so far. */
  stop(): void {
    if (!this.running || this.ending) return;
    this.ending = 'stop';
    this.running.stop();
  }

  /** Ends it and leaves nothing of it. */
  cancel(): void {
    if (!this.running || this.ending === 'cancel') return;
    this.ending = 'cancel';
    this.running.cancel();
  }
}

export const search = new PlanSearch();
