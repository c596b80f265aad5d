import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { CalendarController } from './calendar.svelte';
import type { CalendarOptions } from './options';
import type { CalendarEvent, Change, Focus, Mode } from './engine';
import { eventOf, providers } from './engine/sample';
import TestCalendar from './TestCalendar.svelte';

// Both need a page that is drawn; the run in a browser has them.
const withoutLayout = { 'color-contrast': { enabled: false }, 'label-content-name-mismatch': { enabled: false } };

const events: CalendarEvent[] = [
  eventOf({ id: 'a', title: 'LINO-Delicateses', start: '2026-11-25T10:00', lanes: ['p0', 'r0'], placeText: 'Sala Goya' }),
  eventOf({ id: 'b', title: 'Bólido', start: '2026-11-25T10:30', format: 'panel', lanes: ['p1'], status: 'draft' }),
  eventOf({ id: 'c', title: 'Around the Horn', start: '2026-11-26T23:30', lanes: ['p0'], locked: true }),
  eventOf({
    id: 'd',
    title: 'Romero y tomillo',
    start: '2026-11-27T09:00',
    format: 'focus_group',
    lanes: ['p2'],
    conflicts: [{ kind: 'busy', text: 'Persona 2 está en dos sitios' }],
    zoneNote: '2:00 en Ciudad de México',
  }),
  eventOf({ id: 'e', title: 'Godos', start: '2026-11-24T12:00', status: 'cancelled', lanes: ['p2'] }),
  eventOf({ id: 'f', title: 'HILARION', start: '2026-11-23T12:00', status: 'held', format: 'work_table', lanes: ['p1'] }),
];

function setUp(part: Partial<CalendarOptions> = {}) {
  const said: string[] = [];
  const onchange = vi.fn<(change: Change) => void>();
  const options = {
    events,
    lanes: [...providers(30), { id: 'r0', kind: 'room' as const, name: 'Sala Goya' }],
    needs: [{ id: 'n', title: 'Cactus Comidas', detail: 'Nómina', format: 'panel' as const, minutes: 45 }],
    now: '2026-11-25T11:20',
    locale: 'es-ES',
    probe: vi.fn(async () => []),
    onchange,
    oncreate: vi.fn<(change: Change) => void>(),
    onplace: vi.fn<(change: Change) => void>(),
    onopen: vi.fn(),
    oncancel: vi.fn(),
    onperiod: vi.fn(),
    announce: (text: string) => void said.push(text),
  };
  const { onplace } = options;
  const calendar = new CalendarController({ ...options, ...part });
  const view = render(TestCalendar, { calendar });
  return { calendar, options, onchange, onplace, said, ...view };
}

const card = (title: string): HTMLElement => screen.getAllByRole('button', { name: new RegExp(`^${title}`) })[0]!;
const stops = (root: Element): Element[] => [...root.querySelectorAll('[data-ground] [tabindex="0"]')];
const focusOn = async (calendar: CalendarController, focus: Focus): Promise<void> => {
  calendar.setFocus(focus, false);
  await calendar.pullFocus();
};
const press = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
  await fireEvent.keyDown(document.activeElement!, { key, ...more });
  await tick();
  await tick();
};

describe('every mode', () => {
  const modes: Mode[] = ['week', 'month', 'agenda', 'lanes'];
  it.each(modes)('%s has no axe violations and one tab stop', async (mode) => {
    const { container } = setUp({ mode });
    await tick();
    const { violations } = await axe.run(container, { rules: withoutLayout });
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
    expect(stops(container)).toHaveLength(1);
  });

  it.each(modes)('%s stays clean, with its tab stop, when it is empty', async (mode) => {
    const { container } = setUp({ mode, events: [], needs: [] });
    await tick();
    const { violations } = await axe.run(container, { rules: withoutLayout });
    expect(violations.map((one) => one.id)).toEqual([]);
    expect(stops(container)).toHaveLength(1);
  });

  it('names everything a card shows', () => {
    setUp();
    expect(card('Romero').getAttribute('aria-label')).toBe(
      'Romero y tomillo 9:00–10:00 Persona 2 está en dos sitios, Dinámica de grupo, viernes, 27 de noviembre, ' +
        '2:00 en Ciudad de México, Conflicto: Persona 2 está en dos sitios',
    );
    expect(card('Around').getAttribute('aria-label')).toContain('fijada');
    expect(card('Godos').getAttribute('aria-label')).toContain('cancelada');
  });

  it('mounts only the rows of the lanes that are in view', async () => {
    const { container } = setUp({ mode: 'lanes' });
    await tick();
    const rows = container.querySelectorAll('.lane-row').length;
    expect(rows).toBeGreaterThan(2);
    expect(rows).toBeLessThan(30);
  });
});

