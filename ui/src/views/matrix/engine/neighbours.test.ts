import { describe, expect, it } from 'vitest';
import { nearest, neighbour, type Direction } from './neighbours';
import { columns, crowd, FRAME, point } from './testing';

const CROSS = [
  point('middle', 50, 50),
  point('right', 50, 60),
  point('far right', 50, 80),
  point('left', 50, 40),
  point('up', 60, 50),
  point('down', 40, 50),
  point('aside', 75, 53),
];

function check(points: typeof CROSS, from: string, direction: Direction, to: string | null): void {
  const all = columns(points);
  const found = neighbour(all, all.indexOf.get(from) ?? -1, direction);
  expect(all.points[found]?.id ?? null).toBe(to);
}

describe('the nearest neighbour in a direction', () => {
  it.each([
    ['middle', 'right', 'right'],
    ['middle', 'left', 'left'],
    ['middle', 'up', 'up'],
    ['middle', 'down', 'down'],
    ['right', 'right', 'far right'],
    ['up', 'up', 'aside'],
    ['far right', 'right', null],
    ['left', 'left', null],
    ['down', 'down', null],
  ] as const)('from %s to the %s is %s', (from, direction, to) => check(CROSS, from, direction, to));

  it('is one aside where none lies straight on', () => check([point('a', 50, 50), point('b', 90, 52)], 'a', 'right', 'b'));

  it('leads through all clients at one spot, and back', () => {
    const stack = [point('a', 30, 30), point('b', 50, 50), point('c', 50, 50), point('d', 50, 50), point('e', 50, 70)];
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'e'],
    ] as const) {
      check(stack, from, 'right', to);
    }
    for (const [from, to] of [
      ['e', 'd'],
      ['d', 'c'],
      ['c', 'b'],
      ['b', 'a'],
    ] as const) {
      check(stack, from, 'left', to);
    }
  });

  it('lets the arrows reach every client', () => {
    const all = columns([...crowd(250, 17), point('x', 50, 50), point('y', 50, 50)]);
    const reached = new Set([0]);
    const open = [0];
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(all, from, direction);
        if (next < 0 || reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    expect(reached.size).toBe(252);
  });
});

describe('the nearest clients to a place', () => {
  it('come nearest first, without the one asked about', () => {
    const all = columns(CROSS);
    const found = nearest(all, FRAME.worldX(50), FRAME.worldY(50), 3, 0).map((i) => all.points[i]?.id);
    expect(found).toHaveLength(3);
    expect(new Set(found.slice(0, 2))).toEqual(new Set(['up', 'down']));
    expect(found).not.toContain('middle');
  });

  it('are all there are where fewer are than asked for', () => {
    expect(nearest(columns([point('a', 1, 1), point('b', 2, 2)]), 0, 0, 3, 0)).toEqual([1]);
  });
});
