import type { CalendarEvent, CivilTime, Conflict, Change, Format, Lane, Probe, TrayNeed } from './engine';
import { edgeSpeed, fromAbsolute, landingLane, MINUTES_A_DAY, snap, snapDown, snapUp, STEP, toAbsolute } from './engine';

/** What a grid tells the drag about its ground. */
export interface Surface {
  /** The element that scrolls, and bounds where things can be dropped. */
  scroller: HTMLElement;
  /** Absolute minute and lane under a point, held within the grid; null outside where `inside` is asked for. */
  at(x: number, y: number, inside?: boolean): { at: number; lane?: string } | null;
  /** The month: a drop changes the day and keeps the time. */
  wholeDays: boolean;
  /** Holding a drag at the left or right edge turns to the neighbouring period. */
  turns: boolean;
}

export type GestureKind = 'move' | 'resize' | 'create' | 'place';

/** Where the gesture would leave the meeting if it ended now: drawn as the ghost. */
export interface Preview {
  kind: GestureKind;
  id: string | null;
  need?: string;
  title: string;
  format: Format | null;
  start: CivilTime;
  minutes: number;
  lane?: string;
  fromLane?: string;
}

export interface DragHost {
  surface(): Surface | null;
  lanes(): readonly Lane[];
  probe: Probe;
  /** The time of day that a need gets when it is dropped on a day of the month. */
  defaultMinute(): number;
  drop(preview: Preview, conflicts: readonly Conflict[]): void;
  cancelled(preview: Preview): void;
  turn(by: -1 | 1): void;
}

interface Held {
  kind: GestureKind;
  event: CalendarEvent | null;
  need: TrayNeed | null;
  lane: string | undefined;
  /** Absolute minute that was under the pointer at the start. */
  grabbed: number;
  x: number;
  y: number;
  pointerId: number;
  started: boolean;
  onclick: (() => void) | undefined;
  /** Set for what cannot be moved: called instead, once, when somebody tries. */
  onpull: (() => void) | undefined;
}

/** A press becomes a drag after this many pixels: a click with an unsteady hand stays a click. */
const THRESHOLD = 4;
const PROBE_DELAY = 120;
/** Alt may be let go unseen (the desktop can take the key): the move is then set after this pause. */
const KEYS_PAUSE = 1200;
const TURN_ZONE = 28;
const TURN_PAUSE = 700;

export class Drag {
  preview = $state.raw<Preview | null>(null);
  conflicts = $state.raw<readonly Conflict[]>([]);
  probing = $state(false);
  /** The pointer, while a pointer drags; null for the keyboard. */
  pointer = $state.raw<{ x: number; y: number } | null>(null);

  #host: DragHost;
  #held: Held | null = null;
  #probeTimer: ReturnType<typeof setTimeout> | undefined;
  #probeTurn = 0;
  #keysTimer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #edgeSince = 0;

  constructor(host: DragHost) {
    this.#host = host;
  }

  get active(): boolean {
    return this.preview !== null;
  }

  /** The event being moved or resized, whose card fades. */
  get sourceId(): string | null {
    return this.preview?.id ?? null;
  }

