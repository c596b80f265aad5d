import { describe, expect, it } from 'vitest';
import { faultOf, hoursAreSound, hoursText, nextRange, presets, range, withDay } from './hours';

describe('a week in words', () => {
  const check = (hours: Parameters<typeof hoursText>[0], expected: string | RegExp): void =>
    expect(hoursText(hours)).toMatch(expected);
  it('joins days of the same hours', () => {
    check(presets[0]!.hours, /^lun–vie 0?9:00.*18:00|^lun–vie 9:00 AM–6:00 PM/);
    check([], /^$/);
    check([range(3, '10:00', '12:00')], /^mié /);
    check(presets[3]!.hours, /^lun–vie .+, sáb /);
  });
});

it('keeps the days in order when one is changed', () => {
  const week = withDay(withDay([], 5, [range(5, '09:00', '12:00')]), 1, [range(1, '08:00', '10:00')]);
  expect(week.map((one) => one.weekday)).toEqual([1, 5]);
});

it('finds what is wrong with a range', () => {
  const check = (ranges: [string, string][], expected: (string | null)[]): void => {
    const day = ranges.map(([from, to]) => range(1, from, to));
    expect(day.map((_, index) => faultOf(day, index))).toEqual(expected);
    expect(hoursAreSound(day)).toBe(expected.every((one) => one === null));
  };
  check([['09:00', '13:00'], ['13:00', '18:00']], [null, null]);
  check([['13:00', '09:00']], ['order']);
  check([['09:00', '13:00'], ['12:00', '18:00']], ['overlap', 'overlap']);
});

it('offers the next range after the last one, inside the day', () => {
  expect(nextRange([range(1, '09:00', '13:00')], 1)).toEqual(range(1, '14:00', '17:00'));
  const late = nextRange([range(1, '21:00', '23:30')], 1);
  expect(late.to > late.from).toBe(true);
});
