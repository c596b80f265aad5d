import type { MatrixFormat } from './model';

/**
 * Traces a format's shape, centred, of equal visual weight for one `radius`: circle, square, triangle, diamond;
 * a circle too for no format, which is only ever drawn dashed and with a dot.
 */
export function traceShape(ctx: CanvasRenderingContext2D, format: MatrixFormat | null, x: number, y: number, radius: number): void {
  ctx.beginPath();
  switch (format) {
    case 'panel': {
      const side = radius * 0.89;
      ctx.roundRect(x - side, y - side, 2 * side, 2 * side, Math.min(1.5, radius / 4));
      return;
    }
    case 'focus_group': {
      const reach = radius * 1.28;
      ctx.moveTo(x, y - reach);
      ctx.lineTo(x + reach * 0.94, y + reach * 0.68);
      ctx.lineTo(x - reach * 0.94, y + reach * 0.68);
      ctx.closePath();
      return;
    }
    case 'visit': {
      const reach = radius * 1.24;
      ctx.moveTo(x, y - reach);
      ctx.lineTo(x + reach, y);
      ctx.lineTo(x, y + reach);
      ctx.lineTo(x - reach, y);
      ctx.closePath();
      return;
    }
    default:
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
  }
}
