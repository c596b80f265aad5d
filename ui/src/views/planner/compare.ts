import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { MeetingDifference } from '../../lib/contract/generated/MeetingDifference';
import type { PlanComparison } from '../../lib/contract/generated/PlanComparison';
import type { Proposal } from '../../lib/contract/generated/Proposal';
import { formatList, formatNumber, t } from '../../lib/texts/texts.svelte';
import { rules } from '../../shared/weights/weights';
import { momentText } from './changes';
import { ruleTexts } from './reasons';
import { placeText } from './why';

export type Better = 'a' | 'b' | 'same';
export interface ComparedRule {
  id: string;
  name: string;
  a: string;
  b: string;
  better: Better;
}

const lesser = (a: number, b: number): Better => (a === b ? 'same' : a < b ? 'a' : 'b');

export function sameWeights(a: DraftView, b: DraftView): boolean {
  return rules.every((rule) => a.weights[rule] === b.weights[rule]);
}

/** Both drafts rule by rule: what is left out first, as it counts first; then what differs, then what does not. */
export function comparedRules(comparison: PlanComparison, a: DraftView, b: DraftView): ComparedRule[] {
  const figures = (id: string, name: string, one: number, other: number): ComparedRule => ({
    id,
    name,
    a: formatNumber(one),
    b: formatNumber(other),
    better: lesser(one, other),
  });
  const measured = comparison.rules.map(({ rule, one, other }): ComparedRule => {
    const words = (measure: number): ReturnType<typeof ruleTexts> => ruleTexts({ rule, measure, weight: 0, cost: 0 });
    return { id: rule, name: words(one).name, a: words(one).measured, b: words(other).measured, better: lesser(one, other) };
  });
  return [
    figures('medium', t.planning.two.leftValue, a.medium, b.medium),
    // Points of different weights are different points.
    ...(sameWeights(a, b) ? [figures('soft', t.planning.two.cost, a.soft, b.soft)] : []),
    ...measured.filter(({ better }) => better !== 'same'),
    ...measured.filter(({ better }) => better === 'same'),
  ];
}

export type ComparedField = 'hour' | 'place' | 'people' | 'clients';
export interface ComparedMeeting {
  key: string;
  title: string;
  /** What is otherwise; none where one side is missing. */
  differs: ComparedField[];
  a: Record<ComparedField, string> | null;
  b: Record<ComparedField, string> | null;
}

function fieldsOf(proposal: Proposal): Record<ComparedField, string> {
  const names = (list: Proposal['clients']): string => formatList(list.map(({ name }) => name));
  return {
    hour: momentText(proposal.start),
    place: placeText(proposal.place_name),
    people: names(proposal.providers),
    clients: names(proposal.clients),
  };
}

/** The meetings that differ, with what they are in each draft. */
export function comparedMeetings({ different }: PlanComparison, a: DraftView, b: DraftView): ComparedMeeting[] {
  const find = (draft: DraftView, index: number | null): Proposal | undefined =>
    index === null ? undefined : draft.proposals.find((one) => one.index === index);
  const flags = (one: MeetingDifference): ComparedField[] => [
    ...(one.start ? (['hour'] as const) : []),
    ...(one.place ? (['place'] as const) : []),
    ...(one.providers ? (['people'] as const) : []),
    ...(one.clients ? (['clients'] as const) : []),
  ];
  return different.flatMap((difference) => {
    const one = find(a, difference.one);
    const other = find(b, difference.other);
    const some = one ?? other;
    if (!some) return [];
    return [
      {
        key: `${difference.one ?? '-'} ${difference.other ?? '-'}`,
        title: some.title,
        differs: one && other ? flags(difference) : [],
        a: one ? fieldsOf(one) : null,
        b: other ? fieldsOf(other) : null,
      },
    ];
  });
}
