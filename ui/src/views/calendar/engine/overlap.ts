import { dateOfDay, MINUTES_A_DAY, toAbsolute } from './civil';
import type { CivilDate } from './civil';
import type { CalendarEvent } from './event';

/** The part of an event that falls on one day, in minutes of that day. */
export interface Segment {
  event: CalendarEvent;
  date: CivilDate;
  from: number;
  to: number;
  /** False where it began on an earlier day. */
  begins: boolean;
  /** False where it goes on on a later day. */
  ends: boolean;
}

/** Where an item stands among those it overlaps: `column` of `columns`, as wide as `span` of them. */
export interface Standing {
  column: number;
  columns: number;
  span: number;
}

export function segmentsOf(event: CalendarEvent): Segment[] {
  const start = toAbsolute(event.start);
  const end = start + Math.max(1, event.minutes);
  const segments: Segment[] = [];
  for (let day = Math.floor(start / MINUTES_A_DAY); day * MINUTES_A_DAY < end; day += 1) {
    const midnight = day * MINUTES_A_DAY;
    segments.push({
      event,
      date: dateOfDay(day),
      from: Math.max(0, start - midnight),
      to: Math.min(MINUTES_A_DAY, end - midnight),
      begins: start >= midnight,
      ends: end <= midnight + MINUTES_A_DAY,
    });
  }
  return segments;
}

/** Segments by date, each day in order of time, longer first, then by id so that the order never flickers. */
export function segmentsByDate(events: readonly CalendarEvent[]): Map<CivilDate, Segment[]> {
  const days = new Map<CivilDate, Segment[]>();
  for (const event of events) {
    for (const segment of segmentsOf(event)) {
      const day = days.get(segment.date);
      if (day) day.push(segment);
      else days.set(segment.date, [segment]);
    }
  }
  for (const day of days.values()) day.sort(bySegment);
  return days;
}

function bySegment(a: Segment, b: Segment): number {
  return a.from - b.from || b.to - a.to || (a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : 0);
}

/**
 * Puts overlapping stretches side by side. Each takes the first column that is free; a run of stretches
 * that touch one another shares its number of columns; each then widens over the free columns to its right.
 * `least` is the length under which a stretch would be too small to read: it counts as that long.
 */
export function arrange(items: readonly { from: number; to: number }[], least = 0): Standing[] {
  const order = items.map((_, index) => index);
  const start = (index: number): number => items[index]!.from;
  const end = (index: number): number => Math.max(items[index]!.to, items[index]!.from + least);
  order.sort((a, b) => start(a) - start(b) || end(b) - end(a) || a - b);

  const standings: Standing[] = items.map(() => ({ column: 0, columns: 1, span: 1 }));
  let run: number[] = [];
  let columnEnds: number[] = [];
  let runEnd = -Infinity;

  const close = (): void => {
    for (const index of run) {
      const own = standings[index]!;
      own.columns = columnEnds.length;
      let span = 1;
      while (
        own.column + span < columnEnds.length &&
        !run.some(
          (other) =>
            standings[other]!.column === own.column + span && start(other) < end(index) && start(index) < end(other),
        )
      ) {
        span += 1;
      }
      own.span = span;
    }
  };

  for (const index of order) {
    if (start(index) >= runEnd) {
      close();
      run = [];
      columnEnds = [];
      runEnd = -Infinity;
    }
    let column = columnEnds.findIndex((until) => until <= start(index));
    if (column < 0) column = columnEnds.length;
    columnEnds[column] = end(index);
    standings[index]!.column = column;
    run.push(index);
    runEnd = Math.max(runEnd, end(index));
  }
  close();
  return standings;
}
