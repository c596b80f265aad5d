import { tick } from 'svelte';
import { t, formatMinutes, localeTag } from '$lib/texts/texts.svelte';
import { Drag, changeOf } from './drag.svelte';
import type { CalendarOptions, DialogSubject } from './options';
import { listen } from './pointer';
import type { Preview, Surface } from './drag.svelte';
import {
  absoluteOf,
  anchorFor,
  CURSOR_STEP,
  dateOf,
  firstWeekday,
  fromAbsolute,
  holds,
  inOrder,
  labelsFor,
  minuteOf,
  MINUTES_A_DAY,
  movable,
  periodOf,
  shownHours,
  snapDown,
  toAbsolute,
  turned,
} from './engine';
import type {
  CalendarEvent,
  Change,
  CivilDate,
  Conflict,
  Focus,
  Hours,
  Lane,
  Mode,
  Period,
  PeriodChoice,
  TrayNeed,
  Weekday,
} from './engine';

const OFFICE: readonly Hours[] = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 540, to: 1080 }));
/** Under these widths (pixels) a week shows three days, then one. */
const THREE_DAYS_UNDER = 720;
const ONE_DAY_UNDER = 420;
const NEW_MINUTES = 60;

/** The state and the gestures of one calendar; the components only draw it. */
export class CalendarController {
  readonly options: CalendarOptions;
  readonly drag: Drag;
  mode = $state<Mode>('week');
  anchor = $state<CivilDate>('');
  /** Width of the grid in pixels, told by the component. */
  width = $state(1200);
  weekends = $state(true);
  laneDays = $state<1 | 5>(1);
  laneKind = $state<'provider' | 'room'>('provider');
  trayOpen = $state(true);
  dialog = $state.raw<DialogSubject | null>(null);
  /** The day of the month whose whole list is open. */
  openDay = $state.raw<CivilDate | null>(null);
  /** Events per day on the page in the month, told by its grid so that arrows do not enter hidden ones. */
  shownOn: (day: number) => readonly CalendarEvent[] = () => [];
  surface: Surface | null = null;
  root: HTMLElement | null = null;

  #focus = $state.raw<Focus | null>(null);
  #pending = $state.raw<ReadonlyMap<string, CalendarEvent>>(new Map());

  constructor(options: CalendarOptions) {
    this.options = options;
    this.mode = options.mode ?? 'week';
    this.anchor = options.anchor ?? dateOf(options.now);
    this.drag = new Drag({
      surface: () => this.surface,
      lanes: () => this.options.lanes,
      probe: (change) => this.options.probe(change),
      defaultMinute: () => this.firstOpenMinute(),
      drop: (preview, conflicts) => this.#drop(preview, conflicts),
      cancelled: (preview) => this.#cancelled(preview),
      turn: (by) => this.turn(by),
    });
  }

  readonly hours = $derived.by((): readonly Hours[] => this.options.hours ?? OFFICE);
  readonly labels = $derived.by(() => labelsFor(this.options.locale ?? localeTag()));
  readonly first = $derived.by((): Weekday => this.options.firstDay ?? firstWeekday(this.labels.locale));
  readonly choice: PeriodChoice = $derived.by(() => ({
    mode: this.mode,
    anchor: this.anchor,
    first: this.first,
    // Zero is a grid that is not laid out yet, not a narrow one.
    weekDays: within(this.width, ONE_DAY_UNDER) ? 1 : within(this.width, THREE_DAYS_UNDER) ? 3 : this.weekends ? 7 : 5,
    laneDays: this.laneDays,
  }));
  /** Too narrow for details beside one another. */
  readonly narrow: boolean = $derived.by(() => within(this.width, THREE_DAYS_UNDER));
  readonly period: Period = $derived.by(() => periodOf(this.choice));
  readonly today: CivilDate = $derived.by(() => dateOf(this.options.now));
  /** The lanes as rows: of the kind chosen, or of the other where there are none. */
  readonly lanes: readonly Lane[] = $derived.by(() => this.options.lanes.filter((lane) => lane.kind === this.laneKind));
  readonly laneNames = $derived.by(() => new Map(this.options.lanes.map((lane) => [lane.id, lane.name])));

