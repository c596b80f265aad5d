import { problemOf, type Deed, type Reply } from './contract/call';
import { markStale } from './contract/stale';
import { send } from './contract/transport';
import { problemText } from './texts/problem';
import { t } from './texts/texts.svelte';
import { toasts } from './toasts.svelte';

/** What the log answers: the step it took back or did again, or nothing where there was none. */
interface Stepped {
  done: Deed | null;
}

/** What a step of the log is called, in words. A step unknown to these texts still gets a sentence. */
export function deedText(deed: Deed): string {
  const words = t.undo.steps as Record<string, (args: Record<string, string>) => string>;
  return words[deed.kind]?.(deed.args) ?? t.undo.change;
}

class Stepping {
  /** One step at a time: a held key must not overtake the log. */
  busy = $state(false);
}
export const stepping = new Stepping();

async function step(name: 'undo' | 'redo'): Promise<void> {
  if (stepping.busy) return;
  stepping.busy = true;
  try {
    const reply = (await send(name, {}, null, {})) as Reply<Stepped>;
    markStale(reply.stale);
    const done = reply.value.done;
    if (!done) {
      toasts.show({ text: name === 'undo' ? t.undo.nothingToUndo : t.undo.nothingToRedo });
      return;
    }
    const what = deedText(done);
    toasts.show(
      name === 'undo'
        ? { text: t.undo.undone(what), action: { label: t.common.redo, run: () => void redo() } }
        : { text: t.undo.redone(what), action: { label: t.common.undo, run: () => void undo() } },
    );
  } catch (thrown) {
    toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
  } finally {
    stepping.busy = false;
  }
}

/** Takes back the latest change and names it. */
export function undo(): Promise<void> {
  return step('undo');
}

/** Does again the change that was taken back last, and names it. */
export function redo(): Promise<void> {
  return step('redo');
}
