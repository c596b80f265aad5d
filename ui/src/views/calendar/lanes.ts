import type { CalendarEvent as Event } from '$lib/contract/generated/CalendarEvent';
import type { CalendarView } from '$lib/contract/generated/CalendarView';
import type { DraftView } from '$lib/contract/generated/DraftView';
import type { FormatTemplate } from '$lib/contract/generated/FormatTemplate';
import type { Lock } from '$lib/contract/generated/Lock';
import type { MeetingMove } from '$lib/contract/generated/MeetingMove';
import type { NetworkView } from '$lib/contract/generated/NetworkView';
import type { WeeklyHours } from '$lib/contract/generated/WeeklyHours';
import type { HolidayView } from '$lib/contract/generated/HolidayView';
import { preferences } from '$lib/preferences.svelte';
import { formatList, formatTime, t } from '$lib/texts/texts.svelte';
import { conflictText } from '$shared/conflicts';
import { countryName } from '$shared/countries';
import { inZone, zonePlace } from '$shared/meetings/zones';
import type { CalendarEvent, Change, CivilDate, Hours, Lane, Taken, TrayNeed, Weekday } from './engine';
import { MINUTES_A_DAY } from './engine';

/** The contract's calendar in the words of the calendar's engine, and back. */

export const isLocked = (lock: Lock): boolean => lock.start || lock.place || lock.providers;

export function eventOf(event: Event): CalendarEvent {
  return {
    id: event.id,
    title: event.title,
    start: event.start.slice(0, 16),
    minutes: event.minutes,
    format: event.format,
    lanes: [...event.providers.map(({ id }) => id), ...(event.place.kind === 'room' ? [event.place.id] : [])],
    clients: event.clients.map(({ name }) => name),
    status: event.status,
    locked: isLocked(event.lock),
    conflicts: event.conflicts.map((view) => ({ kind: view.conflict.kind, text: conflictText(view, event.format) })),
    placeText: event.place_name === '' ? t.calendar.remote : event.place_name,
    ...(event.own_time
      ? { zoneNote: t.calendar.ownTime(formatTime(event.own_time.start), zonePlace(event.own_time.zone)) }
      : {}),
  };
}

const DRAFT = 'draft:';

export const isDraft = (id: string): boolean => id.startsWith(DRAFT);

/** The meetings that a draft proposes: seen beside the others, and moved only in the planner. */
export function ghostsOf(draft: DraftView | null, zone: string): CalendarEvent[] {
  if (!draft?.open) return [];
  return draft.proposals
    .filter(({ existing, accepted }) => existing === null && !accepted)
    .map((proposal) => ({
      id: `${DRAFT}${proposal.index}`,
      title: proposal.title,
      start: inZone(proposal.start, draft.zone, zone),
      minutes: proposal.minutes,
      format: proposal.format,
      lanes: [...proposal.providers.map(({ id }) => id), ...(proposal.place.kind === 'room' ? [proposal.place.id] : [])],
      clients: proposal.clients.map(({ name }) => name),
      status: 'draft',
      locked: false,
      fixed: true,
      conflicts: [],
      placeText: proposal.place_name === '' ? t.calendar.remote : proposal.place_name,
    }));
}

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export function hoursOf(hours: WeeklyHours): Hours[] {
  return hours.map(({ weekday, from, to }) => ({
    weekday: weekday as Weekday,
    from: minuteOfDay(from),
    // Midnight as an end is that of the next day.
    to: minuteOfDay(to) || MINUTES_A_DAY,
  }));
}

