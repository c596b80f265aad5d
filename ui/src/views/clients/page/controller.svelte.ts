import { problemOf, type Problem } from '../../../lib/contract/call';
import type { ClientSheet } from '../../../lib/contract/generated/ClientSheet';
import { mutate } from '../../../lib/contract/mutate';
import { resource, type Resource } from '../../../lib/contract/resource.svelte';
import { problemText } from '../../../lib/texts/problem';
import { t } from '../../../lib/texts/texts.svelte';
import { announce } from '../../../lib/toasts.svelte';
import { hoursAreSound } from '../../../shared/forms/hours';
import { faultsByField } from '../../../shared/forms/need';
import { keepDraft, keptDraft } from './drafts';
import { changedParts, editedOf, merge, saveOf, versionOf, withPart, type Edited, type Part } from './edited';

/** One client's page: what the app holds, and what is typed over it. */
export class ClientEditor {
  readonly id: string;
  readonly sheet: Resource<'clients.get'>;
  /** What is in the form; `null` until the client is there. */
  mine = $state<Edited | null>(null);
  /** What the form began from. */
  base = $state.raw<Edited | null>(null);
  /** The client changed elsewhere while it was edited here: the parts to decide about. */
  clashes = $state.raw<Part[]>([]);
  merged = $state(false);
  problem = $state.raw<Problem | null>(null);
  tried = $state(false);
  busy = $state(false);
  /** Grows when the form is filled anew from outside, so that fields forget what was half typed. */
  filled = $state(0);

  /** Call it while a component is being set up. */
  constructor(id: string) {
    this.id = id;
    this.sheet = resource('clients.get', () => ({ id }), {
      areas: ['clients', 'placements', 'needs', 'meetings', 'topics', 'sites'],
    });
  }

  readonly changed = $derived.by<Part[]>(() => (this.base && this.mine ? changedParts(this.base, this.mine) : []));
  readonly faults = $derived.by<Record<string, string>>(() => {
    const found = this.problem?.kind === 'invalid' ? faultsByField(this.problem) : {};
    return this.tried && this.mine ? { ...found, ...localFaults(this.mine) } : found;
  });

  get dirty(): boolean {
    return this.changed.length > 0;
  }
  /** What the bar says beside Save when it did not work. */
  get trouble(): string | null {
    if (Object.keys(this.faults).length > 0) return t.clients.fixFields;
    return this.problem && this.problem.kind !== 'stale' ? problemText(this.problem) : null;
  }

  /** Takes in what the app answered: fills a clean form, merges under a dirty one. */
  receive(sheet: ClientSheet): void {
    const theirs = editedOf(sheet);
    const draft = this.base && this.mine ? { base: this.base, mine: $state.snapshot(this.mine) as Edited } : keptDraft(this.id);
    if (!draft) this.#fill(theirs, theirs);
    else if (versionOf(draft.base) === versionOf(theirs)) {
      if (!this.base) this.#fill(theirs, draft.mine);
    } else if (changedParts(draft.base, draft.mine).length === 0) this.#fill(theirs, theirs);
    else {
      const { edited, clashes } = merge(draft.base, draft.mine, theirs);
      this.#fill(theirs, edited);
      this.clashes = clashes;
      this.merged = this.dirty;
    }
  }
  #fill(base: Edited, mine: Edited, anew = true): void {
    this.base = base;
    this.mine = structuredClone(mine);
    if (anew) this.filled += 1;
  }

  /** Keeps what is typed while the window is open, whatever page is shown. */
  keep(): void {
    if (!this.base || !this.mine) return;
    keepDraft(this.id, this.dirty ? { base: this.base, mine: $state.snapshot(this.mine) as Edited } : null);
  }

  /** Takes what the app has for one part in place of what was typed. */
  takeTheirs(part: Part): void {
    if (!this.base || !this.mine) return;
    this.#fill(this.base, withPart($state.snapshot(this.mine) as Edited, part, this.base));
    this.keepMine(part);
  }
  keepMine(part: Part): void {
    this.clashes = this.clashes.filter((one) => one !== part);
  }

  discard(): void {
    if (!this.base) return;
    this.#fill(this.base, this.base);
    this.#settled();
    keepDraft(this.id, null);
    announce(t.clients.discarded);
  }
  #settled(): void {
    this.clashes = [];
    this.merged = false;
    this.problem = null;
    this.tried = false;
  }

  async save(): Promise<void> {
    if (!this.base || !this.mine || this.busy || !this.dirty) return;
    this.tried = true;
    this.problem = null;
    if (Object.keys(this.faults).length > 0) return;
    this.busy = true;
    try {
      const sheet = await mutate('clients.save', saveOf($state.snapshot(this.mine) as Edited, this.base));
      const saved = editedOf(sheet);
      // The fields stay, and with them the focus.
      this.#fill(saved, saved, false);
      this.#settled();
      keepDraft(this.id, null);
      this.sheet.put(sheet);
    } catch (thrown) {
      this.problem = problemOf(thrown);
      // What was typed stays; what changed elsewhere is fetched and merged under it.
      if (this.problem.kind === 'stale') await this.sheet.reload();
    } finally {
      this.busy = false;
    }
  }
}

function localFaults({ client }: Edited): Record<string, string> {
  const faults: Record<string, string> = {};
  if (client.name.trim() === '') faults['name'] = t.common.required;
  if (client.value === null) faults['value'] = t.clients.valueRange;
  if (client.max_per_day === null) faults['max_per_day'] = t.clients.perDayRange;
  if (!hoursAreSound(client.hours)) faults['hours'] = t.clients.fixHours;
  if (!hoursAreSound(client.preferred)) faults['preferred'] = t.clients.fixHours;
  client.people.forEach((person, index) => {
    if (person.name.trim() === '') faults[`people.${index}.name`] = t.common.required;
  });
  return faults;
}
