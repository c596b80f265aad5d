import type { Columns } from './columns';

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEP: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The nearest point in a direction, or -1. What lies aside counts double, so that a walk keeps its line, and
 * what lies within 45 degrees goes before all else. Points at the very same place follow one another in order:
 * right and down go to the next of them, left and up to the one before, so each can be reached.
 */
export function neighbour(columns: Columns, from: number, direction: Direction): number {
  const { worldX, worldY } = columns;
  const [dx, dy] = STEP[direction];
  const [fx, fy] = [worldX[from] ?? 0, worldY[from] ?? 0];
  const forwards = direction === 'right' || direction === 'down';
  let [ahead, aheadCost] = [-1, Infinity];
  let [aside, asideCost] = [-1, Infinity];
  let same = -1;
  for (let i = 0; i < worldX.length; i++) {
    const [x, y] = [(worldX[i] ?? 0) - fx, (worldY[i] ?? 0) - fy];
    if (x === 0 && y === 0) {
      if (forwards ? i > from && same < 0 : i < from) same = i;
      continue;
    }
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    const cost = along + 2 * across;
    // The stack's first is entered going forwards, its last going back, so a walk passes through all of it.
    if (across <= along) {
      if (cost < aheadCost || (cost === aheadCost && !forwards)) [ahead, aheadCost] = [i, cost];
    } else if (cost < asideCost || (cost === asideCost && !forwards)) [aside, asideCost] = [i, cost];
  }
  if (same >= 0) return same;
  return ahead >= 0 ? ahead : aside;
}

/** The `count` points nearest to a world place, nearest first, without the one at `except`. */
export function nearest(columns: Columns, x: number, y: number, count: number, except: number): number[] {
  const found: { i: number; d: number }[] = [];
  for (let i = 0; i < columns.worldX.length; i++) {
    if (i === except) continue;
    const d = Math.hypot((columns.worldX[i] ?? 0) - x, (columns.worldY[i] ?? 0) - y);
    if (found.length === count && d >= (found[count - 1]?.d ?? 0)) continue;
    let at = found.length;
    while (at > 0 && (found[at - 1]?.d ?? 0) > d) at--;
    found.splice(at, 0, { i, d });
    if (found.length > count) found.pop();
  }
  return found.map((f) => f.i);
}