describe('the keyboard', () => {
  it('walks, opens, and creates', async () => {
    const { calendar, options } = setUp();
    await focusOn(calendar, { at: 0, id: 'a' });
    expect(document.activeElement).toBe(card('LINO'));
    await press('ArrowDown');
    expect(document.activeElement).toBe(card('Bólido'));
    await press('Enter');
    expect(options.onopen).toHaveBeenCalledWith('b');
    await press('ArrowDown');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^miércoles, 25 de noviembre, 11:30, libre/);
    await press('Enter');
    expect(options.oncreate).toHaveBeenCalledWith({ id: null, start: '2026-11-25T11:30', minutes: 60 });
  });

  it('moves and resizes with Alt, in one change, and says where it is', async () => {
    const { calendar, onchange, said } = setUp();
    await focusOn(calendar, { at: 0, id: 'a' });
    await press('ArrowDown', { altKey: true });
    await press('ArrowRight', { altKey: true });
    await press('ArrowDown', { altKey: true, ctrlKey: true });
    expect(said.at(-1)).toBe('jue, 26 nov, 10:15–11:30');
    expect(onchange).not.toHaveBeenCalled();
    await fireEvent.keyUp(window, { key: 'Alt' });
    expect(onchange.mock.calls).toEqual([[{ id: 'a', start: '2026-11-26T10:15', minutes: 75 }]]);
    expect(said.at(-1)).toBe('LINO-Delicateses: ahora jueves, 26 de noviembre, 10:15–11:30');
  });

  it('follows a meeting over the edge of the week', async () => {
    const { calendar, options, onchange } = setUp();
    await focusOn(calendar, { at: 0, id: 'd' });
    for (let day = 0; day < 3; day += 1) await press('ArrowRight', { altKey: true });
    expect(calendar.period.from).toBe('2026-11-30');
    expect(options.onperiod).toHaveBeenLastCalledWith({ from: '2026-11-30', until: '2026-12-07' });
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect([calendar.period.from, onchange.mock.calls.length]).toEqual(['2026-11-23', 0]);
  });

  it('goes to another lane', async () => {
    const { calendar, onchange } = setUp({ mode: 'lanes' });
    await focusOn(calendar, { at: 0, id: 'a', lane: 'p0' });
    await press('ArrowDown', { altKey: true });
    await fireEvent.keyUp(window, { key: 'Alt' });
    expect(onchange.mock.calls).toEqual([
      [{ id: 'a', start: '2026-11-25T10:00', minutes: 60, lane: 'p1', fromLane: 'p0' }],
    ]);
  });

  it('leaves a locked meeting where it is and says why', async () => {
    const { calendar, options, said } = setUp();
    await focusOn(calendar, { at: 0, id: 'c' });
    await press('ArrowDown', { altKey: true });
    expect([said.at(-1), calendar.drag.preview]).toEqual(['Around the Horn está fijada: no se mueve', null]);
    await press('Delete');
    expect(options.oncancel).toHaveBeenCalledWith('c');
  });

  it('turns the modes and the pages', async () => {
    const { calendar } = setUp();
    await calendar.pullFocus();
    await press('m');
    expect(calendar.mode).toBe('month');
    await press('PageDown');
    expect(calendar.title).toBe('Diciembre de 2026');
    await press('t');
    expect(calendar.title).toBe('Noviembre de 2026');
    await press('l');
    await press('w');
    expect(calendar.mode).toBe('week');
  });

  it('starts the week where the locale does', () => {
    const { calendar } = setUp({ locale: 'en-US' });
    expect(calendar.period.from).toBe('2026-11-22');
  });
});

describe('"Move to..."', () => {
  it('opens by Shift+F10, checks as it is filled in, and moves', async () => {
    const { calendar, onchange } = setUp({ probe: async () => [{ kind: 'busy', text: 'Persona 0 está ocupada' }] });
    await focusOn(calendar, { at: 0, id: 'a' });
    await press('F10', { shiftKey: true });
    const dialog = await screen.findByRole('dialog', { name: /LINO-Delicateses/ });
    const time = screen.getByLabelText(/Hora de inicio/);
    await fireEvent.input(time, { target: { value: '16:45' } });
    await fireEvent.blur(time);
    await waitFor(() => expect(dialog).toHaveTextContent('Persona 0 está ocupada'));
    expect(dialog).toHaveTextContent('miércoles, 25 de noviembre, 16:45–17:45');
    await fireEvent.click(screen.getByRole('button', { name: 'Mover de todos modos' }));
    expect(onchange.mock.calls).toEqual([
      [{ id: 'a', start: '2026-11-25T16:45', minutes: 60, lanes: ['p0', 'r0'] }],
    ]);
  });

  it('gives a need from the tray its time', async () => {
    const { onplace } = setUp();
    await fireEvent.keyDown(card('Cactus'), { key: 'Enter' });
    await screen.findByRole('dialog', { name: /Cactus/ });
    await fireEvent.click(screen.getByRole('button', { name: 'Fijar' }));
    expect(onplace.mock.calls).toEqual([
      [{ id: null, need: 'n', start: '2026-11-25T09:00', minutes: 45, lanes: [] }],
    ]);
  });
});

describe('what was moved', () => {
  it('shows at its new place while the change is under way, and goes back if it fails', async () => {
    let fail: (reason: Error) => void = () => {};
    const { calendar, said } = setUp({ onchange: () => new Promise((_, reject) => (fail = reject)) });
    calendar.apply({ id: 'a', start: '2026-11-26T15:00', minutes: 60 });
    expect(calendar.byId('a')!.start).toBe('2026-11-26T15:00');
    fail(new Error('no'));
    await waitFor(() => expect(calendar.byId('a')!.start).toBe('2026-11-25T10:00'));
    expect(said.at(-1)).toBe('No se pudo mover LINO-Delicateses');
  });
});

it('a full day of the month opens its list', async () => {
  const many = Array.from({ length: 9 }, (_, index) => eventOf({ id: `m${index}`, title: `Reunión ${index}`, start: `2026-11-25T1${index}:00` }));
  const { options } = setUp({ mode: 'month', events: many });
  await tick();
  await fireEvent.click(screen.getByRole('button', { name: /^\+\d+ más, miércoles, 25 de noviembre/ }));
  const list = await screen.findByRole('dialog', { name: /Reuniones: miércoles/ });
  expect(list.querySelectorAll('[role="listitem"]')).toHaveLength(9);
  await fireEvent.click(list.querySelectorAll('[role="listitem"] button')[8]!);
  expect(options.onopen).toHaveBeenCalledWith('m8');
});
