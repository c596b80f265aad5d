import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import { between, MAX_ZOOM, type Frame, type View } from './camera';

const TRAVEL_MS = 240;

/** Moves the view: panning and zooming by hand (d3-zoom), and gliding from one view to another. */
export class Steering {
  private readonly zooming = zoom<HTMLElement, unknown>();
  private request = 0;

  constructor(
    private readonly plot: HTMLElement,
    private readonly frame: () => Frame,
    /** Whether the pointer belongs to a gesture, and must not pan. */
    pointerHeld: () => boolean,
    look: (view: View) => void,
  ) {
    this.zooming
      .scaleExtent([1, MAX_ZOOM])
      .extent(() => [
        [0, 0],
        [frame().width, frame().height],
      ])
      .filter((event: MouseEvent) => event.type === 'wheel' || (!pointerHeld() && !event.button && !event.ctrlKey))
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        // A hand on the wheel ends any glide.
        if (event.sourceEvent) cancelAnimationFrame(this.request);
        const { k, x, y } = event.transform;
        look({ k, x, y });
      });
    this.limit();
    // A double click opens a client; it does not zoom.
    select(plot).call(this.zooming).on('dblclick.zoom', null);
  }

  destroy(): void {
    cancelAnimationFrame(this.request);
    select(this.plot).on('.zoom', null);
  }

  /** Holds panning inside the frame, which may have changed. */
  limit(): void {
    const { width, height } = this.frame();
    this.zooming.translateExtent([
      [0, 0],
      [width, height],
    ]);
  }

  go({ k, x, y }: View): void {
    this.zooming.transform(select(this.plot), zoomIdentity.translate(x, y).scale(k));
  }

  /** Glides to a view, or goes there at once where motion is to be reduced. */
  travel(from: View, to: View): void {
    cancelAnimationFrame(this.request);
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.go(to);
      return;
    }
    let start = 0;
    const glide = (now: number): void => {
      start ||= now;
      const share = Math.min(1, (now - start) / TRAVEL_MS);
      this.go(between(this.frame(), from, to, 1 - (1 - share) ** 3));
      if (share < 1) this.request = requestAnimationFrame(glide);
    };
    this.request = requestAnimationFrame(glide);
  }
}
