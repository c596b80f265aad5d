import { describe, expect, it } from 'vitest';
import { fromAbsolute, toAbsolute } from './civil';
import type { CalendarEvent } from './event';
import { go, neighbour } from './focus';
import type { Focus, Ground } from './focus';
import { commandOf, shiftOf } from './keys';
import { labelsFor } from './labels';
import { eventOf, providers } from './sample';

const at = (time: string, more: Partial<Focus> = {}): Focus => ({ at: toAbsolute(time), ...more });
const said = (focus: Focus): string =>
  [focus.id ?? fromAbsolute(focus.at), focus.lane].filter((part) => part !== undefined).join(' ');

describe('keys', () => {
  const cases: [string, object | null][] = [
    ['ArrowDown', { kind: 'go', dx: 0, dy: 1 }],
    ['Alt+ArrowLeft', { kind: 'move', dx: -1, dy: 0 }],
    ['Control+Alt+ArrowDown', { kind: 'resize', by: 1 }],
    ['Control+Alt+ArrowLeft', { kind: 'resize', by: -1 }],
    ['Control+ArrowRight', { kind: 'next', by: 1 }],
    ['Shift+F10', { kind: 'dialog' }],
    ['ContextMenu', { kind: 'dialog' }],
    ['F10', null],
    ['PageUp', { kind: 'turn', by: -1 }],
    ['Enter', { kind: 'open' }],
    ['Delete', { kind: 'remove' }],
    ['l', { kind: 'mode', mode: 'lanes' }],
    ['W', { kind: 'mode', mode: 'week' }],
    ['t', { kind: 'today' }],
    ['n', { kind: 'create' }],
    ['Control+n', null],
    ['Control+Enter', null],
    ['x', null],
  ];
  it.each(cases)('%s', (keys, command) => {
    const parts = keys.split('+');
    const key = {
      key: parts.at(-1)!,
      altKey: parts.includes('Alt'),
      ctrlKey: parts.includes('Control'),
      shiftKey: parts.includes('Shift'),
      metaKey: false,
    };
    expect(commandOf(key)).toEqual(command);
    // With single letters turned off, those and only those fall silent.
    expect(commandOf(key, false)).toEqual(/^[a-z]$/i.test(keys) ? null : command);
  });

  it('moves along and across the axis of each mode', () => {
    expect(shiftOf('week', 0, 1)).toEqual({ minutes: 15, lanes: 0 });
    expect(shiftOf('week', -1, 0)).toEqual({ minutes: -1440, lanes: 0 });
    expect(shiftOf('month', 1, 0)).toEqual({ minutes: 1440, lanes: 0 });
    expect(shiftOf('month', 0, -1)).toEqual({ minutes: -7 * 1440, lanes: 0 });
    expect(shiftOf('lanes', 1, 0)).toEqual({ minutes: 15, lanes: 0 });
    expect(shiftOf('lanes', 0, 1)).toEqual({ minutes: 0, lanes: 1 });
  });
});

describe('arrows in the week', () => {
  const week = (events: CalendarEvent[]): Ground => ({ mode: 'week', events, lanes: [], from: 0, to: 1440 });
  const long = eventOf({ id: 'long', start: '2026-11-23T09:00', minutes: 180 });
  const inside = eventOf({ id: 'inside', start: '2026-11-23T09:30', minutes: 30 });
  const later = eventOf({ id: 'later', start: '2026-11-23T13:10', minutes: 40 });
  const night = eventOf({ id: 'night', start: '2026-11-24T00:00', minutes: 45 });
  const ground = week([later, inside, long, night]);

  const cases: [string, Focus, number, number, string][] = [
    ['slot to slot', at('2026-11-23T07:00'), 0, 1, '2026-11-23T07:30'],
    ['slot to the event that starts next', at('2026-11-23T08:30'), 0, 1, 'long'],
    ['event to one that overlaps it', at('2026-11-23T09:00', { id: 'long' }), 0, 1, 'inside'],
    ['past all that overlap, never round in a circle', at('2026-11-23T09:30', { id: 'inside' }), 0, 1, '2026-11-23T12:00'],
    ['up into what overlaps', at('2026-11-23T12:00'), 0, -1, 'long'],
    ['up out of it', at('2026-11-23T09:00', { id: 'long' }), 0, -1, '2026-11-23T08:30'],
    ['an event off the half hour', at('2026-11-23T13:00'), 0, 1, 'later'],
    ['after it, the next half hour', at('2026-11-23T13:10', { id: 'later' }), 0, 1, '2026-11-23T14:00'],
    ['down across midnight', at('2026-11-24T23:30'), 0, 1, '2026-11-25T00:00'],
    ['down across midnight onto an event', at('2026-11-23T23:30'), 0, 1, 'night'],
    ['up across midnight from an event', at('2026-11-24T00:00', { id: 'night' }), 0, -1, '2026-11-23T23:30'],
    ['right to the same time', at('2026-11-24T09:30'), 1, 0, '2026-11-25T09:30'],
    ['left onto what covers that time', at('2026-11-24T11:00'), -1, 0, 'long'],
    ['right over the week’s edge', at('2026-11-29T10:00'), 1, 0, '2026-11-30T10:00'],
    ['left over the week’s edge', at('2026-11-23T10:00'), -1, 0, '2026-11-22T10:00'],
  ];
  it.each(cases)('%s', (_, focus, dx, dy, expected) => expect(said(go(ground, focus, dx, dy))).toBe(expected));

  it('J and K visit every event in order and stop at the ends', () => {
    const visited: string[] = [];
    let focus: Focus | null = at('2026-11-23T00:00');
    while ((focus = neighbour(ground.events, focus, 1))) visited.push(focus.id!);
    expect(visited).toEqual(['long', 'inside', 'later', 'night']);
    expect(neighbour(ground.events, at('2026-11-23T09:00', { id: 'long' }), -1)).toBeNull();
  });
});

