import type { Range } from './camera';
import type { MatrixFormat, MatrixPoint, Place } from './model';

/** What the pointer is over. Pixels are within the plot, at the mark's centre. */
export interface MatrixHover {
  /** The single client, or null over a group. */
  point: MatrixPoint | null;
  ids: readonly string[];
  /** The client's format, or the group's most frequent one. */
  format: MatrixFormat | null;
  x: number;
  y: number;
  radius: number;
}

/** The point of the roving focus, in words. */
export interface MatrixFocus {
  id: string;
  text: string;
  selected: boolean;
  /** From 1, of `count`. */
  position: number;
  count: number;
}

export interface MatrixEvents {
  onselect(ids: string[]): void;
  onopen(id: string): void;
  /** A point was dropped elsewhere. `false`, or a rejection, means that it stays where it was. */
  onmove(id: string, to: Place): void | boolean | Promise<void | boolean>;
  onhover(hover: MatrixHover | null): void;
  onfocus(focus: MatrixFocus | null): void;
  onview(visible: Range, zoom: number): void;
  announce(text: string): void;
}
