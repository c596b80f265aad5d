/** Where names go: beside their dots, over nothing. Greedy by importance, each box checked against a coarse grid. */

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export type Side = 'right' | 'left' | 'above' | 'below';

export interface LabelWish {
  /** The dot, in pixels. */
  x: number;
  y: number;
  radius: number;
  /** The text's size, in pixels. */
  width: number;
  height: number;
  /** The side it had before: tried first, so that names do not hop. */
  side?: Side | undefined;
}

export interface PlacedLabel {
  /** Index of the wish. */
  index: number;
  side: Side;
  box: Box;
}

const SIDES: readonly Side[] = ['right', 'left', 'above', 'below'];
const GAP = 4;

export function boxAt(wish: LabelWish, side: Side): Box {
  const { x, y, radius, width, height } = wish;
  const away = radius + GAP;
  const x0 = side === 'right' ? x + away : side === 'left' ? x - away - width : x - width / 2;
  const y0 = side === 'above' ? y - away - height : side === 'below' ? y + away : y - height / 2;
  return { x0, y0, x1: x0 + width, y1: y0 + height };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

class Occupied {
  private readonly cells = new Map<number, Box[]>();
  private static readonly CELL = 48;

  add(box: Box): void {
    this.each(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  meets(box: Box): boolean {
    return this.each(box, (key) => this.cells.get(key)?.some((other) => overlap(box, other)) ?? false);
  }

  private each(box: Box, visit: (key: number) => boolean): boolean {
    const cell = (n: number): number => Math.floor(n / Occupied.CELL);
    for (let cx = cell(box.x0); cx <= cell(box.x1); cx++) {
      for (let cy = cell(box.y0); cy <= cell(box.y1); cy++) if (visit(cx * 65_536 + cy)) return true;
    }
    return false;
  }
}

/**
 * Places what fits of `wishes`, given by falling importance: no name over a dot of `dots`, over another name, or
 * outside of `within`.
 */
export function placeLabels(wishes: readonly LabelWish[], dots: readonly Box[], within: Box): PlacedLabel[] {
  const occupied = new Occupied();
  for (const dot of dots) occupied.add(dot);
  const placed: PlacedLabel[] = [];
  wishes.forEach((wish, index) => {
    const sides = wish.side ? [wish.side, ...SIDES.filter((s) => s !== wish.side)] : SIDES;
    for (const side of sides) {
      const box = boxAt(wish, side);
      const inside = box.x0 >= within.x0 && box.x1 <= within.x1 && box.y0 >= within.y0 && box.y1 <= within.y1;
      if (!inside || occupied.meets(box)) continue;
      occupied.add(box);
      placed.push({ index, side, box });
      return;
    }
  });
  return placed;
}
