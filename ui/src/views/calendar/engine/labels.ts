import { addDays, addMinutes, dateOf, dayNumber, minuteOf, MINUTES_A_DAY } from './civil';
import type { CivilDate, CivilTime } from './civil';
import type { Mode } from './event';
import type { Period } from './period';

/** Dates and times in words, by locale. Made once per locale: a formatter costs more than a week's cards. */
export interface Labels {
  locale: string;
  /** "9:30" */
  time(minute: number): string;
  /** "9:30–10:15" */
  range(start: CivilTime, minutes: number): string;
  /** The label of a full hour at the side of the grid. */
  hour(minute: number): string;
  /** "lun 23" */
  dayShort(date: CivilDate): string;
  /** "lunes, 23 de noviembre" */
  dayLong(date: CivilDate): string;
  /** "lun" */
  weekdayShort(date: CivilDate): string;
  weekdayLong(date: CivilDate): string;
  dayOfMonth(date: CivilDate): string;
  /** "1 dic": for the first of a month among other days. */
  dayAndMonth(date: CivilDate): string;
  /** "lunes, 23 de noviembre, 9:30–10:15" */
  moment(start: CivilTime, minutes: number): string;
  /** "lun 23 nov, 9:30–10:15" */
  momentShort(start: CivilTime, minutes: number): string;
  title(mode: Mode, period: Period, anchor: CivilDate): string;
}

const made = new Map<string, Labels>();

export function labelsFor(locale: string): Labels {
  let labels = made.get(locale);
  if (!labels) made.set(locale, (labels = makeLabels(locale)));
  return labels;
}

// Formatters get the civil time as if it were UTC, and print it as UTC: nothing is ever shifted.
const stamp = (date: CivilDate, minute = 0): number => (dayNumber(date) * MINUTES_A_DAY + minute) * 60_000;

function makeLabels(locale: string): Labels {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const clock = format({ hour: 'numeric', minute: '2-digit' });
  const hourOnly = format({ hour: 'numeric' });
  const twelve = clock.resolvedOptions().hour12 === true;
  const short = format({ weekday: 'short', day: 'numeric' });
  const shortMonth = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayShort = format({ weekday: 'short' });
  const weekdayLong = format({ weekday: 'long' });
  const dayAndMonth = format({ day: 'numeric', month: 'short' });
  const month = format({ month: 'long', year: 'numeric' });
  const full = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const whole = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const days = new Map<string, string>();
  const times = new Map<number, string>();

  const once = (key: string, make: () => string): string => {
    let text = days.get(key);
    if (text === undefined) days.set(key, (text = make()));
    return text;
  };
  const time = (minute: number): string => {
    const held = ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
    let text = times.get(held);
    if (text === undefined) times.set(held, (text = clock.format(held * 60_000)));
    return text;
  };
  const ranges = new Map<number, string>();
  const range = (start: CivilTime, minutes: number): string => {
    const from = minuteOf(start);
    // Twelve-hour clocks say AM or PM once where both times share it. Past midnight a formatter would add dates.
    if (!twelve || from + minutes >= MINUTES_A_DAY) return `${time(from)}–${time(minuteOf(addMinutes(start, minutes)))}`;
    const key = from * MINUTES_A_DAY + minutes;
    let text = ranges.get(key);
    if (text === undefined)
      ranges.set(key, (text = clock.formatRange(from * 60_000, (from + minutes) * 60_000).replace(/\s?–\s?/, '–')));
    return text;
  };
  const dayLong = (date: CivilDate): string => once(`l${date}`, () => long.format(stamp(date)));
  const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

  return {
    locale,
    time,
    range,
    hour: (minute) => (twelve ? hourOnly.format((minute % MINUTES_A_DAY) * 60_000) : time(minute)),
    dayShort: (date) => once(`s${date}`, () => short.format(stamp(date))),
    dayLong,
    weekdayShort: (date) => once(`w${date}`, () => weekdayShort.format(stamp(date))),
    weekdayLong: (date) => once(`W${date}`, () => weekdayLong.format(stamp(date))),
    dayOfMonth: (date) => String(Number(date.slice(8, 10))),
    dayAndMonth: (date) => once(`m${date}`, () => dayAndMonth.format(stamp(date))),
    moment: (start, minutes) => `${dayLong(dateOf(start))}, ${range(start, minutes)}`,
    momentShort: (start, minutes) =>
      `${once(`S${dateOf(start)}`, () => shortMonth.format(stamp(dateOf(start))))}, ${range(start, minutes)}`,
    title: (mode, period, anchor) => {
      if (mode === 'month') return capital(month.format(stamp(anchor)));
      if (period.days.length === 1) return capital(whole.format(stamp(period.from)));
      return full.formatRange(stamp(period.from), stamp(addDays(period.until, -1)));
    },
  };
}
