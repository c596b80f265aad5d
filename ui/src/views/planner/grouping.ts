import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import { meetingFormats, type MeetingFormat } from '../../lib/formats';
import { compareText } from '../../lib/texts/texts.svelte';
import { matchesText } from '../../shared/match';

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
