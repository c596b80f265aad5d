import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Frame, WHOLE } from './engine/camera';
import type { MatrixTexts } from './engine';
import { point } from './engine/testing';
import MatrixCanvas from './MatrixCanvas.svelte';

const POINTS = [point('Ana', 80, 80), point('Bruno', 80, 20), point('Carla', 20, 20), point('Diego', 20, 80)];
const FRAME = new Frame(900, 600);

const names = { work_table: 'mesa', panel: 'panel', focus_group: 'grupo', visit: 'visita' };

const texts: MatrixTexts = {
  label: 'Matriz',
  keys: 'Flechas para recorrer, M para mover',
  sharing: 'Compartir',
  sharingLow: 'poco',
  sharingHigh: 'mucho',
  providers: 'Proveedores',
  providersLow: 'pocos',
  providersHigh: 'muchos',
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  zoomAll: 'Ver todo',
  empty: 'Sin clientes',
  quadrant: names,
  count: String,
  describe: ({ point: p, quadrant, neighbours }) => `${p.name}: ${names[quadrant]}; cerca: ${neighbours.join(', ')}`,
  moveStarted: ({ point: p }) => `moviendo ${p.name}`,
  moveStep: ({ place, quadrant }, crossed) => `${place.sharing}/${place.providers}${crossed ? ` ${names[quadrant]}` : ''}`,
  moved: ({ point: p, quadrant }) => `${p.name} ahora ${names[quadrant]}`,
  moveCancelled: (p) => `${p.name} no se mueve`,
  selected: (n) => `${n} elegidos`,
};

function mounted(props: Partial<Parameters<typeof MatrixCanvas>[1]> = {}) {
  const heard = { onselect: vi.fn(), onopen: vi.fn(), onmove: vi.fn(), announce: vi.fn() };
  const view = render(MatrixCanvas, { points: POINTS, texts, ...heard, ...props });
  const plot = screen.getByRole('listbox', { name: 'Matriz' });
  return { ...heard, ...view, plot, keys: userEvent.setup() };
}

const current = (): string => screen.getByRole('option').textContent?.trim() ?? '';

/** What a mouse does, told as the browser tells it; the tests' page has no PointerEvent of its own. */
function pointer(plot: HTMLElement, type: string, at: { x: number; y: number }, more: MouseEventInit = {}): void {
  const buttons = type === 'pointerup' ? 0 : 1;
  const event = new MouseEvent(type, { clientX: at.x, clientY: at.y, buttons, button: 0, bubbles: true, ...more });
  plot.dispatchEvent(Object.assign(event, { isPrimary: true, pointerId: 1 }));
}

