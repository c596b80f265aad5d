import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { PlanRequest } from '../../lib/contract/generated/PlanRequest';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import type { RemedyView } from '../../lib/contract/generated/RemedyView';
import { untrack } from 'svelte';
import { attempt } from '../../lib/contract/mutate';
import { resource } from '../../lib/contract/resource.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { daysAfter } from '../../shared/forms/need';
import { countKinds, filterNeeds, groupNeeds, type Grouping, type NeedKind } from './grouping';
import { search } from './search.svelte';
import { WhatIf } from './whatIf.svelte';
import { withChanges } from './changes';

export type Weeks = '1' | '2' | '4';
export const DEFAULT_SECONDS = 5;

/** Where a proposal stands while the draft is looked through. */
export type Standing = 'open' | 'rejected' | 'accepted' | 'fixed';

/** Which of two drafts is shown, or both compared. */
export type Showing = 'a' | 'b' | 'compare';

const today = (): string => workspace.today;

/** The needs, the horizon, and the draft a search leaves. Make one while a component is being set up. */
export class PlannerController {
  readonly needs = resource('needs.list', () => ({ client: null, topic: null, open: true, text: '' }), {
    areas: ['needs', 'placements', 'clients', 'topics', 'meetings'],
  });
  readonly current = resource('plan.current', () => ({}), {
    areas: ['drafts', 'needs', 'placements', 'meetings'],
  });

  readonly network = resource('network.get', () => ({}), { areas: ['providers', 'rooms', 'topics'] });
  readonly whatIf = new WhatIf();

  // Which needs are shown.
  text = $state('');
  kinds = $state.raw<ReadonlySet<NeedKind>>(new Set());
  grouping = $state<Grouping>('format');
  readonly counts = $derived(countKinds(this.needs.value ?? []));
  readonly groups = $derived(groupNeeds(filterNeeds(this.needs.value ?? [], this.text, this.kinds), this.grouping));
  readonly drafted = $derived(new Set(this.draft?.open ? this.draft.proposals.flatMap((one) => one.needs) : []));

  // Which days are planned, and for how long the search goes on.
  from = $state('');
  to = $state('');
  seconds = $state<number | null>(DEFAULT_SECONDS);

  // The draft, as it is being looked through.
  selected = $state.raw<ReadonlySet<number>>(new Set());
  rejected = $state.raw<ReadonlySet<number>>(new Set());
  details = $state<number | null>(null);
  busy = $state(false);
  /** Which of two drafts is looked at. */
  showing = $state<Showing>('a');
  /** The draft that was accepted last, for the way to the calendar. */
  accepted = $state.raw<{ draft: string; meetings: number; day: string } | null>(null);

  constructor() {
    // The app's day may come after the view: what nobody has changed follows it.
    let usual = '';
    $effect(() => {
      const first = daysAfter(today(), 1);
      untrack(() => {
        if (this.from === '' || this.from === usual) this.setWeeks('2', first);
        usual = first;
      });
    });
    // Two drafts that have not been seen together are compared first.
    let compared = '';
    $effect(() => {
      const both = this.pair ? `${this.pair.a.id} ${this.pair.b.id}` : '';
      if (both === compared) return;
      compared = both;
      this.showing = both === '' ? 'a' : 'compare';
    });
    // Another draft is looked through anew.
    let seen: string | undefined;
    $effect(() => {
      const id = this.draft?.id;
      if (id === seen) return;
      seen = id;
      this.selected = new Set();
      this.rejected = new Set();
      this.details = null;
    });
  }

  /** Two drafts, the one made first before the other, whichever of them the app has as its own. */
  get pair(): { a: DraftView; b: DraftView } | null {
    const { draft, other } = this.current.value ?? {};
    if (!draft || !other) return null;
    const order = draft.created.localeCompare(other.created) || draft.id.localeCompare(other.id);
    return order <= 0 ? { a: draft, b: other } : { a: other, b: draft };
  }
  get comparing(): boolean {
    return this.pair !== null && this.showing === 'compare';
  }
  /** How many meetings were accepted last; none once undo has taken them back and their draft is whole again. */
  get told(): { meetings: number; day: string } | null {
    const { draft, other } = this.current.value ?? {};
    const of = [draft, other].find((one) => one && one.id === this.accepted?.draft);
    return of?.open && !of.proposals.some((one) => one.accepted) ? null : this.accepted;
  }
  /** The draft that is looked through. */
  get draft(): DraftView | null {
    const pair = this.pair;
    if (pair) return this.showing === 'b' ? pair.b : pair.a;
    return this.current.value?.draft ?? null;
  }
  get isSearching(): boolean {
    return search.running !== null;
  }
  get badOrder(): boolean {
    return this.from !== '' && this.to !== '' && this.to < this.from;
  }
  get canPlan(): boolean {
    return !this.isSearching && this.from !== '' && this.to !== '' && !this.badOrder && this.seconds !== null;
  }

  /** The number of weeks the horizon spans, where it is one of the presets. */
  get weeks(): Weeks | undefined {
    return (['1', '2', '4'] as const).find((weeks) => this.to === daysAfter(this.from, Number(weeks) * 7 - 1));
  }
  setWeeks(weeks: Weeks, from = this.from): void {
    this.from = from;
    this.to = daysAfter(from, Number(weeks) * 7 - 1);
  }

  toggleKind(kind: NeedKind): void {
    const next = new Set(this.kinds);
    if (!next.delete(kind)) next.add(kind);
    this.kinds = next;
  }
  clearFilters(): void {
    this.text = '';
    this.kinds = new Set();
  }
  async removeNeed(row: NeedRow): Promise<void> {
    await attempt('need.delete', { id: row.need.id });
  }

