import { describe, expect, it } from 'vitest';
import { boxAt, overlap, placeLabels, type Box, type LabelWish } from './labels';
import { sequence } from './testing';

const SCREEN: Box = { x0: 0, y0: 0, x1: 900, y1: 600 };

function wish(x: number, y: number, more: Partial<LabelWish> = {}): LabelWish {
  return { x, y, radius: 6, width: 80, height: 15, ...more };
}

function dotOf({ x, y, radius }: LabelWish): Box {
  return { x0: x - radius, y0: y - radius, x1: x + radius, y1: y + radius };
}

describe('names', () => {
  it('never lie over one another, over a dot, or beyond the edge', () => {
    const next = sequence(23);
    const wishes = Array.from({ length: 400 }, () => wish(900 * next(), 600 * next(), { width: 40 + 90 * next() }));
    const dots = wishes.map(dotOf);
    const placed = placeLabels(wishes, dots, SCREEN);
    expect(placed.length).toBeGreaterThan(80);
    placed.forEach(({ box }, a) => {
      expect(box.x0 >= 0 && box.y0 >= 0 && box.x1 <= 900 && box.y1 <= 600).toBe(true);
      expect(dots.some((dot) => overlap(dot, box))).toBe(false);
      expect(placed.some((other, b) => a !== b && overlap(other.box, box))).toBe(false);
    });
  });

  it('go to the more important first', () => {
    const placed = placeLabels([wish(300, 300), wish(304, 302)], [], SCREEN);
    expect(placed[0]).toMatchObject({ index: 0, side: 'right' });
  });

  it('keep the side they had', () => {
    expect(placeLabels([wish(300, 300, { side: 'below' })], [], SCREEN)[0]?.side).toBe('below');
  });

  it('take another side at the edge', () => {
    expect(placeLabels([wish(880, 300)], [], SCREEN)[0]?.side).toBe('left');
  });

  it('are left out where all sides are taken', () => {
    expect(placeLabels([wish(300, 300)], [{ x0: 200, y0: 200, x1: 400, y1: 400 }], SCREEN)).toEqual([]);
  });

  it('stand clear of their own dot on every side', () => {
    for (const side of ['right', 'left', 'above', 'below'] as const) {
      expect(overlap(boxAt(wish(50, 50), side), dotOf(wish(50, 50)))).toBe(false);
    }
  });
});
