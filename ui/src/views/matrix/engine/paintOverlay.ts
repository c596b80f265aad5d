import { boxAt, placeLabels, type LabelWish } from './labels';
import type { Mark } from './marks';
import { quadrantOf, type Place } from './model';
import { quadrantBox } from './paintBase';
import { markOfPoint, onScreen, singleOf, type Scene } from './scene';
import { shortName, stamp, stampAt } from './sprites';
import { traceShape } from './shapes';

/** The lively layer: hover, selection, detail, focus and what is being dragged. The only one redrawn during a drag. */
export function paintOverlay(ctx: CanvasRenderingContext2D, scene: Scene): void {
  ctx.clearRect(0, 0, scene.frame.width, scene.frame.height);
  paintDetail(ctx, scene);
  paintSelection(ctx, scene);
  paintHover(ctx, scene);
  if (scene.ghost) paintGhost(ctx, scene, scene.ghost);
  paintFocus(ctx, scene);
  paintRectangle(ctx, scene);
}

/** Whether there is nothing to paint. */
export function isBlank({ selected, detail, hovered, ghost, rectangle, focusShown }: Scene): boolean {
  return selected.size === 0 && !detail && !hovered && !ghost && !rectangle && !focusShown;
}

/** Selected marks beyond this many are shown by the first ones: rings everywhere say nothing more. */
const MOST_RINGS = 1_500;

function ring(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string, width: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Shapes reach beyond their radius at the corners; a ring goes around those. */
function around(mark: Mark): number {
  return mark.radius * 1.15 + 5;
}

function inView(scene: Scene, x: number, y: number): boolean {
  return x > -40 && y > -40 && x < scene.frame.width + 40 && y < scene.frame.height + 40;
}

function paintSelection(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { accent, surface } = scene.sprites.palette;
  const seen = new Set<Mark>();
  for (const id of scene.selected) {
    const mark = markOfPoint(scene, scene.columns.indexOf.get(id) ?? -1);
    if (!mark || seen.has(mark)) continue;
    seen.add(mark);
    if (seen.size > MOST_RINGS) break;
    const { x, y } = onScreen(scene.view, mark);
    if (!inView(scene, x, y)) continue;
    ring(ctx, x, y, around(mark) - 0.5, surface, 4);
    ring(ctx, x, y, around(mark) - 0.5, accent, 2);
  }
  // A lone selection is named even where names are not shown.
  if (scene.selected.size !== 1 || scene.ghost) return;
  const [only] = scene.selected;
  const index = scene.columns.indexOf.get(only ?? '') ?? -1;
  if (index >= 0) nameBeside(ctx, scene, index);
}

function nameBeside(ctx: CanvasRenderingContext2D, scene: Scene, index: number): void {
  const mark = markOfPoint(scene, index);
  const point = scene.columns.points[index];
  if (!mark || !point || (singleOf(scene.layer, mark) >= 0 && scene.names.has(mark))) return;
  const { x, y } = onScreen(scene.view, mark);
  if (!inView(scene, x, y)) return;
  writeBeside(ctx, scene, x, y, around(mark), shortName(point.name));
}

function writeBeside(ctx: CanvasRenderingContext2D, scene: Scene, x: number, y: number, radius: number, name: string): void {
  const tag = scene.sprites.tag(name);
  const side = x + radius + 6 + tag.width > scene.frame.width ? 'left' : 'right';
  const box = boxAt({ x, y, radius: radius + 2, width: tag.width, height: tag.height }, side);
  stampAt(ctx, tag, box.x0, box.y0, scene.sprites.ratio);
}

function paintHover(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hovered, view, sprites } = scene;
  if (!hovered || scene.ghost) return;
  const { x, y } = onScreen(view, hovered);
  ring(ctx, x, y, around(hovered), sprites.colour(hovered.format), 1.5);
}

