import { beginningWeights } from '../../lib/contract/generated/commands';
import type { Weights } from '../../lib/contract/generated/planner/Weights';
import { formatNumber, t } from '../../lib/texts/texts.svelte';

/** A rule of the plan, named as its weight is. */
export type Rule = keyof Weights;

export const usualWeights: Readonly<Weights> = beginningWeights;
export const rules = Object.keys(usualWeights) as Rule[];

/** The most that a slider reaches by itself; a weight set higher elsewhere is shown as it is. */
export const MOST_BY_SLIDER = 20;

export const presetNames = ['balanced', 'trips', 'faces', 'soonest'] as const;
export type Preset = (typeof presetNames)[number];

/** Each keeps what was announced as dear as usual: a preset says what to look for, not whom to disturb. */
export const presets: Record<Preset, Readonly<Weights>> = {
  balanced: usualWeights,
  trips: { ...usualWeights, travel: 8, days: 5 },
  faces: { ...usualWeights, continuity: 16 },
  soonest: { ...usualWeights, delay: 10, preferred: 1 },
};

export function presetOf(weights: Readonly<Record<Rule, number | null>>): Preset | undefined {
  return presetNames.find((name) => rules.every((rule) => presets[name][rule] === weights[rule]));
}

export type WeightWord = keyof typeof t.weights.words;

/** How much a weight is, as a step from not at all to above all. */
export function stepOf(weight: number): WeightWord {
  if (weight <= 0) return 'none';
  if (weight <= 2) return 'little';
  if (weight <= 5) return 'normal';
  if (weight <= 11) return 'much';
  return weight < MOST_BY_SLIDER ? 'most' : 'first';
}

/** A weight in words with its number: `poco (2)`. */
export function weightText(weight: number): string {
  return t.weights.value(t.weights.words[stepOf(weight)], formatNumber(weight));
}
