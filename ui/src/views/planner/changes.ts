import type { FormatTemplate } from '../../lib/contract/generated/FormatTemplate';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { PlanChange } from '../../lib/contract/generated/PlanChange';
import type { PlanParty } from '../../lib/contract/generated/PlanParty';
import type { Weights } from '../../lib/contract/generated/planner/Weights';
import { formatList, formatTime, formatWeekday, t } from '../../lib/texts/texts.svelte';
import { presetOf, rules, usualWeights, weightText } from '../../shared/weights/weights';

/** What is on record of that which a change is about: with it, a change can say what it is instead of. */
export interface OnRecord {
  network?: NetworkView | undefined;
  /** The last day of the need that a change is about. */
  until?: string | undefined;
  /** Its first day. */
  from?: string | undefined;
}

/** The day before a civil midnight; what ends at midnight ends with that day. */
function dayBefore(civil: string): string {
  return new Date(Date.parse(`${civil.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
const isMidnight = (civil: string): boolean => civil.slice(11, 16) === '00:00';
const weekdayOf = (day: string): number => new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7;

/** `martes 24`. */
export function dayText(civil: string): string {
  return t.planning.when.day(formatWeekday(weekdayOf(civil)), String(Number(civil.slice(8, 10))));
}
/** `martes 24, 10:00`. */
export function momentText(civil: string): string {
  return t.planning.when.moment(dayText(civil), formatTime(civil));
}
/** A stretch of civil time: `martes 24, 10:00–11:00`; whole days without hours. */
export function whenText(from: string, until: string): string {
  const words = t.planning.when;
  if (isMidnight(from) && isMidnight(until) && until > from) {
    const last = dayBefore(until);
    return last === from.slice(0, 10) ? words.wholeDay(dayText(from)) : words.days(dayText(from), dayText(last));
  }
  if (from.slice(0, 10) === until.slice(0, 10)) return words.sameDay(dayText(from), formatTime(from), formatTime(until));
  return words.span(momentText(from), momentText(until));
}

/** The template of a planned topic, whose id begins with the topic and its format. */
export function templateOf(id: string, network: NetworkView | undefined): FormatTemplate | undefined {
  const [topic, format] = id.split('|');
  const variant = network?.topics.find((row) => row.topic.id === topic)?.topic.group_variant;
  const ofFormat = network?.templates.filter((one) => one.format === format) ?? [];
  return ofFormat.find((one) => one.variant === variant) ?? ofFormat[0];
}

const isRoom = (who: PlanParty): boolean => who.kind === 'room';

/** Of weights that are no preset, only those that are not the usual ones are told. */
function weightsText(weights: Weights): string {
  const preset = presetOf(weights);
  if (preset) return t.planning.changes.weights(t.weights.preset[preset]);
  const told = rules
    .filter((rule) => weights[rule] !== usualWeights[rule])
    .map((rule) => `${t.weights.rules[rule].name} ${weightText(weights[rule])}`);
  return t.planning.changes.weightsOwn(formatList(told));
}

type Wording = { [K in PlanChange['kind']]: (change: Extract<PlanChange, { kind: K }>, record: OnRecord) => string };

/** A kind of change added in Rust does not compile here until it has its words. */
const wording: Wording = {
  free: ({ who, from, until }) => t.planning.changes[isRoom(who) ? 'roomFree' : 'free'](who.name, whenText(from, until)),
  away: ({ who, from, until }) => t.planning.changes[isRoom(who) ? 'roomAway' : 'away'](who.name, whenText(from, until)),
  clients: ({ topic, min, max }, { network }) => {
    const before = templateOf(topic.id, network)?.clients;
    if (before && min === before.min && max !== before.max) return t.planning.changes.clientsMost(topic.name, max, before.max);
    if (before && max === before.max && min !== before.min) return t.planning.changes.clientsLeast(topic.name, min, before.min);
    return t.planning.changes.clients(topic.name, min, max);
  },
  providers: ({ topic, min, max }, { network }) => {
    const before = templateOf(topic.id, network)?.providers;
    if (before && min === before.min && max !== before.max) return t.planning.changes.providersMost(topic.name, max, before.max);
    if (before && max === before.max && min !== before.min) return t.planning.changes.providersLeast(topic.name, min, before.min);
    return t.planning.changes.providers(topic.name, min, max);
  },
  per_day: ({ who, max }, { network }) => {
    const before = network?.providers.find((one) => one.id === who.id)?.max_per_day;
    return before !== undefined && max === before + 1
      ? t.planning.changes.perDayMore(who.name, max)
      : t.planning.changes.perDay(who.name, max);
  },
  within: ({ need, from, until }, record) => {
    const last = isMidnight(until) ? dayBefore(until) : until;
    const begins = record.from !== undefined && from.slice(0, 10) >= record.from;
    return begins && record.until !== undefined && last.slice(0, 10) > record.until
      ? t.planning.changes.later(need.name, dayText(last))
      : t.planning.changes.within(need.name, dayText(from), dayText(last));
  },
  place: ({ topic, place }) => t.planning.changes.place[place](topic.name),
  seats: ({ room, seats }, { network }) =>
    network?.rooms.find((one) => one.id === room.id)?.seats === seats - 1
      ? t.planning.changes.seatMore(room.name, seats)
      : t.planning.changes.seats(room.name, seats),
  skill: ({ provider, skill }) => t.planning.changes.skill(provider.name, skill),
  weights: ({ weights }) => weightsText(weights),
};

/** A change in words, as a chip or a remedy. */
export function changeText(change: PlanChange, record: OnRecord = {}): string {
  return (wording[change.kind] as (change: PlanChange, record: OnRecord) => string)(change, record);
}

/** Two changes of which only the later one counts: both set the same thing. */
function replaces(later: PlanChange, earlier: PlanChange): boolean {
  if (later.kind !== earlier.kind) return false;
  switch (later.kind) {
    case 'weights':
      return true;
    case 'clients':
    case 'providers':
      return later.topic.id === (earlier as typeof later).topic.id;
    case 'per_day':
      return later.who.id === (earlier as typeof later).who.id;
    case 'within':
      return later.need.id === (earlier as typeof later).need.id;
    case 'seats':
      return later.room.id === (earlier as typeof later).room.id;
    default:
      return JSON.stringify(later) === JSON.stringify(earlier);
  }
}

/** The changes with more added: what sets the same thing anew takes the place of what was there. */
export function withChanges(changes: readonly PlanChange[], more: readonly PlanChange[]): PlanChange[] {
  return [...changes.filter((one) => !more.some((later) => replaces(later, one))), ...more];
}
