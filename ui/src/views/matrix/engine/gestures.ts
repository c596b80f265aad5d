/** What a pointer does on the matrix, told apart from its raw events. Knows no DOM: plain numbers in, calls out. */

export interface Press {
  /** The single point under the pointer that can be dragged, or -1. */
  point: number;
  shift: boolean;
  /** Ctrl or Command. */
  ctrl: boolean;
}

export interface GestureTarget {
  click(x: number, y: number, press: Press): void;
  dragStart(point: number): void;
  drag(point: number, x: number, y: number): void;
  drop(point: number, x: number, y: number): void;
  dragCancel(point: number): void;
  rectangle(x0: number, y0: number, x1: number, y1: number): void;
  rectangleEnd(x0: number, y0: number, x1: number, y1: number, add: boolean): void;
  rectangleCancel(): void;
}

/** Pixels a pointer may wander and still be a click. */
export const CLICK_SLOP = 4;

type Doing = 'nothing' | 'pressed' | 'dragging' | 'rectangle' | 'panning';

export class Gestures {
  private doing: Doing = 'nothing';
  private press: Press = { point: -1, shift: false, ctrl: false };
  private startX = 0;
  private startY = 0;

  constructor(private readonly target: GestureTarget) {}

  /** True while the pointer is not the zoom's to pan with. */
  get holdsPointer(): boolean {
    return this.doing === 'dragging' || this.doing === 'rectangle' || (this.doing === 'pressed' && !this.pans);
  }

  get dragging(): boolean {
    return this.doing === 'dragging';
  }

  /** True while a press, drag or rectangle can be given up. */
  get underWay(): boolean {
    return this.doing === 'dragging' || this.doing === 'rectangle';
  }

  private get pans(): boolean {
    return this.press.point < 0 && !this.press.shift;
  }

  down(x: number, y: number, press: Press): void {
    if (this.doing !== 'nothing') this.cancel();
    this.doing = 'pressed';
    this.press = press;
    [this.startX, this.startY] = [x, y];
  }

  move(x: number, y: number): void {
    if (this.doing === 'pressed' && Math.hypot(x - this.startX, y - this.startY) > CLICK_SLOP) {
      if (this.press.shift) this.doing = 'rectangle';
      else if (this.press.point >= 0) {
        this.doing = 'dragging';
        this.target.dragStart(this.press.point);
      } else this.doing = 'panning';
    }
    if (this.doing === 'dragging') this.target.drag(this.press.point, x, y);
    else if (this.doing === 'rectangle') this.target.rectangle(this.startX, this.startY, x, y);
  }

  up(x: number, y: number): void {
    const { doing, press } = this;
    this.doing = 'nothing';
    if (doing === 'pressed') this.target.click(this.startX, this.startY, press);
    else if (doing === 'dragging') this.target.drop(press.point, x, y);
    else if (doing === 'rectangle') this.target.rectangleEnd(this.startX, this.startY, x, y, press.ctrl);
  }

  /** Escape, a lost pointer, new data: whatever was under way has not happened, and the release will do nothing. */
  cancel(): void {
    const { doing, press } = this;
    this.doing = 'nothing';
    if (doing === 'dragging') this.target.dragCancel(press.point);
    else if (doing === 'rectangle') this.target.rectangleCancel();
  }
}
