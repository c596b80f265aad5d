import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMinutes,
  addMonths,
  dateOfDay,
  dayNumber,
  daysBetween,
  firstWeekday,
  fromAbsolute,
  isCivilDate,
  startOfWeek,
  toAbsolute,
  weekday,
} from './civil';

describe('civil dates', () => {
  it('agrees with the platform on every day of a century and a half, and comes back', () => {
    const first = dayNumber('1950-01-01');
    for (let day = first; day < first + 55_000; day += 1) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dateOfDay(day) !== date || dayNumber(date) !== day) expect([day, dateOfDay(day)]).toEqual([day, date]);
    }
    expect(dayNumber('1970-01-01')).toBe(0);
  });

  const weekdays: [string, number][] = [
    ['2026-11-23', 1],
    ['2026-11-29', 7],
    ['1969-12-31', 3],
    ['2024-02-29', 4],
  ];
  it.each(weekdays)('%s is weekday %i', (date, day) => expect(weekday(date)).toBe(day));

  const weeks: [string, 1 | 6 | 7, string][] = [
    ['2026-11-25', 1, '2026-11-23'],
    ['2026-11-25', 7, '2026-11-22'],
    ['2026-11-25', 6, '2026-11-21'],
    ['2026-11-22', 7, '2026-11-22'],
    ['2026-11-22', 1, '2026-11-16'],
    ['2026-01-01', 1, '2025-12-29'],
  ];
  it.each(weeks)('the week of %s that starts on %i starts on %s', (date, first, start) =>
    expect(startOfWeek(date, first)).toBe(start),
  );

  const months: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-15', 2, '2027-01-15'],
    ['2026-01-15', -13, '2024-12-15'],
  ];
  it.each(months)('%s and %i months is %s', (date, by, to) => expect(addMonths(date, by)).toBe(to));

  const minutes: [string, number, string][] = [
    ['2026-11-23T23:45', 15, '2026-11-24T00:00'],
    ['2026-11-24T00:00', -15, '2026-11-23T23:45'],
    ['2026-12-31T23:30', 60, '2027-01-01T00:30'],
    // The clock goes back on this night in Madrid: civil time takes no notice.
    ['2026-10-25T01:45', 90, '2026-10-25T03:15'],
  ];
  it.each(minutes)('%s and %i minutes is %s', (time, by, to) => {
    expect(addMinutes(time, by)).toBe(to);
    expect(fromAbsolute(toAbsolute(to))).toBe(to);
  });

  it('counts days and knows a date from a mistake', () => {
    expect(daysBetween('2026-02-27', addDays('2026-02-27', 3))).toBe(3);
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
    expect(['2026-02-29', '2024-02-29', '2026-13-01', 'hoy'].map(isCivilDate)).toEqual([false, true, false, false]);
  });

  it('takes the first day of the week from the locale', () => {
    expect([firstWeekday('es-ES'), firstWeekday('en-US'), firstWeekday('no such tag!')]).toEqual([1, 7, 1]);
  });
});
