import { addDays, addMonths, daysBetween, startOfMonth, startOfWeek, weekday } from './civil';
import type { CivilDate, Weekday } from './civil';
import type { Mode } from './event';
import { monthWeeks } from './month';

/** What the calendar shows: consecutive days from `from` to `until`, the latter not included. */
export interface Period {
  from: CivilDate;
  until: CivilDate;
  days: CivilDate[];
}

export interface PeriodChoice {
  mode: Mode;
  /** The date that the period is about. */
  anchor: CivilDate;
  first: Weekday;
  /** Columns of the week: 7, 5 (Monday to Friday), or 3 or 1 where the window is narrow. */
  weekDays: number;
  /** Days of the lanes: 1 or 5. */
  laneDays: number;
}

/** Days in the agenda. */
export const AGENDA_DAYS = 14;

export function periodOf({ mode, anchor, first, weekDays, laneDays }: PeriodChoice): Period {
  if (mode === 'month') {
    const weeks = monthWeeks(anchor, first);
    return stretch(weeks[0]![0]!, weeks.length * 7);
  }
  if (mode === 'agenda') return stretch(anchor, AGENDA_DAYS);
  const count = mode === 'week' ? weekDays : laneDays;
  if (count === 7) return stretch(startOfWeek(anchor, first), 7);
  if (count === 5) return stretch(workWeek(anchor), 5);
  return stretch(anchor, count);
}

/** The Monday of the working week; a weekend looks ahead to the coming one. */
function workWeek(anchor: CivilDate): CivilDate {
  const day = weekday(anchor);
  return day >= 6 ? addDays(anchor, 8 - day) : addDays(anchor, 1 - day);
}

/** The anchor of the period before or after. */
export function turned(choice: PeriodChoice, by: number): CivilDate {
  const { mode, anchor } = choice;
  if (mode === 'month') return startOfMonth(addMonths(anchor, by));
  if (mode === 'agenda') return addDays(anchor, by * AGENDA_DAYS);
  const count = mode === 'week' ? choice.weekDays : choice.laneDays;
  if (count === 5) return addDays(workWeek(anchor), by * 7);
  return addDays(anchor, by * count);
}

/** The anchor that brings a date into view: the same one where it already is. */
export function anchorFor(choice: PeriodChoice, date: CivilDate): CivilDate {
  const period = periodOf(choice);
  if (choice.mode === 'month') {
    return date.slice(0, 7) === choice.anchor.slice(0, 7) || holds(period, date) ? choice.anchor : date;
  }
  if (holds(period, date)) return choice.anchor;
  const count = period.days.length;
  if (count === 7 || choice.mode === 'agenda') return date;
  if (count === 5) return date;
  // One or three days: slide just as far as needed.
  return date < period.from ? date : addDays(date, 1 - count);
}

export function holds(period: Period, date: CivilDate): boolean {
  return date >= period.from && date < period.until;
}

export function dayIndex(period: Period, date: CivilDate): number {
  return daysBetween(period.from, date);
}

function stretch(from: CivilDate, count: number): Period {
  return {
    from,
    until: addDays(from, count),
    days: Array.from({ length: count }, (_, index) => addDays(from, index)),
  };
}
