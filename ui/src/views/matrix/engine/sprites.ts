import type { MatrixFormat, MatrixPoint } from './model';
import { DOT_RADIUS } from './model';
import type { Palette } from './palette';
import { traceShape } from './shapes';

/** A picture drawn once; sizes in CSS pixels, the bitmap at the screen's density. */
export interface Sprite {
  bitmap: HTMLCanvasElement;
  width: number;
  height: number;
}

/** As many pictures as a busy screen needs twice over; the oldest go first. */
const KEPT = 2_500;

/** Pictures for one theme and one pixel density, made when first asked for. */
export class Sprites {
  private readonly made = new Map<string, Sprite>();
  private readonly ruler = document.createElement('canvas').getContext('2d');
  private readonly widths = new Map<string, number>();

  constructor(
    readonly palette: Palette,
    readonly ratio: number,
  ) {}

  colour(format: MatrixFormat | null): string {
    return format ? this.palette.format[format] : this.palette.muted;
  }

  /** A client's dot: hollow and dashed if undetermined, ringed near a boundary, half filled if mixed, pinned if by hand. */
  dot(point: MatrixPoint, size: number): Sprite {
    const { format, state, mixed, byHand } = point;
    const key = `d${format}|${size}|${state}|${mixed}|${byHand}`;
    const radius = Math.max(format ? 0 : 6, DOT_RADIUS[size] ?? 6);
    const half = Math.ceil(1.3 * (radius + (state === 'near_boundary' ? 3 : 0)) + 3);
    return this.get(key, 2 * half, 2 * half, (ctx) => this.drawDot(ctx, point, half, half, radius));
  }

  private drawDot(ctx: CanvasRenderingContext2D, point: MatrixPoint, x: number, y: number, r: number): void {
    const { surface } = this.palette;
    const colour = this.colour(point.format);
    const hollow = point.state === 'undetermined' || point.format === null;
    // A rim in the surface's colour keeps touching dots apart.
    traceShape(ctx, point.format, x, y, r);
    ctx.lineJoin = 'round';
    ctx.strokeStyle = surface;
    ctx.lineWidth = 2.5;
    ctx.stroke();
    ctx.fillStyle = hollow || point.mixed ? surface : colour;
    ctx.fill();
    if (hollow) {
      ctx.setLineDash([2.6, 2]);
      this.outline(ctx, point.format, x, y, r - 0.6, colour, 1.6);
      ctx.setLineDash([]);
    } else if (point.mixed) {
      ctx.save();
      traceShape(ctx, point.format, x, y, r);
      ctx.clip();
      ctx.fillStyle = colour;
      ctx.fillRect(x - 2 * r, y - 2 * r, 2 * r, 4 * r);
      ctx.restore();
      this.outline(ctx, point.format, x, y, r - 0.6, colour, 1.5);
    }
    if (point.format === null) {
      ctx.beginPath();
      ctx.arc(x, y, 1.4, 0, 2 * Math.PI);
      ctx.fillStyle = colour;
      ctx.fill();
    }
    if (point.state === 'near_boundary') {
      ctx.globalAlpha = 0.75;
      this.outline(ctx, point.format, x, y, r + 3, colour, 1.2);
      ctx.globalAlpha = 1;
    }
    if (point.byHand) {
      ctx.beginPath();
      ctx.arc(x + r * 0.85, y - r * 0.85, 3, 0, 2 * Math.PI);
      ctx.fillStyle = this.palette.accent;
      ctx.fill();
      ctx.strokeStyle = surface;
      ctx.lineWidth = 1.2;
      ctx.stroke();
    }
  }

  private outline(ctx: CanvasRenderingContext2D, format: MatrixFormat | null, x: number, y: number, r: number, colour: string, width: number): void {
    traceShape(ctx, format, x, y, r);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }

  /** A cell of the density: the shape of its majority, `radius` in quarter pixels so that few sprites serve all. */
  cell(format: MatrixFormat | null, radius: number): Sprite {
    const quarters = Math.round(radius * 4);
    // No larger than needed: thousands of these are copied in every frame.
    const half = Math.ceil((1.3 * quarters) / 4) + 1;
    return this.get(`c${format}|${quarters}`, 2 * half, 2 * half, (ctx) => {
      ctx.globalAlpha = 0.82;
      traceShape(ctx, format, half, half, quarters / 4);
      ctx.fillStyle = this.colour(format);
      ctx.fill();
    });
  }

  /** A cluster: a tinted disc, the count in it, and the shape of its majority on the rim. */
  cluster(format: MatrixFormat | null, count: string, radius: number): Sprite {
    const half = Math.ceil(radius) + 8;
    return this.get(`k${format}|${count}|${Math.round(radius)}`, 2 * half, 2 * half, (ctx) => {
      const colour = this.colour(format);
      ctx.beginPath();
      ctx.arc(half, half, radius, 0, 2 * Math.PI);
      ctx.fillStyle = this.palette.surface;
      ctx.fill();
      ctx.globalAlpha = 0.16;
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.25;
      ctx.stroke();
      traceShape(ctx, format, half, half - radius, 4.2);
      ctx.lineJoin = 'round';
      ctx.strokeStyle = this.palette.surface;
      ctx.lineWidth = 3.5;
      ctx.stroke();
      ctx.fillStyle = colour;
      ctx.fill();
      this.write(ctx, count, half, half + 1, 12, 600, 'center', this.palette.text);
    });
  }