  readonly providerNames = $derived.by(
    () => new Map(this.options.lanes.filter((lane) => lane.kind === 'provider').map((lane) => [lane.id, lane.name])),
  );

  /** All events, those just moved already at their new place. */
  readonly events: readonly CalendarEvent[] = $derived.by(() => {
    const pending = this.#pending;
    return pending.size === 0 ? this.options.events : this.options.events.map((event) => pending.get(event.id) ?? event);
  });

  /** Those that touch the days shown. */
  readonly shown: readonly CalendarEvent[] = $derived.by(() => {
    const from = absoluteOf(this.period.from, 0);
    const until = absoluteOf(this.period.until, 0);
    return this.events.filter((event) => {
      const start = toAbsolute(event.start);
      return start < until && start + event.minutes > from;
    });
  });

  readonly range: { from: number; to: number } = $derived.by(() => shownHours(this.period.days, this.hours, this.shown));

  /** Where the tab stop is. Always somewhere in the days shown, so that Tab always finds the calendar. */
  readonly focus: Focus = $derived.by(() => {
    const asked = this.#focus;
    const laneKnown = (id: string | undefined): boolean => this.lanes.some((lane) => lane.id === id);
    if (asked) {
      const event = asked.id === undefined ? undefined : this.shown.find((one) => one.id === asked.id);
      if (event && (this.mode !== 'lanes' || laneKnown(asked.lane))) return asked;
      if (holds(this.period, dateOf(fromAbsolute(asked.at))) && this.mode !== 'agenda')
        return this.mode !== 'lanes'
          ? { at: asked.at }
          : { at: asked.at, lane: laneKnown(asked.lane) ? asked.lane! : (this.lanes[0]?.id ?? '') };
    }
    if (this.mode === 'agenda') {
      const next = inOrder(this.shown)[0];
      if (next) return { at: toAbsolute(next.start), id: next.id };
    }
    const date = holds(this.period, this.today)
      ? this.today
      : this.mode === 'month'
        ? this.anchor
        : this.period.from;
    const at = absoluteOf(date, this.mode === 'month' ? 0 : snapDown(this.firstOpenMinute(), CURSOR_STEP));
    return this.mode === 'lanes' ? { at, lane: this.lanes[0]?.id ?? '' } : { at };
  });

  readonly title: string = $derived.by(() => this.labels.title(this.mode, this.period, this.anchor));

  /**
   * The full name of a meeting for a screen reader. It begins with what its card shows, as it shows it, so that
   * somebody who speaks what they see is understood (WCAG 2.5.3).
   */
  nameOf(event: CalendarEvent, visible: readonly string[]): string {
    const range = this.labels.range(event.start, event.minutes);
    const parts = [
      visible.join(' '),
      t.formats[event.format],
      visible.includes(range) ? this.labels.dayLong(dateOf(event.start)) : this.labels.moment(event.start, event.minutes),
    ];
    for (const text of [event.placeText, event.zoneNote]) if (text && !visible.includes(text)) parts.push(text);
    if (event.status !== 'planned') parts.push(t.calendar.status[event.status]);
    if (event.locked) parts.push(t.calendar.locked);
    if (event.conflicts.length > 0)
      parts.push(t.calendar.said.conflicts(event.conflicts.map((conflict) => conflict.text).join('; ')));
    return parts.join(', ');
  }

  isStop(id: string, lane?: string): boolean {
    return this.focus.id === id && (lane === undefined || this.focus.lane === lane);
  }

  /** The meeting that the tab stop is on. */
  get focused(): CalendarEvent | undefined {
    return this.focus.id === undefined ? undefined : this.byId(this.focus.id);
  }

  byId(id: string): CalendarEvent | undefined {
    return this.events.find((event) => event.id === id);
  }

  // Moving about ------------------------------------------------------------------------------------------

