import { absoluteOf, dateOf, dayNumber, fromAbsolute, minuteOf, MINUTES_A_DAY, weekday } from './civil';
import type { CivilDate } from './civil';
import type { CalendarEvent, Hours } from './event';

/** The grid that every gesture keeps to, in minutes. */
export const STEP = 15;
/** The step of the keyboard's slot cursor, in minutes. */
export const CURSOR_STEP = 30;

/**
 * The one time axis of week and lanes: consecutive days, each showing the minutes `from` to `to`, at
 * `scale` pixels a minute. The week stacks the days side by side and uses the minute only; lanes lay them
 * end to end.
 */
export interface Axis {
  days: readonly CivilDate[];
  from: number;
  to: number;
  scale: number;
}

export function dayLength(axis: Axis): number {
  return (axis.to - axis.from) * axis.scale;
}

export function axisLength(axis: Axis): number {
  return axis.days.length * dayLength(axis);
}

/** Pixels from the start of a day to a minute, held within the day's shown hours. */
export function pixelOfMinute(axis: Axis, minute: number): number {
  return (Math.min(axis.to, Math.max(axis.from, minute)) - axis.from) * axis.scale;
}

/** The minute of the day under a pixel, held within the shown hours; not snapped. */
export function minuteAtPixel(axis: Axis, pixel: number): number {
  return Math.min(axis.to, Math.max(axis.from, axis.from + pixel / axis.scale));
}

/** Pixels from the start of the whole axis to an absolute minute. Hidden hours have no length. */
export function pixelOf(axis: Axis, absolute: number): number {
  const first = axis.days[0];
  if (first === undefined) return 0;
  const day = Math.floor(absolute / MINUTES_A_DAY) - dayNumber(first);
  if (day < 0) return 0;
  if (day >= axis.days.length) return axisLength(axis);
  return day * dayLength(axis) + pixelOfMinute(axis, absolute - Math.floor(absolute / MINUTES_A_DAY) * MINUTES_A_DAY);
}

/** The absolute minute under a pixel of the whole axis; not snapped. */
export function timeAtPixel(axis: Axis, pixel: number): number {
  const first = axis.days[0];
  if (first === undefined) return 0;
  const length = dayLength(axis);
  const held = Math.min(axisLength(axis) - 1e-6, Math.max(0, pixel));
  const day = Math.min(axis.days.length - 1, Math.floor(held / length));
  return absoluteOf(first, 0) + day * MINUTES_A_DAY + minuteAtPixel(axis, held - day * length);
}

export function snap(minutes: number, step = STEP): number {
  return Math.round(minutes / step) * step;
}

export function snapDown(minutes: number, step = STEP): number {
  return Math.floor(minutes / step) * step;
}

export function snapUp(minutes: number, step = STEP): number {
  return Math.ceil(minutes / step) * step;
}

/**
 * The hours worth showing: the working hours with an hour's margin, widened to whole hours until every
 * event of these days fits.
 */
export function shownHours(
  days: readonly CivilDate[],
  hours: readonly Hours[],
  events: readonly Pick<CalendarEvent, 'start' | 'minutes'>[],
): { from: number; to: number } {
  let from = MINUTES_A_DAY;
  let to = 0;
  const shown = new Set(days.map(weekday));
  for (const open of hours) {
    if (!shown.has(open.weekday)) continue;
    from = Math.min(from, open.from - 60);
    to = Math.max(to, open.to + 60);
  }
  if (from >= to) [from, to] = [8 * 60, 19 * 60];
  const wanted = new Set(days);
  for (const event of events) {
    const startsHere = wanted.has(dateOf(event.start));
    const start = minuteOf(event.start);
    if (startsHere) from = Math.min(from, start);
    const end = start + event.minutes;
    if (end <= MINUTES_A_DAY) {
      if (startsHere) to = Math.max(to, end);
    } else {
      // It runs past midnight: this day's end and the next one's beginning must both be there.
      if (startsHere) to = MINUTES_A_DAY;
      if (wanted.has(dateOf(fromAbsolute(absoluteOf(dateOf(event.start), 0) + MINUTES_A_DAY)))) from = 0;
    }
  }
  return {
    from: Math.max(0, snapDown(from, 60)),
    to: Math.min(MINUTES_A_DAY, snapUp(to, 60)),
  };
}

/** The stretches of a day that are not open, within `from` to `to`. */
export function closedHours(date: CivilDate, hours: readonly Hours[], from: number, to: number): [number, number][] {
  const today = weekday(date);
  const open = hours.filter((span) => span.weekday === today).sort((a, b) => a.from - b.from);
  const closed: [number, number][] = [];
  let at = from;
  for (const span of open) {
    if (span.from > at) closed.push([at, Math.min(span.from, to)]);
    at = Math.max(at, span.to);
  }
  if (at < to) closed.push([at, to]);
  return closed.filter(([start, end]) => end > start);
}

/** Pixels a frame to scroll while a drag is held near an edge: nothing in the middle, faster further out. */
export function edgeSpeed(at: number, start: number, end: number, zone = 48, fastest = 18): number {
  const reach = Math.min(zone, (end - start) / 4);
  if (reach <= 0) return 0;
  if (at < start + reach) return -Math.ceil(fastest * Math.min(1, (start + reach - at) / reach));
  if (at > end - reach) return Math.ceil(fastest * Math.min(1, (at - (end - reach)) / reach));
  return 0;
}
