import { SvelteMap } from 'svelte/reactivity';
import type { Problem } from '../../lib/contract/call';
import { onStale } from '../../lib/contract/stale';
import { faultsByField } from '../../shared/forms/need';
import { localFaults, type Faults } from './faults';
import type { Kind, Typed } from './kinds';

/** One thing as it is being typed. It outlives its form, so that nothing typed is lost by looking elsewhere. */
export class Draft<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  value = $state() as Typed[K];
  base = $state.raw() as Typed[K];
  problem = $state.raw<Problem | null>(null);
  /** Saving was tried: from then on what is wrong is shown. */
  tried = $state(false);
  /** Left unsaved once, and opened again. */
  resumed = $state(false);
  busy = $state(false);

  constructor(kind: K, value: Typed[K]) {
    this.kind = kind;
    this.id = value.id;
    this.fill(value);
  }

  get isNew(): boolean {
    return this.id === '';
  }
  get dirty(): boolean {
    return JSON.stringify(this.value) !== JSON.stringify(this.base);
  }
  get faults(): Faults {
    const told = this.problem?.kind === 'invalid' ? faultsByField(this.problem) : {};
    return this.tried ? { ...told, ...localFaults(this.kind, this.value) } : told;
  }

  fill(value: Typed[K]): void {
    this.base = value;
    this.value = structuredClone($state.snapshot(value)) as Typed[K];
    this.problem = null;
    this.tried = false;
  }
  /** Saves over what changed elsewhere: only the count of changes is taken from it. */
  adopt(version: number): void {
    this.value.version = version;
    this.problem = null;
  }
}

const keyOf = (kind: Kind, id: string): string => `${kind}:${id}`;

/** What is typed and not saved, for as long as the window is open. */
class Drafts {
  #kept = new SvelteMap<string, Draft>();

  get(kind: Kind, id: string): Draft | undefined {
    return this.#kept.get(keyOf(kind, id));
  }
  keep(draft: Draft): void {
    this.#kept.set(keyOf(draft.kind, draft.id), draft);
  }
  drop(kind: Kind, id: string): void {
    this.#kept.delete(keyOf(kind, id));
  }
  clear(): void {
    this.#kept.clear();
  }
}

export const drafts = new Drafts();

// Everything is stale only when another workspace was opened: what was typed belongs to the one before.
onStale((changed) => {
  if (changed.includes('*')) drafts.clear();
});
