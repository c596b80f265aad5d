import { call, ContractProblem } from '$lib/contract/call';
import type { Conflict as Obstacle } from '$lib/contract/generated/Conflict';
import type { CalendarEvent as Event } from '$lib/contract/generated/CalendarEvent';
import type { CalendarScope } from '$lib/contract/generated/CalendarScope';
import type { Meeting } from '$lib/contract/generated/Meeting';
import type { Probe } from '$lib/contract/generated/Probe';
import { attempt, mutate } from '$lib/contract/mutate';
import { resource } from '$lib/contract/resource.svelte';
import { href, router } from '$lib/router.svelte';
import { formatDate, t } from '$lib/texts/texts.svelte';
import { announce } from '$lib/toasts.svelte';
import { workspace } from '$lib/workspace.svelte';
import { conflictText } from '$shared/conflicts';
import { newMeeting } from '$shared/meetings/draft.svelte';
import { Exporting } from '$shared/meetings/exporting.svelte';
import { Keeping, tell } from '$shared/meetings/keeping.svelte';
import { civilIn, zonePlace } from '$shared/meetings/zones';
import { CalendarController } from './calendar.svelte';
import type { Change, Conflict, Mode } from './engine';
import { isCivilDate } from './engine';
import { commonHours, eventOf, ghostsOf, holidaysOf, isDraft, isLocked, lanesOf, moveOf, trayOf } from './lanes';
import { keep, kept } from './kept';
import { PastDay } from './past.svelte';

const modes: readonly string[] = ['week', 'month', 'agenda', 'lanes'] satisfies Mode[];
/** Of a meeting that is not whole yet, only these say anything: the others follow from who is still missing. */
const early: readonly Obstacle['kind'][] = [
  'provider_busy',
  'client_busy',
  'room_busy',
  'provider_off',
  'provider_absent',
  'client_off',
  'room_off',
  'provider_taken',
  'client_taken',
  'room_taken',
  'provider_day',
  'client_day',
  'travel',
];

/** The calendar's events as the app has them, and what its gestures ask of the app. Make it while a view is set up. */
export class CalendarData {
  zone = $state<string | null>(kept('calendarZone'));
  draftShown = $state(kept('calendarDraft') === 'on');
  /** A new meeting whose form is open. */
  making = $state.raw<{ meeting: Meeting; given: { minutes: boolean; place: boolean } } | null>(null);
  readonly keeping = new Keeping();
  readonly past = new PastDay();
  readonly exporting = new Exporting();
  readonly calendar: CalendarController;
  readonly view = resource(
    'calendar.get',
    () => ({ from: this.calendar.period.from, to: this.calendar.period.until, zone: this.zone }),
    { areas: ['meetings', 'needs', 'clients', 'placements', 'providers', 'rooms', 'sites', 'firms', 'topics', 'calendars'] },
  );
  readonly #network = resource('network.get', () => ({}), { areas: ['topics'] });
  readonly #plan = resource('plan.current', () => ({}), { areas: ['drafts', 'meetings'] });
  #minute = $state(Date.now());
  /** The last change that was asked about, where something stood in its way: whoever goes on has seen it. */
  #seen = '';

