import { intentOf, stepped } from './keys';
import type { Matrix } from './matrix';
import { quadrantOf, type Place } from './model';
import { neighbour } from './neighbours';

/** Keys of the plot, which is one tab stop: the roving focus walks from point to point, M moves the focused one. */
export class Keyboard {
  private moving: { id: string; place: Place } | null = null;

  constructor(private readonly matrix: () => Matrix) {}

  /** True where the key was the matrix's; the event then goes no further. */
  press(event: KeyboardEvent): boolean {
    const intent = intentOf(event, this.moving !== null);
    if (!intent) return false;
    const matrix = this.matrix();
    const { scene } = matrix;
    if (intent.do === 'zoom in') matrix.zoomBy(Math.SQRT2);
    else if (intent.do === 'zoom out') matrix.zoomBy(Math.SQRT1_2);
    else if (intent.do === 'zoom all') matrix.zoomAll();
    else if (intent.do === 'cancel') return this.cancel(true) || this.clear();
    else {
      const arrived = !scene.focusShown;
      matrix.ensureFocus();
      const point = scene.columns.points[scene.focus];
      if (!point) return false;
      if (intent.do === 'walk') {
        // The first arrow only shows where the focus stands.
        const next = arrived ? scene.focus : neighbour(scene.columns, scene.focus, intent.to);
        if (next >= 0) matrix.setFocus(next, true);
      } else if (intent.do === 'open') matrix.events.onopen(point.id);
      else if (intent.do === 'toggle') matrix.toggle([point.id], true);
      else if (intent.do === 'select all') matrix.select(scene.columns.points.map((p) => p.id), true);
      else if (intent.do === 'move') this.start();
      else if (intent.do === 'step') this.step(intent.by);
      else if (intent.do === 'drop') this.drop();
    }
    return true;
  }

  /** Gives up a move, as by Escape or when the focus leaves; false where none was under way. */
  cancel(say: boolean): boolean {
    if (!this.moving) return false;
    const matrix = this.matrix();
    const point = matrix.scene.columns.points[matrix.scene.columns.indexOf.get(this.moving.id) ?? -1];
    this.moving = null;
    matrix.setGhost(null);
    if (point && say) matrix.events.announce(matrix.scene.texts.moveCancelled(point));
    return true;
  }

  private clear(): boolean {
    const matrix = this.matrix();
    if (matrix.scene.hovered) {
      matrix.hover(null);
      return true;
    }
    if (matrix.scene.selected.size === 0) return false;
    matrix.select([], true);
    return true;
  }

  private start(): void {
    const matrix = this.matrix();
    const { scene } = matrix;
    const point = scene.columns.points[scene.focus];
    const words = matrix.words(scene.focus);
    if (!point || !words || scene.ghost) return;
    this.moving = { id: point.id, place: words.place };
    matrix.setFocus(scene.focus, true);
    matrix.setGhost({ point: scene.focus, place: words.place });
    matrix.events.announce(scene.texts.moveStarted(words));
  }

  private step(by: Place): void {
    const matrix = this.matrix();
    const index = this.movingIndex();
    if (!this.moving || index < 0) return;
    const before = quadrantOf(this.moving.place);
    this.moving.place = stepped(this.moving.place, by);
    matrix.setGhost({ point: index, place: this.moving.place });
    matrix.reveal(this.moving.place);
    const words = matrix.words(index, this.moving.place);
    if (words) matrix.events.announce(matrix.scene.texts.moveStep(words, words.quadrant !== before));
  }

  private drop(): void {
    const index = this.movingIndex();
    const place = this.moving?.place;
    this.moving = null;
    const matrix = this.matrix();
    const point = matrix.scene.columns.points[index];
    if (!place || !point) return;
    if (place.sharing === point.sharing && place.providers === point.providers) {
      // Dropped where it was: nothing to keep, nothing to undo.
      matrix.setGhost(null);
      matrix.events.announce(matrix.scene.texts.moveCancelled(point));
    } else void matrix.drop(index, place);
  }

  /** New data may have come since the move began, and with it other indices; -1 where the point is gone. */
  private movingIndex(): number {
    const index = this.matrix().scene.columns.indexOf.get(this.moving?.id ?? '') ?? -1;
    if (index < 0) this.moving = null;
    return index;
  }
}
