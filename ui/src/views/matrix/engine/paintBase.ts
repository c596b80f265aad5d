import { FORMATS, MIDDLE, type MatrixFormat } from './model';
import type { Mark } from './marks';
import { onScreen, type Scene } from './scene';
import { stamp, stampAt } from './sprites';

/** The still layer: quadrants, grid, marks, names, counts. Redrawn when the view, the data or the theme changes. */
export function paintBase(ctx: CanvasRenderingContext2D, scene: Scene): void {
  paintQuadrants(ctx, scene);
  paintMarks(ctx, scene);
  scene.names.paint(ctx, scene.frame, scene.view, scene.sprites);
  paintPlates(ctx, scene);
}

/** Where the quadrants meet on screen. */
function middle(scene: Scene): { x: number; y: number } {
  return scene.frame.toScreen(scene.view, { sharing: MIDDLE, providers: MIDDLE });
}

/** The part of the screen a quadrant takes; empty where it is out of view. */
export function quadrantBox(scene: Scene, format: MatrixFormat): { x: number; y: number; width: number; height: number } {
  const { width, height } = scene.frame;
  const at = middle(scene);
  const [mx, my] = [Math.min(width, Math.max(0, at.x)), Math.min(height, Math.max(0, at.y))];
  const [right, top] = [isRight(format), isTop(format)];
  return {
    x: right ? mx : 0,
    y: top ? 0 : my,
    width: right ? width - mx : mx,
    height: top ? my : height - my,
  };
}

function isRight(format: MatrixFormat): boolean {
  return format === 'work_table' || format === 'panel';
}

function isTop(format: MatrixFormat): boolean {
  return format === 'work_table' || format === 'focus_group';
}

function paintQuadrants(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, view, sprites } = scene;
  const { palette, ratio } = sprites;
  for (const format of FORMATS) {
    const box = quadrantBox(scene, format);
    if (box.width <= 0 || box.height <= 0) continue;
    ctx.fillStyle = palette.ground[format];
    ctx.fillRect(box.x, box.y, box.width, box.height);
  }
  const line = (at: number, upright: boolean): void => {
    const crisp = (Math.floor(at * ratio) + 0.5) / ratio;
    ctx.beginPath();
    ctx.moveTo(upright ? crisp : 0, upright ? 0 : crisp);
    ctx.lineTo(upright ? crisp : frame.width, upright ? frame.height : crisp);
    ctx.stroke();
  };
  ctx.lineWidth = 1 / ratio;
  const every = view.k >= 12 ? 5 : view.k >= 4 ? 10 : 25;
  for (let n = 0; n <= 100; n += every) {
    const at = frame.toScreen(view, { sharing: n, providers: n });
    ctx.strokeStyle = n === MIDDLE ? palette.border : palette.line;
    if (at.x >= 0 && at.x <= frame.width) line(at.x, true);
    if (at.y >= 0 && at.y <= frame.height) line(at.y, false);
  }
  if (every !== 25) return;
  ctx.strokeStyle = palette.border;
  const at = middle(scene);
  line(at.x, true);
  line(at.y, false);
}

function paintMarks(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, view, layer, sprites } = scene;
  for (const mark of layer.marks) {
    const x = view.k * mark.x + view.x;
    const y = view.k * mark.y + view.y;
    const r = mark.radius + 8;
    if (x < -r || y < -r || x > frame.width + r || y > frame.height + r) continue;
    paintMark(ctx, scene, mark, x, y);
  }
  if (layer.level !== 'points') return;
  for (const mark of layer.marks) {
    if (mark.members.length === 1) continue;
    const { x, y } = onScreen(view, mark);
    if (x < -20 || y < -20 || x > frame.width + 20 || y > frame.height + 20) continue;
    const badge = sprites.badge(scene.texts.count(mark.members.length));
    stampAt(ctx, badge, x + mark.radius * 0.4, y + mark.radius * 0.3, sprites.ratio);
  }
}

export function paintMark(ctx: CanvasRenderingContext2D, scene: Scene, mark: Mark, x: number, y: number): void {
  const { layer, sprites, columns } = scene;
  const first = mark.members[0] ?? -1;
  if (layer.level === 'density') stamp(ctx, sprites.cell(mark.format, mark.radius), x, y, sprites.ratio);
  else if (mark.members.length === 1 || layer.level === 'points') {
    const point = columns.points[first];
    if (point) stamp(ctx, sprites.dot(point, columns.size[first] ?? 0), x, y, sprites.ratio);
  } else {
    const count = scene.texts.count(mark.members.length);
    stamp(ctx, sprites.cluster(mark.format, count, mark.radius), x, y, sprites.ratio);
  }
}

const AIR = 10;

/** A plate in each quadrant's outer corner, as long as the quadrant's part in view has room for it. */
function paintPlates(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { sprites, columns, texts, layer } = scene;
  for (const format of FORMATS) {
    const box = quadrantBox(scene, format);
    const count = texts.count(columns.quadrants[format]);
    const plate = sprites.plate(format, texts.quadrant[format], count, layer.level === 'density');
    if (box.width < plate.width + 2 * AIR || box.height < plate.height + 2 * AIR) continue;
    const x = isRight(format) ? box.x + box.width - plate.width - AIR : box.x + AIR;
    const y = isTop(format) ? box.y + AIR : box.y + box.height - plate.height - AIR;
    stampAt(ctx, plate, x, y, sprites.ratio);
  }
}