  constructor() {
    const data = this;
    const { date, mode } = router.query;
    this.calendar = new CalendarController({
      get events() {
        return data.#events;
      },
      get lanes() {
        return data.#lanes;
      },
      get needs() {
        return data.#needs;
      },
      get now() {
        return data.#now;
      },
      get zone() {
        return zonePlace(data.zoneShown);
      },
      get holidays() {
        return data.#holidays;
      },
      get hours() {
        return data.#hours;
      },
      mode: (modes.includes(mode ?? '') ? mode : 'week') as Mode,
      anchor: date !== undefined && isCivilDate(date) ? date : data.#today(),
      probe: (change) => this.#probe(change),
      onchange: (change) => this.#move(change),
      oncreate: (change) => this.create(change),
      onplace: (change) => this.#place(change),
      onopen: (id) => this.open(id),
      oncancel: (id) => void this.cancel(id),
      // The address keeps what is shown, so that Back returns to it.
      onperiod: () => {
        const { anchor, mode } = this.calendar;
        router.setQuery({ date: anchor, mode: mode === 'week' ? undefined : mode });
      },
      announce,
    });
    $effect(() => {
      const timer = setInterval(() => (this.#minute = Date.now()), 30_000);
      return () => clearInterval(timer);
    });
  }

  // What is shown ------------------------------------------------------------------------------------------

  readonly zoneShown: string = $derived.by(
    () => this.view.value?.zone ?? this.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  readonly zones: string[] = $derived.by(() => [...new Set([this.zoneShown, ...(this.view.value?.zones ?? [])])].sort());
  readonly #lanes = $derived.by(() => (this.view.value ? lanesOf(this.view.value) : []));
  readonly #holidays = $derived.by(() => holidaysOf(this.view.value?.holidays ?? []));
  readonly #hours = $derived.by(() => {
    const found = commonHours(this.#lanes);
    return found.length > 0 ? found : undefined;
  });
  readonly #needs = $derived.by(() => (this.view.value ? trayOf(this.view.value, this.#network.value) : []));
  /** What the open draft proposes, whether it is shown or not. */
  readonly ghosts = $derived.by(() => ghostsOf(this.#plan.value?.draft ?? null, this.zoneShown));
  readonly #events = $derived.by(() => [
    ...(this.view.value?.events ?? []).map(eventOf),
    ...(this.draftShown ? this.ghosts : []),
  ]);
  readonly #now = $derived.by(() => {
    const clock = civilIn(this.zoneShown, new Date(this.#minute));
    return `${this.#today(clock.slice(0, 10))}T${clock.slice(11)}`;
  });

  /** The program's today, where it was given another than the clock's. */
  #today(clock = civilIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())): string {
    const told = workspace.info?.today;
    if (told === undefined) return clock.slice(0, 10);
    const apart = Math.abs(Date.parse(told) - Date.parse(clock.slice(0, 10)));
    // A day apart is a zone ahead; more is a date that was set.
    return apart > 86_400_000 ? told : clock.slice(0, 10);
  }

  showZone(zone: string): void {
    this.zone = zone;
    keep('calendarZone', zone);
  }

  showDraft(shown: boolean): void {
    this.draftShown = shown;
    keep('calendarDraft', shown ? 'on' : 'off');
  }

  // What is done -------------------------------------------------------------------------------------------

  open(id: string): void {
    router.go(isDraft(id) ? href('planner') : href('meetings', id));
  }

  /** Opens the form of a new meeting, at a stretch of time where one was drawn. */
  create(change?: Change): void {
    const at = change ?? { start: this.#firstFree(), minutes: 60 };
    const lane = this.#lanes.find(({ id }) => id === change?.lane);
    this.making = {
      meeting: newMeeting({
        start: at.start,
        minutes: at.minutes,
        zone: this.zoneShown,
        ...(lane?.kind === 'room' ? { place: { kind: 'room' as const, id: lane.id } } : {}),
        providers: lane?.kind === 'provider' ? [lane.id] : [],
      }),
      // An hour is what a key or the button begins with; a drawn length is meant.
      given: { minutes: change !== undefined && change.minutes !== 60, place: lane?.kind === 'room' },
    };
  }

  async cancel(id: string): Promise<void> {
    if (!isDraft(id)) await attempt('meeting.cancel', { id });
  }

  /** Holds the whole meeting in its place, or lets it go. */
  async toggleLock(id: string): Promise<void> {
    const event = this.#event(id);
    if (!event || event.status !== 'planned') return;
    const held = !isLocked(event.lock);
    const done = await attempt('meeting.lock', { id, lock: { start: held, place: held, providers: held } }, { quiet: true });
    if (done) announce(held ? t.calendar.said.lockedNow(event.title) : t.calendar.said.releasedNow(event.title));
  }

  /** What is in focus and has a calendar of its own. */
  scopes(): { label: string; scope: CalendarScope; from: string | null }[] {
    const { focus, focused } = this.calendar;
    const event = focused && this.#event(focused.id);
    const ids = event ? eventOf(event).lanes : focus.lane === undefined ? [] : [focus.lane];
    const lanes = this.#lanes.filter((lane) => ids.includes(lane.id));
    return [
      ...(event
        ? [{ label: t.meetings.exporting.meeting(event.title), scope: { kind: 'meeting', id: event.id } as const, from: event.start.slice(0, 10) }]
        : []),
      ...lanes.map(({ id, kind, name }) => ({ label: t.meetings.exporting[kind](name), scope: { kind, id }, from: null })),
    ];
  }

  get #known(): readonly Event[] {
    return this.view.value?.events ?? [];
  }
  #event(id: string): Event | undefined {
    return this.#known.find((event) => event.id === id);
  }

