import { describe, expect, it } from 'vitest';
import { axisLength, closedHours, edgeSpeed, pixelOf, shownHours, snap, snapDown, snapUp, timeAtPixel } from './axis';
import type { Axis } from './axis';
import { absoluteOf, dayNumber, fromAbsolute, toAbsolute } from './civil';
import { landingLane, laneRows } from './lanes';
import { monthWeeks, weekBars } from './month';
import { arrange, segmentsByDate, segmentsOf } from './overlap';
import { anchorFor, periodOf, turned } from './period';
import type { PeriodChoice } from './period';
import { rowAt, rowOffsets, visibleRows } from './rows';
import { eventOf, providers } from './sample';

describe('overlapping events', () => {
  const cases: [string, [number, number][], [number, number, number][]][] = [
    ['one alone fills the day', [[540, 600]], [[0, 1, 1]]],
    ['touching is not overlapping', [[540, 600], [600, 660]], [[0, 1, 1], [0, 1, 1]]],
    ['two share', [[540, 600], [570, 630]], [[0, 2, 1], [1, 2, 1]]],
    [
      'a chain keeps one width, and a freed column is used again',
      [[540, 720], [540, 600], [600, 660], [700, 760]],
      [[0, 2, 1], [1, 2, 1], [1, 2, 1], [1, 2, 1]],
    ],
    [
      'one widens over columns that are free beside it',
      [[540, 600], [540, 600], [540, 660], [610, 650]],
      [[1, 3, 1], [2, 3, 1], [0, 3, 1], [1, 3, 2]],
    ],
  ];
  it.each(cases)('%s', (_, spans, expected) => {
    const found = arrange(spans.map(([from, to]) => ({ from, to })));
    expect(found.map(({ column, columns, span }) => [column, columns, span])).toEqual(expected);
  });

  it('never lets two of a random day cover one another', () => {
    let seed = 5;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const items = Array.from({ length: 200 }, () => {
      const from = random(1200);
      return { from, to: from + 10 + random(120) };
    });
    const found = arrange(items, 20);
    for (let a = 0; a < items.length; a += 1) {
      for (let b = a + 1; b < items.length; b += 1) {
        const inTime =
          items[a]!.from < Math.max(items[b]!.to, items[b]!.from + 20) &&
          items[b]!.from < Math.max(items[a]!.to, items[a]!.from + 20);
        if (!inTime) continue;
        const left = (index: number): number => found[index]!.column / found[index]!.columns;
        const right = (index: number): number => left(index) + found[index]!.span / found[index]!.columns;
        expect(left(a) < right(b) - 1e-9 && left(b) < right(a) - 1e-9).toBe(false);
      }
    }
  });

  it('splits at midnight and keeps both halves', () => {
    const parts = segmentsOf(eventOf({ id: 'late', start: '2026-11-23T23:30', minutes: 60 }));
    expect(parts.map(({ date, from, to, begins, ends }) => [date, from, to, begins, ends])).toEqual([
      ['2026-11-23', 1410, 1440, true, false],
      ['2026-11-24', 0, 30, false, true],
    ]);
    const untilMidnight = segmentsByDate([eventOf({ id: 'e', start: '2026-11-23T23:00', minutes: 60 })]);
    expect([...untilMidnight.keys()]).toEqual(['2026-11-23']);
  });
});

