import type { CivilTime, Weekday } from './civil';

export type Format = 'work_table' | 'panel' | 'focus_group' | 'visit';
export type Status = 'planned' | 'draft' | 'held' | 'cancelled';
export type Mode = 'week' | 'month' | 'agenda' | 'lanes';

/** `kind` is for code and styles; `text` is already in the reader's language. */
export interface Conflict {
  kind: string;
  text: string;
}

/** A meeting as the calendar shows it. `start` is civil time in the calendar's display zone. */
export interface CalendarEvent {
  id: string;
  title: string;
  start: CivilTime;
  minutes: number;
  format: Format;
  /** Ids of the providers and of the room that take part. */
  lanes: string[];
  /** Names of the clients, as shown. */
  clients: string[];
  status: Status;
  locked: boolean;
  /** Shown here and moved elsewhere, such as what a draft proposes. */
  fixed?: boolean;
  conflicts: Conflict[];
  /** Shown where somebody lives in another zone: "15:00 in Mexico City". */
  zoneNote?: string;
  placeText: string;
}

/** Open hours on one day of the week, in minutes of the day. */
export interface Hours {
  weekday: Weekday;
  from: number;
  to: number;
}

/** A row of the lanes: somebody or somewhere that can be in one meeting at a time. */
export interface Lane {
  id: string;
  kind: 'provider' | 'room';
  name: string;
  detail?: string;
  /** Absent: the calendar's own working hours. */
  hours?: readonly Hours[];
  /** When a calendar elsewhere says it is taken; what for is nobody's business here. */
  taken?: readonly Taken[];
  away?: readonly { from: CivilTime; to: CivilTime; text: string }[];
}

/** A time that somebody or something is taken by what another calendar holds. */
export interface Taken {
  from: CivilTime;
  to: CivilTime;
  /** Not certain. */
  tentative: boolean;
  /** Name of the calendar. */
  source: string;
}

/** A need without a meeting, waiting in the tray. */
export interface TrayNeed {
  id: string;
  title: string;
  detail: string;
  format: Format;
  minutes: number;
}

/**
 * What a gesture asks for. `id` is the meeting, or null for a new one; `need` is the need from the tray.
 * `fromLane` and `lane` are set where the gesture took it from one lane to another; `lanes` where the
 * dialog chose them all.
 */
export interface Change {
  id: string | null;
  need?: string;
  start: CivilTime;
  minutes: number;
  lane?: string;
  fromLane?: string;
  lanes?: string[];
}

export type Probe = (change: Change) => Promise<Conflict[]>;

/** A held or cancelled meeting is history, a locked one is promised: neither moves by a gesture. */
export function movable(event: CalendarEvent): boolean {
  return !event.locked && !event.fixed && (event.status === 'planned' || event.status === 'draft');
}