  setMode(mode: Mode): void {
    if (mode === this.mode) return;
    const at = this.#focus ? dateOf(fromAbsolute(this.#focus.at)) : null;
    const focused = this.#focus;
    this.mode = mode;
    if (at && !holds(this.period, at)) this.anchor = anchorFor(this.choice, at);
    if (mode === 'lanes' && focused?.id !== undefined) {
      const lanes = this.byId(focused.id)?.lanes ?? [];
      const lane = this.lanes.find((one) => lanes.includes(one.id))?.id;
      this.#focus = lane === undefined ? { at: focused.at } : { ...focused, lane };
    }
    this.options.announce(`${t.calendar.modes[mode]}, ${this.title}`);
    this.#tellPeriod();
  }

  setLaneDays(days: 1 | 5): void {
    this.laneDays = days;
    this.#tellPeriod();
  }

  setWeekends(shown: boolean): void {
    this.weekends = shown;
    this.#tellPeriod();
  }

  turn(by: -1 | 1): void {
    const focus = this.focus;
    const before = this.period.from;
    this.anchor = turned(this.choice, by);
    // The focus keeps its weekday and time in the new period; in the month it goes to the first day.
    const moved = absoluteOf(this.period.from, 0) - absoluteOf(before, 0);
    const at = this.mode === 'month' ? absoluteOf(this.anchor, 0) : focus.at + moved;
    this.#focus = { at, ...this.laneOf(focus) };
    this.options.announce(this.title);
    this.#tellPeriod();
  }

  goToday(): void {
    this.anchor = this.today;
    const at = absoluteOf(this.today, this.mode === 'month' ? 0 : snapDown(minuteOf(this.options.now), CURSOR_STEP));
    this.#focus = { at, ...this.laneOf(this.focus) };
    this.options.announce(this.title);
    this.#tellPeriod();
  }

  /** Turns to a date where it is not shown already. */
  reveal(date: CivilDate): void {
    if (holds(this.period, date)) return;
    this.anchor = anchorFor(this.choice, date);
    this.#tellPeriod();
  }

  setFocus(focus: Focus, pull = true): void {
    const onPage = focus.id !== undefined && this.shown.some((event) => event.id === focus.id);
    if (!onPage) this.reveal(dateOf(fromAbsolute(focus.at)));
    this.#focus = focus;
    if (pull) void this.pullFocus();
  }

