import type { Place } from './model';

/** The d3-zoom transform: screen = k * world + (x, y), in CSS pixels. */
export interface View {
  k: number;
  x: number;
  y: number;
}

export const WHOLE: View = { k: 1, x: 0, y: 0 };
export const MAX_ZOOM = 64;

/** Room kept around 0..100: beside it for a whole dot, above and below it for the quadrants' plates. */
const SIDE_RIM = 20;
const PLATE_RIM = 50;

/** A range of places, inclusive. */
export interface Range {
  sharing: readonly [number, number];
  providers: readonly [number, number];
}

/** The plot in CSS pixels: places to world (zoom 1) to screen, and back. */
export class Frame {
  readonly perProvider: number;
  readonly perSharing: number;
  private readonly rim: number;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.rim = Math.min(PLATE_RIM, height / 8);
    this.perProvider = Math.max(1, width - 2 * SIDE_RIM) / 100;
    this.perSharing = Math.max(1, height - 2 * this.rim) / 100;
  }

  worldX(providers: number): number {
    return SIDE_RIM + providers * this.perProvider;
  }

  worldY(sharing: number): number {
    return this.rim + (100 - sharing) * this.perSharing;
  }

  toScreen(view: View, place: Place): { x: number; y: number } {
    return { x: view.k * this.worldX(place.providers) + view.x, y: view.k * this.worldY(place.sharing) + view.y };
  }

  /** The inverse of `toScreen`; not held to 0..100. */
  toPlace(view: View, x: number, y: number): Place {
    return {
      providers: ((x - view.x) / view.k - SIDE_RIM) / this.perProvider,
      sharing: 100 - ((y - view.y) / view.k - this.rim) / this.perSharing,
    };
  }

  /** What a view shows, widened by `margin` pixels on every side. */
  visible(view: View, margin = 0): Range {
    const a = this.toPlace(view, -margin, this.height + margin);
    const b = this.toPlace(view, this.width + margin, -margin);
    return { providers: [a.providers, b.providers], sharing: [a.sharing, b.sharing] };
  }

  /** Holds a view inside the plot: no emptiness beyond the rim, zoom between 1 and the largest. */
  constrain(view: View): View {
    const k = Math.min(MAX_ZOOM, Math.max(1, view.k));
    const hold = (offset: number, size: number): number => Math.min(0, Math.max(size - size * k, offset)) + 0;
    return { k, x: hold(view.x, this.width), y: hold(view.y, this.height) };
  }

  /** The view of zoom `k` with a place in the middle, as far as the rim allows. */
  around(place: Place, k: number): View {
    return this.constrain({
      k,
      x: this.width / 2 - k * this.worldX(place.providers),
      y: this.height / 2 - k * this.worldY(place.sharing),
    });
  }

  /** The view of zoom `k` that keeps what is under (x, y) where it is. */
  zoomedAt(view: View, k: number, x: number, y: number): View {
    const held = Math.min(MAX_ZOOM, Math.max(1, k));
    const grow = held / view.k;
    return this.constrain({ k: held, x: x - (x - view.x) * grow, y: y - (y - view.y) * grow });
  }

  /** The view that shows a range with air around it. */
  fitting(range: Range): View {
    const [w0, w1] = [this.worldX(range.providers[0]), this.worldX(range.providers[1])];
    const [h0, h1] = [this.worldY(range.sharing[1]), this.worldY(range.sharing[0])];
    const k = 0.6 * Math.min(this.width / Math.max(1e-6, w1 - w0), this.height / Math.max(1e-6, h1 - h0));
    return this.around(
      {
        providers: (range.providers[0] + range.providers[1]) / 2,
        sharing: (range.sharing[0] + range.sharing[1]) / 2,
      },
      Math.min(MAX_ZOOM, Math.max(1, k)),
    );
  }

  /** The view moved just enough to have a place at least `margin` pixels inside, or null where it already is. */
  revealing(view: View, place: Place, margin: number): View | null {
    const { x, y } = this.toScreen(view, place);
    const push = (at: number, size: number): number => {
      const m = Math.min(margin, size / 3);
      return at < m ? m - at : at > size - m ? size - m - at : 0;
    };
    const moved = this.constrain({ k: view.k, x: view.x + push(x, this.width), y: view.y + push(y, this.height) });
    return Math.abs(moved.x - view.x) < 0.5 && Math.abs(moved.y - view.y) < 0.5 ? null : moved;
  }
}

/** Zoom in half-octave steps: marks and names are worked out once per step and kept. */
export function zoomStep(k: number): number {
  return Math.floor(2 * Math.log2(k) + 1e-6);
}

/** The smallest zoom of a step. */
export function stepZoom(step: number): number {
  return 2 ** (step / 2);
}

/** The view part of the way from one to another: zoom by ratio, so that it looks even. */
export function between(frame: Frame, from: View, to: View, share: number): View {
  if (share >= 1) return to;
  const k = from.k * (to.k / from.k) ** share;
  // The middle of the screen travels in world units in step with the zoom's own progress.
  const centre = (view: View): { x: number; y: number } => ({
    x: (frame.width / 2 - view.x) / view.k,
    y: (frame.height / 2 - view.y) / view.k,
  });
  const [a, b] = [centre(from), centre(to)];
  const done = to.k === from.k ? share : (1 / from.k - 1 / k) / (1 / from.k - 1 / to.k);
  const [cx, cy] = [a.x + (b.x - a.x) * done, a.y + (b.y - a.y) * done];
  return { k, x: frame.width / 2 - cx * k, y: frame.height / 2 - cy * k };
}
