/** What the matrix shows: places on two axes, both 0..100, and the format each quadrant stands for. */

export type MatrixFormat = 'work_table' | 'panel' | 'focus_group' | 'visit';

/** Order used wherever formats are listed, and the one that settles a tie of majorities. */
export const FORMATS: readonly MatrixFormat[] = ['work_table', 'panel', 'focus_group', 'visit'];

/** A place on the matrix: `sharing` upwards, `providers` (in the room) to the right, both 0..100. */
export interface Place {
  sharing: number;
  providers: number;
}

export interface MatrixPoint extends Place {
  id: string;
  name: string;
  /** The recommended format, after overrides; null while the answers do not settle one. */
  format: MatrixFormat | null;
  state: 'clear' | 'near_boundary' | 'undetermined';
  /** What the client is worth, in any unit: only the order of the values counts, it sets the dot's size. */
  value: number;
  /** Placed by a person; `computed` is then where the answers alone would put it. */
  byHand: boolean;
  computed?: Place | null;
  /** The client's topics lie in different quadrants, so it has no single format. */
  mixed: boolean;
  /** ISO date of the last review, or null. */
  reviewed: string | null;
}

/** One topic of the client shown in detail. */
export interface Satellite extends Place {
  id: string;
  name: string;
  format: MatrixFormat | null;
}

/** What is drawn around one client: its topics, and its past places from the oldest to the newest. */
export interface MatrixDetail {
  id: string;
  satellites?: readonly Satellite[];
  trail?: readonly Place[];
}

/** The axes are cut at 50; 50 itself belongs to the high side. */
export const MIDDLE = 50;

/** The format whose quadrant a place lies in. */
export function quadrantOf(place: Place): MatrixFormat {
  if (place.sharing >= MIDDLE) return place.providers >= MIDDLE ? 'work_table' : 'focus_group';
  return place.providers >= MIDDLE ? 'panel' : 'visit';
}

export type QuadrantCounts = Record<MatrixFormat, number>;

/** How many places lie in each quadrant, whatever format was recommended for them. */
export function countQuadrants(places: Iterable<Place>): QuadrantCounts {
  const counts: QuadrantCounts = { work_table: 0, panel: 0, focus_group: 0, visit: 0 };
  for (const place of places) counts[quadrantOf(place)] += 1;
  return counts;
}

/** Keeps a place on the matrix, rounded to the tenth that a hand can aim at. */
export function onMatrix(place: Place): Place {
  const fit = (n: number): number => Math.round(Math.min(100, Math.max(0, n)) * 10) / 10;
  return { sharing: fit(place.sharing), providers: fit(place.providers) };
}

/** Sizes of dots: 0 (smallest) to 3. */
export type SizeStep = 0 | 1 | 2 | 3;

/**
 * The size step of every value, by rank: the worthiest 5 % are largest, the next 20 % large, the next 35 %
 * medium. Ranks rather than amounts, since one giant would make all others look alike. Equal values get
 * equal sizes; where all are equal, all are medium.
 */
export function sizeSteps(values: readonly number[]): Uint8Array {
  const steps = new Uint8Array(values.length).fill(1);
  const falling = [...values].sort((a, b) => b - a);
  if (falling.length === 0 || falling[0] === falling[falling.length - 1]) return steps;
  const cut = (share: number): number => falling[Math.floor(share * (falling.length - 1))] ?? 0;
  const [top, upper, middle] = [cut(0.05), cut(0.25), cut(0.6)];
  values.forEach((value, i) => {
    steps[i] = value >= top ? 3 : value >= upper ? 2 : value >= middle ? 1 : 0;
  });
  return steps;
}

/** Radius in CSS pixels of each size step. */
export const DOT_RADIUS: readonly number[] = [4.5, 6, 7.5, 9.5];
