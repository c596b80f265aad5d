import { call, problemOf } from '../../../lib/contract/call';
import type { Area } from '../../../lib/contract/generated/Area';
import { markStale } from '../../../lib/contract/stale';
import { send } from '../../../lib/contract/transport';
import { problemText } from '../../../lib/texts/problem';
import { t } from '../../../lib/texts/texts.svelte';
import { toasts } from '../../../lib/toasts.svelte';

/** Tags with some added and some taken away. */
export function retagged(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  return [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
}

/** Takes the latest steps back, one after another. */
async function undoSteps(count: number): Promise<void> {
  try {
    for (let step = 0; step < count; step += 1) await send('undo', {}, null, {});
    toasts.show({ text: t.undo.undone(t.clients.tagged(count)) });
  } catch (thrown) {
    toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
  } finally {
    markStale(['clients']);
  }
}

/**
 * Adds tags to several clients and takes others away; clients that have them so already are left alone. One toast
 * tells how many were changed and takes all of them back.
 */
export async function tagAll(
  ids: readonly string[],
  add: readonly string[],
  remove: readonly string[],
  onstep?: (done: number) => void,
): Promise<number> {
  let changed = 0;
  const stale = new Set<string>();
  try {
    for (const [index, id] of ids.entries()) {
      const { client } = (await call('clients.get', { id })).value;
      const tags = retagged(client.tags, add, remove);
      if (JSON.stringify(tags) !== JSON.stringify(client.tags)) {
        const reply = await call('clients.save', { client: { ...client, tags }, site: null });
        for (const area of reply.stale) stale.add(area);
        changed += 1;
      }
      onstep?.(index + 1);
    }
  } catch (thrown) {
    toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
  }
  if (changed > 0) {
    markStale([...stale, 'clients' satisfies Area]);
    toasts.show({
      text: t.clients.tagged(changed),
      action: { label: t.common.undo, run: () => void undoSteps(changed) },
    });
  } else toasts.show({ text: t.clients.taggedNone });
  return changed;
}
