import { CURSOR_STEP, snapDown, snapUp } from './axis';
import { absoluteOf, dateOfDay, MINUTES_A_DAY, toAbsolute } from './civil';
import type { CalendarEvent, Lane, Mode } from './event';

/** Where the one tab stop stands: on an event, or on an empty slot of `at` (absolute minutes). */
export interface Focus {
  at: number;
  lane?: string;
  id?: string;
}

export interface Ground {
  mode: Mode;
  events: readonly CalendarEvent[];
  lanes: readonly Lane[];
  /** Shown hours of the axis; the lanes step over what is hidden. */
  from: number;
  to: number;
  /** Month: the events of a day that are on the page, from the top. */
  shownOn?: (day: number) => readonly CalendarEvent[];
}

interface Item {
  id: string;
  from: number;
  to: number;
}

/** One arrow key. The answer may lie outside the period shown: the calendar then turns to it. */
export function go(ground: Ground, focus: Focus, dx: number, dy: number): Focus {
  switch (ground.mode) {
    case 'week':
      if (dy !== 0) return along(ground, focus, dy, undefined);
      return land(ground, focus.at + dx * MINUTES_A_DAY, undefined);
    case 'lanes': {
      const rows = ground.lanes;
      const row = Math.max(0, rows.findIndex((lane) => lane.id === focus.lane));
      if (dx !== 0) return along(ground, focus, dx, rows[row]?.id);
      const target = rows[Math.min(rows.length - 1, Math.max(0, row + dy))]?.id;
      return target === focus.lane ? focus : land(ground, focus.at, target);
    }
    case 'month':
      return goInMonth(ground, focus, dx, dy);
    case 'agenda':
      return neighbour(ground.events, focus, dx + dy) ?? focus;
  }
}

/** The event before or after in time, whatever the mode; null where there is none. */
export function neighbour(events: readonly CalendarEvent[], focus: Focus, by: number): Focus | null {
  const items = itemsOf(events);
  const here = focus.id === undefined ? -1 : items.findIndex((item) => item.id === focus.id);
  let target: Item | undefined;
  if (here >= 0) target = items[here + by];
  else if (by > 0) target = items.find((item) => item.from >= focus.at);
  else target = items.findLast((item) => item.from <= focus.at);
  return target ? onItem(target, events.find((event) => event.id === target.id)?.lanes[0]) : null;
}

/** Puts the focus on a time: on the event that covers it or begins within the slot, else on the slot. */
export function land(ground: Ground, at: number, lane: string | undefined): Focus {
  const items = track(ground, at, lane);
  const covering =
    items.findLast((item) => item.from <= at && item.to > at) ??
    items.find((item) => item.from > at && item.from < at + CURSOR_STEP);
  if (!covering) return slot(at, lane);
  return { ...slot(at, lane), id: covering.id };
}

/** Along the axis: events and the free slots between them, in order. */
function along(ground: Ground, focus: Focus, by: number, lane: string | undefined): Focus {
  const here = focus.id === undefined ? undefined : ground.events.find((event) => event.id === focus.id);
  if (here) {
    const start = toAbsolute(here.start);
    const items = track(ground, by > 0 ? start : focus.at, lane);
    const index = items.findIndex((item) => item.id === here.id);
    if (by > 0) {
      let edge = snapUp(start + here.minutes, CURSOR_STEP);
      const next = items[index + 1];
      if (next && next.from <= edge) return onItem(next, lane);
      // Events that began earlier may still cover the edge: pass them, or they would catch the focus again.
      for (const item of items.slice(0, index + 1)) if (item.to > edge) edge = snapUp(item.to, CURSOR_STEP);
      if (next && next.from <= edge) return onItem(next, lane);
      return forward(ground, edge, lane);
    }
    const edge = snapDown(start - 1, CURSOR_STEP);
    const previous = items.slice(0, Math.max(0, index)).findLast((item) => item.to > edge);
    return previous ? onItem(previous, lane) : backward(ground, edge, lane);
  }
  const target = focus.at + by * CURSOR_STEP;
  const items = track(ground, focus.at, lane);
  if (by > 0) {
    const next = items.find((item) => item.from > focus.at && item.from <= target);
    return next ? onItem(next, lane) : forward(ground, target, lane);
  }
  const previous = items.findLast((item) => item.to > target && item.from < focus.at);
  return previous ? onItem(previous, lane) : backward(ground, target, lane);
}

function forward(ground: Ground, at: number, lane: string | undefined): Focus {
  const day = Math.floor(at / MINUTES_A_DAY);
  const minute = at - day * MINUTES_A_DAY;
  if (ground.mode !== 'lanes') return land(ground, at, lane);
  if (minute >= ground.to) return land(ground, (day + 1) * MINUTES_A_DAY + ground.from, lane);
  return land(ground, Math.max(at, day * MINUTES_A_DAY + ground.from), lane);
}

function backward(ground: Ground, at: number, lane: string | undefined): Focus {
  const day = Math.floor(at / MINUTES_A_DAY);
  const minute = at - day * MINUTES_A_DAY;
  if (ground.mode !== 'lanes') return land(ground, at, lane);
  if (minute < ground.from) return land(ground, (day - 1) * MINUTES_A_DAY + ground.to - CURSOR_STEP, lane);
  return land(ground, Math.min(at, day * MINUTES_A_DAY + ground.to - CURSOR_STEP), lane);
}

function goInMonth(ground: Ground, focus: Focus, dx: number, dy: number): Focus {
  const day = Math.floor(focus.at / MINUTES_A_DAY);
  const onDay = (target: number): Focus => ({ at: absoluteOf(dateOfDay(target), 0) });
  if (dx !== 0) return onDay(day + dx);
  const shown = ground.shownOn?.(day) ?? [];
  const index = focus.id === undefined ? -1 : shown.findIndex((event) => event.id === focus.id);
  if (dy > 0) {
    const next = shown[index + 1];
    return next ? { ...onDay(day), id: next.id } : onDay(day + 7);
  }
  if (index > 0) return { ...onDay(day), id: shown[index - 1]!.id };
  return index === 0 ? onDay(day) : onDay(day - 7);
}

/** The events of a lane, or of the day of `at`, in order. */
function track(ground: Ground, at: number, lane: string | undefined): Item[] {
  if (ground.mode === 'lanes') return itemsOf(ground.events.filter((event) => event.lanes.includes(lane ?? '')));
  const day = Math.floor(at / MINUTES_A_DAY) * MINUTES_A_DAY;
  return itemsOf(ground.events).filter((item) => item.to > day && item.from < day + MINUTES_A_DAY);
}

function itemsOf(events: readonly CalendarEvent[]): Item[] {
  return events
    .map((event) => {
      const from = toAbsolute(event.start);
      return { id: event.id, from, to: from + event.minutes };
    })
    .sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
}

function slot(at: number, lane: string | undefined): Focus {
  return lane === undefined ? { at } : { at, lane };
}

function onItem(item: Item, lane: string | undefined): Focus {
  return { ...slot(item.from, lane), id: item.id };
}
