import { quadtree, type Quadtree } from 'd3-quadtree';
import { stepZoom, type Frame } from './camera';
import type { Columns } from './columns';
import { DOT_RADIUS, FORMATS, MIDDLE, quadrantOf, type MatrixFormat } from './model';

/** How much is told at a zoom: how dense, who is grouped, or each by name. */
export type Level = 'density' | 'clusters' | 'points';

/** One thing drawn and hit: a point, several at one spot, a cluster, or a cell of the density. */
export interface Mark {
  /** World place (zoom 1). */
  x: number;
  y: number;
  /** Indices of the points it stands for; never empty. The first is the worthiest. */
  members: Int32Array;
  /** The format most of its members have. */
  format: MatrixFormat | null;
  /** Radius on screen in CSS pixels. */
  radius: number;
}

export interface Layer {
  step: number;
  level: Level;
  /** Larger marks first, so that small ones lie on top. */
  marks: readonly Mark[];
  tree: Quadtree<Mark>;
  /** Which mark stands for each point. */
  markOf: Int32Array;
  largest: number;
}

/** Points per 100 x 100 pixels above which single dots, then clusters, say less than the next coarser level. */
const CROWDED = 4.5;
const PACKED = 40;
const CLUSTER_REACH = 46;
const CELL = 17;
/** Dots closer than this on screen cannot be told apart: one dot with a count. */
const SAME_SPOT = 3;

export function levelAt(points: number, frame: Frame, step: number): Level {
  const k = stepZoom(step);
  const crowd = (points * 10_000) / (frame.width * frame.height * k * k);
  return crowd > PACKED ? 'density' : crowd > CROWDED ? 'clusters' : 'points';
}

export function buildLayer(columns: Columns, frame: Frame, step: number): Layer {
  const level = levelAt(columns.points.length, frame, step);
  const k = stepZoom(step);
  const groups =
    level === 'clusters' ? gather(columns, CLUSTER_REACH / k) : sortIntoCells(columns, frame, (level === 'density' ? CELL : SAME_SPOT) / k);
  // A pile at the rim must not make all other cells look alike: the fullest fiftieth share one size.
  const sizes = groups.map((group) => group.length).sort((a, b) => a - b);
  const fullest = sizes[Math.floor(0.98 * (sizes.length - 1))] ?? 1;
  const marks = groups.map((group) => markOf(columns, frame, group, level, k, fullest));
  marks.sort((a, b) => b.radius - a.radius);
  const owner = new Int32Array(columns.points.length);
  marks.forEach((mark, m) => mark.members.forEach((i) => (owner[i] = m)));
  const tree = quadtree<Mark>()
    .x((m) => m.x)
    .y((m) => m.y)
    .addAll(marks);
  return { step, level, marks, tree, markOf: owner, largest: marks[0]?.radius ?? 0 };
}

function markOf(columns: Columns, frame: Frame, group: number[], level: Level, k: number, fullest: number): Mark {
  const { points, worldX, worldY, size } = columns;
  group.sort((a, b) => (points[b]?.value ?? 0) - (points[a]?.value ?? 0) || a - b);
  const members = Int32Array.from(group);
  const first = group[0] ?? 0;
  const format = majority(columns, group);
  if (level === 'density') {
    const [x, y] = cellCentre(frame, worldX[first] ?? 0, worldY[first] ?? 0, CELL / k);
    // Area follows the count, with a floor so that one lonely client is still seen.
    return { x, y, members, format, radius: Math.min(6.5, 1.4 + 4.9 * Math.sqrt(group.length / Math.max(4, fullest))) };
  }
  if (group.length === 1 || level === 'points') {
    const radius = DOT_RADIUS[size[first] ?? 0] ?? 0;
    return { x: worldX[first] ?? 0, y: worldY[first] ?? 0, members, format, radius };
  }
  let [x, y] = [0, 0];
  for (const i of group) {
    x += worldX[i] ?? 0;
    y += worldY[i] ?? 0;
  }
  const radius = Math.min(24, 11 + 2.2 * Math.log2(group.length));
  return { x: x / group.length, y: y / group.length, members, format, radius };
}

