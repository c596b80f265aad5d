import { afterEach, expect, it } from 'vitest';
import { onStale } from './contract/stale';
import { answerWith } from './contract/transport';
import { toasts } from './toasts.svelte';
import { redo, undo } from './undo.svelte';

afterEach(() => {
  answerWith(null);
  toasts.clear();
});

it('names what was undone, offers to redo it, and tells which areas changed', async () => {
  const changed: string[] = [];
  const stop = onStale((areas) => changed.push(...areas));
  answerWith(() => ({ value: { done: { kind: 'client_added', args: { name: 'Ana' } } }, stale: ['clients'], gesture: null }));
  await undo();
  stop();
  expect(toasts.shown[0]).toMatchObject({ text: 'Deshecho: cliente añadido (Ana)', action: { label: 'Rehacer' } });
  expect(changed).toEqual(['clients']);
});

it('says when there is nothing to redo', async () => {
  answerWith(() => ({ value: { done: null }, stale: [], gesture: null }));
  await redo();
  expect(toasts.shown[0]?.text).toBe('No hay nada que rehacer');
});
