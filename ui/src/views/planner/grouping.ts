import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import { meetingFormats, type MeetingFormat } from '../../lib/formats';
import { compareText, formatList } from '../../lib/texts/texts.svelte';
import { matchesText } from '../../shared/match';
import { momentText } from './changes';
import { placeText } from './why';

/** How a need would be met: in a format, in none, or not known yet. */
export type NeedKind = MeetingFormat | 'undetermined' | 'do_not_meet';
export type Grouping = 'format' | 'topic';

export const needKinds: readonly NeedKind[] = [...meetingFormats, 'undetermined', 'do_not_meet'];

export function kindOf(row: NeedRow): NeedKind {
  if (row.do_not_meet) return 'do_not_meet';
  return row.format ?? 'undetermined';
}

export interface NeedGroup {
  /** The kind, or the topic's id. */
  id: string;
  kind: NeedKind | null;
  /** The topic's name; empty for a kind. */
  name: string;
  rows: NeedRow[];
}

/** How many needs there are of each kind. */
export function countKinds(rows: readonly NeedRow[]): Map<NeedKind, number> {
  const counts = new Map<NeedKind, number>();
  for (const row of rows) counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1);
  return counts;
}

export function filterNeeds(rows: readonly NeedRow[], text: string, kinds: ReadonlySet<NeedKind>): NeedRow[] {
  return rows.filter(
    (row) =>
      (kinds.size === 0 || kinds.has(kindOf(row))) &&
      (text.trim() === '' || matchesText(`${row.client_name} ${row.topic_name}`, text.trim())),
  );
}

/** In each group the most pressing first: priority, then value, then the window that closes soonest. */
function pressing(a: NeedRow, b: NeedRow): number {
  return (
    b.need.priority - a.need.priority ||
    b.client_value - a.client_value ||
    a.need.until.localeCompare(b.need.until) ||
    compareText(a.client_name, b.client_name)
  );
}

export function groupNeeds(rows: readonly NeedRow[], by: Grouping): NeedGroup[] {
  const groups = new Map<string, NeedGroup>();
  for (const row of rows) {
    const kind = by === 'format' ? kindOf(row) : null;
    const id = kind ?? row.need.topic;
    const group = groups.get(id) ?? { id, kind, name: kind ? '' : row.topic_name, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  const all = [...groups.values()];
  for (const group of all) group.rows.sort(pressing);
  return by === 'format'
    ? all.sort((a, b) => needKinds.indexOf(a.kind!) - needKinds.indexOf(b.kind!))
    : all.sort((a, b) => compareText(a.name, b.name));
}

export interface ProposalDay {
  day: string;
  proposals: Proposal[];
}

/** The proposals by day, each day in order of time. */
export function byDay(proposals: readonly Proposal[]): ProposalDay[] {
  const days = new Map<string, Proposal[]>();
  for (const one of [...proposals].sort((a, b) => a.start.localeCompare(b.start) || a.index - b.index)) {
    const day = one.start.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].map(([day, list]) => ({ day, proposals: list }));
}

/** What a draft does to a meeting: changes one that stands, makes a new one, or leaves one as it is. */
export const effects = ['changed', 'fresh', 'same'] as const;
export type Effect = (typeof effects)[number];

export function effectOf(proposal: Proposal): Effect {
  if (proposal.was !== null) return 'changed';
  return proposal.existing === null || proposal.accepted ? 'fresh' : 'same';
}

/** The proposals by what they do, without kinds that there are none of. */
export function byEffect(proposals: readonly Proposal[]): { effect: Effect; days: ProposalDay[]; count: number }[] {
  return effects
    .map((effect) => ({ effect, of: proposals.filter((one) => effectOf(one) === effect) }))
    .filter(({ of }) => of.length > 0)
    .map(({ effect, of }) => ({ effect, days: byDay(of), count: of.length }));
}

export interface ChangedField {
  field: 'hour' | 'place' | 'people';
  before: string;
  after: string;
}

/** What differs between a meeting as it stands and as the draft would have it. */
export function changedFields({ was, start, place_name, providers }: Proposal): ChangedField[] {
  if (!was) return [];
  const names = (list: Proposal['providers']): string => formatList(list.map(({ name }) => name).sort(compareText));
  const fields: ChangedField[] = [
    { field: 'hour', before: momentText(was.start), after: momentText(start) },
    { field: 'place', before: placeText(was.place_name), after: placeText(place_name) },
    { field: 'people', before: names(was.providers), after: names(providers) },
  ];
  return fields.filter(({ before, after }) => before !== after);
}
