import { describe, expect, it } from 'vitest';
import { intentOf, stepped, type KeyPress } from './keys';

function press(keys: string): KeyPress {
  const parts = keys.split(' ');
  const has = (name: string): boolean => parts.includes(name);
  const key = parts.at(-1) ?? '';
  return { key: key === 'Space' ? ' ' : key, shiftKey: has('Shift'), ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt') };
}

describe('keys', () => {
  it.each([
    ['ArrowLeft', { do: 'walk', to: 'left' }],
    ['Shift ArrowUp', { do: 'walk', to: 'up' }],
    ['Enter', { do: 'open' }],
    ['Space', { do: 'toggle' }],
    ['m', { do: 'move' }],
    ['Shift M', { do: 'move' }],
    ['+', { do: 'zoom in' }],
    ['=', { do: 'zoom in' }],
    ['-', { do: 'zoom out' }],
    ['0', { do: 'zoom all' }],
    ['Ctrl a', { do: 'select all' }],
    ['Escape', { do: 'cancel' }],
    ['Tab', null],
    ['Ctrl ArrowLeft', null],
    ['Ctrl m', null],
    ['Ctrl 0', null],
    ['Alt ArrowLeft', null],
    ['x', null],
  ])('%s means %j', (keys, intent) => expect(intentOf(press(keys), false)).toEqual(intent));

  it.each([
    ['ArrowLeft', { do: 'step', by: { providers: -1, sharing: 0 } }],
    ['ArrowUp', { do: 'step', by: { providers: 0, sharing: 1 } }],
    ['Shift ArrowDown', { do: 'step', by: { providers: 0, sharing: -5 } }],
    ['Shift ArrowRight', { do: 'step', by: { providers: 5, sharing: 0 } }],
    ['Enter', { do: 'drop' }],
    ['Space', { do: 'drop' }],
    ['Escape', { do: 'cancel' }],
    ['m', null],
    ['Ctrl a', null],
    ['Tab', null],
  ])('%s means %j while moving', (keys, intent) => expect(intentOf(press(keys), true)).toEqual(intent));

  it('steps stay whole and on the matrix', () => {
    expect(stepped({ sharing: 49.6, providers: 20.4 }, { sharing: 1, providers: 0 })).toEqual({ sharing: 51, providers: 20 });
    expect(stepped({ sharing: 98, providers: 2 }, { sharing: 5, providers: 0 })).toEqual({ sharing: 100, providers: 2 });
    expect(stepped({ sharing: 98, providers: 2 }, { sharing: 0, providers: -5 })).toEqual({ sharing: 98, providers: 0 });
  });
});
