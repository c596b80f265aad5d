import { beforeEach, describe, expect, it } from 'vitest';
import { Gestures, type GestureTarget, type Press } from './gestures';

type Act = ['down', number, number, Partial<Press>?] | ['move', number, number] | ['up', number, number] | ['cancel'];

let told: string[] = [];
const target: GestureTarget = {
  click: (x, y) => told.push(`click ${x},${y}`),
  dragStart: (p) => told.push(`start ${p}`),
  drag: (p, x, y) => told.push(`drag ${p} ${x},${y}`),
  drop: (p, x, y) => told.push(`drop ${p} ${x},${y}`),
  dragCancel: (p) => told.push(`cancel ${p}`),
  rectangle: (...box) => told.push(`rectangle ${box.join()}`),
  rectangleEnd: (...box) => told.push(`select ${box.join()}`),
  rectangleCancel: () => told.push('no rectangle'),
};

function check(acts: Act[], expected: string[]): Gestures {
  const gestures = new Gestures(target);
  for (const act of acts) {
    if (act[0] === 'down') gestures.down(act[1], act[2], { point: -1, shift: false, ctrl: false, ...act[3] });
    else if (act[0] === 'cancel') gestures.cancel();
    else gestures[act[0]](act[1], act[2]);
  }
  expect(told).toEqual(expected);
  return gestures;
}

describe('gestures', () => {
  beforeEach(() => (told = []));

  it('a press that hardly moves is a click, where it began', () =>
    void check([['down', 10, 10, { point: 3 }], ['move', 12, 11], ['up', 12, 11]], ['click 10,10']));

  it('a point is dragged and dropped', () =>
    void check(
      [['down', 10, 10, { point: 3 }], ['move', 30, 10], ['move', 40, 20], ['up', 41, 21]],
      ['start 3', 'drag 3 30,10', 'drag 3 40,20', 'drop 3 41,21'],
    ));

  it('a cancelled drag drops nothing, even when the button is released later', () =>
    void check(
      [['down', 10, 10, { point: 3 }], ['move', 30, 10], ['cancel'], ['move', 50, 50], ['up', 50, 50]],
      ['start 3', 'drag 3 30,10', 'cancel 3'],
    ));

  it('a cancelled press is no click', () => void check([['down', 10, 10, { point: 3 }], ['cancel'], ['up', 10, 10]], []));

  it('cancelling twice, or with nothing under way, tells nothing', () =>
    void check([['cancel'], ['down', 1, 1, { point: 0 }], ['move', 20, 1], ['cancel'], ['cancel']], ['start 0', 'drag 0 20,1', 'cancel 0']));

  it('with Shift a rectangle is drawn, from anywhere', () => {
    const box: Act[] = [['down', 10, 10, { shift: true, point: 5, ctrl: true }], ['move', 60, 40], ['up', 70, 50]];
    check(box, ['rectangle 10,10,60,40', 'select 10,10,70,50,true']);
  });

  it('a cancelled rectangle selects nothing', () =>
    void check(
      [['down', 10, 10, { shift: true }], ['move', 60, 40], ['cancel'], ['up', 70, 50]],
      ['rectangle 10,10,60,40', 'no rectangle'],
    ));

  it('an empty press belongs to the camera, and its release after panning is no click', () => {
    const gestures = check([['down', 10, 10]], []);
    expect(gestures.holdsPointer).toBe(false);
    gestures.move(40, 10);
    expect(gestures.holdsPointer).toBe(false);
    gestures.up(40, 10);
    expect(told).toEqual([]);
  });

  it('a press on a point or with Shift does not pan', () => {
    expect(check([['down', 1, 1, { point: 0 }]], []).holdsPointer).toBe(true);
    expect(check([['down', 1, 1, { shift: true }]], []).holdsPointer).toBe(true);
  });

  it('a second press, as of a lost release, first gives up the first', () =>
    void check(
      [['down', 1, 1, { point: 0 }], ['move', 20, 1], ['down', 5, 5, { point: 1 }], ['up', 5, 5]],
      ['start 0', 'drag 0 20,1', 'cancel 0', 'click 5,5'],
    ));
});
