import { toAbsolute } from './civil';
import type { CalendarEvent, Lane } from './event';
import { arrange } from './overlap';

/** An event in one lane; where a lane is double-booked the events stand on lines, one under the other. */
export interface LaneItem {
  event: CalendarEvent;
  from: number;
  to: number;
  line: number;
}

export interface LaneRow {
  lane: Lane;
  items: LaneItem[];
  /** How many lines the row needs, at least one. */
  lines: number;
}

/**
 * One row per lane with the events in `from` to `to` (absolute minutes) that name it, stacked where they
 * overlap. An event with two providers and a room appears in three rows.
 */
export function laneRows(
  lanes: readonly Lane[],
  events: readonly CalendarEvent[],
  from: number,
  to: number,
  least = 0,
): LaneRow[] {
  const byLane = new Map<string, { event: CalendarEvent; from: number; to: number }[]>();
  for (const lane of lanes) byLane.set(lane.id, []);
  for (const event of events) {
    const start = toAbsolute(event.start);
    const end = start + event.minutes;
    if (end <= from || start >= to) continue;
    for (const id of new Set(event.lanes)) byLane.get(id)?.push({ event, from: start, to: end });
  }
  return lanes.map((lane) => {
    const found = byLane.get(lane.id) ?? [];
    found.sort((a, b) => a.from - b.from || b.to - a.to || (a.event.id < b.event.id ? -1 : 1));
    const standings = arrange(found, least);
    let lines = 1;
    const items = found.map((item, index) => {
      const line = standings[index]!.column;
      lines = Math.max(lines, line + 1);
      return { ...item, line };
    });
    return { lane, items, lines };
  });
}

/** A gesture between lanes means something only within a kind: a meeting does not move from a person to a room. */
export function landingLane(lanes: readonly Lane[], from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined || from === to) return to ?? from;
  const kind = (id: string): string | undefined => lanes.find((lane) => lane.id === id)?.kind;
  return kind(from) === kind(to) ? to : from;
}
