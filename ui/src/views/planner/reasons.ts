import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { LeftOutView } from '../../lib/contract/generated/LeftOutView';
import type { Measure } from '../../lib/contract/generated/planner/Measure';
import type { Party } from '../../lib/contract/generated/planner/Party';
import type { Reason } from '../../lib/contract/generated/planner/Reason';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import type { ProposalReason } from '../../lib/contract/generated/ProposalReason';
import type { RuleCost } from '../../lib/contract/generated/RuleCost';
import { formatDate, formatList, formatMinutes, formatNumber, t } from '../../lib/texts/texts.svelte';

/** One wording for each kind: a kind added in Rust does not compile here until it has its words. */
type Worded<U extends { kind: string }, C> = {
  [K in U['kind']]: (reason: Extract<U, { kind: K }>, context: C) => string;
};

interface LeftOutContext {
  name: (id: string) => string;
  need: LeftOutView['need'];
}

function partyText(
  words: { [K in 'client' | 'provider' | 'room']: (name: string, starts: number) => string },
  party: Party,
  starts: number,
  name: (id: string) => string,
): string {
  if ('client' in party) return words.client(name(party.client), starts);
  if ('provider' in party) return words.provider(name(party.provider), starts);
  return words.room(name(party.room), starts);
}

const quoted = (skills: readonly string[]): string => formatList(skills.map((skill) => t.planner.quoted(skill)));

const leftOut: Worded<Reason, LeftOutContext> = {
  // The minutes of the search are of no use to a person; the window's own days are.
  outside_window: ({ duration }, { need }) =>
    t.planner.reasons.outside_window(
      formatDate(need.need.from, 'dayMonth'),
      formatDate(need.need.until, 'dayMonth'),
      formatMinutes(duration),
    ),
  client_unavailable: ({ client, duration }, { name }) =>
    t.planner.reasons.client_unavailable(name(client), formatMinutes(duration)),
  no_provider_with_skill: ({ skill }, { name }) => t.planner.reasons.no_provider_with_skill(name(skill)),
  no_team_with_skills: ({ skills, max }, { name }) => t.planner.reasons.no_team_with_skills(quoted(skills.map(name)), max),
  too_few_providers: ({ have, min }) => t.planner.reasons.too_few_providers(have, min),
  no_place: () => t.planner.reasons.no_place(),
  room_too_small: ({ seats, people }) => t.planner.reasons.room_too_small(seats, people),
  no_room: ({ starts }) => t.planner.reasons.no_room(starts),
  too_few_clients: ({ have, min }) => t.planner.reasons.too_few_clients(have, min),
  rivals: ({ clients, have, min }, { name }) => t.planner.reasons.rivals(formatList(clients.map(name)), have, min),
  no_common_time: ({ have, min }) => t.planner.reasons.no_common_time(have, min),
  no_provider_time: ({ starts, skills }, { name }) =>
    skills.length === 0
      ? t.planner.reasons.no_provider_time(starts)
      : t.planner.reasons.no_provider_time_for(starts, quoted(skills.map(name))),
  daily_limit: ({ party, starts }, { name }) => partyText(t.planner.reasons.daily_limit, party, starts, name),
  taken: ({ party, starts }, { name }) => partyText(t.planner.reasons.taken, party, starts, name),
  travel_time: ({ provider, starts }, { name }) => t.planner.reasons.travel_time(name(provider), starts),
  others_placed: ({ needs, min }, { name }) => t.planner.reasons.others_placed(formatList(needs.map(name)), min),
  search_ended: () => t.planner.reasons.search_ended(),
};

function worded<U extends { kind: string }, C>(words: Worded<U, C>, reason: U, context: C): string {
  return (words[reason.kind as U['kind']] as (reason: U, context: C) => string)(reason, context);
}

/** The reasons why a need was left out, as sentences. */
export function leftOutTexts(left: LeftOutView): string[] {
  const names = new Map(left.names.map(({ id, name }) => [id, name]));
  const name = (id: string): string => names.get(id) ?? id;
  return left.reasons.map((reason) => worded(leftOut, reason, { name, need: left.need }));
}

/** More advice than this is none: the reasons come the most telling first. */
const MOST_REMEDIES = 2;

/** What could be done about a need left out: a sentence for each of its most telling reasons. */
export function remedyTexts(left: LeftOutView): string[] {
  const remedies: Record<Reason['kind'], () => string> = t.planner.remedies;
  return [...new Set(left.reasons.map((reason) => remedies[reason.kind]()))].slice(0, MOST_REMEDIES);
}

/** Where a need left out is best mended: at the need, at the providers and rooms, or by another search. */
export type Mending = 'need' | 'network' | 'search';

const mendings: Record<Reason['kind'], Mending> = {
  outside_window: 'need',
  client_unavailable: 'need',
  no_provider_with_skill: 'network',
  no_team_with_skills: 'network',
  too_few_providers: 'network',
  no_place: 'network',
  room_too_small: 'network',
  no_room: 'network',
  too_few_clients: 'need',
  rivals: 'need',
  no_common_time: 'need',
  no_provider_time: 'network',
  daily_limit: 'need',
  taken: 'need',
  travel_time: 'need',
  others_placed: 'need',
  search_ended: 'search',
};

export function mendingsOf(left: LeftOutView): Mending[] {
  return [...new Set(left.reasons.map((reason) => mendings[reason.kind]))];
}

const because: Worded<ProposalReason, Proposal> = {
  continuity: ({ provider }, { providers }) =>
    t.planner.because.continuity(providers.find((one) => one.id === provider)?.name ?? provider),
  new_face: () => t.planner.because.new_face(),
  preferred_hours: () => t.planner.because.preferred_hours(),
  other_hours: ({ clients }) => t.planner.because.other_hours(clients),
  skills: ({ skills }) => t.planner.because.skills(formatList(skills)),
  waits: ({ days }) => t.planner.because.waits(days),
  mix: ({ attribute, values }) => t.planner.because.mix(attribute, values),
  locked: () => t.planner.because.locked(),
};

/** What speaks for a proposal and against it, as sentences. */
export function proposalTexts(proposal: Proposal): string[] {
  return proposal.reasons.map((reason) => worded(because, reason, proposal));
}

/** Reasons that are a drawback: shown as such. */
const drawbacks: Record<ProposalReason['kind'], boolean> = {
  continuity: false,
  new_face: true,
  preferred_hours: false,
  other_hours: true,
  skills: false,
  waits: false,
  mix: false,
  locked: false,
};

export function isDrawback(reason: ProposalReason): boolean {
  return drawbacks[reason.kind];
}

/** A rule's name and what was measured by it. A rule these texts do not know keeps its own name. */
export function ruleTexts({ rule, measure }: RuleCost): { name: string; measured: string } {
  const measures: Record<Measure, (n: number) => string> = t.planner.score.measures;
  if (!(rule in measures)) return { name: rule, measured: formatNumber(measure) };
  return { name: t.weights.rules[rule as Measure].name, measured: measures[rule as Measure](measure) };
}

/** Rules that weigh something, in an order of their own: one that the search changes would make the rows jump. */
export function weighed(costs: readonly RuleCost[]): RuleCost[] {
  return costs.filter((one) => one.weight > 0);
}

/** The draft's costs, the heaviest first, without rules that weigh nothing. */
export function costsOf(draft: DraftView): DraftView['by_rule'] {
  return weighed(draft.by_rule).sort((a, b) => b.cost - a.cost);
}
