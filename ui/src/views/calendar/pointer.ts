import type { CalendarController } from './calendar.svelte';
import { CURSOR_STEP, MINUTES_A_DAY, movable, snapDown, toAbsolute } from './engine';
import { pressKey } from './keyboard';

/** One set of listeners for a whole grid: what was pressed is found by its data attributes. */
export function listen(calendar: CalendarController, grid: HTMLElement): () => void {
  const ends: (() => void)[] = [];
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void => {
    grid.addEventListener(name, act);
    ends.push(() => grid.removeEventListener(name, act));
  };
  on('pointerdown', (event) => press(calendar, event));
  on('dblclick', (event) => doublePress(calendar, event));
  on('contextmenu', (event) => menu(calendar, event));
  on('click', (event) => clicked(calendar, event));
  on('focusin', (event) => follow(calendar, event));
  on('keydown', (event) => pressKey(calendar, event));
  return () => {
    for (const end of ends) end();
  };
}

/** A meeting can get the focus otherwise than by an arrow: from a screen reader, say. The keys then act on that one. */
function follow(calendar: CalendarController, moved: FocusEvent): void {
  const card = (moved.target as Element).closest<HTMLElement>('[data-event]');
  const event = card ? calendar.byId(card.dataset['event']!) : undefined;
  const lane = card?.dataset['lane'];
  if (!event || calendar.isStop(event.id, lane)) return;
  calendar.setFocus({ at: toAbsolute(event.start), id: event.id, ...(lane === undefined ? {} : { lane }) }, false);
}

function press(calendar: CalendarController, pointer: PointerEvent): void {
  if (pointer.button !== 0) return;
  const target = pointer.target as Element;
  const card = target.closest<HTMLElement>('[data-event]');
  const lane = card?.dataset['lane'] ?? target.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
  const inLane = lane === undefined ? {} : { lane };
  if (card) {
    const event = calendar.byId(card.dataset['event']!);
    if (!event) return;
    pointer.preventDefault();
    calendar.setFocus({ at: toAbsolute(event.start), id: event.id, ...inLane });
    const onclick = (): void => calendar.options.onopen(event.id);
    const kind = target.closest('[data-edge]') ? 'resize' : 'move';
    if (movable(event)) calendar.drag.press(pointer, { kind, event, ...inLane, onclick });
    else calendar.drag.press(pointer, { kind: 'still', onclick, onpull: () => calendar.mayMove(event) });
    return;
  }
  if (target.closest('[data-inert], [data-more], [data-empty]')) return;
  const where = calendar.surface?.at(pointer.clientX, pointer.clientY, true);
  if (!where) return;
  pointer.preventDefault();
  const at = calendar.surface?.wholeDays ? snapDown(where.at, MINUTES_A_DAY) : snapDown(where.at, CURSOR_STEP);
  calendar.drag.press(pointer, {
    kind: 'create',
    ...(where.lane === undefined ? {} : { lane: where.lane }),
    onclick: () => calendar.setFocus({ at, ...(where.lane === undefined ? {} : { lane: where.lane }) }),
  });
}

function doublePress(calendar: CalendarController, mouse: MouseEvent): void {
  const target = mouse.target as Element;
  if (target.closest('[data-event], [data-inert], [data-more], [data-empty]')) return;
  const where = calendar.surface?.at(mouse.clientX, mouse.clientY, true);
  if (where) calendar.createAt(snapDown(where.at, CURSOR_STEP), where.lane);
}

/** A click without a pointer: from a screen reader or a switch. The pointer's own goes through `press`. */
function clicked(calendar: CalendarController, mouse: MouseEvent): void {
  if (mouse.detail !== 0) return;
  const card = (mouse.target as Element).closest<HTMLElement>('[data-event]');
  if (card) calendar.options.onopen(card.dataset['event']!);
  else if ((mouse.target as Element).closest('button[data-slot]')) calendar.createAt(calendar.focus.at, calendar.focus.lane);
}

function menu(calendar: CalendarController, mouse: MouseEvent): void {
  const card = (mouse.target as Element).closest<HTMLElement>('[data-event]');
  const event = card ? calendar.byId(card.dataset['event']!) : undefined;
  if (!event) return;
  mouse.preventDefault();
  calendar.openDialog(event);
}
