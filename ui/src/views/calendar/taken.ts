import { formatList, t } from '$lib/texts/texts.svelte';
import type { CalendarController } from './calendar.svelte';
import { absoluteOf, fromAbsolute, minuteOf, toAbsolute } from './engine';
import type { CivilDate, Lane, LaneRow, Taken } from './engine';

/** Times named in a lane's label before the rest is counted. */
const NAMED = 8;

/** What a lane is taken by elsewhere in the days shown, in order of time. */
export function takenIn(calendar: CalendarController, lane: Lane): readonly Taken[] {
  const { from, until } = calendar.period;
  return (lane.taken ?? []).filter((span) => span.from < `${until}T` && span.to > from);
}

/** One of them in words: when, and which calendar says so. */
export function takenText(calendar: CalendarController, span: Taken): string {
  const minutes = toAbsolute(span.to) - toAbsolute(span.from);
  const oneDay = calendar.period.days.length === 1;
  const time = oneDay ? calendar.labels.range(span.from, minutes) : calendar.labels.momentShort(span.from, minutes);
  return span.tentative ? t.calendar.takenMaybe(time, span.source) : t.calendar.taken(time, span.source);
}

/** What a screen reader is told of a lane: who, how many meetings, and when another calendar takes it. */
export function laneLabel(calendar: CalendarController, row: LaneRow): string {
  const label = t.calendar.laneRow(row.lane.name, row.items.length);
  const taken = takenIn(calendar, row.lane);
  if (taken.length === 0) return label;
  const named = taken.slice(0, NAMED).map((span) => takenText(calendar, span));
  const rest = taken.length - named.length;
  return `${label}. ${t.calendar.takenIn(formatList(rest > 0 ? [...named, t.calendar.takenMore(rest)] : named))}`;
}

/** What a screen reader is told of an empty slot in a lane: that it is free, or who says that it is not. */
export function slotLabel(calendar: CalendarController, lane: Lane, day: CivilDate, minute: number): string {
  const at = fromAbsolute(absoluteOf(day, minute));
  const taken = (lane.taken ?? []).find((span) => span.from <= at && at < span.to);
  const [date, time] = [calendar.labels.dayLong(day), calendar.labels.time(minuteOf(at))];
  return taken
    ? t.calendar.slotTaken(lane.name, date, time, taken.source)
    : t.calendar.slotInLane(lane.name, date, time);
}
