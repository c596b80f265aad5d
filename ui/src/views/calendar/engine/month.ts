import { addDays, addMonths, dateOf, dayNumber, MINUTES_A_DAY, startOfMonth, startOfWeek, toAbsolute } from './civil';
import type { CivilDate, Weekday } from './civil';
import type { CalendarEvent } from './event';

/** A bar of the month: from `column`, over `span` days of the week, on `line` counted from the top. */
export interface Bar {
  event: CalendarEvent;
  column: number;
  span: number;
  line: number;
  /** It began before this week, or goes on after it. */
  fromBefore: boolean;
  intoAfter: boolean;
}

export interface WeekBars {
  bars: Bar[];
  /** How many events of each day found no line. */
  hidden: number[];
}

/** The weeks that the month of `date` touches, each seven dates. */
export function monthWeeks(date: CivilDate, first: Weekday): CivilDate[][] {
  const start = startOfWeek(startOfMonth(date), first);
  const next = startOfMonth(addMonths(startOfMonth(date), 1));
  const weeks: CivilDate[][] = [];
  for (let monday = start; monday < next; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  }
  return weeks;
}

/** First and last day number an event touches; one that ends at midnight does not touch the next day. */
export function daysTouched(event: Pick<CalendarEvent, 'start' | 'minutes'>): [number, number] {
  const start = toAbsolute(event.start);
  return [
    Math.floor(start / MINUTES_A_DAY),
    Math.floor((start + Math.max(1, event.minutes) - 1) / MINUTES_A_DAY),
  ];
}

/** Events by the day they touch, each day in order of time. */
export function eventsByDay(events: readonly CalendarEvent[]): Map<number, CalendarEvent[]> {
  const days = new Map<number, CalendarEvent[]>();
  for (const event of inOrder(events)) {
    const [from, to] = daysTouched(event);
    for (let day = from; day <= to; day += 1) {
      const list = days.get(day);
      if (list) list.push(event);
      else days.set(day, [event]);
    }
  }
  return days;
}

/** By start, longer first, then id. */
export function inOrder(events: readonly CalendarEvent[]): CalendarEvent[] {
  return [...events].sort((a, b) =>
    a.start !== b.start ? (a.start < b.start ? -1 : 1) : b.minutes - a.minutes || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Lays a week's events on lines. Those over several days go first and keep one line throughout. Where a day
 * has more than `capacity`, its last line is given to "+n more" and what would stand there is hidden.
 */
export function weekBars(week: readonly CivilDate[], events: readonly CalendarEvent[], capacity: number): WeekBars {
  const firstDay = dayNumber(week[0]!);
  const spans = events
    .map((event) => ({ event, days: daysTouched(event) }))
    .filter(({ days }) => days[1] >= firstDay && days[0] < firstDay + 7)
    .map(({ event, days }) => ({
      event,
      from: Math.max(0, days[0] - firstDay),
      to: Math.min(6, days[1] - firstDay),
      fromBefore: days[0] < firstDay,
      intoAfter: days[1] > firstDay + 6,
    }));
  spans.sort(
    (a, b) =>
      Number(b.to > b.from || b.fromBefore || b.intoAfter) - Number(a.to > a.from || a.fromBefore || a.intoAfter) ||
      a.from - b.from ||
      (a.event.start < b.event.start ? -1 : a.event.start > b.event.start ? 1 : a.event.id < b.event.id ? -1 : 1),
  );

  const taken: boolean[][] = week.map(() => []);
  const placed = spans.map((span) => {
    let line = 0;
    const busy = (): boolean => {
      for (let day = span.from; day <= span.to; day += 1) if (taken[day]![line]) return true;
      return false;
    };
    while (busy()) line += 1;
    for (let day = span.from; day <= span.to; day += 1) taken[day]![line] = true;
    return { ...span, line };
  });

  const room = taken.map((lines) => (lines.length > capacity ? Math.max(0, capacity - 1) : capacity));
  const hidden = week.map(() => 0);
  const bars: Bar[] = [];
  for (const { event, from, to, fromBefore, intoAfter, line } of placed) {
    let fits = true;
    for (let day = from; day <= to; day += 1) if (line >= room[day]!) fits = false;
    if (fits) bars.push({ event, column: from, span: to - from + 1, line, fromBefore, intoAfter });
    else for (let day = from; day <= to; day += 1) hidden[day]! += 1;
  }
  // Hiding a long bar for one full day can empty another day's line below the limit: what is hidden is
  // counted per day, so the counts stay true even then.
  return { bars, hidden };
}

export function isSameMonth(a: CivilDate, b: CivilDate): boolean {
  return dateOf(a).slice(0, 7) === dateOf(b).slice(0, 7);
}
