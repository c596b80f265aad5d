import { Frame, MAX_ZOOM, WHOLE, zoomStep, type View } from './camera';
import { columnsOf } from './columns';
import type { MatrixEvents } from './events';
import { buildLayer, type Layer, type Mark } from './marks';
import { quadrantOf, type MatrixDetail, type MatrixPoint, type Place } from './model';
import { NameLayout } from './names';
import { nearest } from './neighbours';
import { readPalette, samePalette, watchPixelRatio, watchTheme } from './palette';
import { paintBase } from './paintBase';
import { isBlank, paintOverlay } from './paintOverlay';
import { onScreen, type Scene } from './scene';
import { Sprites } from './sprites';
import { Steering } from './steering';
import type { MatrixTexts, PointInWords } from './texts';

export interface MatrixParts {
  /** Takes pointer and zoom; the canvases fill it. */
  plot: HTMLElement;
  base: HTMLCanvasElement;
  overlay: HTMLCanvasElement;
}

/** A focused point is brought this far inside. */
const INSIDE = 60;

/** The matrix itself: holds the scene, paints what has changed once a frame, and moves the camera. */
export class Matrix {
  readonly scene: Scene;
  private readonly layers = new Map<number, Layer>();
  private readonly steering: Steering;
  private readonly stops: (() => void)[] = [];
  private baseStale = true;
  private overlayStale = true;
  private overlayBlank = false;
  private frameRequest = 0;
  private ahead: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly parts: MatrixParts,
    texts: MatrixTexts,
    readonly events: MatrixEvents,
    /** Whether the pointer belongs to a gesture and the camera must not pan with it. */
    pointerHeld: () => boolean,
  ) {
    const frame = new Frame(Math.max(1, parts.plot.clientWidth), Math.max(1, parts.plot.clientHeight));
    const columns = columnsOf([], frame);
    this.scene = {
      frame,
      view: WHOLE,
      columns,
      layer: buildLayer(columns, frame, 0),
      names: new NameLayout(),
      sprites: new Sprites(readPalette(parts.plot), window.devicePixelRatio || 1),
      texts,
      selected: new Set(),
      detail: null,
      hovered: null,
      focus: -1,
      focusShown: false,
      ghost: null,
      rectangle: null,
    };
    this.steering = new Steering(parts.plot, () => this.scene.frame, pointerHeld, (view) => this.look(view));
    const resize = new ResizeObserver(() => this.measure());
    resize.observe(parts.plot);
    const fonts = document.fonts as FontFaceSet | undefined;
    const restyle = (): void => this.restyle(true);
    fonts?.addEventListener?.('loadingdone', restyle);
    this.stops.push(
      () => resize.disconnect(),
      () => fonts?.removeEventListener?.('loadingdone', restyle),
      watchTheme(() => this.restyle(false)),
      watchPixelRatio(() => this.restyle(true)),
    );
    this.sizeCanvases();
    this.repaint();
  }

  destroy(): void {
    cancelAnimationFrame(this.frameRequest);
    clearTimeout(this.ahead);
    this.stops.forEach((stop) => stop());
    this.steering.destroy();
  }

  setPoints(points: readonly MatrixPoint[]): void {
    const { scene } = this;
    const idOf = (index: number): string => scene.columns.points[index]?.id ?? '';
    const focused = idOf(scene.focus);
    const moving = scene.ghost ? { id: idOf(scene.ghost.point), place: scene.ghost.place } : null;
    scene.columns = columnsOf(points, scene.frame);
    this.relayer();
    scene.focus = scene.columns.indexOf.get(focused) ?? -1;
    const point = moving ? scene.columns.indexOf.get(moving.id) : undefined;
    scene.ghost = moving && point !== undefined ? { point, place: moving.place } : null;
    this.hover(null);
    this.tellFocus();
    this.repaint();
  }

  setSelection(ids: Iterable<string>): void {
    this.scene.selected = new Set(ids);
    this.tellFocus();
    this.repaintOverlay();
  }

  setDetail(detail: MatrixDetail | null): void {
    this.scene.detail = detail;
    this.repaintOverlay();
  }

  setTexts(texts: MatrixTexts): void {
    this.scene.texts = texts;
    this.tellFocus();
    this.repaint();
  }

  select(ids: string[], say: boolean): void {
    this.events.onselect(ids);
    if (say) this.events.announce(this.scene.texts.selected(ids.length));
  }

  /** Adds the ids to the selection, or takes them away where all are in it. */
  toggle(ids: readonly string[], say: boolean): void {
    const chosen = new Set(this.scene.selected);
    const all = ids.every((id) => chosen.has(id));
    for (const id of ids) {
      if (all) chosen.delete(id);
      else chosen.add(id);
    }
    this.select([...chosen], say);
  }

  setFocus(index: number, shown: boolean): void {
    const { scene } = this;
    scene.focus = index;
    scene.focusShown = shown;
    const point = scene.columns.points[index];
    if (point && shown) this.reveal(point);
    this.tellFocus();
    this.repaintOverlay();
  }

  /** Gives the roving focus a point where it has none: a selected one, else the nearest to the middle of the view. */
  ensureFocus(): void {
    const { scene } = this;
    if (scene.columns.points[scene.focus]) return;
    const [chosen] = scene.selected;
    const { frame, view } = scene;
    const [x, y] = [(frame.width / 2 - view.x) / view.k, (frame.height / 2 - view.y) / view.k];
    scene.focus = scene.columns.indexOf.get(chosen ?? '') ?? nearest(scene.columns, x, y, 1, -1)[0] ?? -1;
    this.tellFocus();
  }

  words(index: number, place?: Place): PointInWords | null {
    const { columns, frame, selected } = this.scene;
    const point = columns.points[index];
    if (!point) return null;
    const at = place ?? { sharing: point.sharing, providers: point.providers };
    const near = nearest(columns, frame.worldX(at.providers), frame.worldY(at.sharing), 3, index);
    return {
      point,
      place: at,
      quadrant: quadrantOf(at),
      neighbours: near.map((i) => columns.points[i]?.name ?? ''),
      selected: selected.has(point.id),
    };
  }

  hover(mark: Mark | null): void {
    const { scene } = this;
    if (mark === scene.hovered) return;
    scene.hovered = mark;
    this.repaintOverlay();
    if (!mark) {
      this.events.onhover(null);
      return;
    }
    const ids = Array.from(mark.members, (i) => scene.columns.points[i]?.id ?? '');
    const point = ids.length === 1 ? (scene.columns.points[mark.members[0] ?? -1] ?? null) : null;
    this.events.onhover({ point, ids, format: mark.format, radius: mark.radius, ...onScreen(scene.view, mark) });
  }

  setGhost(ghost: Scene['ghost']): void {
    this.scene.ghost = ghost;
    this.repaintOverlay();
  }

  setRectangle(rectangle: Scene['rectangle']): void {
    this.scene.rectangle = rectangle;
    this.repaintOverlay();
  }

  /** Hands a drop to the caller, and shows the point at its new place until the caller has answered. */
  async drop(index: number, to: Place): Promise<void> {
    const words = this.words(index, to);
    this.setGhost(words ? { point: index, place: to } : null);
    if (!words) return;
    let kept: void | boolean = false;
    try {
      kept = await this.events.onmove(words.point.id, to);
    } catch {
      // The caller tells what went wrong; here the point simply stays where it was.
      kept = false;
    }
    if (this.scene.ghost && this.scene.columns.points[this.scene.ghost.point]?.id === words.point.id) this.setGhost(null);
    this.events.announce(kept === false ? this.scene.texts.moveCancelled(words.point) : this.scene.texts.moved(words));
  }

  /** Brings a place into view, where it is not. */
  reveal(place: Place): void {
    const to = this.scene.frame.revealing(this.scene.view, place, INSIDE);
    if (to) this.travel(to);
  }

  zoomBy(factor: number): void {
    const { frame, view, columns, focus, focusShown } = this.scene;
    const point = columns.points[focus];
    const at = focusShown && point ? frame.toScreen(view, point) : { x: frame.width / 2, y: frame.height / 2 };
    this.travel(frame.zoomedAt(view, view.k * factor, at.x, at.y));
  }

  zoomAll(): void {
    this.travel(WHOLE);
  }

  /** Zooms so that a group falls apart; false where no zoom could part it. */
  zoomInto(mark: Mark): boolean {
    const { frame, view, columns } = this.scene;
    const members = Array.from(mark.members, (i) => columns.points[i]).filter((p) => p !== undefined);
    const span = (values: number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];
    const range = { sharing: span(members.map((p) => p.sharing)), providers: span(members.map((p) => p.providers)) };
    const spread = Math.max(
      (range.providers[1] - range.providers[0]) * frame.perProvider,
      (range.sharing[1] - range.sharing[0]) * frame.perSharing,
    );
    if (spread * MAX_ZOOM < 8 || view.k >= MAX_ZOOM) return false;
    const target = frame.fitting(range);
    const k = Math.min(MAX_ZOOM, Math.max(view.k * 1.6, Math.min(target.k, view.k * 6)));
    const middle = {
      sharing: (range.sharing[0] + range.sharing[1]) / 2,
      providers: (range.providers[0] + range.providers[1]) / 2,
    };
    this.travel(frame.around(middle, k));
    return true;
  }

  travel(to: View): void {
    this.steering.travel(this.scene.view, to);
  }

  repaint(): void {
    this.baseStale = true;
    this.repaintOverlay();
  }

  repaintOverlay(): void {
    this.overlayStale = true;
    this.frameRequest ||= requestAnimationFrame(() => this.paint());
  }

  private look(view: View): void {
    const { scene } = this;
    const step = zoomStep(view.k);
    scene.view = view;
    if (step !== scene.layer.step) {
      scene.layer = this.layerOf(step);
      this.lookAhead();
    }
    // What was under the pointer has moved from under it.
    this.hover(null);
    this.events.onview(scene.frame.visible(view), view.k);
    this.repaint();
  }

  private layerOf(step: number): Layer {
    const known = this.layers.get(step);
    if (known) return known;
    const layer = buildLayer(this.scene.columns, this.scene.frame, step);
    this.layers.set(step, layer);
    return layer;
  }

  private relayer(): void {
    this.layers.clear();
    this.scene.names.forget();
    this.scene.layer = this.layerOf(zoomStep(this.scene.view.k));
    this.lookAhead();
  }

  /** Works out the marks of the next zoom steps between frames, one at a time, so that reaching them costs nothing. */
  private lookAhead(): void {
    clearTimeout(this.ahead);
    const { step } = this.scene.layer;
    const next = [step + 1, step - 1, step + 2].find((s) => s >= 0 && s <= zoomStep(MAX_ZOOM) && !this.layers.has(s));
    if (next === undefined) return;
    this.ahead = setTimeout(() => {
      this.layerOf(next);
      this.lookAhead();
    }, 30);
  }

  /** Takes the plot's new size; what was in the middle stays in the middle. */
  private measure(): void {
    const { scene, parts } = this;
    const [width, height] = [parts.plot.clientWidth, parts.plot.clientHeight];
    if (!width || !height || (width === scene.frame.width && height === scene.frame.height)) return;
    const middle = scene.frame.toPlace(scene.view, scene.frame.width / 2, scene.frame.height / 2);
    scene.frame = new Frame(width, height);
    scene.columns = columnsOf(scene.columns.points, scene.frame);
    scene.hovered = null;
    this.steering.limit();
    this.sizeCanvases();
    this.relayer();
    this.steering.go(scene.frame.around(middle, scene.view.k));
    // A canvas loses its picture when resized: paint before the browser shows the emptiness.
    this.paint();
  }

  private restyle(always: boolean): void {
    const palette = readPalette(this.parts.plot);
    const ratio = window.devicePixelRatio || 1;
    if (!always && samePalette(palette, this.scene.sprites.palette)) return;
    this.scene.sprites = new Sprites(palette, ratio);
    this.scene.names.forget();
    this.sizeCanvases();
    this.repaint();
  }

  private sizeCanvases(): void {
    const { frame, sprites } = this.scene;
    for (const canvas of [this.parts.base, this.parts.overlay]) {
      canvas.width = Math.round(frame.width * sprites.ratio);
      canvas.height = Math.round(frame.height * sprites.ratio);
    }
    this.baseStale = this.overlayStale = true;
    this.overlayBlank = false;
  }

  private tellFocus(): void {
    const { focus, columns, selected, texts } = this.scene;
    const words = this.words(focus);
    if (!words) {
      this.events.onfocus(null);
      return;
    }
    const { id } = words.point;
    const [position, count] = [focus + 1, columns.points.length];
    this.events.onfocus({ id, text: texts.describe(words), selected: selected.has(id), position, count });
  }

  private paint(): void {
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = 0;
    const { scene, parts } = this;
    scene.names.update(scene.layer, scene.columns, scene.frame, scene.view, scene.sprites);
    const context = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => {
      // The base covers every pixel; saying so spares blending it.
      const ctx = canvas.getContext('2d', { alpha: canvas !== parts.base });
      ctx?.setTransform(scene.sprites.ratio, 0, 0, scene.sprites.ratio, 0, 0);
      return ctx;
    };
    const base = this.baseStale ? context(parts.base) : null;
    if (base) paintBase(base, scene);
    // An empty overlay stays as it is: handing an unchanged picture to the screen again costs as much as a new one.
    const blank = isBlank(scene);
    const overlay = this.overlayStale && !(blank && this.overlayBlank) ? context(parts.overlay) : null;
    if (overlay) paintOverlay(overlay, scene);
    this.overlayBlank = blank;
    this.baseStale = this.overlayStale = false;
  }
}
