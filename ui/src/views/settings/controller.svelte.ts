import { problemOf, type Problem } from '../../lib/contract/call';
import { mutate } from '../../lib/contract/mutate';
import { resource, type Resource } from '../../lib/contract/resource.svelte';
import { onStale } from '../../lib/contract/stale';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import type { Settings } from '../../lib/contract/generated/Settings';
import { faultsByField } from '../../shared/forms/need';
import { usualWeights, type Rule } from '../../shared/weights/weights';
import { localFaults, settingsOf, typedOf, usualItemWeights, usualThresholds, type Typed } from './values';

/** What is typed and not saved, for as long as the window is open. */
let kept: { base: string; typed: Typed } | null = null;

/** As if the window had just been opened. */
export function forgetTyped(): void {
  kept = null;
}
// Everything is stale only when another workspace was opened: what was typed belongs to the one before.
onStale((changed) => {
  if (changed.includes('*')) forgetTyped();
});

/** The settings of the workspace: what the app holds and what is typed over it. */
export class SettingsController {
  readonly settings: Resource<'settings.get'>;
  typed = $state<Typed | null>(null);
  #base = $state.raw<string>('');
  problem = $state.raw<Problem | null>(null);
  tried = $state(false);
  busy = $state(false);
  /** Grows when the form is filled from outside, so that fields forget what was half typed. */
  filled = $state(0);

  /** Call it while a component is being set up. */
  constructor() {
    this.settings = resource('settings.get', () => ({}), { areas: ['settings', 'workspace'] });
    $effect(() =>
      onStale((changed) => {
        // No longer a change to keep: what the app answers next takes its place.
        if (changed.includes('*')) this.#base = JSON.stringify(this.typed);
      }),
    );
  }

  get dirty(): boolean {
    return this.typed !== null && JSON.stringify(this.typed) !== this.#base;
  }
  get faults(): Record<string, string> {
    const told = this.problem?.kind === 'invalid' ? faultsByField(this.problem) : {};
    return this.tried && this.typed ? { ...told, ...localFaults(this.typed) } : told;
  }
  get trouble(): string | null {
    if (Object.keys(this.faults).length > 0) return t.settings.fixFields;
    return this.problem && this.problem.kind !== 'invalid' ? problemText(this.problem) : null;
  }

  /** Takes in what the app holds: a form in which nothing is typed follows it. */
  receive(settings: Settings): void {
    if (this.typed === null && kept) {
      this.typed = kept.typed;
      this.#base = kept.base;
    } else if (!this.dirty) this.#fill(typedOf(settings));
  }
  #fill(typed: Typed): void {
    this.typed = typed;
    this.#base = JSON.stringify(typed);
    this.problem = null;
    this.tried = false;
    this.filled += 1;
  }
  /** Keeps what is typed while another screen is shown; a number that could not be read is what it was before. */
  keep(): void {
    if (!this.typed || !this.dirty) {
      kept = null;
      return;
    }
    const before = JSON.parse(this.#base) as Typed;
    const read = <T extends Record<string, number | null>>(now: T, was: T): T =>
      Object.fromEntries(Object.entries(now).map(([key, value]) => [key, value ?? was[key]])) as T;
    const typed = $state.snapshot(this.typed) as Typed;
    kept = {
      base: this.#base,
      typed: {
        ...typed,
        grid: typed.grid ?? before.grid,
        items: read(typed.items, before.items),
        thresholds: read(typed.thresholds, before.thresholds),
        costs: read(typed.costs, before.costs),
      },
    };
  }

  restoreMatrix(): void {
    if (!this.typed) return;
    this.typed.items = { ...usualItemWeights };
    this.typed.thresholds = { ...usualThresholds };
    this.#restored();
  }
  restorePlanner(): void {
    if (!this.typed) return;
    this.typed.costs = { ...usualWeights };
    this.#restored();
  }
  /** What the sliders of the planner say. */
  weigh(weights: Record<Rule, number>): void {
    if (this.typed) this.typed.costs = { ...weights };
  }
  #restored(): void {
    this.filled += 1;
    announce(t.settings.restored);
  }
  discard(): void {
    kept = null;
    if (this.settings.value) this.#fill(typedOf(this.settings.value));
  }

  async save(): Promise<boolean> {
    if (!this.typed || this.busy) return false;
    this.problem = null;
    this.tried = true;
    if (Object.keys(this.faults).length > 0) return false;
    this.busy = true;
    try {
      const saved = await mutate('settings.save', settingsOf($state.snapshot(this.typed) as Typed));
      this.settings.put(saved);
      kept = null;
      this.#fill(typedOf(saved));
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
