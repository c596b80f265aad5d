import type { Hours } from '../../lib/contract/generated/Hours';
import type { WeeklyHours } from '../../lib/contract/generated/WeeklyHours';
import { formatTime, formatWeekday } from '../../lib/texts/texts.svelte';

/** Monday to Sunday, as the contract counts them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const workdays = [1, 2, 3, 4, 5];

/** `9:00` to `13:00` as the contract writes it. */
export function range(weekday: number, from: string, to: string): Hours {
  return { weekday, from: `${from}:00`, to: `${to}:00` };
}

/** `HH:MM` of a time of the contract. */
export const clock = (time: string): string => time.slice(0, 5);

/** The ranges of one day, as they follow one another. */
export function ofDay(hours: WeeklyHours, weekday: number): Hours[] {
  return hours.filter((one) => one.weekday === weekday);
}

/** The week with other ranges on one day. */
export function withDay(hours: WeeklyHours, weekday: number, ranges: Hours[]): WeeklyHours {
  return weekdays.flatMap((day) => (day === weekday ? ranges : ofDay(hours, day)));
}

export interface Preset {
  id: 'office' | 'early' | 'split' | 'saturday';
  hours: WeeklyHours;
}

/** Weeks that most people have: one click instead of ten fields. */
export const presets: readonly Preset[] = [
  { id: 'office', hours: workdays.map((day) => range(day, '09:00', '18:00')) },
  { id: 'early', hours: workdays.map((day) => range(day, '08:00', '17:00')) },
  {
    id: 'split',
    hours: workdays.flatMap((day) => [range(day, '09:00', '13:00'), range(day, '14:00', '18:00')]),
  },
  {
    id: 'saturday',
    hours: [...workdays.map((day) => range(day, '09:00', '18:00')), range(6, '09:00', '13:00')],
  },
];

/** The range offered when one more is asked for on a day: after the last one, or a working day. */
export function nextRange(ranges: readonly Hours[], weekday: number): Hours {
  const last = ranges.at(-1);
  if (!last) return range(weekday, '09:00', '18:00');
  const start = Math.min(Number(last.to.slice(0, 2)) + 1, 22);
  const end = Math.min(start + 3, 23);
  const at = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return range(weekday, at(start), at(end));
}

export type RangeFault = 'order' | 'overlap';

/** What is wrong with one range of a day, or `null`. */
export function faultOf(ranges: readonly Hours[], index: number): RangeFault | null {
  const one = ranges[index];
  if (!one) return null;
  if (one.to <= one.from) return 'order';
  const meets = ranges.some((other, at) => at !== index && other.from < one.to && one.from < other.to);
  return meets ? 'overlap' : null;
}

/** Whether a week can be saved as it is. */
export function hoursAreSound(hours: WeeklyHours): boolean {
  return weekdays.every((day) => {
    const ranges = ofDay(hours, day);
    return ranges.every((_, index) => faultOf(ranges, index) === null);
  });
}

/** A week in one line: `lun–vie 9:00–18:00, sáb 9:00–13:00`. Empty where there are no hours. */
export function hoursText(hours: WeeklyHours): string {
  const said = (day: number): string =>
    ofDay(hours, day)
      .map((one) => `${formatTime(clock(one.from))}–${formatTime(clock(one.to))}`)
      .join(' + ');
  const parts: string[] = [];
  for (let day = 1; day <= 7; ) {
    const text = said(day);
    let last = day;
    while (last < 7 && said(last + 1) === text) last += 1;
    if (text !== '') {
      const name = (one: number): string => formatWeekday(one, 'short');
      parts.push(`${day === last ? name(day) : `${name(day)}–${name(last)}`} ${text}`);
    }
    day = last + 1;
  }
  return parts.join(', ');
}