/** When anybody works, day by day: from the first who begins to the last who leaves. */
export function commonHours(lanes: readonly Lane[]): Hours[] {
  const days = new Map<Weekday, Hours>();
  for (const { weekday, from, to } of lanes.flatMap((lane) => (lane.kind === 'provider' ? (lane.hours ?? []) : []))) {
    const known = days.get(weekday);
    days.set(weekday, { weekday, from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
  }
  return [...days.values()].sort((a, b) => a.weekday - b.weekday);
}

/** The holidays of each day, each with the countries that keep it; those taken out by hand do not warn. */
export function holidaysOf(days: readonly HolidayView[]): ReadonlyMap<CivilDate, string> {
  const found = new Map<CivilDate, Map<string, string[]>>();
  for (const day of days) {
    if (day.origin === 'removed') continue;
    const name = day[preferences.language] || day.es || day.en;
    const names = found.get(day.date) ?? new Map<string, string[]>();
    names.set(name, [...(names.get(name) ?? []), countryName(day.country)]);
    found.set(day.date, names);
  }
  return new Map(
    [...found].map(([date, names]) => [
      date,
      formatList([...names].map(([name, countries]) => t.calendar.holiday(name, [...new Set(countries)].join(', ')))),
    ]),
  );
}

/** What each lane is taken by elsewhere, in order of time. */
function takenByLane(view: CalendarView): Map<string, Taken[]> {
  const lanes = new Map<string, Taken[]>();
  const ordered = [...view.taken].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  for (const { lane, start, end, tentative, source } of ordered) {
    const list = lanes.get(lane) ?? [];
    list.push({ from: start.slice(0, 16), to: end.slice(0, 16), tentative, source });
    lanes.set(lane, list);
  }
  return lanes;
}

export function lanesOf(view: CalendarView): Lane[] {
  const taken = takenByLane(view);
  const row = (kind: Lane['kind']) => (lane: CalendarView['rooms'][number]): Lane => ({
    id: lane.id,
    kind,
    name: lane.name,
    detail: lane.seats === null ? lane.detail : t.meetings.form.room(lane.detail, lane.seats),
    hours: hoursOf(lane.hours),
    taken: taken.get(lane.id) ?? [],
  });
  return [...view.providers.map(row('provider')), ...view.rooms.map(row('room'))];
}

/** The needs that can be given a time: those whose format is known and that no meeting meets. */
export function trayOf(view: CalendarView, network: NetworkView | undefined): TrayNeed[] {
  return view.tray.flatMap((row) => {
    if (row.format === null || row.do_not_meet || row.meeting !== null) return [];
    const topic = network?.topics.find((one) => one.topic.id === row.need.topic)?.topic;
    const template: FormatTemplate | undefined = network?.templates.find(
      (one) => one.format === row.format && (one.format !== 'focus_group' || one.variant === (topic?.group_variant ?? one.variant)),
    );
    const minutes = topic?.minutes ?? template?.minutes ?? 60;
    return [{ id: row.need.id, title: row.client_name, detail: row.topic_name, format: row.format, minutes }];
  });
}

/** What a gesture asks of the app: only what it changes, with the time in the zone shown. */
export function moveOf(event: Event, change: Change, lanes: readonly Lane[], zone: string): MeetingMove {
  const timed = change.start !== event.start.slice(0, 16);
  const move: MeetingMove = {
    id: event.id,
    start: timed ? `${change.start}:00` : null,
    zone: timed ? zone : null,
    minutes: change.minutes === event.minutes ? null : change.minutes,
    place: null,
    providers: null,
    keep_conflicts: false,
  };
  const kind = (id: string): Lane['kind'] | undefined => lanes.find((lane) => lane.id === id)?.kind;
  const now = event.providers.map(({ id }) => id);
  const room = event.place.kind === 'room' ? event.place.id : undefined;

  if (change.lanes) {
    const asked = change.lanes.filter((id) => now.includes(id) || kind(id) === 'provider');
    // Those who stay keep their order: the first is the single face.
    const next = [...now.filter((id) => asked.includes(id)), ...asked.filter((id) => !now.includes(id))];
    if (next.join() !== now.join()) move.providers = next;
    const nextRoom = change.lanes.find((id) => id === room || kind(id) === 'room');
    if (nextRoom !== room) move.place = nextRoom === undefined ? { kind: 'remote' } : { kind: 'room', id: nextRoom };
  } else if (change.lane !== undefined && change.lane !== change.fromLane) {
    const to = change.lane;
    if (kind(to) === 'room') move.place = { kind: 'room', id: to };
    else {
      const swapped = now.map((id) => (id === change.fromLane ? to : id));
      move.providers = [...new Set(now.includes(change.fromLane ?? '') ? swapped : [...now, to])];
    }
  }
  return move;
}