  /** How many clients one spot holds, for the corner of their dot. */
  badge(count: string): Sprite {
    const width = Math.ceil(this.measure(count, 12, 600)) + 8;
    return this.get(`b${count}`, width + 2, 18, (ctx) => {
      ctx.beginPath();
      ctx.roundRect(1, 1, width, 16, 8);
      ctx.fillStyle = this.palette.surface;
      ctx.fill();
      ctx.strokeStyle = this.palette.border;
      ctx.lineWidth = 1;
      ctx.stroke();
      this.write(ctx, count, 1 + width / 2, 9.5, 12, 600, 'center', this.palette.text);
    });
  }

  /** A name in a halo of the surface, so that it reads over anything. */
  name(text: string): Sprite {
    const width = Math.ceil(this.nameWidth(text)) + 6;
    return this.get(`n${text}`, width, 18, (ctx) => {
      ctx.font = this.font(12, 450);
      ctx.textBaseline = 'middle';
      ctx.lineJoin = 'round';
      ctx.strokeStyle = this.palette.surface;
      ctx.lineWidth = 3.5;
      ctx.globalAlpha = 0.9;
      ctx.strokeText(text, 3, 9.5);
      ctx.globalAlpha = 1;
      ctx.fillStyle = this.palette.text;
      ctx.fillText(text, 3, 9.5);
    });
  }

  /** A name on a plate of its own: for the one client in hand, whose name must read over everything. */
  tag(text: string): Sprite {
    const width = Math.ceil(this.measure(text, 12, 600)) + 16;
    return this.get(`t${text}`, width, 24, (ctx) => {
      ctx.beginPath();
      ctx.roundRect(0.5, 0.5, width - 1, 23, 6);
      ctx.fillStyle = this.palette.surface;
      ctx.fill();
      ctx.strokeStyle = this.palette.border;
      ctx.lineWidth = 1;
      ctx.stroke();
      this.write(ctx, text, 8, 12.5, 12, 600, 'left', this.palette.text);
    });
  }

  nameWidth(text: string): number {
    return this.measure(text, 12, 450);
  }

  /** A quadrant's plate: its shape, its name, and its count, which leads where no client is told apart. */
  plate(format: MatrixFormat, name: string, count: string, leads: boolean): Sprite {
    const size = leads ? 20 : 13;
    const nameWidth = this.measure(name, 13, 600);
    const width = Math.ceil(30 + nameWidth + 8 + this.measure(count, size, leads ? 640 : 450) + 12);
    return this.get(`q${format}|${name}|${count}|${leads}`, width, 32, (ctx) => {
      ctx.beginPath();
      ctx.roundRect(0.5, 0.5, width - 1, 31, 8);
      ctx.globalAlpha = 0.92;
      ctx.fillStyle = this.palette.surface;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.strokeStyle = this.palette.line;
      ctx.stroke();
      traceShape(ctx, format, 17, 16.5, 5.5);
      ctx.fillStyle = this.colour(format);
      ctx.fill();
      this.write(ctx, name, 30, 16.5, 13, 600, 'left', this.palette.text);
      const colour = leads ? this.palette.text : this.palette.muted;
      this.write(ctx, count, width - 12, 16.5, size, leads ? 640 : 450, 'right', colour);
    });
  }

  private write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, weight: number, align: CanvasTextAlign, colour: string): void {
    ctx.font = this.font(size, weight);
    ctx.textAlign = align;
    ctx.textBaseline = 'middle';
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  font(size: number, weight: number): string {
    return `${weight} ${size}px ${this.palette.font}`;
  }

  private measure(text: string, size: number, weight: number): number {
    const key = `${size}|${weight}|${text}`;
    let width = this.widths.get(key);
    if (width === undefined && this.ruler) {
      this.ruler.font = this.font(size, weight);
      width = this.ruler.measureText(text).width;
      this.widths.set(key, width);
    }
    return width ?? text.length * size * 0.55;
  }

  private get(key: string, width: number, height: number, draw: (ctx: CanvasRenderingContext2D) => void): Sprite {
    const known = this.made.get(key);
    if (known) return known;
    const bitmap = document.createElement('canvas');
    bitmap.width = Math.ceil(width * this.ratio);
    bitmap.height = Math.ceil(height * this.ratio);
    const ctx = bitmap.getContext('2d');
    if (ctx) {
      ctx.scale(this.ratio, this.ratio);
      draw(ctx);
    }
    const sprite = { bitmap, width: bitmap.width / this.ratio, height: bitmap.height / this.ratio };
    if (this.made.size >= KEPT) for (const old of [...this.made.keys()].slice(0, KEPT / 5)) this.made.delete(old);
    this.made.set(key, sprite);
    return sprite;
  }
}

/** Draws a sprite centred on a place, on whole device pixels so that it stays crisp. */
export function stamp(ctx: CanvasRenderingContext2D, sprite: Sprite, x: number, y: number, ratio: number): void {
  stampAt(ctx, sprite, x - sprite.width / 2, y - sprite.height / 2, ratio);
}

export function stampAt(ctx: CanvasRenderingContext2D, sprite: Sprite, x: number, y: number, ratio: number): void {
  ctx.drawImage(sprite.bitmap, Math.round(x * ratio) / ratio, Math.round(y * ratio) / ratio, sprite.width, sprite.height);
}

const LONGEST = 28;

/** A name short enough to stand beside a dot. */
export function shortName(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;
}
