import { Gestures, type GestureTarget, type Press } from './gestures';
import type { Matrix } from './matrix';
import { onMatrix, type Place } from './model';
import { markAt, singleOf } from './scene';

/** Pointer events of the plot, as gestures on the matrix. Pointer events only: HTML drag and drop is unreliable in WebKitGTK. */
export class Pointer implements GestureTarget {
  readonly gestures = new Gestures(this);
  private readonly undo: (() => void)[] = [];
  /** From the pointer to the middle of the dot it grabbed, so that the dot does not jump. */
  private grip = { x: 0, y: 0 };
  private pointerId = -1;
  /** By id: new data may come during a drag, and with it other indices. */
  private held = '';

  constructor(
    private readonly plot: HTMLElement,
    private readonly matrix: () => Matrix,
    /** Told before anything else that the pointer, not the keyboard, is in use. */
    private readonly taken: () => void,
  ) {
    this.on(plot, 'pointerdown', (event) => this.down(event));
    this.on(plot, 'pointermove', (event) => this.move(event));
    this.on(plot, 'pointerup', (event) => this.up(event));
    this.on(plot, 'pointercancel', () => this.gestures.cancel());
    this.on(plot, 'pointerleave', () => this.matrix().hover(null));
    this.on(plot, 'dblclick', (event) => this.open(event));
    // The focus may be anywhere while something is dragged.
    this.on(window, 'keydown', (event) => {
      if (event.key !== 'Escape' || !this.gestures.underWay) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.gestures.cancel();
    });
  }

  destroy(): void {
    this.undo.forEach((stop) => stop());
  }

  private on<K extends keyof WindowEventMap>(target: EventTarget, type: K, listen: (event: WindowEventMap[K]) => void): void {
    const listener = listen as EventListener;
    target.addEventListener(type, listener, true);
    this.undo.push(() => target.removeEventListener(type, listener, true));
  }

  private spot(event: MouseEvent): { x: number; y: number } {
    const box = this.plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.taken();
    const { x, y } = this.spot(event);
    const { scene } = this.matrix();
    // One move at a time: while the caller decides about the last one, points stay put.
    const point = scene.ghost ? -1 : singleOf(scene.layer, markAt(scene, x, y));
    const at = scene.columns.points[point];
    const centre = at ? scene.frame.toScreen(scene.view, at) : { x, y };
    this.grip = { x: centre.x - x, y: centre.y - y };
    this.pointerId = event.pointerId;
    this.held = at?.id ?? '';
    this.gestures.down(x, y, { point, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey });
  }

  private move(event: PointerEvent): void {
    const { x, y } = this.spot(event);
    if (event.buttons === 0) {
      // A release outside of the plot was never told.
      this.gestures.cancel();
      const { scene } = this.matrix();
      const mark = markAt(scene, x, y);
      this.matrix().hover(mark);
      this.plot.style.cursor = mark ? 'pointer' : '';
      return;
    }
    if (event.pointerId !== this.pointerId) return;
    const before = this.gestures.underWay;
    this.gestures.move(x, y);
    if (this.gestures.underWay && !before) this.plot.setPointerCapture(event.pointerId);
    this.matrix().hover(null);
  }

  private up(event: PointerEvent): void {
    if (event.pointerId !== this.pointerId) return;
    const { x, y } = this.spot(event);
    this.gestures.up(x, y);
    this.plot.style.cursor = '';
  }

  private open(event: MouseEvent): void {
    const { x, y } = this.spot(event);
    const { scene, events } = this.matrix();
    const point = scene.columns.points[singleOf(scene.layer, markAt(scene, x, y))];
    if (point && !event.shiftKey && !event.ctrlKey && !event.metaKey) events.onopen(point.id);
  }

  private heldIndex(): number {
    return this.matrix().scene.columns.indexOf.get(this.held) ?? -1;
  }

  private placeAt(x: number, y: number): Place {
    const { frame, view } = this.matrix().scene;
    return onMatrix(frame.toPlace(view, x + this.grip.x, y + this.grip.y));
  }

  click(x: number, y: number, press: Press): void {
    const matrix = this.matrix();
    const { scene } = matrix;
    const mark = markAt(scene, x, y);
    const add = press.shift || press.ctrl;
    if (!mark) {
      if (!add && scene.selected.size > 0) matrix.select([], false);
      return;
    }
    const ids = Array.from(mark.members, (i) => scene.columns.points[i]?.id ?? '');
    const single = singleOf(scene.layer, mark);
    if (single >= 0) matrix.setFocus(single, false);
    if (add) matrix.toggle(ids, true);
    else if (single >= 0) matrix.select(ids, false);
    else if (!matrix.zoomInto(mark)) matrix.select(ids, true);
  }

  dragStart(): void {
    this.plot.style.cursor = 'grabbing';
    this.matrix().setFocus(this.heldIndex(), false);
  }

  drag(_: number, x: number, y: number): void {
    const point = this.heldIndex();
    if (point < 0) this.gestures.cancel();
    else this.matrix().setGhost({ point, place: this.placeAt(x, y) });
  }

  drop(_: number, x: number, y: number): void {
    void this.matrix().drop(this.heldIndex(), this.placeAt(x, y));
  }

  dragCancel(): void {
    const matrix = this.matrix();
    this.plot.style.cursor = '';
    matrix.setGhost(null);
    const moved = matrix.scene.columns.points[this.heldIndex()];
    if (moved) matrix.events.announce(matrix.scene.texts.moveCancelled(moved));
  }

  rectangle(x0: number, y0: number, x1: number, y1: number): void {
    this.matrix().setRectangle({ x0, y0, x1, y1 });
  }

  rectangleEnd(x0: number, y0: number, x1: number, y1: number, add: boolean): void {
    const matrix = this.matrix();
    const { frame, view, columns, selected } = matrix.scene;
    const a = frame.toPlace(view, Math.min(x0, x1), Math.max(y0, y1));
    const b = frame.toPlace(view, Math.max(x0, x1), Math.min(y0, y1));
    const inside = columns.points.filter(
      (p) => p.sharing >= a.sharing && p.sharing <= b.sharing && p.providers >= a.providers && p.providers <= b.providers,
    );
    matrix.setRectangle(null);
    matrix.select([...new Set([...(add ? selected : []), ...inside.map((p) => p.id)])], true);
  }

  rectangleCancel(): void {
    this.matrix().setRectangle(null);
  }
}
