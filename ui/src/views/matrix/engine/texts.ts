import type { MatrixFormat, MatrixPoint, Place } from './model';

/** A client and where it stands or goes, for a sentence about it. */
export interface PointInWords {
  point: MatrixPoint;
  /** Where it is now, or would be. */
  place: Place;
  /** The format whose quadrant `place` lies in. */
  quadrant: MatrixFormat;
  /** Up to three nearest clients, nearest first. */
  neighbours: readonly string[];
  selected: boolean;
}

/** Every word on the matrix, from the caller's catalogue. */
export interface MatrixTexts {
  /** The matrix's accessible name. */
  label: string;
  /** How it is used from the keyboard; read after the name. */
  keys: string;
  sharing: string;
  sharingLow: string;
  sharingHigh: string;
  providers: string;
  providersLow: string;
  providersHigh: string;
  zoomIn: string;
  zoomOut: string;
  zoomAll: string;
  /** Said where there is no point to stand on. */
  empty: string;
  quadrant: Record<MatrixFormat, string>;
  /** A count as a short number: 1.204 or 1,204. */
  count: (n: number) => string;
  /** A focused client: name, format, state, selected or not, neighbours. */
  describe: (words: PointInWords) => string;
  /** The start of a move by keyboard: what the keys now do. */
  moveStarted: (words: PointInWords) => string;
  /** One step of it; `crossed` where the quadrant has changed with this step. */
  moveStep: (words: PointInWords, crossed: boolean) => string;
  /** Dropped: name, new quadrant, neighbours. */
  moved: (words: PointInWords) => string;
  moveCancelled: (point: MatrixPoint) => string;
  /** How many are selected, after a selection changed from the matrix. */
  selected: (count: number) => string;
}
