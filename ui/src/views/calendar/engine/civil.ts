/**
 * Civil dates and times as plain text and plain numbers: no `Date`, no zone, no daylight saving.
 * A civil time is what the wall clock of the calendar's display zone says; whoever feeds the calendar has
 * already brought every meeting to that zone.
 */

/** `YYYY-MM-DD` */
export type CivilDate = string;
/** `YYYY-MM-DDTHH:MM` */
export type CivilTime = string;
/** ISO day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const MINUTES_A_DAY = 1440;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Days since 1970-01-01 in the proleptic Gregorian calendar (the era algorithm of H. Hinnant). */
export function dayNumber(date: CivilDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number. */
export function dateOfDay(day: number): CivilDate {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month)}-${pad(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)}`;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The same day some months on; the 31st becomes the last day of a shorter month. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return `${pad(year, 4)}-${pad(month)}-${pad(Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)))}`;
}

export function weekday(date: CivilDate): Weekday {
  return weekdayOfDay(dayNumber(date));
}

export function weekdayOfDay(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function startOfWeek(date: CivilDate, first: Weekday): CivilDate {
  return addDays(date, -((weekday(date) - first + 7) % 7));
}

export function startOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}01`;
}

export function dateOf(time: CivilTime): CivilDate {
  return time.slice(0, 10);
}

/** Minute of the day, 0 to 1439. */
export function minuteOf(time: CivilTime): number {
  return Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
}

/** A civil time as one number: minutes since 1970-01-01T00:00 on the same wall clock. */
export function toAbsolute(time: CivilTime): number {
  return dayNumber(dateOf(time)) * MINUTES_A_DAY + minuteOf(time);
}

export function absoluteOf(date: CivilDate, minute: number): number {
  return dayNumber(date) * MINUTES_A_DAY + minute;
}

export function fromAbsolute(absolute: number): CivilTime {
  const day = Math.floor(absolute / MINUTES_A_DAY);
  const minute = absolute - day * MINUTES_A_DAY;
  return `${dateOfDay(day)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

export function dayOfAbsolute(absolute: number): number {
  return Math.floor(absolute / MINUTES_A_DAY);
}

export function addMinutes(time: CivilTime, minutes: number): CivilTime {
  return fromAbsolute(toAbsolute(time) + minutes);
}

export function isCivilDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDay(dayNumber(text)) === text;
}

/** The first day of the week where this locale is used; Monday where the platform cannot tell. */
export function firstWeekday(locale: string): Weekday {
  try {
    const found = new Intl.Locale(locale) as Intl.Locale & {
      getWeekInfo?: () => { firstDay: number };
      weekInfo?: { firstDay: number };
    };
    return ((found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? 1) as Weekday;
  } catch {
    return 1;
  }
}
