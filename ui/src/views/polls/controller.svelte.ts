import type { PollView } from '../../lib/contract/generated/PollView';
import type { Suits } from '../../lib/contract/generated/Suits';
import { attempt, mutate } from '../../lib/contract/mutate';
import { resource, type Resource } from '../../lib/contract/resource.svelte';
import { href, router } from '../../lib/router.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { Reading } from '../../shared/invitations/reading.svelte';
import { Keeping, tell } from '../../shared/meetings/keeping.svelte';
import { Questions } from './questions.svelte';

export type Said = Suits | null;
/** The order in which Enter changes an answer. */
const turn: readonly Said[] = [null, 'yes', 'if_needed', 'no'];

export const nextOf = (said: Said): Said => turn[(turn.indexOf(said) + 1) % turn.length] ?? null;
export const saidText = (said: Said): string => t.polls.suits[said ?? 'none'];

/** One poll's page. Make it while a component is being set up. */
export class PollController {
  readonly id: string;
  readonly poll: Resource<'poll.get'>;
  readonly keeping = new Keeping();
  readonly reading = new Reading();
  readonly questions: Questions;
  /** The slot that is being chosen. */
  choosing = $state<number | null>(null);
  editing = $state(false);
  #edits = 0;

  constructor(id: string) {
    this.id = id;
    this.poll = resource('poll.get', () => ({ id }), { areas: ['polls', 'meetings', 'clients', 'providers', 'rooms', 'calendars'] });
    this.questions = new Questions(id);
  }

  get view(): PollView | undefined {
    return this.poll.value;
  }
  readonly open = $derived(this.view?.poll.state.kind === 'open');
  readonly waiting = $derived((this.view?.guests ?? []).filter((guest) => guest.answered === null).length);

  /** Slots that somebody refuses, with who does. */
  readonly refused = $derived.by<{ slot: number; names: string[] }[]>(() => {
    const view = this.poll.value;
    if (!view) return [];
    return view.slots
      .map((_, slot) => ({ slot, names: view.guests.filter((guest) => guest.answers[slot] === 'no').map(({ name }) => name) }))
      .filter(({ names }) => names.length > 0);
  });

  /** Notes what was said by word of mouth; it shows at once, and goes back where the app refuses it. */
  async answer(person: string, slot: number, said: Said): Promise<void> {
    const view = this.poll.value;
    const guest = view?.guests.find((one) => one.person === person);
    if (!view || !guest || !this.open || (guest.answers[slot] ?? null) === said) return;
    const answers = view.slots.map((_, at) => (at === slot ? said : (guest.answers[at] ?? null)));
    const edit = (this.#edits += 1);
    this.poll.put({ ...view, guests: view.guests.map((one) => (one === guest ? { ...one, answers } : one)) });
    announce(t.polls.saidNow(guest.name, saidText(said)));
    const done = await attempt('poll.answer', { id: this.id, person, answers }, { quiet: true });
    // A later edit is on its way: its answer holds this one too.
    if (edit !== this.#edits) return;
    if (done) this.poll.put(done);
    else await this.poll.reload();
  }

  /** Ends the poll with a time, what stands in its way asked about, or without one. */
  async close(slot: number | null): Promise<void> {
    if (this.choosing !== null) return;
    this.choosing = slot;
    try {
      const view = await this.keeping.through((keep) => mutate('poll.close', { id: this.id, slot, keep_conflicts: keep }));
      this.poll.put(view);
    } catch (thrown) {
      tell(thrown);
    } finally {
      this.choosing = null;
    }
  }

  async remove(): Promise<void> {
    const meeting = this.view?.poll.meeting;
    const done = await attempt('poll.delete', { id: this.id });
    if (done !== undefined) router.go(meeting === undefined ? href('invitations', { tab: 'polls' }) : href('meetings', meeting), { replace: true });
  }

  leave(): void {
    const meeting = this.view?.poll.meeting;
    router.go(meeting === undefined ? href('invitations', { tab: 'polls' }) : href('meetings', meeting));
  }
}
