import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drag, changeOf } from './drag.svelte';
import type { DragHost, Preview, Surface } from './drag.svelte';
import { absoluteOf, toAbsolute } from './engine';
import type { Change, Conflict } from './engine';
import { eventOf, providers } from './engine/sample';

// A flat ground for the pointer: x counts minutes from the morning of the 23rd, y / 100 is the row.
const ORIGIN = absoluteOf('2026-11-23', 480);

function setUp(part: { wholeDays?: boolean; probe?: (change: Change) => Promise<Conflict[]> } = {}) {
  const scroller = document.createElement('div');
  const surface: Surface = {
    scroller,
    wholeDays: part.wholeDays ?? false,
    turns: false,
    at: (x, y, inside) => (inside && x < 0 ? null : { at: ORIGIN + x, lane: `p${Math.min(2, Math.floor(y / 100))}` }),
  };
  scroller.scrollBy = () => {};
  const dropped: Preview[] = [];
  const cancelled: Preview[] = [];
  const probe = vi.fn(part.probe ?? (async () => []));
  const host: DragHost = {
    surface: () => surface,
    lanes: () => providers(3),
    probe,
    defaultMinute: () => 540,
    drop: (preview) => dropped.push(preview),
    cancelled: (preview) => cancelled.push(preview),
    turn: () => {},
  };
  return { drag: new Drag(host), dropped, cancelled, probe };
}

const pointer = (type: string, x: number, y = 0): PointerEvent =>
  new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true, cancelable: true });
const fly = (...path: [number, number][]): void => {
  for (const [x, y] of path) window.dispatchEvent(pointer('pointermove', x, y));
};
const release = (): void => void window.dispatchEvent(pointer('pointerup', 0));
const key = (name: string, type = 'keydown'): void => void window.dispatchEvent(new KeyboardEvent(type, { key: name }));

const visit = eventOf({ id: 'v', start: '2026-11-23T09:00', lanes: ['p0'] });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('dragging', () => {
  const moves: [string, number, [number, number][], object][] = [
    ['snaps to the quarter, from where it was taken', 70, [[100, 0]], { start: '2026-11-23T09:30', lane: 'p0' }],
    ['goes to another row', 70, [[70, 120]], { start: '2026-11-23T09:00', lane: 'p1', fromLane: 'p0' }],
    ['crosses midnight', 70, [[70 + 16 * 60, 0]], { start: '2026-11-24T01:00' }],
    ['the last place counts', 70, [[300, 0], [85, 0]], { start: '2026-11-23T09:15' }],
  ];
  it.each(moves)('%s', (_, from, path, expected) => {
    const { drag, dropped } = setUp();
    drag.press(pointer('pointerdown', from), { kind: 'move', event: visit, lane: 'p0' });
    fly(...path);
    release();
    expect(dropped).toHaveLength(1);
    expect(changeOf(dropped[0]!)).toMatchObject({ id: 'v', minutes: 60, ...expected });
    expect(drag.active).toBe(false);
  });

  it('resizes by the edge, never under a quarter', () => {
    const { drag, dropped } = setUp();
    drag.press(pointer('pointerdown', 120), { kind: 'resize', event: visit });
    fly([160, 0]);
    expect(drag.preview).toMatchObject({ start: '2026-11-23T09:00', minutes: 105 });
    fly([10, 0]);
    release();
    expect(dropped[0]).toMatchObject({ kind: 'resize', minutes: 15 });
  });

  it('creates from empty space, in either direction', () => {
    for (const [from, to] of [[130, 70], [70, 130]] as const) {
      const { drag, dropped } = setUp();
      drag.press(pointer('pointerdown', from), { kind: 'create' });
      fly([to, 0]);
      release();
      expect(dropped[0]).toMatchObject({ kind: 'create', id: null, start: '2026-11-23T09:00', minutes: 75, lane: 'p0' });
    }
  });

  it('places a need where it is let go, and nowhere outside', () => {
    const need = { id: 'n', title: 'Bólido', detail: '', format: 'panel' as const, minutes: 45 };
    const { drag, dropped } = setUp();
    drag.press(pointer('pointerdown', -50), { kind: 'place', need });
    fly([-30, 0]);
    expect(drag.preview).toBeNull();
    fly([61, 250]);
    expect(drag.preview).toMatchObject({ need: 'n', start: '2026-11-23T09:00', minutes: 45, lane: 'p2' });
    fly([-10, 0]);
    release();
    expect(dropped).toEqual([]);
  });

  it('keeps the time of day on the days of a month', () => {
    const { drag, dropped } = setUp({ wholeDays: true });
    drag.press(pointer('pointerdown', 0), { kind: 'move', event: visit });
    fly([3 * 1440 + 200, 0]);
    release();
    expect(dropped[0]!.start).toBe('2026-11-26T09:00');
  });

  it('is a click until the hand really moves, and changes nothing where it comes back', () => {
    const { drag, dropped } = setUp();
    const onclick = vi.fn();
    drag.press(pointer('pointerdown', 70), { kind: 'move', event: visit, lane: 'p0', onclick });
    fly([72, 1]);
    release();
    expect(onclick).toHaveBeenCalledOnce();
    drag.press(pointer('pointerdown', 70), { kind: 'move', event: visit, lane: 'p0', onclick });
    fly([200, 0], [71, 0]);
    release();
    expect([onclick.mock.calls.length, dropped]).toEqual([1, []]);
  });

  const endings: [string, () => void][] = [
    ['Escape', () => key('Escape')],
    ['a lost pointer', () => void window.dispatchEvent(pointer('pointercancel', 0))],
    ['a window that loses the focus', () => void window.dispatchEvent(new Event('blur'))],
  ];
  it.each(endings)('%s cancels and leaves nothing behind', async (_, end) => {
    const { drag, dropped, cancelled, probe } = setUp();
    drag.press(pointer('pointerdown', 70), { kind: 'move', event: visit, lane: 'p0' });
    fly([200, 0]);
    end();
    expect(drag.preview).toBeNull();
    expect(cancelled.map((preview) => preview.id)).toEqual(['v']);
    fly([300, 0]);
    release();
    await vi.advanceTimersByTimeAsync(500);
    expect([dropped, drag.preview, probe.mock.calls.length]).toEqual([[], null, 0]);
  });

  it('does not lift what cannot be moved, and says so once', () => {
    const { drag, dropped } = setUp();
    const onpull = vi.fn();
    drag.press(pointer('pointerdown', 70), { kind: 'still', onpull });
    fly([200, 0], [300, 0]);
    release();
    expect([onpull.mock.calls.length, drag.preview, dropped]).toEqual([1, null, []]);
  });
});