/** The format most members have; a tie goes to the earlier in `FORMATS`, no format loses every tie. */
export function majority(columns: Columns, group: ArrayLike<number>): MatrixFormat | null {
  const tally = new Map<MatrixFormat | null, number>();
  for (let n = 0; n < group.length; n++) {
    const format = columns.points[group[n] ?? -1]?.format ?? null;
    tally.set(format, (tally.get(format) ?? 0) + 1);
  }
  let best: MatrixFormat | null = null;
  let most = 0;
  for (const format of [...FORMATS, null]) {
    const count = tally.get(format) ?? 0;
    if (count > most) [best, most] = [format, count];
  }
  return best;
}

/** Cells start at the middle of the matrix, so that none lies across a quadrant's edge. */
function cellOf(frame: Frame, x: number, y: number, size: number): [number, number] {
  return [Math.floor((x - frame.worldX(MIDDLE)) / size), Math.ceil((y - frame.worldY(MIDDLE)) / size)];
}

function cellCentre(frame: Frame, x: number, y: number, size: number): [number, number] {
  const [cx, cy] = cellOf(frame, x, y, size);
  return [frame.worldX(MIDDLE) + (cx + 0.5) * size, frame.worldY(MIDDLE) + (cy - 0.5) * size];
}

function sortIntoCells(columns: Columns, frame: Frame, size: number): number[][] {
  const cells = new Map<number, number[]>();
  for (let i = 0; i < columns.points.length; i++) {
    const [cx, cy] = cellOf(frame, columns.worldX[i] ?? 0, columns.worldY[i] ?? 0, size);
    const key = cx * 4_194_304 + cy;
    const cell = cells.get(key);
    if (cell) cell.push(i);
    else cells.set(key, [i]);
  }
  return [...cells.values()];
}

/**
 * Clusters: the worthiest point not yet taken gathers all free ones within reach and in its own quadrant.
 * Seeds are therefore never closer than the reach, and quadrant counts survive clustering.
 */
function gather(columns: Columns, reach: number): number[][] {
  const { points, worldX, worldY } = columns;
  const buckets = new Map<number, number[]>();
  const key = (bx: number, by: number): number => bx * 65_536 + by;
  const quadrant = points.map((point) => quadrantOf(point));
  for (let i = 0; i < points.length; i++) {
    const at = key(Math.floor((worldX[i] ?? 0) / reach), Math.floor((worldY[i] ?? 0) / reach));
    const bucket = buckets.get(at);
    if (bucket) bucket.push(i);
    else buckets.set(at, [i]);
  }
  const order = points.map((_, i) => i).sort((a, b) => (points[b]?.value ?? 0) - (points[a]?.value ?? 0) || a - b);
  const taken = new Uint8Array(points.length);
  const groups: number[][] = [];
  for (const seed of order) {
    if (taken[seed]) continue;
    const [sx, sy] = [worldX[seed] ?? 0, worldY[seed] ?? 0];
    const [bx, by] = [Math.floor(sx / reach), Math.floor(sy / reach)];
    const group: number[] = [];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const i of buckets.get(key(bx + dx, by + dy)) ?? []) {
          if (taken[i] || quadrant[i] !== quadrant[seed]) continue;
          if (Math.hypot((worldX[i] ?? 0) - sx, (worldY[i] ?? 0) - sy) > reach) continue;
          taken[i] = 1;
          group.push(i);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

/** Extra pixels around a mark within which a pointer still means it. */
const SLACK = 4;

/** The mark under a world place at zoom `k`: the one whose edge is nearest, or inside of which the place is deepest. */
export function hit(layer: Layer, k: number, x: number, y: number): Mark | null {
  const reach = (layer.largest + SLACK) / k;
  let best: Mark | null = null;
  let nearest = SLACK;
  layer.tree.visit((node, x0, y0, x1, y1) => {
    if (!node.length) {
      let leaf: typeof node | undefined = node;
      while (leaf) {
        const mark = leaf.data;
        // Small marks lie on top, so their own radius decides, not the distance to a centre alone.
        const gap = Math.hypot(mark.x - x, mark.y - y) * k - mark.radius;
        if (gap <= SLACK && (gap < nearest || best === null)) [best, nearest] = [mark, gap];
        leaf = leaf.next;
      }
      return undefined;
    }
    return x0 > x + reach || x1 < x - reach || y0 > y + reach || y1 < y - reach;
  });
  return best;
}
