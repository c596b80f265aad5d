import { describe, expect, it } from 'vitest';
import { between, Frame, MAX_ZOOM, stepZoom, WHOLE, zoomStep, type View } from './camera';
import { sequence } from './testing';

const FRAMES = [new Frame(900, 600), new Frame(320, 900), new Frame(1, 1)];

describe('screen and matrix', () => {
  it('are each other’s inverse at any view', () => {
    const next = sequence(3);
    for (const frame of FRAMES) {
      for (let n = 0; n < 200; n++) {
        const view: View = { k: 1 + 63 * next(), x: -5000 * next(), y: -5000 * next() };
        const place = { sharing: 100 * next(), providers: 100 * next() };
        const { x, y } = frame.toScreen(view, place);
        const back = frame.toPlace(view, x, y);
        expect(back.sharing).toBeCloseTo(place.sharing, 6);
        expect(back.providers).toBeCloseTo(place.providers, 6);
      }
    }
  });

  it('put many providers to the right and much sharing at the top', () => {
    const frame = new Frame(900, 600);
    const low = frame.toScreen(WHOLE, { sharing: 10, providers: 10 });
    const high = frame.toScreen(WHOLE, { sharing: 90, providers: 90 });
    expect(high.x).toBeGreaterThan(low.x);
    expect(high.y).toBeLessThan(low.y);
  });

  it('show all of 0..100 at zoom 1', () => {
    const { sharing, providers } = new Frame(900, 600).visible(WHOLE);
    expect(sharing[0]).toBeLessThan(0);
    expect(sharing[1]).toBeGreaterThan(100);
    expect(providers[0]).toBeLessThan(0);
    expect(providers[1]).toBeGreaterThan(100);
  });
});

describe('views', () => {
  const frame = new Frame(900, 600);

  function check(view: View): void {
    expect(view.k).toBeGreaterThanOrEqual(1);
    expect(view.k).toBeLessThanOrEqual(MAX_ZOOM);
    expect(view.x).toBeLessThanOrEqual(0);
    expect(view.y).toBeLessThanOrEqual(0);
    expect(view.x).toBeGreaterThanOrEqual(900 - 900 * view.k - 1e-6);
    expect(view.y).toBeGreaterThanOrEqual(600 - 600 * view.k - 1e-6);
  }

  it('never show emptiness beyond the rim', () => {
    for (const view of [
      { k: 0.2, x: 40, y: 40 },
      { k: 200, x: -1, y: -9e6 },
      { k: 3, x: 500, y: -5000 },
    ]) {
      check(frame.constrain(view));
    }
    check(frame.around({ sharing: 0, providers: 100 }, 8));
    check(frame.fitting({ sharing: [49, 51], providers: [20, 20] }));
  });

  it('keep what is under the pointer while zooming', () => {
    const view = frame.around({ sharing: 60, providers: 40 }, 4);
    const before = frame.toPlace(view, 450, 300);
    const after = frame.toPlace(frame.zoomedAt(view, 9, 450, 300), 450, 300);
    expect(after.sharing).toBeCloseTo(before.sharing, 6);
    expect(after.providers).toBeCloseTo(before.providers, 6);
  });

  it('move just enough to reveal a place, and not at all where it is in view', () => {
    const view = frame.around({ sharing: 50, providers: 50 }, 8);
    expect(frame.revealing(view, { sharing: 50, providers: 50 }, 60)).toBeNull();
    const moved = frame.revealing(view, { sharing: 50, providers: 80 }, 60);
    expect(moved).not.toBeNull();
    expect(frame.toScreen(moved ?? WHOLE, { sharing: 50, providers: 80 }).x).toBeCloseTo(840, 6);
    expect(moved?.y).toBe(view.y);
  });

  it('fit a range inside the screen', () => {
    const view = frame.fitting({ sharing: [60, 70], providers: [10, 30] });
    for (const place of [
      { sharing: 60, providers: 10 },
      { sharing: 70, providers: 30 },
    ]) {
      const { x, y } = frame.toScreen(view, place);
      expect(x > 0 && x < 900 && y > 0 && y < 600).toBe(true);
    }
  });

  it('glide from one to the other, staying within zooms between the two', () => {
    const [from, to] = [WHOLE, frame.around({ sharing: 80, providers: 20 }, 16)];
    const start = between(frame, from, to, 0);
    expect([start.k, start.x, start.y].map((n) => Math.round(n * 1e6) + 0)).toEqual([1e6, 0, 0]);
    expect(between(frame, from, to, 1)).toBe(to);
    expect(between(frame, from, to, 0.5).k).toBeCloseTo(4, 6);
  });
});

describe('zoom steps', () => {
  it('hold a zoom between their own smallest and the next one’s', () => {
    for (let k = 1; k <= MAX_ZOOM; k *= 1.013) {
      const step = zoomStep(k);
      expect(stepZoom(step)).toBeLessThanOrEqual(k * 1.00001);
      expect(stepZoom(step + 1)).toBeGreaterThan(k * 0.99999);
    }
    expect(zoomStep(2)).toBe(2);
  });
});
