import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preferences } from '../preferences.svelte';
import { keyCaps, matches } from './keys';
import { registry, type Command } from './registry.svelte';

const press = (key: string, held: KeyboardEventInit = {}, target: EventTarget = document.body): void => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
  target.addEventListener('keydown', (seen) => registry.press(seen as KeyboardEvent), { once: true });
  target.dispatchEvent(event);
};
const command = (id: string, keys: string, run: () => void, more: Partial<Command> = {}): Command => ({
  id,
  title: () => id,
  group: () => 'g',
  keys,
  run,
  ...more,
});

describe('keys', () => {
  const check = (keys: string, key: string, held: KeyboardEventInit, expected: boolean): void =>
    expect(matches(new KeyboardEvent('keydown', { key, ...held }), keys), `${keys} on ${key}`).toBe(expected);
  it('match what was pressed and nothing else', () => {
    check('Mod+K', 'k', { ctrlKey: true }, true);
    check('Mod+K', 'k', {}, false);
    check('Mod+Z', 'Z', { ctrlKey: true, shiftKey: true }, false);
    check('Mod+Shift+Z', 'Z', { ctrlKey: true, shiftKey: true }, true);
    check('?', '?', { shiftKey: true }, true);
    check('+', '+', { shiftKey: true }, true);
    check('N', 'n', {}, true);
    check('N', 'N', { shiftKey: true }, false);
    check('Alt+ArrowUp', 'ArrowUp', { altKey: true }, true);
  });
  it('are shown as caps', () => expect(keyCaps('Mod+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']));
});

describe('the registry', () => {
  let stop = (): void => {};
  const run = vi.fn();
  beforeEach(() => {
    run.mockReset();
    preferences.letterKeys = true;
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it('runs a command by its key', () => {
    stop = registry.register([command('a', 'N', run)]);
    press('n');
    expect(run).toHaveBeenCalledOnce();
  });

  it('leaves single letters alone while typing, and when they are turned off', () => {
    stop = registry.register([command('a', 'N', run)]);
    const input = document.body.appendChild(document.createElement('input'));
    press('n', {}, input);
    preferences.letterKeys = false;
    press('n');
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves the text box its own undo', () => {
    stop = registry.register([command('undo', 'Mod+Z', run)]);
    const input = document.body.appendChild(document.createElement('input'));
    press('z', { ctrlKey: true }, input);
    expect(run).not.toHaveBeenCalled();
  });

  it('gives the view mounted last the first say, and forgets it afterwards', () => {
    const view = vi.fn();
    const stopShell = registry.register([command('shell', 'A', run)]);
    stop = stopShell;
    const stopView = registry.register([command('view', 'A', view)]);
    press('a');
    stopView();
    press('a');
    expect([view.mock.calls.length, run.mock.calls.length]).toEqual([1, 1]);
  });

  it('does nothing behind an open dialog', () => {
    stop = registry.register([command('a', 'N', run)]);
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    dialog.dataset['state'] = 'open';
    press('n');
    expect(run).not.toHaveBeenCalled();
  });
});