  #firstFree(): string {
    const { focus, today, period } = this.calendar;
    const at = new Date(focus.at * 60_000).toISOString().slice(0, 16);
    // Before eight it is where the day begins to be drawn, not a time that somebody went to.
    if (at.slice(0, 10) >= today && at.slice(11) >= '08:00') return at;
    const day = period.from > today ? period.from : today;
    // Somebody may begin at six; nine suits a meeting better.
    const minute = Math.max(this.calendar.firstOpenMinute(), 540);
    return `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  }

  async #move(change: Change): Promise<void> {
    const event = this.#event(change.id ?? '');
    if (!event) throw new Error('no such meeting');
    const move = moveOf(event, change, this.#lanes, this.zoneShown);
    // The dialog "Move to..." names the conflicts beside "Move anyway": nobody is asked twice.
    const known = change.lanes !== undefined && this.#seen === JSON.stringify(change);
    try {
      await this.#notPast(change, event.title);
      await this.keeping.through((keep_conflicts) => mutate('meeting.move', { ...move, keep_conflicts }), known);
    } catch (thrown) {
      tell(thrown);
      throw thrown;
    }
    // The meeting stays at its new place until the app's own answer shows it there.
    await this.view.reload();
  }

  async #place(change: Change): Promise<void> {
    if (change.need === undefined) return;
    const lanes = change.lanes ?? (change.lane === undefined ? [] : [change.lane]);
    const request = {
      need: change.need,
      start: `${change.start}:00`,
      zone: this.zoneShown,
      lanes,
      // Dropped, it is as long as its format; in the dialog the length was chosen.
      minutes: change.lanes === undefined ? null : change.minutes,
    };
    const known = change.lanes !== undefined && this.#seen === JSON.stringify(change);
    try {
      await this.#notPast(change, this.#needs.find(({ id }) => id === change.need)?.title ?? '');
      await this.keeping.through((keep_conflicts) => mutate('meeting.plan', { ...request, keep_conflicts }), known);
    } catch (thrown) {
      tell(thrown);
    }
  }

  /** Whether a change takes something to a day that is over; what lies there already may be put right unasked. */
  #toPast(change: Change): boolean {
    const { today } = this.calendar;
    const was = change.id === null ? undefined : this.#event(change.id)?.start;
    return change.start.slice(0, 10) < today && (was === undefined || was.slice(0, 10) >= today);
  }
  /** Throws the problem `cancelled` where the person did not mean that day. The dialog has named it already. */
  async #notPast(change: Change, title: string): Promise<void> {
    if (!this.#toPast(change) || change.lanes !== undefined) return;
    if (!(await this.past.ask(title, formatDate(change.start, 'full')))) throw new ContractProblem({ kind: 'cancelled' });
  }

  /** A holiday on the day that something goes to: a warning. What lies there already has been warned of. */
  #toHoliday(change: Change): Conflict[] {
    const day = change.start.slice(0, 10);
    const name = this.#holidays.get(day);
    const was = change.id === null ? undefined : this.#event(change.id)?.start.slice(0, 10);
    return name === undefined || was === day ? [] : [{ kind: 'holiday', text: t.calendar.holidayThere(name) }];
  }

  async #probe(change: Change): Promise<Conflict[]> {
    const { probe, whole } = this.#asked(change);
    const over: Conflict[] = [
      ...(this.#toPast(change) ? [{ kind: 'past_day', text: t.calendar.pastDay }] : []),
      ...this.#toHoliday(change),
    ];
    if (!probe) return over;
    const { value } = await call('meeting.probe', probe);
    const found = value.conflicts.filter(({ conflict }) => whole || early.includes(conflict.kind));
    this.#seen = found.length > 0 ? JSON.stringify(change) : '';
    return [...over, ...found.map((view) => ({ kind: view.conflict.kind, text: conflictText(view) }))];
  }

  #asked(change: Change): { probe: Probe | null; whole: boolean } {
    if (change.id !== null) {
      const event = this.#event(change.id);
      const probe: Probe | null = event
        ? { kind: 'moved', change: moveOf(event, change, this.#lanes, this.zoneShown) }
        : null;
      return { probe, whole: true };
    }
    const ids = change.lanes ?? (change.lane === undefined ? [] : [change.lane]);
    const lanes = this.#lanes.filter(({ id }) => ids.includes(id));
    const room = lanes.find(({ kind }) => kind === 'room');
    const row = this.view.value?.tray.find(({ need }) => need.id === change.need);
    const meeting = newMeeting({
      start: change.start,
      minutes: change.minutes,
      zone: this.zoneShown,
      providers: lanes.filter(({ kind }) => kind === 'provider').map(({ id }) => id),
      clients: row ? [row.need.client] : [],
      ...(room ? { place: { kind: 'room' as const, id: room.id } } : {}),
    });
    if (row) {
      meeting.topic = row.need.topic;
      meeting.format = row.format ?? meeting.format;
      meeting.clients = [{ client: row.need.client, need: row.need.id }];
    }
    return { probe: { kind: 'new', meeting }, whole: false };
  }
}
