import { describe, expect, it } from 'vitest';
import { MAX_ZOOM, stepZoom, zoomStep } from './camera';
import { buildLayer, hit, levelAt, majority, type Layer } from './marks';
import { countQuadrants, quadrantOf, sizeSteps } from './model';
import { columns, crowd, FRAME, point } from './testing';

const STEPS = Array.from({ length: zoomStep(MAX_ZOOM) + 1 }, (_, step) => step);

function layerOf(points: ReturnType<typeof crowd>, step: number): Layer {
  return buildLayer(columns(points), FRAME, step);
}

describe('levels', () => {
  it.each([
    [60, 1, 'points'],
    [200, 1, 'points'],
    [1_200, 1, 'clusters'],
    [10_000, 1, 'density'],
    [10_000, 4, 'clusters'],
    [10_000, 16, 'points'],
  ])('%i clients at zoom %i are told as %s', (count, k, level) => {
    expect(levelAt(count, FRAME, zoomStep(k))).toBe(level);
  });
});

describe('marks at every zoom', () => {
  const points = [...crowd(4_000, 11), ...Array.from({ length: 30 }, (_, i) => point(`same${i}`, 20, 70))];
  const total = countQuadrants(points);

  it.each(STEPS)('conserve clients and quadrant counts at step %i', (step) => {
    const layer = layerOf(points, step);
    const seen = new Set<number>();
    const counted = { work_table: 0, panel: 0, focus_group: 0, visit: 0 };
    for (const [m, mark] of layer.marks.entries()) {
      const quadrants = new Set(Array.from(mark.members, (i) => quadrantOf(points[i] ?? { sharing: -1, providers: -1 })));
      expect(quadrants.size).toBe(1);
      for (const quadrant of quadrants) counted[quadrant] += mark.members.length;
      for (const i of mark.members) {
        expect(seen.has(i)).toBe(false);
        seen.add(i);
        expect(layer.markOf[i]).toBe(m);
      }
    }
    expect(seen.size).toBe(points.length);
    expect(counted).toEqual(total);
  });

  it('stay within their quadrant, so that no count seems to be another’s', () => {
    for (const step of STEPS) {
      for (const mark of layerOf(points, step).marks) {
        const place = FRAME.toPlace({ k: 1, x: 0, y: 0 }, mark.x, mark.y);
        const member = points[mark.members[0] ?? 0] ?? point('', 0, 0);
        // The floor of a rounding error: a place exactly on the middle line belongs to the high side.
        if (Math.min(Math.abs(place.sharing - 50), Math.abs(place.providers - 50)) < 1e-9) continue;
        expect(quadrantOf(place)).toBe(quadrantOf(member));
      }
    }
  });

  it('show clients at one spot as one dot with a count, however near one looks', () => {
    const layer = layerOf(points, zoomStep(MAX_ZOOM));
    expect(layer.level).toBe('points');
    const stack = layer.marks.filter((mark) => mark.members.length >= 30);
    expect(stack).toHaveLength(1);
  });

  it('come out the same each time', () => {
    expect(layerOf(points, 3).marks).toEqual(layerOf(points, 3).marks);
  });

  it('gather in clusters what lies within reach of the worthiest', () => {
    const layer = layerOf(points, 2);
    expect(layer.level).toBe('clusters');
    const reach = 46 / stepZoom(2);
    const at = columns(points);
    for (const mark of layer.marks) {
      const seed = mark.members[0] ?? -1;
      for (const i of mark.members) {
        const apart = Math.hypot((at.worldX[i] ?? 0) - (at.worldX[seed] ?? 0), (at.worldY[i] ?? 0) - (at.worldY[seed] ?? 0));
        expect(apart).toBeLessThanOrEqual(reach);
      }
    }
  });
});

