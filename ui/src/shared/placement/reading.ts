import type { AppliedOverride } from '../../lib/contract/generated/AppliedOverride';
import type { AxisScore } from '../../lib/contract/generated/AxisScore';
import type { Axis } from '../../lib/contract/generated/Axis';
import type { Format } from '../../lib/contract/generated/Format';
import type { Item } from '../../lib/contract/generated/Item';
import type { Placement } from '../../lib/contract/generated/Placement';
import type { PlacementView } from '../../lib/contract/generated/PlacementView';
import type { VisitReview } from '../../lib/contract/generated/VisitReview';

/** The questionnaire in its order, sharing first. */
export const ITEMS: readonly Item[] = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'];

/** Asked once per client and inherited by its topics. */
const OF_THE_CLIENT: ReadonlySet<Item> = new Set(['S3', 'S5', 'P5']);

export function isOfClient(item: Item): boolean {
  return OF_THE_CLIENT.has(item);
}

/** One button of a question: the answer it gives, and the sign on it, which is also the key that presses it. */
export interface Choice {
  value: number;
  sign: string;
  key: string;
}

const plain: readonly Choice[] = [1, 2, 3, 4, 5].map((value) => ({ value, sign: String(value), key: String(value) }));

/** Providers are counted as one, two, three or more; there is no answer between one and two. */
const providers: readonly Choice[] = [
  { value: 1, sign: '1', key: '1' },
  { value: 3, sign: '2', key: '2' },
  { value: 4, sign: '3', key: '3' },
  { value: 5, sign: '4+', key: '4' },
];
const times: readonly Choice[] = [0, 1, 2, 3, 4].map((count) => ({
  value: count + 1,
  sign: count === 4 ? '4+' : String(count),
  key: String(count),
}));

/** The buttons of a question. */
export function choicesOf(item: Item): readonly Choice[] {
  return item === 'P1' ? providers : item === 'P5' ? times : plain;
}

/** The quadrant of a place; 50 belongs to the high side. */
export function quadrantAt(sharing: number, providersInRoom: number): Format {
  if (sharing >= 50) return providersInRoom >= 50 ? 'work_table' : 'focus_group';
  return providersInRoom >= 50 ? 'panel' : 'visit';
}

/** The quadrant that the answers so far point to, relied on or not. */
export function leaning(placement: Placement): Format | null {
  const { sharing, providers: room } = placement;
  return sharing.score === null || room.score === null ? null : quadrantAt(sharing.score, room.score);
}

export interface Sureness {
  axis: Axis;
  /** 0 to 100. */
  confidence: number;
  /** Shares of 0 to 100: weight answered, agreement, freshness. */
  coverage: number;
  agreement: number;
  freshness: number;
}

/**
 * The less sure axis, with the three parts that its confidence is made of:
 * confidence = coverage x (1/2 + agreement/2) x (1/2 + freshness/2). `null` where an axis has no answer.
 */
export function sureness(view: PlacementView): Sureness | null {
  const { sharing, providers: room } = view.placement;
  if (sharing.score === null || room.score === null) return null;
  const axis: Axis = sharing.confidence <= room.confidence ? 'sharing' : 'providers';
  const scored = axis === 'sharing' ? sharing : room;
  const agreement = agreementOf(scored, view.weights);
  const rest = scored.coverage * (0.5 + agreement / 2);
  const freshness = rest > 0 ? (scored.confidence / 100 / rest) * 2 - 1 : 0;
  const share = (part: number): number => Math.round(100 * Math.min(1, Math.max(0, part)));
  return {
    axis,
    confidence: scored.confidence,
    coverage: share(scored.coverage),
    agreement: share(agreement),
    freshness: share(freshness),
  };
}

/** 1 where all answers say the same; 0 where they are as far apart as can be. */
function agreementOf(scored: AxisScore, weights: readonly number[]): number {
  const mean = scored.score ?? 0;
  let [total, squares] = [0, 0];
  for (const { item, value } of scored.contributions) {
    const weight = weights[ITEMS.indexOf(item)] ?? 0;
    total += weight;
    squares += weight * (value - mean) ** 2;
  }
  return total > 0 ? 1 - Math.sqrt(squares / total) / 50 : 0;
}

/** The words for a confidence of 0 to 100. */
export function sureWord(confidence: number): 'very' | 'fairly' | 'somewhat' | 'little' {
  return confidence >= 80 ? 'very' : confidence >= 60 ? 'fairly' : confidence >= 40 ? 'somewhat' : 'little';
}

/** Points within which a score is near the line, as the product has it where no setting says otherwise. */
const NEAR = 10;

export interface Nearness {
  axis: Axis;
  /** Points from the line, where the score itself is near; `null` where only the missing answers could cross it. */
  points: number | null;
}

/** Why a placement is near the boundary, axis by axis. */
export function nearness(placement: Placement): Nearness[] {
  const axes: [Axis, AxisScore][] = [
    ['sharing', placement.sharing],
    ['providers', placement.providers],
  ];
  return axes.flatMap(([axis, scored]): Nearness[] => {
    const away = Math.abs((scored.score ?? 50) - 50);
    if (away < NEAR) return [{ axis, points: away }];
    return scored.low < 50 && scored.high >= 50 ? [{ axis, points: null }] : [];
  });
}

/**
 * Whether a recommended visit deserves another look: it is right where the client gains little from its peers and wants
 * the attention for itself, and doubtful where one of the two is missing.
 */
export function reviewOf(view: PlacementView): VisitReview | null {
  if (view.recommendation.format !== 'visit') return null;
  const sharing = view.placement.sharing.score;
  const attention = view.answers.find((answer) => answer.item === 'S7')?.value;
  if (sharing === null) return null;
  if (sharing >= 50) return attention === undefined || attention >= 3 ? 'interest_in_peers' : null;
  return attention !== undefined && attention <= 2 ? 'attention_not_exclusive' : null;
}

export type HeadlineKind = 'clear' | 'do_not_meet' | 'undetermined' | 'fixed' | 'by_hand' | 'overridden';

/** What the headline has to tell: the format, and what led to it. */
export function headlineOf(view: PlacementView, today: string): HeadlineKind {
  const { recommendation, placement } = view;
  if (recommendation.do_not_meet) return 'do_not_meet';
  if (recommendation.format === null) return 'undetermined';
  if (recommendation.format !== recommendation.quadrant) return 'overridden';
  const chosen = holdingChoice(view, today);
  if (chosen !== null && quadrantAt(chosen.sharing, chosen.providers) === recommendation.quadrant) return 'by_hand';
  return placement.format === recommendation.quadrant ? 'clear' : 'fixed';
}

/** The place chosen by hand, while it holds. */
export function holdingChoice(view: PlacementView, today: string) {
  const chosen = view.entry?.chosen ?? null;
  return chosen !== null && (chosen.until === null || today <= chosen.until) ? chosen : null;
}

/** Names of the rivals that a ruling speaks of. */
export function rivalsIn(applied: AppliedOverride, view: PlacementView): string[] {
  if (applied.ruling.kind !== 'rivals') return [];
  const ids = applied.ruling.clients;
  return view.names.filter((named) => ids.includes(named.id)).map((named) => named.name);
}
