import type { Frame, View } from './camera';
import type { Columns } from './columns';
import { hit, type Layer, type Mark } from './marks';
import type { MatrixDetail, Place } from './model';
import type { NameLayout } from './names';
import type { Sprites } from './sprites';
import type { MatrixTexts } from './texts';

/** All that the two painters read. */
export interface Scene {
  frame: Frame;
  view: View;
  columns: Columns;
  layer: Layer;
  names: NameLayout;
  sprites: Sprites;
  texts: MatrixTexts;
  selected: ReadonlySet<string>;
  detail: MatrixDetail | null;
  hovered: Mark | null;
  /** The point of the roving focus, or -1; shown while the keyboard is in use. */
  focus: number;
  focusShown: boolean;
  /** A point on its way to another place, by pointer, by keyboard, or waiting for the caller's answer. */
  ghost: { point: number; place: Place } | null;
  rectangle: { x0: number; y0: number; x1: number; y1: number } | null;
}

export function markAt(scene: Scene, x: number, y: number): Mark | null {
  const { view } = scene;
  return hit(scene.layer, view.k, (x - view.x) / view.k, (y - view.y) / view.k);
}

export function markOfPoint(scene: Scene, point: number): Mark | null {
  return scene.layer.marks[scene.layer.markOf[point] ?? -1] ?? null;
}

export function onScreen(view: View, mark: Mark): { x: number; y: number } {
  return { x: view.k * mark.x + view.x, y: view.k * mark.y + view.y };
}

/** The single point a mark stands for, or -1 for a group and for any cell of the density. */
export function singleOf(layer: Layer, mark: Mark | null): number {
  return mark && layer.level !== 'density' && mark.members.length === 1 ? (mark.members[0] ?? -1) : -1;
}
