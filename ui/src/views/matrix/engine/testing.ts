import { Frame } from './camera';
import { columnsOf, type Columns } from './columns';
import { quadrantOf, type MatrixPoint } from './model';

/** Points for tests: a place and whatever matters beside it. */
export function point(id: string, sharing: number, providers: number, more: Partial<MatrixPoint> = {}): MatrixPoint {
  return {
    id,
    name: id,
    sharing,
    providers,
    format: quadrantOf({ sharing, providers }),
    state: 'clear',
    value: 1,
    byHand: false,
    mixed: false,
    reviewed: null,
    ...more,
  };
}

/** Numbers in 0..1, the same for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

export function crowd(count: number, seed: number): MatrixPoint[] {
  const next = sequence(seed);
  return Array.from({ length: count }, (_, i) => point(`c${i}`, 100 * next(), 100 * next(), { value: 1000 * next() }));
}

export const FRAME = new Frame(900, 600);

export function columns(points: readonly MatrixPoint[]): Columns {
  return columnsOf(points, FRAME);
}
