import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CommandName } from './call';
import { resource, SLOW_AFTER_MS, type Resource } from './resource.svelte';
import { markStale } from './stale';
import { answerWith } from './transport';

let stop = (): void => {};
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  stop();
  answerWith(null);
  vi.useRealTimers();
});

/** A resource over a command that these tests answer themselves. */
function load(request: () => unknown): Resource<CommandName> {
  let made!: Resource<CommandName>;
  stop = $effect.root(() => {
    made = resource('clients.list' as CommandName, request as never, { areas: ['clients'] });
  });
  flushSync();
  return made;
}
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

it('shows nothing at first, and is slow only after a moment', async () => {
  answerWith(() => new Promise((resolve) => setTimeout(() => resolve(['a']), 400)));
  const clients = load(() => ({}));
  await settle(SLOW_AFTER_MS - 10);
  expect([clients.state, clients.skeleton]).toEqual(['loading', false]);
  await settle(20);
  expect(clients.skeleton).toBe(true);
  await settle(400);
  expect([clients.state, clients.skeleton, clients.value]).toEqual(['ready', false, ['a']]);
});

it('loads again when one of its areas is stale, keeping the old value meanwhile', async () => {
  let count = 0;
  answerWith(() => (count += 1));
  const clients = load(() => ({}));
  await settle();
  expect(clients.value).toBe(1);
  markStale(['rooms']);
  await settle();
  expect(clients.value).toBe(1);
  markStale(['clients', 'rooms']);
  expect(clients.value).toBe(1);
  await settle();
  expect(clients.value).toBe(2);
});

it('keeps only the answer to the latest question', async () => {
  let asked = $state('slow');
  answerWith((_, request) => {
    const { find } = request as { find: string };
    return new Promise((resolve) => setTimeout(() => resolve(find), find === 'slow' ? 500 : 50));
  });
  const clients = load(() => ({ find: asked }));
  await settle(10);
  asked = 'quick';
  flushSync();
  await settle(1000);
  expect(clients.value).toBe('quick');
});

it('holds a problem, and the value before it', async () => {
  let broken = false;
  answerWith(() => {
    if (broken) throw new Error('gone');
    return 'fine';
  });
  const clients = load(() => ({}));
  await settle();
  broken = true;
  await clients.reload();
  expect([clients.state, clients.value, clients.problem?.kind]).toEqual(['error', 'fine', 'unexpected']);
});
