import { afterEach, describe, expect, it, vi } from 'vitest';
import { ContractProblem, type Progress } from './call';
import { answerWith, send } from './transport';

function stream(...chunks: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
        controller.close();
      },
    }),
  );
}
afterEach(() => answerWith(null));

describe('a call over the bridge', () => {
  it('gives progress line by line, wherever the network cuts, then the reply', async () => {
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(
        stream('{"progress":{"done":1}}\n{"prog', 'ress":{"done":2}}\n', '{"reply":{"value":"ñ","stale":["clients"],"gesture":null}}'),
      );
    const seen: Progress[] = [];
    const reply = await send('clients.import', { file: 'a.csv' }, 'task-1', { onProgress: (one) => seen.push(one) });
    expect(seen).toEqual([{ done: 1 }, { done: 2 }]);
    expect(reply).toEqual({ value: 'ñ', stale: ['clients'], gesture: null });
    expect(fetched.mock.calls[0]?.[0]).toBe('/call/clients.import');
    expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({ task: 'task-1', request: { file: 'a.csv' } });
  });

  const fails = async (response: Response, problem: object): Promise<void> => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(response);
    const thrown = await send('x', {}, null, {}).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ContractProblem);
    expect((thrown as ContractProblem).problem).toEqual(problem);
  };
  it('throws the problem with its data', () =>
    fails(stream('{"problem":{"kind":"not_found","id":7}}\n'), { kind: 'not_found', id: 7 }));
  it('that ends without an answer is unreachable', () => fails(stream('{"progress":{}}\n'), { kind: 'unreachable' }));
  it('that answers with no contract is unreachable', () => fails(stream('<html>\n'), { kind: 'unreachable' }));

  it('asks for cancelling when its signal aborts, and waits for the answer', async () => {
    const control = new AbortController();
    let answer: (response: Response) => void = () => {};
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
      String(url).endsWith('task.cancel')
        ? Promise.resolve(stream('{"reply":{"value":null,"stale":[],"gesture":null}}'))
        : new Promise((resolve) => (answer = resolve)),
    );
    const running = send('plan', {}, 'task-9', { signal: control.signal });
    control.abort();
    answer(stream('{"problem":{"kind":"cancelled"}}'));
    await expect(running).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
    expect(JSON.parse(String(fetched.mock.calls[1]?.[1]?.body))).toEqual({ task: null, request: { task: 'task-9' } });
  });
});
