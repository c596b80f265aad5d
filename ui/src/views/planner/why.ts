import type { NextBest } from '../../lib/contract/generated/NextBest';
import type { ObstacleView } from '../../lib/contract/generated/ObstacleView';
import type { RuleShift } from '../../lib/contract/generated/RuleShift';
import { formatList, formatNumber, t } from '../../lib/texts/texts.svelte';
import { momentText } from './changes';

/** What one rule costs: `18 puntos de trayecto`. A rule that these texts do not know keeps its own name. */
export function pointsText({ rule, cost }: RuleShift, as: 'amount' | 'more' | 'less' = 'amount'): string {
  const words = t.planning.why.points as Record<string, (amount: string) => string>;
  const amount = t.planning.why[as](formatNumber(Math.abs(cost)));
  return words[rule]?.(amount) ?? t.planning.why.otherRule(amount, rule);
}

/** Costs as they are told: the dearest first, without those that cost nothing; below nothing says so. */
export function costTexts(costs: readonly RuleShift[], above: 'amount' | 'more' = 'amount'): string[] {
  return [...costs]
    .filter(({ cost }) => cost !== 0)
    .sort((a, b) => b.cost - a.cost)
    .map((shift) => pointsText(shift, shift.cost < 0 ? 'less' : above));
}

/** What stood in the way, by name and count. */
export function obstacleText({ who, cause, starts }: ObstacleView, all: number): string {
  if (cause === 'no_team' || cause === 'no_room' || who === null) {
    return t.planning.obstacles[cause === 'no_room' ? 'no_room' : 'no_team'](starts, all);
  }
  const words = who.kind === 'room' && (cause === 'unavailable' || cause === 'taken') ? t.planning.roomObstacles[cause] : t.planning.obstacles[cause];
  return words(who.name, starts, all);
}

export function placeText(name: string): string {
  return name === '' ? t.planner.draft.remote.toLocaleLowerCase() : name;
}

/** The next best way to hold a meeting, and what it would cost more, as sentences. */
export function nextTexts({ start, place_name, providers, more, cost }: NextBest): { how: string; costs: string[] } {
  const words = t.planning.why;
  const how = words.nextAt(momentText(start), placeText(place_name), formatList(providers.map(({ name }) => name)));
  const total = formatNumber(Math.abs(cost));
  const first = cost === 0 ? words.nextSame : cost < 0 ? words.nextLess(total) : words.nextCosts(total);
  const parts = costTexts(more, 'more');
  return { how, costs: parts.length === 0 ? [first] : [first, words.nextBy(formatList(parts))] };
}
