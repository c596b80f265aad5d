import { preferences } from '$lib/preferences.svelte';
import type { CalendarController } from './calendar.svelte';
import {
  absoluteOf,
  commandOf,
  dateOf,
  fromAbsolute,
  go,
  MINUTES_A_DAY,
  neighbour,
  shiftOf,
  STEP,
} from './engine';
import type { CalendarEvent, Command, Focus, Ground } from './engine';

/** A key pressed in a grid: runs its command where it has one, and keeps it from the rest of the page. */
export function pressKey(calendar: CalendarController, event: KeyboardEvent): void {
  const command = commandOf(event, preferences.letterKeys);
  if (!command) return;
  if (runCommand(calendar, command)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Runs a command where the focus is; false where it means nothing there. */
export function runCommand(calendar: CalendarController, command: Command): boolean {
  const focus = calendar.focus;
  const focused = calendar.focused;
  if (command.kind !== 'move' && command.kind !== 'resize') calendar.drag.keysEnd();
  switch (command.kind) {
    case 'mode':
      calendar.setMode(command.mode);
      void calendar.pullFocus();
      return true;
    case 'today':
      calendar.goToday();
      void calendar.pullFocus();
      return true;
    case 'turn':
      calendar.turn(command.by);
      void calendar.pullFocus();
      return true;
    case 'go':
      calendar.setFocus(go(groundOf(calendar), focus, command.dx, command.dy));
      return true;
    case 'next': {
      const next = neighbour(laneEvents(calendar, focus.lane), focus, command.by);
      if (next) calendar.setFocus(calendar.mode === 'lanes' ? { ...next, lane: focus.lane ?? '' } : next);
      return true;
    }
    case 'edge': {
      const day = command.end ? calendar.period.days.at(-1)! : calendar.period.from;
      const minute = focus.at - Math.floor(focus.at / MINUTES_A_DAY) * MINUTES_A_DAY;
      calendar.setFocus({ at: absoluteOf(day, minute), ...calendar.laneOf(focus) });
      return true;
    }
    case 'open':
      if (focused) calendar.options.onopen(focused.id);
      else calendar.createAt(focus.at, focus.lane);
      return true;
    case 'list':
      if (calendar.mode !== 'month') return false;
      calendar.openDay = dateOf(fromAbsolute(focus.at));
      return true;
    case 'create':
      calendar.createAt(focus.at, focus.lane);
      return true;
    case 'dialog':
      if (focused) calendar.openDialog(focused);
      return focused !== undefined;
    case 'remove':
      if (focused && focused.status !== 'cancelled' && focused.status !== 'held') calendar.options.oncancel?.(focused.id);
      return focused !== undefined;
    case 'leave':
      if (!focused || calendar.mode === 'agenda') return false;
      calendar.setFocus({ at: focus.at, ...calendar.laneOf(focus) });
      return true;
    case 'move':
      if (!focused) return false;
      moveByKey(calendar, focused, command.dx, command.dy);
      return true;
    case 'resize':
      if (!focused || !calendar.mayMove(focused)) return focused !== undefined;
      calendar.drag.nudge(focused, { length: command.by * STEP, ...fromLaneOf(calendar, focus) });
      sayPreview(calendar);
      return true;
  }
}

function moveByKey(calendar: CalendarController, event: CalendarEvent, dx: number, dy: number): void {
  if (!calendar.mayMove(event)) return;
  const { minutes, lanes } = shiftOf(calendar.mode, dx, dy);
  const from = fromLaneOf(calendar, calendar.focus);
  const current = calendar.drag.preview?.lane ?? from.fromLane;
  const row = calendar.lanes.findIndex((lane) => lane.id === current);
  const lane = lanes === 0 ? undefined : calendar.lanes[Math.min(calendar.lanes.length - 1, Math.max(0, row + lanes))]?.id;
  calendar.drag.nudge(event, { minutes, ...from, ...(lane === undefined ? {} : { lane }) });
  const preview = calendar.drag.preview;
  if (preview) calendar.reveal(dateOf(preview.start));
  sayPreview(calendar);
}

function sayPreview(calendar: CalendarController): void {
  const preview = calendar.drag.preview;
  if (!preview) return;
  const lane = preview.lane === preview.fromLane ? undefined : calendar.laneNames.get(preview.lane ?? '');
  const moment = calendar.labels.momentShort(preview.start, preview.minutes);
  calendar.options.announce(lane === undefined ? moment : `${lane}, ${moment}`);
}

function groundOf(calendar: CalendarController): Ground {
  return { mode: calendar.mode, events: calendar.events, lanes: calendar.lanes, ...calendar.range, shownOn: calendar.shownOn };
}

function laneEvents(calendar: CalendarController, lane: string | undefined): readonly CalendarEvent[] {
  return calendar.mode === 'lanes' ? calendar.events.filter((event) => event.lanes.includes(lane ?? '')) : calendar.events;
}

function fromLaneOf(calendar: CalendarController, focus: Focus): { fromLane?: string } {
  return calendar.mode === 'lanes' && focus.lane !== undefined ? { fromLane: focus.lane } : {};
}
