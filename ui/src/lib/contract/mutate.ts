import { t } from '../texts/texts.svelte';
import { problemText } from '../texts/problem';
import { toasts } from '../toasts.svelte';
import { deedText, undo } from '../undo.svelte';
import { call, problemOf, type CallOptions, type CommandName, type ReplyValue, type Request } from './call';
import { markStale } from './stale';

export interface MutateOptions extends CallOptions {
  /** No toast for a success: for changes that the eye already follows, such as typing in a cell. */
  quiet?: boolean;
}

/**
 * Calls a command that changes the workspace: tells the views which areas are stale and shows what was done with an
 * Undo beside it. Throws `ContractProblem`, so that a form can show it at the field.
 */
export async function mutate<N extends CommandName>(
  name: N,
  request: Request<N>,
  options: MutateOptions = {},
): Promise<ReplyValue<N>> {
  const reply = await call(name, request, options);
  markStale(reply.stale);
  if (reply.gesture && !options.quiet) {
    toasts.show({
      text: deedText(reply.gesture.done),
      action: { label: t.common.undo, run: () => void undo() },
    });
  }
  return reply.value;
}

/** As `mutate`, for a change begun from a button or a key: a problem becomes a toast and the answer is `undefined`. */
export async function attempt<N extends CommandName>(
  name: N,
  request: Request<N>,
  options: MutateOptions = {},
): Promise<ReplyValue<N> | undefined> {
  try {
    return await mutate(name, request, options);
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.kind !== 'cancelled') toasts.show({ text: problemText(problem), tone: 'danger' });
    return undefined;
  }
}
