import type { Frame } from './camera';
import { quadrantOf, sizeSteps, type MatrixPoint, type QuadrantCounts } from './model';

/** The points as columns, with their world places for one frame: what every pass over all points reads. */
export interface Columns {
  points: readonly MatrixPoint[];
  worldX: Float64Array;
  worldY: Float64Array;
  size: Uint8Array;
  indexOf: ReadonlyMap<string, number>;
  quadrants: QuadrantCounts;
}

export function columnsOf(points: readonly MatrixPoint[], frame: Frame): Columns {
  const worldX = new Float64Array(points.length);
  const worldY = new Float64Array(points.length);
  const indexOf = new Map<string, number>();
  const quadrants: QuadrantCounts = { work_table: 0, panel: 0, focus_group: 0, visit: 0 };
  points.forEach((point, i) => {
    worldX[i] = frame.worldX(point.providers);
    worldY[i] = frame.worldY(point.sharing);
    indexOf.set(point.id, i);
    quadrants[quadrantOf(point)] += 1;
  });
  return { points, worldX, worldY, size: sizeSteps(points.map((p) => p.value)), indexOf, quadrants };
}
