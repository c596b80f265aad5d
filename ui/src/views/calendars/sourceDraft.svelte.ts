import { problemOf, type Problem } from '../../lib/contract/call';
import type { BusyOrigin } from '../../lib/contract/generated/BusyOrigin';
import type { BusyOwner } from '../../lib/contract/generated/BusyOwner';
import type { BusySource } from '../../lib/contract/generated/BusySource';
import { mutate } from '../../lib/contract/mutate';
import { hits } from '../../lib/hits.svelte';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';
import { hostOf } from '../../shared/calendars/words';
import { faultsByField } from '../../shared/forms/need';

export type OwnerKind = BusyOwner['kind'];
export type OriginKind = BusyOrigin['kind'];
export const ownerKinds: readonly OwnerKind[] = ['provider', 'room', 'client'];
export const originKinds: readonly OriginKind[] = ['web', 'file', 'account'];
/** Minutes after which a calendar may be read again; `never`: only when asked. */
export const refreshes = ['15', '30', '60', '240', '1440', 'never'] as const;
export type Refresh = (typeof refreshes)[number];

export type SourceField = 'owner' | 'address' | 'path' | 'account' | 'calendar' | 'name' | 'refresh';
const origins: Record<OriginKind, SourceField> = { web: 'address', file: 'path', account: 'calendar' };
/** Kinds of problem that are about what was read, and so belong at the field that says from where. */
const ofReading = ['server', 'busy_calendar', 'file', 'table'];

/** A calendar as it is being entered. What is typed stays, whatever goes wrong. */
export class SourceDraft {
  ownerKind = $state<OwnerKind>('provider');
  owners = $state<Record<OwnerKind, string>>({ provider: '', room: '', client: '' });
  originKind = $state<OriginKind>('web');
  address = $state('');
  path = $state('');
  account = $state('');
  calendar = $state('');
  name = $state('');
  refresh = $state<string>('60');
  tentative = $state(false);

  id = $state('');
  busy = $state(false);
  /** Saved, and not read: why. */
  unread = $state.raw<Problem | null>(null);
  problem = $state.raw<Problem | null>(null);
  #tried = $state(false);
  #named = false;
  #version = 0;
  #cancel: AbortController | null = null;
  readonly title: string;

  constructor(source: BusySource | null, owner: BusyOwner | null = null) {
    this.title = source?.name ?? '';
    const whose = source?.owner ?? owner;
    if (whose) {
      this.ownerKind = whose.kind;
      this.owners[whose.kind] = whose.id;
    }
    if (!source) return;
    this.id = source.id;
    this.#version = source.version;
    this.name = source.name;
    this.#named = true;
    this.refresh = source.refresh === null ? 'never' : String(source.refresh);
    this.tentative = source.tentative_counts;
    const { origin } = source;
    this.originKind = origin.kind;
    if (origin.kind === 'web') this.address = origin.address;
    else if (origin.kind === 'file') this.path = origin.path;
    else [this.account, this.calendar] = [origin.account, origin.calendar];
  }

  get isNew(): boolean {
    return this.title === '';
  }
  get owner(): string {
    return this.owners[this.ownerKind];
  }
  /** The name that suits while nobody has typed one. */
  suggest(owner: string): void {
    if (!this.#named) this.name = owner === '' ? '' : t.calendars.form.suggested(owner);
  }
  typeName(name: string): void {
    this.#named = name.trim() !== '';
    this.name = name;
  }

  readonly faults = $derived.by<Partial<Record<SourceField, string>>>(() => {
    const faults: Partial<Record<SourceField, string>> = {};
    const problem = this.unread ?? this.problem;
    if (problem?.kind === 'invalid') {
      for (const [path, text] of Object.entries(faultsByField(problem))) {
        const last = path.split('.').at(-1) ?? '';
        faults[path.startsWith('owner') ? 'owner' : last === 'origin' ? origins[this.originKind] : (last as SourceField)] = text;
      }
    } else if (problem && ofReading.includes(problem.kind)) faults[origins[this.originKind]] = problemText(problem);
    return this.#tried ? { ...faults, ...this.#local() } : faults;
  });
  /** What went wrong and belongs to no field. */
  readonly trouble = $derived.by<string | null>(() => {
    const problem = this.unread ?? this.problem;
    if (!problem || problem.kind === 'invalid' || problem.kind === 'cancelled' || ofReading.includes(problem.kind)) return null;
    return problem.kind === 'stale' ? t.calendars.form.stale : problemText(problem);
  });

  #local(): Partial<Record<SourceField, string>> {
    const faults: Partial<Record<SourceField, string>> = {};
    if (this.owner === '') faults.owner = t.common.required;
    if (this.name.trim() === '') faults.name = t.common.required;
    if (this.originKind === 'web') {
      if (this.address.trim() === '') faults.address = t.common.required;
      else if (!/^(https?|webcals?):\/\//i.test(this.address.trim()) || hostOf(this.address) === '') faults.address = t.calendars.form.badAddress;
    } else if (this.originKind === 'file') {
      if (this.path.trim() === '') faults.path = t.common.required;
    } else if (this.account === '') faults.account = t.common.required;
    else if (this.calendar === '') faults.calendar = t.common.required;
    return faults;
  }

  #value(): BusySource {
    const origin: BusyOrigin =
      this.originKind === 'web'
        ? { kind: 'web', address: this.address.trim() }
        : this.originKind === 'file'
          ? { kind: 'file', path: this.path.trim() }
          : { kind: 'account', account: this.account, calendar: this.calendar };
    return {
      id: this.id,
      name: this.name.trim(),
      owner: { kind: this.ownerKind, id: this.owner },
      origin,
      refresh: this.refresh === 'never' ? null : Number(this.refresh),
      tentative_counts: this.tentative,
      version: this.#version,
    };
  }

  /** Saves and reads it; whether both went well. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.unread = null;
    this.#tried = true;
    if (Object.keys(this.#local()).length > 0) return false;
    this.busy = true;
    this.#cancel = new AbortController();
    try {
      const refreshed = await mutate('source.save', this.#value(), { signal: this.#cancel.signal });
      hits.receive(refreshed);
      const view = refreshed.sources.find(({ source }) => source.id === this.id) ?? refreshed.sources[0];
      if (!view) return true;
      // Saved already: another try changes this one instead of adding a second.
      this.id = view.source.id;
      this.#version = view.source.version;
      this.unread = view.problem;
      return view.problem === null;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.busy = false;
      this.#cancel = null;
    }
  }
  /** Ends a reading that takes long. */
  stop(): void {
    this.#cancel?.abort();
  }
}