  async plan(): Promise<void> {
    if (!this.canPlan) return;
    await this.#search({ from: this.from, to: this.to, changes: [], moving: 'none', beside: false, start_with: null });
  }

  /** Whether the changes put together can be planned with; beside a draft its own days count, not those above. */
  get canPlanWith(): boolean {
    return this.draft?.open ? !this.isSearching && this.seconds !== null : this.canPlan;
  }
  /** Plans with the changes put together: beside the draft that is looked at, or where there is none, as the first. */
  async planWith(): Promise<void> {
    if (!this.canPlanWith) return;
    const { changes, moving } = this.whatIf;
    await this.#planBeside([...changes], moving);
  }
  /** Searches once more as the draft was, from where it ended, and puts what it finds in its place. */
  async planAgain({ id, from, to, changes, moving }: DraftView): Promise<void> {
    await this.#search({ from, to, changes, moving, beside: false, start_with: id });
  }
  /** Plans beside the draft as the remedy would have it, to see both. */
  async tryRemedy(remedy: RemedyView): Promise<void> {
    const draft = this.draft;
    if (!draft?.open || !this.canPlanWith) return;
    await this.#planBeside(withChanges(draft.changes, remedy.changes), draft.moving);
  }
  async #planBeside(changes: PlanRequest['changes'], moving: PlanRequest['moving']): Promise<void> {
    const draft = this.draft?.open ? this.draft : null;
    const { from, to } = draft ?? this;
    await this.#search({ from, to, changes, moving, beside: draft !== null, start_with: draft?.id ?? null });
  }
  async #search(request: Omit<PlanRequest, 'seconds' | 'seed'>): Promise<void> {
    this.accepted = null;
    // The app keeps the draft that the new one began with.
    const beside = request.beside ? this.draft : null;
    const made = await search.run({ ...request, seconds: this.seconds, seed: null });
    if (!made) return;
    const open_needs = this.current.value?.open_needs ?? 0;
    this.current.put(beside ? { draft: beside, other: made, open_needs } : { draft: made, other: null, open_needs });
  }

  standing(proposal: Proposal): Standing {
    if (proposal.accepted) return 'accepted';
    // What stands in the calendar is only to be decided on where this draft changes it.
    if (proposal.existing !== null && proposal.was === null) return 'fixed';
    return this.rejected.has(proposal.index) ? 'rejected' : 'open';
  }
  /** What could still be accepted. */
  get open(): Proposal[] {
    return this.draft?.open ? this.draft.proposals.filter((one) => this.standing(one) === 'open') : [];
  }
  select(index: number, on: boolean): void {
    const next = new Set(this.selected);
    if (on) next.add(index);
    else next.delete(index);
    this.selected = next;
  }
  selectAll(on: boolean): void {
    this.selected = new Set(on ? this.open.map((one) => one.index) : []);
  }
  toggleDetails(index: number): void {
    this.details = this.details === index ? null : index;
  }

  /** Sets proposals aside, so that accepting the rest leaves them out; once more brings them back. */
  reject(proposals: readonly Proposal[]): void {
    const settled = proposals.filter((one) => ['open', 'rejected'].includes(this.standing(one)));
    if (settled.length === 0) return;
    const back = settled.every((one) => this.rejected.has(one.index));
    const next = new Set(this.rejected);
    for (const { index } of settled) {
      if (back) next.delete(index);
      else next.add(index);
      this.select(index, false);
    }
    this.rejected = next;
    const titles = settled.map((one) => one.title).join(', ');
    announce(back ? t.planner.draft.saidRestored(titles) : t.planner.draft.saidRejected(titles));
  }

  /** Accepts what is selected; where nothing is, all that was not rejected. */
  async accept(): Promise<void> {
    const draft = this.draft;
    if (!draft || !draft.open || this.busy || this.open.length === 0) return;
    const chosen = this.selected.size > 0 ? this.open.filter((one) => this.selected.has(one.index)) : this.open;
    const whole = this.selected.size === 0 && this.rejected.size === 0 && !draft.proposals.some((one) => one.accepted);
    this.busy = true;
    const indices = chosen.map((one) => one.index).sort((a, b) => a - b);
    const made = await attempt('plan.accept', { draft: draft.id, proposals: whole ? null : indices });
    this.busy = false;
    if (!made) return;
    this.selected = new Set();
    const first = chosen.map((one) => one.start).sort()[0] ?? draft.from;
    this.accepted = { draft: draft.id, meetings: made.meetings.length, day: first.slice(0, 10) };
    announce(t.planner.draft.accepted(made.meetings.length));
  }
  /** Accepts one of the two drafts whole. */
  async acceptWhole(draft: DraftView): Promise<void> {
    if (!draft.open || this.busy) return;
    this.busy = true;
    const made = await attempt('plan.accept', { draft: draft.id, proposals: null });
    this.busy = false;
    if (!made) return;
    const first = draft.proposals.filter((one) => one.existing === null || one.was !== null).map((one) => one.start).sort()[0];
    this.accepted = { draft: draft.id, meetings: made.meetings.length, day: (first ?? draft.from).slice(0, 10) };
    announce(t.planner.draft.accepted(made.meetings.length));
  }
  async discard(draft = this.draft): Promise<void> {
    if (!draft || this.busy) return;
    this.busy = true;
    await attempt('plan.discard', { id: draft.id });
    this.busy = false;
  }
}