beforeEach(() => {
  // jsdom lays nothing out and draws nothing; the matrix needs a size, and does without a picture.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => vi.restoreAllMocks());

describe('from the keyboard', () => {
  it('one tab stop holds a focus that walks to the nearest neighbour', async () => {
    const { keys, plot } = mounted({ selected: ['Ana'] });
    await keys.tab();
    expect(plot).toHaveFocus();
    expect(current()).toBe('Ana: mesa; cerca: Diego, Bruno, Carla');
    await keys.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(current()).toMatch(/^Bruno: grupo/);
    await keys.keyboard('{ArrowDown}');
    expect(current()).toMatch(/^Carla: visita/);
    expect(plot.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    await keys.tab();
    expect(plot).not.toHaveFocus();
  });

  it('Enter opens and Space selects', async () => {
    const { keys, onopen, onselect, announce } = mounted({ selected: ['Ana'] });
    await keys.tab();
    await keys.keyboard('{Enter} ');
    expect(onopen).toHaveBeenCalledWith('Ana');
    expect(onselect).toHaveBeenLastCalledWith([]);
    expect(announce).toHaveBeenLastCalledWith('0 elegidos');
  });

  it('M moves by ones and fives, tells each crossing, and Enter drops', async () => {
    const { keys, onmove, announce } = mounted({ selected: ['Ana'] });
    await keys.tab();
    await keys.keyboard('m');
    expect(announce).toHaveBeenLastCalledWith('moviendo Ana');
    await keys.keyboard('{ArrowLeft}{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
    expect(announce).toHaveBeenLastCalledWith('45/79 panel');
    expect(onmove).not.toHaveBeenCalled();
    await keys.keyboard('{Enter}');
    expect(onmove).toHaveBeenCalledExactlyOnceWith('Ana', { sharing: 45, providers: 79 });
    await vi.waitFor(() => expect(announce).toHaveBeenLastCalledWith('Ana ahora panel'));
  });

  it('Escape gives a move up, and so does leaving', async () => {
    const { keys, onmove, announce } = mounted({ selected: ['Ana'] });
    await keys.tab();
    await keys.keyboard('m{ArrowLeft}{Escape}');
    expect(announce).toHaveBeenLastCalledWith('Ana no se mueve');
    await keys.keyboard('m{ArrowLeft}');
    await keys.tab();
    expect(announce).toHaveBeenLastCalledWith('Ana no se mueve');
    expect(onmove).not.toHaveBeenCalled();
  });

  it('says so where the caller keeps the point where it was', async () => {
    const { keys, announce } = mounted({ selected: ['Ana'], onmove: vi.fn().mockResolvedValue(false) });
    await keys.tab();
    await keys.keyboard('m{ArrowLeft}{Enter}');
    await vi.waitFor(() => expect(announce).toHaveBeenLastCalledWith('Ana no se mueve'));
  });

  it('keeps the focus on the same client when the data changes', async () => {
    const { keys, rerender } = mounted({ selected: ['Ana'] });
    await keys.tab();
    await rerender({ points: [point('Zoe', 50, 50), ...POINTS] });
    expect(current()).toMatch(/^Ana/);
  });
});

describe('by pointer', () => {
  const ana = FRAME.toScreen(WHOLE, { sharing: 80, providers: 80 });
  const panel = FRAME.toScreen(WHOLE, { sharing: 30, providers: 70 });

  it('a drag ends in a move to the place under the pointer', async () => {
    const { plot, onmove } = mounted();
    pointer(plot, 'pointerdown', ana);
    pointer(plot, 'pointermove', panel);
    pointer(plot, 'pointerup', panel);
    await tick();
    expect(onmove).toHaveBeenCalledExactlyOnceWith('Ana', { sharing: 30, providers: 70 });
  });

  it('Escape cancels a drag wherever the focus is', async () => {
    const { plot, onmove, announce } = mounted();
    pointer(plot, 'pointerdown', ana);
    pointer(plot, 'pointermove', panel);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    pointer(plot, 'pointerup', panel);
    await tick();
    expect(onmove).not.toHaveBeenCalled();
    expect(announce).toHaveBeenLastCalledWith('Ana no se mueve');
  });

  it('a drag survives new data, and ends with it where its client is gone', async () => {
    const { plot, onmove, rerender } = mounted();
    pointer(plot, 'pointerdown', ana);
    pointer(plot, 'pointermove', { x: ana.x - 40, y: ana.y });
    await rerender({ points: [point('Zoe', 50, 50), ...POINTS] });
    pointer(plot, 'pointermove', panel);
    pointer(plot, 'pointerup', panel);
    await tick();
    expect(onmove).toHaveBeenCalledExactlyOnceWith('Ana', { sharing: 30, providers: 70 });
    pointer(plot, 'pointerdown', ana);
    pointer(plot, 'pointermove', { x: ana.x - 40, y: ana.y });
    await rerender({ points: POINTS.slice(1) });
    pointer(plot, 'pointermove', panel);
    pointer(plot, 'pointerup', panel);
    await tick();
    expect(onmove).toHaveBeenCalledTimes(1);
  });

  it('a click selects, with Ctrl it adds, on nothing it clears', () => {
    const { plot, onselect } = mounted({ selected: ['Bruno'] });
    const click = (at: { x: number; y: number }, more: MouseEventInit = {}): void => {
      pointer(plot, 'pointerdown', at, more);
      pointer(plot, 'pointerup', at, more);
    };
    click(ana);
    expect(onselect).toHaveBeenLastCalledWith(['Ana']);
    click(ana, { ctrlKey: true });
    expect(onselect).toHaveBeenLastCalledWith(['Bruno', 'Ana']);
    click({ x: 450, y: 300 });
    expect(onselect).toHaveBeenLastCalledWith([]);
  });

  it('Shift and a drag select all in a rectangle', () => {
    const { plot, onselect } = mounted();
    pointer(plot, 'pointerdown', { x: 5, y: 5 }, { shiftKey: true });
    pointer(plot, 'pointermove', { x: 895, y: 290 }, { shiftKey: true });
    pointer(plot, 'pointerup', { x: 895, y: 290 }, { shiftKey: true });
    expect(onselect).toHaveBeenLastCalledWith(['Ana', 'Bruno']);
  });
});

describe('for a screen reader', () => {
  it.each([
    ['clients', POINTS],
    ['nobody', []],
  ])('axe finds nothing wrong with %s', async (_, points) => {
    const { container } = mounted({ points });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations).toEqual([]);
  });

  it('an empty matrix says so', () => {
    mounted({ points: [] });
    expect(current()).toBe('Sin clientes');
  });
});