function paintFocus(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { focus, focusShown, ghost } = scene;
  const point = scene.columns.points[focus];
  const mark = markOfPoint(scene, focus);
  if (!focusShown || !point || !mark || ghost) return;
  const { accent, surface } = scene.sprites.palette;
  const { x, y } = onScreen(scene.view, mark);
  const r = around(mark) + 3;
  ctx.setLineDash([]);
  for (const [colour, width] of [[surface, 5], [accent, 2.5]] as const) {
    ctx.beginPath();
    ctx.roundRect(x - r, y - r, 2 * r, 2 * r, 6);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  if (singleOf(scene.layer, mark) < 0) {
    // Inside a group: its own place within, and its name.
    const own = scene.frame.toScreen(scene.view, point);
    ctx.beginPath();
    ctx.arc(own.x, own.y, 3, 0, 2 * Math.PI);
    ctx.fillStyle = accent;
    ctx.fill();
  }
  writeBeside(ctx, scene, x, y, r, shortName(point.name));
}

/** The client of the detail: past places as a fading line, topics on thin lines, the computed place hollow. */
function paintDetail(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { columns, frame, view, detail, sprites } = scene;
  for (const id of scene.selected.size <= 50 ? scene.selected : []) {
    const point = columns.points[columns.indexOf.get(id) ?? -1];
    if (!point?.byHand || !point.computed) continue;
    const [from, to] = [frame.toScreen(view, point), frame.toScreen(view, point.computed)];
    hollow(ctx, scene, from, to, point.computed);
  }
  const point = columns.points[columns.indexOf.get(detail?.id ?? '') ?? -1];
  if (!detail || !point || scene.ghost) return;
  const at = frame.toScreen(view, point);
  const trail = [...(detail.trail ?? []).map((place) => frame.toScreen(view, place)), at];
  ctx.lineCap = 'round';
  for (let n = 1; n < trail.length; n++) {
    const [a, b] = [trail[n - 1], trail[n]];
    if (!a || !b) continue;
    ctx.globalAlpha = 0.25 + (0.6 * n) / trail.length;
    ctx.strokeStyle = sprites.palette.accent;
    ctx.lineWidth = 1 + (1.5 * n) / trail.length;
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(a.x, a.y, 3, 0, 2 * Math.PI);
    ctx.fillStyle = sprites.palette.surface;
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  paintSatellites(ctx, scene, at);
  const mark = markOfPoint(scene, columns.indexOf.get(detail.id) ?? -1);
  if (singleOf(scene.layer, mark) >= 0) {
    // The lines end under the dot, not over it.
    stamp(ctx, sprites.dot(point, columns.size[columns.indexOf.get(detail.id) ?? -1] ?? 0), at.x, at.y, sprites.ratio);
  }
}

function paintSatellites(ctx: CanvasRenderingContext2D, scene: Scene, at: { x: number; y: number }): void {
  const { detail, frame, view, sprites } = scene;
  const satellites = detail?.satellites ?? [];
  const spots = satellites.map((satellite) => ({ satellite, ...frame.toScreen(view, satellite) }));
  ctx.lineWidth = 1;
  for (const { satellite, x, y } of spots) {
    ctx.beginPath();
    ctx.moveTo(at.x, at.y);
    ctx.lineTo(x, y);
    ctx.strokeStyle = sprites.colour(satellite.format);
    ctx.stroke();
  }
  const wishes: LabelWish[] = [];
  for (const { satellite, x, y } of spots) {
    traceShape(ctx, satellite.format, x, y, 4);
    ctx.lineWidth = 3;
    ctx.strokeStyle = sprites.palette.surface;
    ctx.stroke();
    ctx.fillStyle = sprites.colour(satellite.format);
    ctx.fill();
    wishes.push({ x, y, radius: 5, width: sprites.tag(shortName(satellite.name)).width, height: 24 });
  }
  const dots = spots.map(({ x, y }) => ({ x0: x - 4, y0: y - 4, x1: x + 4, y1: y + 4 }));
  dots.push({ x0: at.x - 12, y0: at.y - 12, x1: at.x + 12, y1: at.y + 12 });
  for (const { index, box } of placeLabels(wishes, dots, { x0: 0, y0: 0, x1: frame.width, y1: frame.height })) {
    stampAt(ctx, sprites.tag(shortName(satellites[index]?.name ?? '')), box.x0, box.y0, sprites.ratio);
  }
}

interface Spot {
  x: number;
  y: number;
}

function hollow(ctx: CanvasRenderingContext2D, scene: Scene, from: Spot, to: Spot, place: Place): void {
  const colour = scene.sprites.colour(quadrantOf(place));
  ctx.setLineDash([2, 3]);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = scene.sprites.palette.muted;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  traceShape(ctx, quadrantOf(place), to.x, to.y, 6);
  ctx.fillStyle = scene.sprites.palette.surface;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** A point on its way: its old spot veiled, the quadrant it would land in lit, the dot itself under the pointer. */
function paintGhost(ctx: CanvasRenderingContext2D, scene: Scene, ghost: NonNullable<Scene['ghost']>): void {
  const { frame, view, sprites, columns } = scene;
  const point = columns.points[ghost.point];
  const mark = markOfPoint(scene, ghost.point);
  if (!point || !mark) return;
  const target = quadrantOf(ghost.place);
  const box = quadrantBox(scene, target);
  ctx.globalAlpha = 0.08;
  ctx.fillStyle = sprites.colour(target);
  ctx.fillRect(box.x, box.y, box.width, box.height);
  ctx.globalAlpha = 1;
  const from = frame.toScreen(view, point);
  const to = frame.toScreen(view, ghost.place);
  if (singleOf(scene.layer, mark) >= 0) {
    ctx.globalAlpha = 0.75;
    ctx.beginPath();
    ctx.arc(from.x, from.y, around(mark), 0, 2 * Math.PI);
    ctx.fillStyle = sprites.palette.surface;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.setLineDash([3, 3]);
  traceShape(ctx, point.format, from.x, from.y, mark.radius > 10 ? 6 : mark.radius);
  ctx.strokeStyle = sprites.colour(point.format);
  ctx.lineWidth = 1.25;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.strokeStyle = sprites.palette.muted;
  ctx.stroke();
  ctx.setLineDash([]);
  const size = columns.size[ghost.point] ?? 0;
  stamp(ctx, sprites.dot({ ...point, format: target, state: 'clear', byHand: true, mixed: false }, size), to.x, to.y, sprites.ratio);
  ring(ctx, to.x, to.y, 17, sprites.palette.accent, 2);
  writeBeside(ctx, scene, to.x, to.y, 18, `${shortName(point.name)} · ${scene.texts.quadrant[target]}`);
}

function paintRectangle(ctx: CanvasRenderingContext2D, scene: Scene): void {
  if (!scene.rectangle) return;
  const { x0, y0, x1, y1 } = scene.rectangle;
  const [x, y, w, h] = [Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)];
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = scene.sprites.palette.accent;
  ctx.fillRect(x, y, w, h);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = scene.sprites.palette.accent;
  ctx.lineWidth = 1.25;
  ctx.strokeRect(x + 0.5, y + 0.5, w, h);
}
