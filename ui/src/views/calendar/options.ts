import type { CalendarEvent, Change, CivilDate, CivilTime, Hours, Lane, Mode, Probe, TrayNeed, Weekday } from './engine';

/** What the calendar is given. Write the changing ones as getters: they are read reactively. */
export interface CalendarOptions {
  readonly events: readonly CalendarEvent[];
  readonly lanes: readonly Lane[];
  readonly needs?: readonly TrayNeed[];
  /** Civil time now, in the display zone. */
  readonly now: CivilTime;
  /** Name of the display zone, shown in the corner. */
  readonly zone?: string;
  /** Public holidays by day, by name: a warning, no more. */
  readonly holidays?: ReadonlyMap<CivilDate, string>;
  /** Working hours, by day of the week. */
  readonly hours?: readonly Hours[];
  /** Defaults to the locale's. */
  readonly firstDay?: Weekday;
  /** BCP 47; defaults to the language of the texts. */
  readonly locale?: string;
  readonly mode?: Mode;
  readonly anchor?: CivilDate;
  /** What would be in conflict if this were done. Asked while a gesture goes on, at most every 120 ms. */
  probe: Probe;
  /** A meeting was moved or resized. Until a returned promise settles, the new place is shown. */
  onchange(change: Change): void | Promise<unknown>;
  /** A stretch of free time was chosen for a new meeting. */
  oncreate(change: Change): void;
  /** A need from the tray was given a time. */
  onplace?(change: Change): void | Promise<unknown>;
  onopen(id: string): void;
  /** Delete was pressed on a meeting that can still be called off. */
  oncancel?(id: string): void;
  /** Somebody went to other days. `calendar.period` says the same reactively, from the start and on resizing too. */
  onperiod?(period: { from: CivilDate; until: CivilDate }): void;
  /** For screen readers, politely. */
  announce(text: string): void;
}

/** What "Move to..." is about: a meeting, or a need from the tray. */
export interface DialogSubject {
  event: CalendarEvent | null;
  need: TrayNeed | null;
  start: CivilTime;
  minutes: number;
  lanes: string[];
}