describe('the axis', () => {
  const axis: Axis = { days: ['2026-11-23', '2026-11-24'], from: 480, to: 1200, scale: 0.5 };

  it('snaps to the quarter', () => {
    expect([snap(7), snap(8), snap(-8), snapDown(14), snapUp(1), snapUp(15)]).toEqual([0, 15, -15, 0, 15, 15]);
  });

  const points: [string, number][] = [
    ['2026-11-23T08:00', 0],
    ['2026-11-23T09:00', 30],
    ['2026-11-24T08:00', 360],
    ['2026-11-24T19:59', 719.5],
  ];
  it.each(points)('%s lies at %d px, and back', (time, pixel) => {
    expect(pixelOf(axis, toAbsolute(time))).toBe(pixel);
    expect(fromAbsolute(Math.round(timeAtPixel(axis, pixel)))).toBe(time);
  });

  it('gives hidden hours no length, and holds what lies outside', () => {
    expect(pixelOf(axis, toAbsolute('2026-11-23T23:00'))).toBe(360);
    expect(pixelOf(axis, toAbsolute('2026-11-20T12:00'))).toBe(0);
    expect(pixelOf(axis, toAbsolute('2026-11-29T12:00'))).toBe(axisLength(axis));
    expect(fromAbsolute(Math.floor(timeAtPixel(axis, 9999)))).toBe('2026-11-24T19:59');
  });

  it('shows the working hours with a margin, and whatever lies beyond them', () => {
    const days = ['2026-11-23'];
    const hours = [{ weekday: 1 as const, from: 540, to: 1080 }];
    expect(shownHours(days, hours, [])).toEqual({ from: 480, to: 1140 });
    expect(shownHours(days, hours, [eventOf({ id: 'a', start: '2026-11-23T06:40' })])).toEqual({ from: 360, to: 1140 });
    expect(shownHours(days, hours, [eventOf({ id: 'a', start: '2026-11-23T23:30' })])).toEqual({ from: 480, to: 1440 });
    expect(shownHours(days, hours, [eventOf({ id: 'a', start: '2026-11-22T23:30' })])).toEqual({ from: 0, to: 1140 });
  });

  it('shades what is closed, lunch too', () => {
    const hours = [
      { weekday: 1 as const, from: 540, to: 840 },
      { weekday: 1 as const, from: 960, to: 1140 },
    ];
    expect(closedHours('2026-11-23', hours, 480, 1200)).toEqual([[480, 540], [840, 960], [1140, 1200]]);
    expect(closedHours('2026-11-29', hours, 480, 1200)).toEqual([[480, 1200]]);
  });

  it('scrolls near the edges only, faster further out', () => {
    expect(edgeSpeed(300, 0, 600)).toBe(0);
    expect(edgeSpeed(40, 0, 600)).toBeLessThan(0);
    expect(edgeSpeed(-10, 0, 600)).toBe(-18);
    expect(edgeSpeed(590, 0, 600)).toBeGreaterThan(edgeSpeed(560, 0, 600));
  });
});