  /** Brings the browser's focus to the tab stop once it is drawn. */
  async pullFocus(): Promise<void> {
    await tick();
    this.root?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  createAt(at: number, lane?: string): void {
    const start = this.mode === 'month' ? snapDown(at, MINUTES_A_DAY) + this.firstOpenMinute() : at;
    this.options.oncreate({
      id: null,
      start: fromAbsolute(start),
      minutes: NEW_MINUTES,
      ...(lane === undefined || lane === '' ? {} : { lane }),
    });
  }

  openDialog(event: CalendarEvent): void {
    if (!this.mayMove(event)) return;
    this.dialog = { event, need: null, start: event.start, minutes: event.minutes, lanes: [...event.lanes] };
  }

  openNeedDialog(need: TrayNeed): void {
    const at = Math.max(absoluteOf(this.period.from, 0), absoluteOf(this.today, 0));
    this.dialog = {
      event: null,
      need,
      start: fromAbsolute(this.#focus && this.#focus.at > at ? this.#focus.at : at + this.firstOpenMinute()),
      minutes: need.minutes,
      lanes: [],
    };
  }

  /** What the dialog decided. */
  apply(change: Change): void {
    const event = change.id === null ? undefined : this.byId(change.id);
    this.dialog = null;
    if (event) this.#change(event, change);
    else void this.options.onplace?.(change);
  }

  /** Listens on a grid, for all its cards and slots at once: `{@attach calendar.ground}`. */
  ground = (element: Element): (() => void) => {
    this.root = element as HTMLElement;
    const stop = listen(this, this.root);
    return () => {
      stop();
      if (this.root === element) this.root = null;
    };
  };

  destroy(): void {
    this.drag.destroy();
    this.surface = null;
  }

  // Inner -------------------------------------------------------------------------------------------------

  /** The lane of a focus, where the mode has lanes. */
  laneOf(focus: Focus): { lane?: string } {
    return this.mode === 'lanes' && focus.lane !== undefined ? { lane: focus.lane } : {};
  }

  /** When a day begins, for what is given a day without a time. */
  firstOpenMinute(): number {
    return this.hours[0]?.from ?? 540;
  }

  /** Whether a gesture may move it; says why where it may not. */
  mayMove(event: CalendarEvent): boolean {
    if (movable(event)) return true;
    this.options.announce(t.calendar.said[event.fixed ? 'elsewhere' : event.locked ? 'locked' : 'past'](event.title));
    return false;
  }

  #drop(preview: Preview, conflicts: readonly Conflict[]): void {
    const change = changeOf(preview);
    if (preview.kind === 'create') {
      this.options.oncreate(change);
      return;
    }
    if (preview.kind === 'place') {
      void this.options.onplace?.(change);
      return;
    }
    const event = this.byId(preview.id!);
    if (event) this.#change(event, change, conflicts);
  }

  #change(event: CalendarEvent, change: Change, conflicts: readonly Conflict[] = []): void {
    const lanes = change.lanes ?? exchange(event.lanes, change.fromLane, change.lane);
    const sameLanes = lanes.length === event.lanes.length && lanes.every((lane) => event.lanes.includes(lane));
    if (change.start === event.start && change.minutes === event.minutes && sameLanes) return;
    // Where the lane did not change, it says nothing: the plain change is id, start and minutes.
    const { lane: _lane, fromLane: _from, ...plain } = change;
    const result = this.options.onchange(change.lane === change.fromLane ? plain : change);
    const moved: CalendarEvent = { ...event, start: change.start, minutes: change.minutes, lanes, conflicts: [...conflicts] };
    if (result instanceof Promise) {
      this.#setPending(event.id, moved);
      const settle = (): void => {
        if (this.#pending.get(event.id) === moved) this.#setPending(event.id, null);
      };
      result.then(settle, () => {
        settle();
        this.options.announce(t.calendar.said.failed(event.title));
      });
    }
    const lane = change.lane !== change.fromLane ? this.laneNames.get(change.lane ?? '') : undefined;
    const moment = this.labels.moment(change.start, change.minutes);
    const said =
      change.start === event.start && change.minutes !== event.minutes
        ? t.calendar.said.resized(event.title, formatMinutes(change.minutes), moment)
        : lane === undefined
          ? t.calendar.said.moved(event.title, moment)
          : t.calendar.said.movedToLane(event.title, lane, moment);
    const trouble = conflicts.map((conflict) => conflict.text).join('; ');
    this.options.announce(trouble ? `${said}. ${t.calendar.said.conflicts(trouble)}` : said);
    this.setFocus({
      at: toAbsolute(change.start),
      id: event.id,
      ...(this.mode === 'lanes' ? { lane: change.lane ?? this.focus.lane ?? '' } : {}),
    });
  }

  #setPending(id: string, event: CalendarEvent | null): void {
    const next = new Map(this.#pending);
    if (event) next.set(id, event);
    else next.delete(id);
    this.#pending = next;
  }

  #cancelled(preview: Preview): void {
    const event = preview.id === null ? undefined : this.byId(preview.id);
    this.options.announce(event ? t.calendar.said.undone(event.title) : t.calendar.said.dropped);
    if (!event) return;
    this.reveal(dateOf(event.start));
    void this.pullFocus();
  }

  #tellPeriod(): void {
    this.options.onperiod?.({ from: this.period.from, until: this.period.until });
  }
}

function within(width: number, limit: number): boolean {
  return width > 0 && width < limit;
}

/** The lanes of a meeting that went from one lane to another. */
function exchange(lanes: readonly string[], from: string | undefined, to: string | undefined): string[] {
  if (to === undefined || from === to) return [...lanes];
  const others = lanes.filter((lane) => lane !== from && lane !== to);
  return [...others, to];
}

