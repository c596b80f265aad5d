import { stepZoom, type Frame, type Range, type View } from './camera';
import type { Columns } from './columns';
import { boxAt, placeLabels, type Box, type Side } from './labels';
import type { Layer, Mark } from './marks';
import { shortName, stampAt, type Sprites } from './sprites';

/** Pixels a name's box takes in height; the halos of two may touch. */
const HEIGHT = 15;

interface PlacedName {
  mark: Mark;
  text: string;
  side: Side;
  width: number;
  radius: number;
}

/**
 * The names beside dots, laid out for the smallest zoom of a step and a screenful around the view, then kept
 * until the view leaves either: at larger zooms dots only move apart, so nothing can come to overlap.
 */
export class NameLayout {
  private layer: Layer | null = null;
  private covered: Range | null = null;
  private placed: PlacedName[] = [];

  forget(): void {
    this.layer = null;
    this.placed = [];
  }

  update(layer: Layer, columns: Columns, frame: Frame, view: View, sprites: Sprites): void {
    if (layer.level !== 'points') {
      this.placed = [];
      this.layer = layer;
      return;
    }
    if (this.layer === layer && this.covered && contains(this.covered, frame.visible(view))) return;
    const before = this.layer === layer ? new Map(this.placed.map((p) => [p.mark, p.side])) : new Map<Mark, Side>();
    const margin = Math.max(frame.width, frame.height) / 2;
    this.layer = layer;
    this.covered = frame.visible(view, margin);
    const k = stepZoom(layer.step);
    const near = layer.marks.filter((mark) => {
      const x = mark.x * view.k + view.x;
      const y = mark.y * view.k + view.y;
      return x > -margin && x < frame.width + margin && y > -margin && y < frame.height + margin;
    });
    const dots: Box[] = near.map(({ x, y, radius }) => {
      const r = radius + 1.5;
      return { x0: x * k - r, y0: y * k - r, x1: x * k + r, y1: y * k + r };
    });
    const value = (mark: Mark): number => columns.points[mark.members[0] ?? -1]?.value ?? 0;
    // Names that stood before go first, so that panning never takes one away to give another.
    const named = near
      .filter((mark) => mark.members.length === 1)
      .sort((a, b) => Number(before.has(b)) - Number(before.has(a)) || value(b) - value(a));
    const texts = named.map((mark) => shortName(columns.points[mark.members[0] ?? -1]?.name ?? ''));
    const widths = texts.map((text) => sprites.nameWidth(text));
    const wishes = named.map((mark, i) => ({
      x: mark.x * k,
      y: mark.y * k,
      radius: reach(mark, columns),
      width: widths[i] ?? 0,
      height: HEIGHT,
      side: before.get(mark),
    }));
    const within = { x0: 2, y0: 2, x1: frame.width * k - 2, y1: frame.height * k - 2 };
    this.placed = placeLabels(wishes, dots, within).flatMap(({ index, side }) => {
      const mark = named[index];
      if (!mark) return [];
      return [{ mark, side, text: texts[index] ?? '', width: widths[index] ?? 0, radius: reach(mark, columns) }];
    });
  }

  paint(ctx: CanvasRenderingContext2D, frame: Frame, view: View, sprites: Sprites): void {
    for (const { mark, text, side, width, radius } of this.placed) {
      const x = mark.x * view.k + view.x;
      const y = mark.y * view.k + view.y;
      if (x < -width - 24 || x > frame.width + width + 24 || y < -24 || y > frame.height + 24) continue;
      const box = boxAt({ x, y, radius, width, height: HEIGHT }, side);
      stampAt(ctx, sprites.name(text), box.x0 - 3, box.y0 - 2, sprites.ratio);
    }
  }

  has(mark: Mark): boolean {
    return this.placed.some((p) => p.mark === mark);
  }
}

/** How far a dot reaches with its corners, and with the ring of one near a boundary. */
function reach(mark: Mark, columns: Columns): number {
  return mark.radius + (columns.points[mark.members[0] ?? -1]?.state === 'near_boundary' ? 5 : 1.5);
}

function contains(outer: Range, inner: Range): boolean {
  const within = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] <= b[0] && a[1] >= b[1];
  return within(outer.providers, inner.providers) && within(outer.sharing, inner.sharing);
}