describe('the month', () => {
  const months: [string, 1 | 7, string, number][] = [
    ['2026-11-15', 1, '2026-10-26', 6],
    ['2026-11-15', 7, '2026-11-01', 5],
    ['2027-02-10', 1, '2027-02-01', 4],
    ['2026-12-31', 1, '2026-11-30', 5],
  ];
  it.each(months)('%s with first day %i starts on %s in %i weeks', (date, first, start, count) => {
    const weeks = monthWeeks(date, first);
    expect([weeks[0]![0], weeks.length]).toEqual([start, count]);
  });

  const week = monthWeeks('2026-11-15', 1)[4]!; // 23 to 29 November

  it('draws one bar over the days an event takes, marked where it goes on', () => {
    const fair = eventOf({ id: 'fair', start: '2026-11-28T10:00', minutes: 3 * 1440 });
    const { bars } = weekBars(week, [fair], 4);
    expect(bars.map(({ column, span, fromBefore, intoAfter }) => [column, span, fromBefore, intoAfter])).toEqual([
      [5, 2, false, true],
    ]);
    const next = weekBars(monthWeeks('2026-11-15', 1)[5]!, [fair], 4);
    expect(next.bars.map(({ column, span, fromBefore }) => [column, span, fromBefore])).toEqual([[0, 2, true]]);
  });

  it('does not take the day that begins as it ends', () => {
    const { bars } = weekBars(week, [eventOf({ id: 'e', start: '2026-11-23T23:00', minutes: 60 })], 4);
    expect(bars[0]!.span).toBe(1);
  });

  it('keeps the last line for how many more there are', () => {
    const events = ['09', '10', '11', '12', '13'].map((hour) => eventOf({ id: hour, start: `2026-11-25T${hour}:00` }));
    const three = weekBars(week, events, 3);
    expect(three.bars.map((bar) => bar.event.id)).toEqual(['09', '10']);
    expect(three.hidden).toEqual([0, 0, 3, 0, 0, 0, 0]);
    expect(weekBars(week, events, 5).hidden).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('a long bar goes first and keeps its line', () => {
    const long = eventOf({ id: 'long', start: '2026-11-24T12:00', minutes: 2 * 1440 });
    const early = eventOf({ id: 'early', start: '2026-11-25T08:00' });
    const { bars } = weekBars(week, [early, long], 4);
    expect(bars.map((bar) => [bar.event.id, bar.line])).toEqual([['long', 0], ['early', 1]]);
  });
});

describe('lanes', () => {
  const from = absoluteOf('2026-11-23', 0);
  const to = absoluteOf('2026-11-24', 0);

  it('shows a meeting in each of its rows, stacked where one is double-booked', () => {
    const rows = laneRows(
      providers(3),
      [
        eventOf({ id: 'a', start: '2026-11-23T10:00', lanes: ['p0', 'p1'] }),
        eventOf({ id: 'b', start: '2026-11-23T10:30', lanes: ['p1', 'p1'] }),
        eventOf({ id: 'c', start: '2026-11-24T10:30', lanes: ['p2'] }),
      ],
      from,
      to,
    );
    expect(rows.map((row) => [row.lines, row.items.map((item) => `${item.event.id}${item.line}`).join(' ')])).toEqual([
      [1, 'a0'],
      [2, 'a0 b1'],
      [1, ''],
    ]);
  });

  it('keeps only the rows in view on the page, and those it must', () => {
    const offsets = rowOffsets(Array.from({ length: 45 }, (_, index) => (index % 3 === 0 ? 80 : 50)));
    expect(offsets.at(-1)).toBe(15 * 80 + 30 * 50);
    expect([rowAt(offsets, 0), rowAt(offsets, 79), rowAt(offsets, 80), rowAt(offsets, 1e6), rowAt([0], 5)]).toEqual([
      0, 0, 1, 44, -1,
    ]);
    expect(visibleRows(offsets, 0, 300, 1)).toEqual([0, 1, 2, 3, 4, 5]);
    const middle = visibleRows(offsets, 1000, 300, 2, [0, 44]);
    expect(middle[0]).toBe(0);
    expect(middle.at(-1)).toBe(44);
    expect(middle.length).toBeLessThan(14);
    for (const row of middle.slice(1, -1)) expect(offsets[row + 1]! > 800 && offsets[row]! < 1500).toBe(true);
    expect(visibleRows([0], 0, 300)).toEqual([]);
  });

  it('a meeting goes from person to person, or room to room', () => {
    const lanes = [...providers(2), { id: 'r0', kind: 'room' as const, name: 'Sala' }];
    expect(landingLane(lanes, 'p0', 'p1')).toBe('p1');
    expect(landingLane(lanes, 'p0', 'r0')).toBe('p0');
    expect(landingLane(lanes, undefined, 'r0')).toBe('r0');
  });
});

describe('the period', () => {
  const choice: PeriodChoice = { mode: 'week', anchor: '2026-11-25', first: 1, weekDays: 7, laneDays: 1 };
  const cases: [string, Partial<PeriodChoice>, string, string, string][] = [
    ['week', {}, '2026-11-23', '2026-11-30', '2026-12-02'],
    ['week from Sunday', { first: 7 }, '2026-11-22', '2026-11-29', '2026-12-02'],
    ['working week', { weekDays: 5 }, '2026-11-23', '2026-11-28', '2026-11-30'],
    ['working week seen on a Saturday', { weekDays: 5, anchor: '2026-11-28' }, '2026-11-30', '2026-12-05', '2026-12-07'],
    ['three days', { weekDays: 3 }, '2026-11-25', '2026-11-28', '2026-11-28'],
    ['month', { mode: 'month' }, '2026-10-26', '2026-12-07', '2026-12-01'],
    ['agenda', { mode: 'agenda' }, '2026-11-25', '2026-12-09', '2026-12-09'],
    ['lanes', { mode: 'lanes', laneDays: 5 }, '2026-11-23', '2026-11-28', '2026-11-30'],
  ];
  it.each(cases)('%s', (_, part, from, until, next) => {
    const made = { ...choice, ...part };
    const period = periodOf(made);
    expect([period.from, period.until, turned(made, 1)]).toEqual([from, until, next]);
    expect(period.days.length).toBe(dayNumber(until) - dayNumber(from));
  });

  it('slides no further than it must', () => {
    expect(anchorFor(choice, '2026-11-29')).toBe('2026-11-25');
    expect(anchorFor(choice, '2026-11-30')).toBe('2026-11-30');
    expect(anchorFor({ ...choice, weekDays: 3 }, '2026-11-28')).toBe('2026-11-26');
    expect(anchorFor({ ...choice, weekDays: 3 }, '2026-11-24')).toBe('2026-11-24');
  });
});
