import { ContractProblem, type CallOptions, type Problem, type Progress, type Reply } from './call';

/** Carries one call to the app and brings back its reply, or throws `ContractProblem`. */
type Transport = (name: string, request: unknown, task: string | null, options: CallOptions) => Promise<Reply<unknown>>;

/** The command, in both hosts, that cancels a running task. */
const CANCEL = 'task.cancel';

function asProblem(thrown: unknown): Problem {
  const known = typeof thrown === 'object' && thrown !== null && typeof (thrown as Problem).kind === 'string';
  return known ? (thrown as Problem) : { kind: 'unexpected', detail: String(thrown) };
}

/** In the desktop window: Tauri's one call, progress through a channel. */
const throughWindow: Transport = async (name, request, task, options) => {
  const { invoke, Channel } = await import('@tauri-apps/api/core');
  const progress = new Channel<Progress>();
  if (options.onProgress) progress.onmessage = options.onProgress;
  return whileCancellable(task, options.signal, throughWindow, async () => {
    try {
      return await invoke<Reply<unknown>>('call', { name, request, task, progress });
    } catch (thrown) {
      throw new ContractProblem(asProblem(thrown));
    }
  });
};

/** In a browser: the loopback bridge, one JSON object a line. */
const throughBridge: Transport = (name, request, task, options) =>
  whileCancellable(task, options.signal, throughBridge, async () => {
    let response: Response;
    try {
      response = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ task, request }),
      });
    } catch {
      throw new ContractProblem({ kind: 'unreachable' });
    }
    if (!response.body) throw new ContractProblem({ kind: 'unreachable' });
    for await (const line of lines(response.body)) {
      const message = parse(line);
      if ('progress' in message) options.onProgress?.(message.progress as Progress);
      else if ('reply' in message) return message.reply as Reply<unknown>;
      else if ('problem' in message) throw new ContractProblem(asProblem(message.problem));
    }
    throw new ContractProblem({ kind: 'unreachable' });
  });

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new ContractProblem({ kind: 'unreachable' });
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ? decoder.decode(value, { stream: true }) : decoder.decode();
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') yield part;
    if (done) break;
  }
  if (rest.trim() !== '') yield rest;
}

/** Runs a call; while it runs, an abort asks the app to cancel the task, and the call's own answer still decides. */
async function whileCancellable<T>(
  task: string | null,
  signal: AbortSignal | undefined,
  transport: Transport,
  run: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw new ContractProblem({ kind: 'cancelled' });
  const cancel = (): void => {
    // A task that ended meanwhile is no fault: there is nothing left to cancel.
    transport(CANCEL, { task }, null, {}).catch(() => {});
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await run();
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

let chosen: Transport | null = null;

/** The transport is chosen once, at the first call: the window's where there is one, else the bridge's. */
export const send: Transport = (name, request, task, options) => {
  chosen ??= '__TAURI_INTERNALS__' in window ? throughWindow : throughBridge;
  return chosen(name, request, task, options);
};

/** For tests: answers calls from a function instead of a host; without one, chooses anew. */
export function answerWith(answer: ((name: string, request: unknown) => unknown) | null): void {
  chosen = answer
    ? async (name, request) => {
        const given = await answer(name, request);
        const whole = typeof given === 'object' && given !== null && 'value' in given && 'stale' in given;
        return whole ? (given as Reply<unknown>) : { value: given, stale: [], gesture: null };
      }
    : null;
}
