import type { AppliedOverride } from '../../lib/contract/generated/AppliedOverride';
import type { Flip } from '../../lib/contract/generated/Flip';
import type { Format } from '../../lib/contract/generated/Format';
import type { Item } from '../../lib/contract/generated/Item';
import type { OverrideKind } from '../../lib/contract/generated/OverrideKind';
import type { PlacementView } from '../../lib/contract/generated/PlacementView';
import type { WeighingAnswer } from '../../lib/contract/generated/WeighingAnswer';
import { formatDate, formatList, formatNumber, t } from '../../lib/texts/texts.svelte';
import { headlineOf, leaning, rivalsIn } from './reading';

/** A score or points of one, with one decimal at most. */
export function points(value: number): string {
  return formatNumber(value, { maximumFractionDigits: 1 });
}

export function question(item: Item): string {
  return t.placement.questions.all[item].ask;
}

/** An answer as a sentence about the client. */
export function sentence(item: Item, value: number): string {
  return t.placement.questions.all[item].levels[value - 1] ?? '';
}

/** An answer in short: `4`, or the count that it stands for. */
export function answerWord(item: Item, value: number): string {
  const counts = item === 'P1' ? t.placement.questions.providersCount : item === 'P5' ? t.placement.questions.timesCount : null;
  return counts?.[value as 1 | 2 | 3 | 4 | 5] ?? String(value);
}

/** The question and what was answered: `¿Espera que se le atienda en exclusiva? 2 de 5`. */
export function questionAnswered({ item, answer }: Pick<WeighingAnswer, 'item' | 'answer'>): string {
  const counted = item === 'P1' || item === 'P5';
  const said = counted ? answerWord(item, answer) : t.placement.ofFive(String(answer));
  return t.placement.answered(question(item), said);
}

/** By how much, and to which side, an answer pulls. */
export function pullText({ axis, pull }: WeighingAnswer): string {
  const side = `${axis}${pull >= 0 ? 'High' : 'Low'}` as const;
  return t.placement.pull(points(Math.abs(pull)), t.placement.toward[side]);
}

/** What one other answer would make of it. */
export function flipText(flip: Flip): string {
  const { aFormat } = t.placement;
  return t.placement.flip(aFormat[flip.format], question(flip.item), answerWord(flip.item, flip.to), answerWord(flip.item, flip.from));
}

/** The recommendation in one line: what, and why in a half sentence. */
export function headline(view: PlacementView, today: string): { what: string; why: string } {
  const words = t.placement.headline;
  const { format, quadrant } = view.recommendation;
  const kind = headlineOf(view, today);
  if (kind === 'do_not_meet') return { what: words.doNotMeet, why: words.becauseInPeace };
  if (format === null) return { what: words.undetermined, why: words.becauseUndetermined };
  const what = words[format];
  if (kind === 'by_hand') return { what, why: words.becauseChosen };
  if (kind === 'fixed') return { what, why: words.becauseFixed };
  if (kind === 'clear') return { what, why: words.because[format] };
  const before = quadrant ?? leaning(view.placement);
  return { what, why: words.becauseOverride(before ? t.placement.aFormat[before] : t.formats.undetermined.toLowerCase()) };
}

/** What an applied override did, in a sentence. */
export function rulingText(applied: AppliedOverride, view: PlacementView): string {
  const words = t.placement.rulings;
  const a = (format: Format | null): string => (format ? t.placement.aFormat[format] : t.formats.undetermined.toLowerCase());
  const { ruling, from, to } = applied;
  switch (ruling.kind) {
    case 'in_peace':
      return words.in_peace;
    case 'privileged':
      return words.privileged(a(to));
    case 'asked_format':
      return words.asked_format(a(to));
    case 'critical_case':
      return words.critical_case(a(to));
    case 'rivals': {
      const names = rivalsIn(applied, view);
      return names.length > 0 ? words.rivals(formatList(names)) : words.rivalsUnnamed;
    }
    case 'sensitive_topic':
      return words.sensitive_topic(a(from), a(to));
    case 'culture_forbids':
      return to ? words.culture_forbids(a(from), a(to)) : words.culture_forbids_all(a(from));
    case 'too_few_clients':
      return words.too_few_clients(ruling.have, ruling.min, a(from), a(to));
    case 'no_capacity':
      return words.no_capacity;
  }
}

/** Who is behind an applied override, why, and until when. */
export function rulingSource(applied: AppliedOverride): string {
  const words = t.placement.rulings;
  const by = applied.ruling.kind === 'privileged' ? words.byAnswer : words.by;
  const parts = [applied.author === '' ? words.derived : by(applied.author)];
  if (applied.until) parts.push(words.until(formatDate(applied.until, 'long')));
  return parts.join(', ') + (applied.reason === '' ? '.' : `: ${words.quoted(applied.reason)}.`);
}

/** A recorded fact about a client. */
export function factName(fact: OverrideKind): string {
  const words = t.placement.overrides.named;
  if (fact.kind === 'asked_format' || fact.kind === 'culture_forbids') return words[fact.kind](t.placement.aFormat[fact.format]);
  return words[fact.kind];
}