  /** A press on something that may become a drag. `onclick` runs if it does not. */
  press(
    pointer: PointerEvent,
    what: {
      kind: GestureKind | 'still';
      event?: CalendarEvent;
      need?: TrayNeed;
      lane?: string;
      onclick?: () => void;
      onpull?: () => void;
    },
  ): void {
    if (pointer.button !== 0 || this.#held) return;
    this.keysEnd();
    const where = this.#host.surface()?.at(pointer.clientX, pointer.clientY) ?? null;
    this.#held = {
      kind: what.kind === 'still' ? 'move' : what.kind,
      event: what.event ?? null,
      need: what.need ?? null,
      lane: what.lane ?? (what.kind === 'create' ? where?.lane : undefined),
      grabbed: where?.at ?? 0,
      x: pointer.clientX,
      y: pointer.clientY,
      pointerId: pointer.pointerId,
      started: false,
      onclick: what.onclick,
      onpull: what.onpull,
    };
    window.addEventListener('pointermove', this.#move);
    window.addEventListener('pointerup', this.#up);
    window.addEventListener('pointercancel', this.#abort);
    window.addEventListener('blur', this.#abort);
    window.addEventListener('keydown', this.#key, true);
  }

  /** One step by keyboard. Steps add up to one gesture, which ends when Alt is let go. */
  nudge(event: CalendarEvent, by: { minutes?: number; length?: number; lane?: string; fromLane?: string }): void {
    if (this.#held) return;
    const current = this.preview;
    if (current && (current.id !== event.id || this.pointer)) this.keysEnd();
    const base: Preview = this.preview ?? {
      kind: 'move',
      id: event.id,
      title: event.title,
      format: event.format,
      start: event.start,
      minutes: event.minutes,
      ...(by.fromLane === undefined ? {} : { lane: by.fromLane, fromLane: by.fromLane }),
    };
    if (!this.preview) {
      window.addEventListener('keyup', this.#altUp, true);
      window.addEventListener('keydown', this.#key, true);
      window.addEventListener('blur', this.keysEnd);
    }
    const length = Math.max(STEP, base.minutes + (by.length ?? 0));
    this.#show({
      ...base,
      kind: by.length ? 'resize' : base.kind,
      start: fromAbsolute(toAbsolute(base.start) + (by.minutes ?? 0)),
      minutes: length,
      ...(by.lane === undefined ? {} : { lane: by.lane }),
    });
    clearTimeout(this.#keysTimer);
    this.#keysTimer = setTimeout(this.keysEnd, KEYS_PAUSE);
  }

  /** Sets what the keyboard has moved so far. */
  keysEnd = (): void => {
    if (!this.preview || this.#held) return;
    this.#finish();
  };

  cancel(): void {
    const shown = this.preview;
    this.#clear();
    if (shown) this.#host.cancelled(shown);
  }

  /** Lets go of the window's listeners: for when the calendar leaves the page. */
  destroy(): void {
    this.#clear();
  }

  #move = (pointer: PointerEvent): void => {
    const held = this.#held;
    if (!held || pointer.pointerId !== held.pointerId) return;
    if (!held.started) {
      if (Math.hypot(pointer.clientX - held.x, pointer.clientY - held.y) < THRESHOLD) return;
      if (held.onpull) {
        const { onpull } = held;
        this.#clear();
        onpull();
        return;
      }
      held.started = true;
      this.#frame = requestAnimationFrame(this.#tick);
    }
    pointer.preventDefault();
    this.pointer = { x: pointer.clientX, y: pointer.clientY };
    this.#follow();
  };

  #up = (pointer: PointerEvent): void => {
    const held = this.#held;
    if (!held || pointer.pointerId !== held.pointerId) return;
    if (!held.started) {
      const { onclick } = held;
      this.#clear();
      onclick?.();
      return;
    }
    if (this.preview) this.#finish();
    else this.#clear();
  };

  #abort = (): void => {
    this.cancel();
  };

  #key = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape') return;
    key.preventDefault();
    key.stopPropagation();
    this.cancel();
  };

  #altUp = (key: KeyboardEvent): void => {
    if (key.key === 'Alt' || key.key === 'Control') this.keysEnd();
  };

  #follow(): void {
    const held = this.#held;
    const surface = this.#host.surface();
    const point = this.pointer;
    if (!held?.started || !surface || !point) return;
    const where = surface.at(point.x, point.y, held.kind === 'place');
    if (!where) {
      if (held.kind === 'place') {
        this.preview = null;
        this.conflicts = [];
      }
      return;
    }
    this.#show(this.#previewAt(held, where, surface.wholeDays));
  }

  #previewAt(held: Held, where: { at: number; lane?: string }, wholeDays: boolean): Preview {
    const { event, need } = held;
    if (held.kind === 'create' || (!event && !need)) {
      const origin = snapDown(held.grabbed);
      const start = wholeDays ? this.#onDay(where.at) : Math.min(origin, snapDown(where.at));
      const end = wholeDays ? start + 60 : Math.max(origin + STEP, snapUp(where.at));
      return {
        kind: 'create',
        id: null,
        title: '',
        format: null,
        start: fromAbsolute(start),
        minutes: end - start,
        ...(held.lane === undefined ? {} : { lane: held.lane }),
      };
    }
    if (need) {
      return {
        kind: 'place',
        id: null,
        need: need.id,
        title: need.title,
        format: need.format,
        start: fromAbsolute(wholeDays ? this.#onDay(where.at) : snap(where.at)),
        minutes: need.minutes,
        ...(where.lane === undefined ? {} : { lane: where.lane }),
      };
    }
    const moved = event!;
    const start = toAbsolute(moved.start);
    const base = { id: moved.id, title: moved.title, format: moved.format };
    const lane = landingLane(this.#host.lanes(), held.lane, where.lane);
    const inLane = lane === undefined ? {} : { lane, ...(held.lane === undefined ? {} : { fromLane: held.lane }) };
    if (held.kind === 'resize') {
      const own = held.lane === undefined ? {} : { lane: held.lane, fromLane: held.lane };
      return { ...base, ...own, kind: 'resize', start: moved.start, minutes: Math.max(STEP, snap(where.at - start)) };
    }
    const shifted = wholeDays
      ? start + (Math.floor(where.at / MINUTES_A_DAY) - Math.floor(held.grabbed / MINUTES_A_DAY)) * MINUTES_A_DAY
      : // A meeting that stands off the grid keeps its minutes until it is really moved.
        start + snap(where.at - held.grabbed) + offGrid(start, where.at - held.grabbed);
    return { ...base, ...inLane, kind: 'move', start: fromAbsolute(shifted), minutes: moved.minutes };
  }

  #onDay(at: number): number {
    return Math.floor(at / MINUTES_A_DAY) * MINUTES_A_DAY + this.#host.defaultMinute();
  }

  #show(next: Preview): void {
    const shown = this.preview;
    if (
      shown &&
      shown.start === next.start &&
      shown.minutes === next.minutes &&
      shown.lane === next.lane &&
      shown.kind === next.kind
    )
      return;
    this.preview = next;
    this.#askProbe(next);
  }

  #askProbe(preview: Preview): void {
    clearTimeout(this.#probeTimer);
    const turn = (this.#probeTurn += 1);
    this.probing = true;
    this.#probeTimer = setTimeout(() => {
      void this.#host.probe(changeOf(preview)).then(
        (found) => {
          if (turn !== this.#probeTurn) return;
          this.conflicts = found;
          this.probing = false;
        },
        () => {
          // What could not be checked is not shown as free of conflicts, nor as in conflict.
          if (turn === this.#probeTurn) this.conflicts = [];
        },
      );
    }, PROBE_DELAY);
  }

  #finish(): void {
    const done = this.preview;
    const found = this.conflicts;
    const event = this.#held?.event;
    const same =
      done !== null &&
      event != null &&
      done.start === event.start &&
      done.minutes === event.minutes &&
      done.lane === done.fromLane;
    this.#clear();
    if (done && !same) this.#host.drop(done, found);
  }

