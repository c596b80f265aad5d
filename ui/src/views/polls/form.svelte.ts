import { problemOf, type Problem } from '../../lib/contract/call';
import type { FieldFault } from '../../lib/contract/generated/FieldFault';
import type { HolidayView } from '../../lib/contract/generated/HolidayView';
import type { PollView } from '../../lib/contract/generated/PollView';
import { mutate } from '../../lib/contract/mutate';
import { resource, type Resource } from '../../lib/contract/resource.svelte';
import { preferences } from '../../lib/preferences.svelte';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';
import { workspace } from '../../lib/workspace.svelte';

/** One candidate time. */
export interface Slot {
  /** Civil, with seconds, as the app writes it. */
  start: string;
  /** It is asked about. */
  on: boolean;
  holiday: HolidayView | null;
}

/** Few enough to read at a glance, enough for a choice. */
const PROPOSED = 6;
/** Fewer is no question. */
export const LEAST = 2;

/** The candidate times of a poll and its last day. Make it while a component is being set up. */
export class PollForm {
  readonly meeting: string;
  readonly id: string | null;
  slots = $state.raw<readonly Slot[]>([]);
  closes = $state('');
  day = $state('');
  time = $state('');
  problem = $state.raw<Problem | null>(null);
  /** What is wrong with the time typed. */
  fault = $state<string | null>(null);
  tried = $state(false);
  busy = $state(false);
  /** Free times; not asked for where a poll is changed. */
  readonly free: Resource<'meeting.free'>;

  constructor(meeting: string, poll: PollView['poll'] | null = null) {
    this.meeting = meeting;
    this.id = poll?.id ?? null;
    this.slots = (poll?.slots ?? []).map((start) => ({ start, on: true, holiday: null }));
    this.closes = poll?.closes ?? '';
    this.free = resource('meeting.free', () =>
      poll ? null : { meeting, from: null, to: null, most: PROPOSED, nearest: false },
    );
    let proposed = false;
    $effect(() => {
      const found = this.free.value;
      if (!found || proposed) return;
      // Once: what was taken away does not come back.
      proposed = true;
      this.#add(found.map(({ start, holiday }) => ({ start, on: true, holiday })));
    });
  }

  /** What the app did not take, in words of this form. */
  readonly problemWords = $derived.by(() => {
    if (!this.problem) return '';
    const faults = (this.problem['faults'] ?? []) as FieldFault[];
    if (this.problem.kind === 'invalid' && faults.length > 0) {
      const [{ fault, field }] = faults as [FieldFault];
      if (field === 'guests') return t.polls.form.noGuests;
      if (field === 'slots') return fault === 'order' ? t.polls.form.gone : t.polls.form.tooMany;
    }
    return problemText(this.problem);
  });

  readonly chosen = $derived(this.slots.filter((slot) => slot.on));
  get enough(): boolean {
    return this.chosen.length >= LEAST;
  }
  /** The last day for answers lies after the first time asked about. */
  readonly late = $derived(this.closes !== '' && this.chosen.length > 0 && this.closes > this.chosen[0]!.start.slice(0, 10));

  #add(more: readonly Slot[]): void {
    const known = new Set(this.slots.map(({ start }) => start));
    const all = [...this.slots, ...more.filter(({ start }) => !known.has(start))];
    this.slots = all.sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  add(): void {
    this.fault = null;
    if (this.day === '' || this.time === '') return;
    const start = `${this.day}T${this.time}:00`;
    if (this.slots.some((slot) => slot.start === start)) this.fault = t.polls.form.already;
    else if (this.day < workspace.today) this.fault = t.polls.form.past;
    else {
      this.#add([{ start, on: true, holiday: null }]);
      this.time = '';
    }
  }
  set(start: string, on: boolean): void {
    this.slots = this.slots.map((slot) => (slot.start === start ? { ...slot, on } : slot));
  }
  remove(start: string): void {
    this.slots = this.slots.filter((slot) => slot.start !== start);
  }

  async save(): Promise<PollView | undefined> {
    this.tried = true;
    if (this.busy || !this.enough) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      return await mutate('poll.save', {
        id: this.id,
        meeting: this.meeting,
        slots: this.chosen.map(({ start }) => start),
        closes: this.closes === '' ? null : this.closes,
      });
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

/** A holiday's name in the language chosen. */
export const holidayName = (holiday: HolidayView): string => holiday[preferences.language];
