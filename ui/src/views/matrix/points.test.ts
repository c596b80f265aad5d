import { describe, expect, it } from 'vitest';
import type { MatrixPoint } from '../../lib/contract/generated/MatrixPoint';
import { computedPlace, needsAnswers, pastPlaces, toAnswerFor } from './points';

const TODAY = '2026-11-21';
const point = (id: string, more: Partial<MatrixPoint> = {}): MatrixPoint => ({
  id,
  name: id,
  sharing: 70,
  providers: 70,
  format: 'work_table',
  state: 'clear',
  value: 50,
  by_hand: false,
  mixed: false,
  reviewed: '2026-10-01',
  ...more,
});

describe('who needs answers', () => {
  it.each([
    ['a clear and recent one does not', {}, false],
    ['an undetermined one', { state: 'undetermined' as const }, true],
    ['one near the boundary', { state: 'near_boundary' as const }, true],
    ['one never reviewed', { reviewed: null }, true],
    ['one reviewed a year ago to the day does not', { reviewed: '2025-11-21' }, false],
    ['one reviewed before that', { reviewed: '2025-11-20' }, true],
  ])('%s', (_, more, wanted) => expect(needsAnswers(point('a', more), TODAY)).toBe(wanted));

  it('the undetermined come first, then the worthiest', () => {
    const points = [
      point('old', { reviewed: '2024-01-01', value: 100 }),
      point('near', { state: 'near_boundary', value: 10 }),
      point('open-small', { state: 'undetermined', value: 20 }),
      point('open-big', { state: 'undetermined', value: 90 }),
      point('fine'),
    ];
    expect(toAnswerFor(points, TODAY).map((one) => one.id)).toEqual(['open-big', 'open-small', 'near', 'old']);
  });
});

describe('where the dot has been', () => {
  const at = (topic: string, sharing: number, providers: number) => ({ topic, sharing, providers, on: '2026-01-01' });

  it('is the centre of its topics as each moved, without where it is now', () => {
    const trail = [at('a', 20, 20), at('b', 60, 40), at('a', 60, 60)];
    expect(pastPlaces(trail, null)).toEqual([
      { sharing: 20, providers: 20 },
      { sharing: 40, providers: 30 },
    ]);
  });

  it('is one topic’s own where the matrix shows that topic', () => {
    expect(pastPlaces([at('a', 20, 20), at('b', 60, 40), at('a', 60, 60)], 'a')).toEqual([{ sharing: 20, providers: 20 }]);
  });

  it('has no step where nothing moved', () => {
    expect(pastPlaces([at('a', 20, 20), at('a', 20, 20.1)], null)).toEqual([]);
  });
});

it('the computed place is the centre of what the answers say', () => {
  const topic = (sharing: number, computed: number | null) => ({
    id: String(sharing),
    name: '',
    sharing,
    providers: sharing,
    computed_sharing: computed,
    computed_providers: computed,
    format: null,
    state: 'clear' as const,
  });
  const view = (...topics: ReturnType<typeof topic>[]) => ({ dot: null, topics, trail: [] });
  expect(computedPlace(view(topic(80, 20), topic(60, null)))).toEqual({ sharing: 40, providers: 40 });
  expect(computedPlace(view(topic(80, null)))).toBeNull();
});