describe('arrows in the lanes', () => {
  const ground: Ground = {
    mode: 'lanes',
    lanes: providers(3),
    from: 480,
    to: 1140,
    events: [eventOf({ id: 'a', start: '2026-11-23T10:00', lanes: ['p1', 'p2'] })],
  };
  const cases: [string, Focus, number, number, string][] = [
    ['right along the row', at('2026-11-23T09:00', { lane: 'p0' }), 1, 0, '2026-11-23T09:30 p0'],
    ['right onto an event of the row', at('2026-11-23T09:30', { lane: 'p1' }), 1, 0, 'a p1'],
    ['down to the next row of the same meeting', at('2026-11-23T10:00', { lane: 'p1', id: 'a' }), 0, 1, 'a p2'],
    ['down at the last row stays', at('2026-11-23T09:00', { lane: 'p2' }), 0, 1, '2026-11-23T09:00 p2'],
    ['over the hidden night', at('2026-11-23T18:30', { lane: 'p0' }), 1, 0, '2026-11-24T08:00 p0'],
    ['and back', at('2026-11-24T08:00', { lane: 'p0' }), -1, 0, '2026-11-23T18:30 p0'],
  ];
  it.each(cases)('%s', (_, focus, dx, dy, expected) => expect(said(go(ground, focus, dx, dy))).toBe(expected));
});

describe('arrows in the month', () => {
  const events = ['a', 'b'].map((id, index) => eventOf({ id, start: `2026-11-25T1${index}:00` }));
  const day = Math.floor(toAbsolute('2026-11-25T00:00') / 1440);
  const ground: Ground = {
    mode: 'month',
    events,
    lanes: [],
    from: 0,
    to: 1440,
    shownOn: (asked) => (asked === day ? events : []),
  };
  const cases: [string, Focus, number, number, string][] = [
    ['into the day', at('2026-11-25T00:00'), 0, 1, 'a'],
    ['through it', at('2026-11-25T00:00', { id: 'a' }), 0, 1, 'b'],
    ['out to the next week', at('2026-11-25T00:00', { id: 'b' }), 0, 1, '2026-12-02T00:00'],
    ['back up to the day', at('2026-11-25T00:00', { id: 'a' }), 0, -1, '2026-11-25T00:00'],
    ['up a week', at('2026-11-25T00:00'), 0, -1, '2026-11-18T00:00'],
    ['over the month’s edge', at('2026-11-30T00:00'), 1, 0, '2026-12-01T00:00'],
  ];
  it.each(cases)('%s', (_, focus, dx, dy, expected) => expect(said(go(ground, focus, dx, dy))).toBe(expected));
});

describe('dates and times in words', () => {
  it('follows the language and never shifts the clock', () => {
    const es = labelsFor('es-ES');
    const en = labelsFor('en-US');
    expect(es.range('2026-11-25T09:30', 45)).toBe('9:30–10:15');
    expect(es.moment('2026-11-25T23:30', 60)).toBe('miércoles, 25 de noviembre, 23:30–0:30');
    expect(en.range('2026-11-25T09:30', 45).replace(/\s/gu, ' ')).toBe('9:30–10:15 AM');
    expect(en.dayLong('2026-11-25')).toBe('Wednesday, November 25');
    expect(es.dayAndMonth('2026-12-01')).toBe('1 dic');
  });
});
