import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { PlanChange } from '../../lib/contract/generated/PlanChange';
import { compareText, t } from '../../lib/texts/texts.svelte';
import type { Option } from '../../shared/types';
import { templateOf } from './changes';

export const changeKinds = ['away', 'free', 'clients', 'per_day'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One change as it is being put together. */
export class ChangeForm {
  kind = $state<ChangeKind>('away');
  who = $state('');
  topic = $state('');
  from = $state('');
  fromTime = $state('');
  until = $state('');
  untilTime = $state('');
  min = $state<number | null>(null);
  max = $state<number | null>(null);
  perDay = $state<number | null>(null);
  tried = $state(false);
  /** Grows with each change taken: a list keeps the text of what was chosen before. */
  turn = $state(0);

  readonly #network: () => NetworkView | undefined;
  readonly #needs: () => readonly NeedRow[];

  constructor(network: () => NetworkView | undefined, needs: () => readonly NeedRow[], day: string) {
    this.#network = network;
    this.#needs = needs;
    this.from = day;
    this.until = day;
  }

  /** Who may be away: providers, and rooms but where meetings a day are counted. */
  get parties(): Option[] {
    const network = this.#network();
    const named = (list: readonly { id: string; name: string }[], kind: string): Option[] =>
      [...list].sort((a, b) => compareText(a.name, b.name)).map(({ id, name }) => ({ value: `${kind}|${id}`, label: name }));
    const providers = named(network?.providers ?? [], 'provider');
    return this.kind === 'per_day' ? providers : [...providers, ...named(network?.rooms ?? [], 'room')];
  }

  /**
   * Topics of open needs, in the group format that they are dealt with in. The id is the beginning of a planned
   * topic's: the topic and its format.
   */
  get topics(): Option[] {
    const groups = new Map<string, Option>();
    for (const { need, topic_name, format } of this.#needs()) {
      if (format !== 'work_table' && format !== 'focus_group') continue;
      groups.set(`${need.topic}|${format}`, { value: `${need.topic}|${format}`, label: topic_name, detail: t.formats[format] });
    }
    return [...groups.values()].sort((a, b) => compareText(a.label, b.label));
  }
  chooseTopic(id: string): void {
    this.topic = id;
    const sizes = templateOf(id, this.#network())?.clients;
    this.min = sizes?.min ?? null;
    this.max = sizes?.max ?? null;
  }
  chooseWho(id: string): void {
    this.who = id;
    const provider = this.#network()?.providers.find((one) => `provider|${one.id}` === id);
    this.perDay = provider ? provider.max_per_day : null;
  }
  chooseKind(kind: ChangeKind): void {
    this.kind = kind;
    this.tried = false;
    if (!this.parties.some(({ value }) => value === this.who)) this.who = '';
    if (this.who !== '') this.chooseWho(this.who);
  }

  /** Whole days where no hour is given: until the end of the last one. */
  get #span(): [from: string, until: string] | null {
    if (this.from === '' || this.until === '') return null;
    const until = this.untilTime === '' ? nextDay(this.until) : this.until;
    return [`${this.from}T${this.fromTime || '00:00'}:00`, `${until}T${this.untilTime || '00:00'}:00`];
  }

  get faults(): { who?: string; topic?: string; days?: string; sizes?: string; perDay?: string } {
    const words = t.planning.whatIf;
    const faults: { who?: string; topic?: string; days?: string; sizes?: string; perDay?: string } = {};
    if (this.kind === 'clients') {
      if (this.topic === '') faults.topic = words.noTopic;
      if (this.min === null || this.max === null) faults.sizes = words.noSizes;
      else if (this.max < this.min) faults.sizes = words.badSizes;
      return faults;
    }
    if (this.who === '') faults.who = words.noWho;
    if (this.kind === 'per_day') {
      if (this.perDay === null) faults.perDay = words.noPerDay;
      return faults;
    }
    const span = this.#span;
    if (!span) faults.days = words.noDays;
    else if (span[1] <= span[0]) faults.days = words.badOrder;
    return faults;
  }

  /** The change; none while something is missing or wrong. */
  take(): PlanChange | null {
    this.tried = true;
    if (Object.keys(this.faults).length > 0) return null;
    if (this.kind === 'clients') {
      const chosen = this.topics.find(({ value }) => value === this.topic);
      if (!chosen || this.min === null || this.max === null) return null;
      return { kind: 'clients', topic: { id: chosen.value, name: chosen.label }, min: this.min, max: this.max };
    }
    const [kind = '', id = ''] = this.who.split(/\|(.*)/s);
    const who = {
      kind: kind === 'room' ? ('room' as const) : ('provider' as const),
      id,
      name: this.parties.find(({ value }) => value === this.who)?.label ?? '',
    };
    if (this.kind === 'per_day') return this.perDay === null ? null : { kind: 'per_day', who, max: this.perDay };
    const span = this.#span;
    return span && { kind: this.kind, who, from: span[0], until: span[1] };
  }

  /** Ready for the next: the days and the kind stay. */
  clear(): void {
    this.who = '';
    this.topic = '';
    this.min = this.max = this.perDay = null;
    this.tried = false;
    this.turn += 1;
  }
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
