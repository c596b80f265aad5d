import { describe, expect, it } from 'vitest';
import type { PlacementView } from '../../lib/contract/generated/PlacementView';
import { headlineOf, nearness, reviewOf, sureness, sureWord } from './reading';
import { halfAnswered, nearBoundary } from './testing';

const TODAY = '2026-11-21';

describe('how sure', () => {
  it('takes the less sure axis apart into what its confidence is made of', () => {
    const sure = sureness(nearBoundary)!;
    expect(sure).toMatchObject({ axis: 'providers', coverage: 100, freshness: 100 });
    // 88.9 = 100 x 1 x (1/2 + A/2) x 1, so A is 0.78.
    expect(sure.agreement).toBe(78);
  });

  it('finds the age of the answers in the confidence', () => {
    const { providers } = nearBoundary.placement;
    const old = { ...nearBoundary.placement, providers: { ...providers, confidence: providers.confidence * 0.75 } };
    // A year old: F is 1/2, which takes a quarter off.
    expect(sureness({ ...nearBoundary, placement: old })?.freshness).toBe(50);
  });

  it('is not known where an axis has no answer', () => {
    const sharing = { ...nearBoundary.placement.sharing, score: null };
    expect(sureness({ ...nearBoundary, placement: { ...nearBoundary.placement, sharing } })).toBeNull();
  });

  it.each([
    [85, 'very'],
    [80, 'very'],
    [60, 'fairly'],
    [45, 'somewhat'],
    [10, 'little'],
  ])('%d is %s', (confidence, word) => expect(sureWord(confidence)).toBe(word));
});

describe('near the boundary', () => {
  it('by the score', () => expect(nearness(nearBoundary.placement)).toEqual([{ axis: 'sharing', points: expect.closeTo(3.33, 1) }]));
  it('by what is not answered', () =>
    expect(nearness(halfAnswered.placement)).toEqual([
      { axis: 'sharing', points: null },
      { axis: 'providers', points: null },
    ]));
});

describe('a recommended visit', () => {
  const visit = (sharing: number, attention: number | null): PlacementView => ({
    ...nearBoundary,
    recommendation: { ...nearBoundary.recommendation, quadrant: 'visit', format: 'visit' },
    placement: { ...nearBoundary.placement, sharing: { ...nearBoundary.placement.sharing, score: sharing } },
    answers: attention === null ? [] : [{ item: 'S7', value: attention, on: null, author: '', inherited: false }],
  });
  it.each([
    [20, 4, null],
    [20, 1, 'attention_not_exclusive'],
    [20, null, null],
    [70, 4, 'interest_in_peers'],
    [70, 1, null],
  ])('sharing %d with S7 %s: %s', (sharing, attention, found) => expect(reviewOf(visit(sharing, attention))).toBe(found));
});

describe('the headline', () => {
  const check = (name: string, change: Partial<PlacementView>, kind: string): void =>
    it(name, () => expect(headlineOf({ ...nearBoundary, ...change }, TODAY)).toBe(kind));
  const recommended = nearBoundary.recommendation;
  const chosen = { sharing: 20, providers: 80, author: '', reason: 'x', on: '2026-11-01', until: '2026-11-20' };
  const entry = {
    id: 'e',
    client: 'c1',
    topic: 't1',
    at: '2026-11-01T10:00:00Z',
    author: '',
    cause: 'chosen' as const,
    sharing: 53,
    providers: 68,
    state: 'near_boundary' as const,
    format: 'work_table' as const,
  };
  check('is the answers’ own', {}, 'clear');
  check('is an override’s', { recommendation: { ...recommended, format: 'panel' } }, 'overridden');
  check('is the topic’s', { recommendation: { ...recommended, quadrant: 'visit', format: 'visit' } }, 'fixed');
  check(
    'is a hand’s while that holds',
    {
      entry: { ...entry, chosen: { ...chosen, until: TODAY } },
      recommendation: { ...recommended, quadrant: 'panel', format: 'panel' },
    },
    'by_hand',
  );
  check('is the answers’ again after that', { entry: { ...entry, chosen } }, 'clear');
  check('is none', { recommendation: { ...recommended, quadrant: null, format: null } }, 'undetermined');
});