describe('conflicts during a drag', () => {
  it('are asked for once the hand rests, and only the newest answer counts', async () => {
    const answers: ((found: Conflict[]) => void)[] = [];
    const { drag, probe } = setUp({ probe: () => new Promise((resolve) => answers.push(resolve)) });
    drag.press(pointer('pointerdown', 70), { kind: 'move', event: visit, lane: 'p0' });
    fly([100, 0], [130, 0], [160, 0]);
    expect([probe.mock.calls.length, drag.probing]).toEqual([0, true]);
    await vi.advanceTimersByTimeAsync(130);
    expect(probe.mock.calls.map(([change]) => change.start)).toEqual(['2026-11-23T10:30']);
    fly([220, 0]);
    await vi.advanceTimersByTimeAsync(130);
    answers[1]!([{ kind: 'busy', text: 'Lucía ya está ocupada' }]);
    answers[0]!([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(drag.conflicts.map((conflict) => conflict.text)).toEqual(['Lucía ya está ocupada']);
    expect(drag.probing).toBe(false);
    release();
    expect(drag.conflicts).toEqual([]);
  });
});

describe('moving by keyboard', () => {
  it('adds the steps up to one change, set when Alt is let go', () => {
    const { drag, dropped } = setUp();
    drag.nudge(visit, { minutes: 15 });
    drag.nudge(visit, { minutes: 15 });
    drag.nudge(visit, { minutes: 1440 });
    drag.nudge(visit, { length: 15 });
    expect(dropped).toEqual([]);
    key('Alt', 'keyup');
    expect(dropped.map((preview) => [preview.start, preview.minutes])).toEqual([['2026-11-24T09:30', 75]]);
  });

  it('goes over midnight and back', () => {
    const late = eventOf({ id: 'late', start: '2026-11-23T23:45' });
    const { drag } = setUp();
    drag.nudge(late, { minutes: 15 });
    expect(drag.preview!.start).toBe('2026-11-24T00:00');
    drag.nudge(late, { minutes: -15 });
    expect(toAbsolute(drag.preview!.start)).toBe(toAbsolute(late.start));
  });

  it('is set by a pause, and undone by Escape', async () => {
    const { drag, dropped, cancelled } = setUp();
    drag.nudge(visit, { minutes: 15 });
    key('Escape');
    expect([drag.preview, cancelled.length]).toEqual([null, 1]);
    drag.nudge(visit, { minutes: 30 });
    await vi.advanceTimersByTimeAsync(1300);
    expect(dropped.map((preview) => preview.start)).toEqual(['2026-11-23T09:30']);
  });
});
