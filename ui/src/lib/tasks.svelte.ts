import { call, newTask, problemOf, type CommandName, type Progress, type ReplyValue, type Request } from './contract/call';
import { markStale } from './contract/stale';
import { send } from './contract/transport';
import { t } from './texts/texts.svelte';
import { deedText, undo } from './undo.svelte';
import { problemText } from './texts/problem';
import { toasts } from './toasts.svelte';

/** Past this, a running command appears in the tray. */
const TRAY_AFTER_MS = 1000;

export interface Task {
  id: number;
  label: string;
  progress: Progress | null;
  /** In the tray only when it takes long enough to be worth it. */
  visible: boolean;
  cancelling: boolean;
  /** Ends it and leaves nothing of it. */
  cancel: () => void;
}

interface TaskOptions {
  onProgress?: (progress: Progress) => void;
  /** Shows nothing at the end: the view itself tells how it went. */
  quiet?: boolean;
}

class Tasks {
  all = $state<Task[]>([]);
  #count = 0;

  get visible(): Task[] {
    return this.all.filter((task) => task.visible);
  }

  /**
   * Runs a long command with its progress and a Cancel in the tray. Throws `ContractProblem`; the kind `cancelled`
   * means that the workspace is as it was.
   */
  run<N extends CommandName>(label: string, name: N, request: Request<N>, options: TaskOptions = {}): RunningTask<N> {
    const control = new AbortController();
    const task = newTask();
    const id = (this.#count += 1);
    const entry = (): Task | undefined => this.all.find((one) => one.id === id);
    const cancel = (): void => {
      const shown = entry();
      if (shown) shown.cancelling = true;
      control.abort();
    };
    this.all.push({ id, label, progress: null, visible: false, cancelling: false, cancel });
    const timer = setTimeout(() => {
      const shown = entry();
      if (shown) shown.visible = true;
    }, TRAY_AFTER_MS);
    const finished = (async () => {
      try {
        const reply = await call(name, request, {
          task,
          signal: control.signal,
          onProgress: (progress) => {
            const shown = entry();
            if (shown) shown.progress = progress;
            options.onProgress?.(progress);
          },
        });
        markStale(reply.stale);
        if (reply.gesture && !options.quiet) {
          toasts.show({
            text: deedText(reply.gesture.done),
            tone: 'success',
            action: { label: t.common.undo, run: () => void undo() },
          });
        }
        return reply.value;
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!options.quiet) {
          if (problem.kind === 'cancelled') toasts.show({ text: t.shell.taskCancelled(label) });
          else toasts.show({ text: problemText(problem), tone: 'danger' });
        }
        throw thrown;
      } finally {
        clearTimeout(timer);
        this.all = this.all.filter((one) => one.id !== id);
      }
    })();
    // A task that ended meanwhile is no fault: there is nothing left to stop.
    const stop = (): void => void send('task.stop', { task }, null, {}).catch(() => {});
    return { finished, cancel, stop };
  }
}

export interface RunningTask<N extends CommandName> {
  finished: Promise<ReplyValue<N>>;
  /** Ends it and leaves nothing of it. */
  cancel: () => void;
  /** Ends it with what it has: the best plan so far. */
  stop: () => void;
}

export const tasks = new Tasks();