describe('majority', () => {
  it.each([
    [['panel', 'panel', 'visit'], 'panel'],
    [['visit', 'panel'], 'panel'],
    [[null, 'visit'], 'visit'],
    [[null, null, 'visit'], null],
    [[null], null],
  ] as const)('of %j is %s', (formats, expected) => {
    const all = columns(formats.map((format, i) => point(`p${i}`, 10, 10, { format })));
    expect(majority(all, formats.map((_, i) => i))).toBe(expected);
  });
});

describe('hit test', () => {
  const points = [point('big', 80, 20, { value: 100 }), point('small', 80, 21.2, { value: 1 }), point('far', 20, 80, { value: 2 })];
  const all = columns(points);
  const layer = buildLayer(all, FRAME, 0);

  function check(dx: number, dy: number, at: number, expected: string | null): void {
    const mark = hit(layer, 1, (all.worldX[at] ?? 0) + dx, (all.worldY[at] ?? 0) + dy);
    expect(mark ? points[mark.members[0] ?? -1]?.id : null).toBe(expected);
  }

  it('finds the dot under the pointer, with a little slack', () => {
    check(0, 0, 2, 'far');
    check(9, 0, 2, 'far');
    check(40, 0, 2, null);
  });

  it('prefers the one whose edge is nearest where two touch', () => {
    check(0, 0, 0, 'big');
    check(0, 0, 1, 'small');
    check(-9, 0, 0, 'big');
  });

  it('measures in pixels of the screen, not of the matrix', () => {
    const near = buildLayer(all, FRAME, zoomStep(16));
    const x = all.worldX[2] ?? 0;
    expect(hit(near, 16, x + 20 / 16, all.worldY[2] ?? 0)).toBeNull();
    expect(hit(near, 16, x + 6 / 16, all.worldY[2] ?? 0)).not.toBeNull();
  });

  it('agrees with looking at every mark', () => {
    const many = columns(crowd(800, 5));
    for (const step of [0, 2, 6]) {
      const k = stepZoom(step);
      const built = buildLayer(many, FRAME, step);
      for (let n = 0; n < 300; n++) {
        const [x, y] = [(n * 37.7) % 900, (n * 91.3) % 600];
        const gap = (m: { x: number; y: number; radius: number }): number => Math.hypot(m.x - x, m.y - y) * k - m.radius;
        const best = Math.min(...built.marks.map(gap));
        const found = hit(built, k, x, y);
        if (best < 4) expect(found && gap(found)).toBeCloseTo(best, 9);
        else expect(found).toBeNull();
      }
    }
  });
});

describe('quadrants', () => {
  it.each([
    [80, 68.3, 'work_table'],
    [21.7, 75, 'panel'],
    [88.3, 15, 'focus_group'],
    [18.3, 16.7, 'visit'],
    [50, 50, 'work_table'],
    [49.9, 50, 'panel'],
    [50, 49.9, 'focus_group'],
  ])('sharing %d and providers %d is a %s', (sharing, providers, format) => {
    expect(quadrantOf({ sharing, providers })).toBe(format);
  });

  it('are counted by place, whatever the format', () => {
    const points = [point('a', 80, 80, { format: 'visit' }), point('b', 10, 10, { format: null }), point('c', 10, 90)];
    expect(countQuadrants(points)).toEqual({ work_table: 1, panel: 1, focus_group: 0, visit: 1 });
    expect(columns(points).quadrants).toEqual(countQuadrants(points));
  });
});

describe('sizes', () => {
  it('go by rank, so that one giant does not shrink all others', () => {
    const values = Array.from({ length: 100 }, (_, i) => i);
    const steps = Array.from(sizeSteps([...values, 1e9]));
    const count = (step: number): number => steps.filter((s) => s === step).length;
    expect([count(3), count(2), count(1), count(0)]).toEqual([6, 20, 35, 40]);
    expect(steps[100]).toBe(3);
  });

  it('are all the same where values are', () => {
    expect(Array.from(sizeSteps([5, 5, 5]))).toEqual([1, 1, 1]);
    expect(Array.from(sizeSteps([]))).toEqual([]);
  });
});
