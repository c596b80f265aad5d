import { call, problemOf } from '../../../lib/contract/call';
import { markStale } from '../../../lib/contract/stale';
import { problemText } from '../../../lib/texts/problem';
import { toasts } from '../../../lib/toasts.svelte';

/** Opens the sample workspace: every screen then shows other data. */
export async function openSample(): Promise<void> {
  try {
    await call('workspace.sample', { path: null });
    markStale(['*']);
  } catch (thrown) {
    toasts.show({ text: problemText(problemOf(thrown)), tone: 'danger' });
  }
}
