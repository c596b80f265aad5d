import type { Item } from '../../lib/contract/generated/Item';
import type { Settings } from '../../lib/contract/generated/Settings';
import type { Weights } from '../../lib/contract/generated/planner/Weights';
import { t } from '../../lib/texts/texts.svelte';
import { rules as costs, type Rule } from '../../shared/weights/weights';

export const sharingItems: readonly Item[] = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'];
export const providerItems: readonly Item[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'];
const items: readonly Item[] = [...sharingItems, ...providerItems];

/** The questionnaire's own weights. */
export const usualItemWeights: Record<Item, number> = {
  S1: 3, S2: 3, S3: 2, S4: 2, S5: 2, S6: 1, S7: 2,
  P1: 3, P2: 3, P3: 2, P4: 2, P5: 2, P6: 1, P7: 2,
};

export const thresholds = ['least_coverage', 'near', 'steepness', 'half_life', 'stale_after'] as const;
export type Threshold = (typeof thresholds)[number];
/** As they are shown: the coverage in per cent. */
export const usualThresholds: Record<Threshold, number> = {
  least_coverage: 60,
  near: 10,
  steepness: 12,
  half_life: 365,
  stale_after: 365,
};
export const thresholdRange: Record<Threshold, readonly [min: number, max: number]> = {
  least_coverage: [0, 100],
  near: [0, 50],
  steepness: [1, 100],
  half_life: [1, 36_500],
  stale_after: [1, 36_500],
};

export type Cost = Rule;

/** The settings as their form holds them: every weight with its number, which may be missing while it is typed. */
export interface Typed {
  author: string;
  currency: string;
  grid: number | null;
  /** Minutes before a meeting, the longest first. */
  reminders: number[];
  items: Record<Item, number | null>;
  thresholds: Record<Threshold, number | null>;
  costs: Record<Cost, number | null>;
}

export function typedOf(settings: Settings): Typed {
  const { placement } = settings;
  return {
    author: settings.author,
    currency: settings.currency,
    grid: settings.grid,
    reminders: [...settings.reminders].sort((a, b) => b - a),
    items: Object.fromEntries(
      items.map((item) => [item, placement.weights[item] ?? usualItemWeights[item]]),
    ) as Record<Item, number>,
    thresholds: {
      // A share of 1 is shown as per cent, without the traces of binary fractions.
      least_coverage: Math.round(placement.least_coverage * 10_000) / 100,
      near: placement.near,
      steepness: placement.steepness,
      half_life: placement.half_life,
      stale_after: placement.stale_after,
    },
    costs: { ...settings.weights },
  };
}

/** What is sent: only the weights of questions that differ from the questionnaire's own. */
export function settingsOf(typed: Typed): Settings {
  const own = items.filter((item) => typed.items[item] !== usualItemWeights[item]);
  const number = (value: number | null): number => value ?? 0;
  return {
    author: typed.author.trim(),
    currency: typed.currency.trim().toUpperCase(),
    grid: number(typed.grid),
    reminders: typed.reminders,
    placement: {
      weights: Object.fromEntries(own.map((item) => [item, number(typed.items[item])])) as Partial<Record<Item, number>>,
      least_coverage: number(typed.thresholds.least_coverage) / 100,
      near: number(typed.thresholds.near),
      steepness: number(typed.thresholds.steepness),
      half_life: number(typed.thresholds.half_life),
      stale_after: number(typed.thresholds.stale_after),
    },
    weights: Object.fromEntries(costs.map((cost) => [cost, number(typed.costs[cost])])) as unknown as Weights,
  };
}

/** What can be told without asking the app, by the paths that the app names its faults with. */
export function localFaults(typed: Typed): Record<string, string> {
  const faults: Record<string, string> = {};
  const missing = (path: string, value: number | null): void => {
    if (value === null) faults[path] = t.common.required;
  };
  missing('grid', typed.grid);
  for (const item of items) missing(`placement.weights.${item}`, typed.items[item]);
  for (const one of thresholds) missing(`placement.${one}`, typed.thresholds[one]);
  for (const cost of costs) missing(`weights.${cost}`, typed.costs[cost]);
  if (typed.currency.trim() !== '' && !/^[a-z]{3}$/i.test(typed.currency.trim())) faults['currency'] = t.settings.badCurrency;
  for (const axis of [sharingItems, providerItems]) {
    if (axis.every((item) => typed.items[item] === 0)) faults[`placement.weights.${axis[0]}`] = t.settings.allZero;
  }
  return faults;
}