  #clear(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#probeTimer);
    clearTimeout(this.#keysTimer);
    this.#probeTurn += 1;
    this.#held = null;
    this.#edgeSince = 0;
    this.preview = null;
    this.conflicts = [];
    this.probing = false;
    this.pointer = null;
    window.removeEventListener('pointermove', this.#move);
    window.removeEventListener('pointerup', this.#up);
    window.removeEventListener('pointercancel', this.#abort);
    window.removeEventListener('blur', this.#abort);
    window.removeEventListener('blur', this.keysEnd);
    window.removeEventListener('keyup', this.#altUp, true);
    window.removeEventListener('keydown', this.#key, true);
  }

  /** Each frame of a drag: scrolls near the edges, and turns the period where it is held at a side. */
  #tick = (now: number): void => {
    const point = this.pointer;
    const surface = this.#host.surface();
    if (!this.#held?.started) return;
    this.#frame = requestAnimationFrame(this.#tick);
    if (!point || !surface) return;
    const box = surface.scroller.getBoundingClientRect();
    // A need that is still over the tray must not scroll the calendar.
    if (this.#held.kind === 'place' && !this.preview) return;
    const { scrollLeft, scrollTop } = surface.scroller;
    surface.scroller.scrollBy(edgeSpeed(point.x, box.left, box.right), edgeSpeed(point.y, box.top, box.bottom));
    if (surface.scroller.scrollLeft !== scrollLeft || surface.scroller.scrollTop !== scrollTop) this.#follow();

    const side = point.x < box.left + TURN_ZONE ? -1 : point.x > box.right - TURN_ZONE ? 1 : 0;
    if (side === 0 || !surface.turns || surface.scroller.scrollLeft !== scrollLeft || this.#held.kind !== 'move') {
      this.#edgeSince = 0;
    } else if (this.#edgeSince === 0) {
      this.#edgeSince = now;
    } else if (now - this.#edgeSince > TURN_PAUSE) {
      this.#edgeSince = now;
      this.#host.turn(side);
      this.#follow();
    }
  };
}

/** Brings an off-grid start onto the grid once the pointer has really moved it. */
function offGrid(start: number, travelled: number): number {
  return Math.abs(travelled) < STEP / 2 ? 0 : snap(start) - start;
}

export function changeOf(preview: Preview): Change {
  return {
    id: preview.id,
    start: preview.start,
    minutes: preview.minutes,
    ...(preview.need === undefined ? {} : { need: preview.need }),
    ...(preview.lane === undefined ? {} : { lane: preview.lane }),
    ...(preview.fromLane === undefined ? {} : { fromLane: preview.fromLane }),
  };
}
