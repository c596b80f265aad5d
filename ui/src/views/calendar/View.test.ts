import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractProblem } from '$lib/contract/call';
import type { CalendarEvent } from '$lib/contract/generated/CalendarEvent';
import type { CalendarView } from '$lib/contract/generated/CalendarView';
import type { ConflictView } from '$lib/contract/generated/ConflictView';
import { answerWith } from '$lib/contract/transport';
import { router } from '$lib/router.svelte';
import { announcer, toasts } from '$lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import TestView from './TestView.svelte';

const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00:00', to: '18:00:00' }));
const free = { start: false, place: false, providers: false };
const event: CalendarEvent = {
  id: 'm1',
  title: 'LINO · Precios',
  format: 'visit',
  start: '2026-11-24T10:00:00',
  minutes: 50,
  place: { kind: 'room', id: 'r1' },
  place_name: 'Sala Goya',
  clients: [{ id: 'c1', name: 'LINO' }],
  providers: [{ id: 'p1', name: 'Ana Ruiz' }],
  status: 'planned',
  lock: free,
  conflicts: [],
  conflict_kept: false,
  own_time: { start: '2026-11-24T09:00:00', zone: 'America/Bogota' },
  version: 3,
};
const lane = (id: string, name: string, seats: number | null = null) => ({ id, name, detail: 'Centro', hours, seats });
const view: CalendarView = {
  zone: 'America/Caracas',
  zones: ['America/Bogota', 'America/Caracas'],
  events: [event],
  providers: [lane('p1', 'Ana Ruiz'), lane('p2', 'Berta Gil')],
  rooms: [lane('r1', 'Sala Goya', 8), lane('r2', 'Sala Miró', 4)],
  holidays: [],
  taken: [],
  tray: [
    {
      need: { id: 'n1', client: 'c2', topic: 't1', priority: 3, from: '2026-11-20', until: '2026-12-20', place: 'any', note: '', version: 1 },
      client_name: 'Godos',
      client_value: 50,
      topic_name: 'Precios',
      format: 'visit',
      undetermined: false,
      do_not_meet: false,
      meeting: null,
    },
  ],
};
const busy: ConflictView = {
  conflict: { kind: 'provider_busy', provider: 'p1', meeting: 'm9' },
  names: { p1: 'Ana Ruiz', m9: 'Revisión anual' },
};

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

type Asked = Record<string, unknown>;
let asked: [name: string, request: Asked][] = [];
/** Whether something stands in the way of what is changed. */
let blocked = false;
let shown: CalendarView = view;

beforeEach(() => {
  asked = [];
  blocked = false;
  shown = view;
  router.go('#/calendar?date=2026-11-24', { replace: true });
  answerWith((name, given) => answer(name, given as Asked));
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

function answer(name: string, request: Asked): unknown {
  if (name === 'calendar.get') return shown;
  if (name === 'network.get') return { firms: [], providers: [], sites: [], rooms: [], topics: [], skills: [], attributes: [], templates: [], zones: [] };
  if (name === 'plan.current') return { draft: null, open_needs: 0 };
  if (name === 'clients.list') return { rows: [{ id: 'c1', name: 'LINO', city: 'Caracas' }], total: 1, all: 1, tags: [] };
  if (name === 'clients.get') return { client: { id: 'c1', name: 'LINO' }, topics: [] };
  if (name === 'meeting.probe') return { conflicts: [] };
  asked.push([name, request]);
  if (blocked && request['keep_conflicts'] === false) throw new ContractProblem({ kind: 'conflicts', conflicts: [busy] });
  if (name === 'export.calendars') return { files: ['a.ics', 'b.ics'], meetings: 3 };
  return {};
}

const card = (): Promise<HTMLElement> => screen.findByRole('button', { name: /^LINO · Precios/ });

/** Goes to the meeting as a person does without a mouse: to the tab stop, and on to the next meeting. */
async function reach(): Promise<void> {
  await card();
  document.querySelector<HTMLElement>('[data-ground] [tabindex="0"]')!.focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight', ctrlKey: true });
  await waitFor(() => expect(document.activeElement).toHaveAttribute('data-event', 'm1'));
}

/** Moves it by arrows with Alt held. */
async function moveBy(...arrows: string[]): Promise<void> {
  await reach();
  for (const key of arrows) await fireEvent.keyDown(document.activeElement!, { key, altKey: true });
  await fireEvent.keyUp(document.activeElement!, { key: 'Alt' });
}
async function press(key: string): Promise<void> {
  await reach();
  await fireEvent.keyDown(document.activeElement!, { key });
}
/** jsdom places no floating list, so what is in it counts as hidden and has no name there. */
async function pick(role: string, text: string): Promise<void> {
  const found = await waitFor(() => {
    const all = [...document.querySelectorAll(`[role="${role}"]`)];
    const one = all.find((item) => item.textContent?.includes(text));
    expect(one, all.map((item) => item.textContent).join()).toBeDefined();
    return one!;
  });
  await userEvent.click(found);
}
async function openMenu(name: string): Promise<void> {
  screen.getByRole('button', { name }).focus();
  await userEvent.keyboard('{Enter}');
}
const moved = { id: 'm1', start: null, zone: null, minutes: null, place: null, providers: null, keep_conflicts: false };

describe('moving', () => {
  it('by keyboard sends the new time in the zone shown', async () => {
    render(TestView);
    await moveBy('ArrowRight', 'ArrowDown');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked).toEqual([['meeting.move', { ...moved, start: '2026-11-25T10:15:00', zone: 'America/Caracas' }]]);
  });

  it('to another provider’s lane exchanges the providers alone', async () => {
    render(TestView);
    await card();
    await userEvent.click(screen.getByRole('radio', { name: 'Carriles' }));
    await moveBy('ArrowDown');
    await waitFor(() => expect(asked).toEqual([['meeting.move', { ...moved, providers: ['p2'] }]]));
  });

  it('to another room’s lane changes the place alone', async () => {
    render(TestView);
    await card();
    await userEvent.click(screen.getByRole('radio', { name: 'Carriles' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Salas' }));
    await moveBy('ArrowDown');
    await waitFor(() => expect(asked).toEqual([['meeting.move', { ...moved, place: { kind: 'room', id: 'r2' } }]]));
  });

  it('names what stands in the way, and keeps it only when told to', async () => {
    blocked = true;
    render(TestView);
    await moveBy('ArrowDown');
    const dialog = await screen.findByRole('dialog', { name: 'Hay algo que lo impide' });
    expect(dialog).toHaveTextContent('Ana Ruiz ya está en «Revisión anual»');
    expect(await violationsIn(dialog)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Mantener a sabiendas' }));
    const move = { ...moved, start: '2026-11-24T10:15:00', zone: 'America/Caracas' };
    await waitFor(() =>
      expect(asked).toEqual([
        ['meeting.move', move],
        ['meeting.move', { ...move, keep_conflicts: true }],
      ]),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('goes back where the person goes back', async () => {
    blocked = true;
    render(TestView);
    await moveBy('ArrowDown');
    expect(await card()).toHaveAccessibleName(/10:15/);
    await userEvent.click(await screen.findByRole('button', { name: 'Volver atrás' }));
    await waitFor(async () => expect(await card()).toHaveAccessibleName(/10:00/));
    expect(asked).toHaveLength(1);
    expect(toasts.shown).toEqual([]);
  });

  it('leaves a meeting that was held where it is', async () => {
    shown = { ...view, events: [{ ...event, status: 'held' }] };
    render(TestView);
    await moveBy('ArrowDown');
    expect(asked).toEqual([]);
  });
});

describe('the focused meeting', () => {
  it('is cancelled by Delete', async () => {
    render(TestView);
    await press('Delete');
    await waitFor(() => expect(asked).toEqual([['meeting.cancel', { id: 'm1' }]]));
  });

  it.each([
    ['locked', free, true],
    ['released', { ...free, place: true }, false],
  ])('is %s by B', async (_what, lock, held) => {
    shown = { ...view, events: [{ ...event, lock }] };
    render(TestView);
    await press('b');
    const all = { start: held, place: held, providers: held };
    await waitFor(() => expect(asked).toEqual([['meeting.lock', { id: 'm1', lock: all }]]));
  });

  it('opens its page', async () => {
    render(TestView);
    await press('Enter');
    expect(router.place.path).toEqual(['meetings', 'm1']);
  });

  it('says its own time where it is in another zone', async () => {
    render(TestView);
    expect(await card()).toHaveAccessibleName(/9:00 en Bogotá/);
  });
});

describe('a day that is over', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T15:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is asked about before a meeting is put there; going back leaves it where it was', async () => {
    render(TestView);
    await moveBy('ArrowLeft');
    const dialog = await screen.findByRole('alertdialog', { name: 'Ese día ya pasó' });
    expect(dialog).toHaveTextContent('«LINO · Precios» quedaría el lunes, 23 de noviembre de 2026');
    expect(await violationsIn(dialog)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Cancelar' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(asked).toEqual([]);
    expect(toasts.shown).toEqual([]);
  });

  it('is taken where it is meant', async () => {
    render(TestView);
    await moveBy('ArrowLeft');
    await userEvent.click(await screen.findByRole('button', { name: 'Ponerla ahí' }));
    await waitFor(() =>
      expect(asked).toEqual([['meeting.move', { ...moved, start: '2026-11-23T10:00:00', zone: 'America/Caracas' }]]),
    );
  });

  it('is named in the dialog, which then asks no more', async () => {
    render(TestView);
    await fireEvent.keyDown(await screen.findByRole('button', { name: /^Godos/ }), { key: 'Enter' });
    const date = await screen.findByRole('textbox', { name: 'Fecha' });
    await userEvent.clear(date);
    await userEvent.type(date, '2026-11-23{Tab}');
    expect(await screen.findByText('Ese día ya pasó')).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Fijar de todos modos' }));
    await waitFor(() => expect(asked.map(([name]) => name)).toEqual(['meeting.plan']));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

it('gives a need from the tray the time chosen in the dialog', async () => {
  render(TestView);
  await fireEvent.keyDown(await screen.findByRole('button', { name: /^Godos/ }), { key: 'Enter' });
  await userEvent.click(await screen.findByRole('button', { name: 'Fijar' }));
  await waitFor(() => expect(asked.map(([name]) => name)).toEqual(['meeting.plan']));
  expect(asked[0]![1]).toMatchObject({ need: 'n1', zone: 'America/Caracas', lanes: [], minutes: 60, keep_conflicts: false });
});

it('makes a meeting, and keeps what was filled in while the conflicts are asked about', async () => {
  blocked = true;
  render(TestView);
  await card();
  await userEvent.click(screen.getByRole('button', { name: 'Crear reunión' }));
  const form = await screen.findByRole('dialog', { name: 'Reunión nueva' });
  expect(await violationsIn(form)).toEqual([]);
  await userEvent.type(screen.getByRole('combobox', { name: 'Clientes' }), 'LINO');
  await pick('option', 'LINO');
  await userEvent.click(screen.getAllByRole('button', { name: 'Crear reunión', hidden: true }).at(-1)!);
  await userEvent.click(await screen.findByRole('button', { name: 'Mantener a sabiendas' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.map(([name, { keep_conflicts }]) => [name, keep_conflicts])).toEqual([
    ['meeting.save', false],
    ['meeting.save', true],
  ]);
  expect(asked[0]![1]['meeting']).toMatchObject({
    id: '',
    zone: 'America/Caracas',
    minutes: 60,
    clients: [{ client: 'c1', need: null }],
  });
});

it('keeps the zone that was chosen', async () => {
  const first = render(TestView);
  await card();
  await openMenu('Hora de Caracas');
  await pick('menuitemcheckbox', 'Bogotá');
  first.unmount();
  const zones: unknown[] = [];
  answerWith((name, request) => {
    if (name !== 'calendar.get') return answer(name, request as Asked);
    zones.push((request as Asked)['zone']);
    return { ...view, zone: 'America/Bogota' };
  });
  render(TestView);
  expect(await screen.findByRole('button', { name: 'Hora de Bogotá' })).toBeInTheDocument();
  expect(zones).toEqual(['America/Bogota']);
});

it('exports into the folder that was typed and says how much', async () => {
  render(TestView);
  await card();
  await openMenu('Exportar');
  await pick('menuitem', 'Todas las reuniones');
  await userEvent.type(await screen.findByRole('textbox', { name: 'Carpeta' }), '/tmp/agenda{Enter}');
  await waitFor(() => expect(toasts.shown.map(({ text }) => text)).toEqual(['2 calendarios con 3 reuniones en /tmp/agenda']));
  expect(asked).toEqual([['export.calendars', { folder: '/tmp/agenda', scope: { kind: 'everything' }, language: 'es', shape: { kind: 'files' }, from: null, to: null }]]);
});

it('shows the problem where the calendar cannot be loaded, and tries again', async () => {
  let broken = true;
  answerWith((name, request) => {
    if (name === 'calendar.get' && broken) throw new ContractProblem({ kind: 'unreachable' });
    return answer(name, request as Asked);
  });
  render(TestView);
  expect(await screen.findByRole('alert')).toHaveTextContent('No hay respuesta de Cuadrante');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await card()).toBeInTheDocument();
});

it('passes axe', async () => {
  const { container } = render(TestView);
  await card();
  // jsdom draws nothing, so what of a card is visible cannot be told.
  const found = (await violationsIn(container)).filter((one) => !one.startsWith('label-content-name-mismatch'));
  expect(found).toEqual([]);
});

it('shows what the open draft proposes when asked, and leaves moving it to the planner', async () => {
  const proposal = {
    index: 0,
    title: 'Godos · Precios',
    format: 'panel',
    start: '2026-11-25T11:00:00',
    minutes: 75,
    place: { kind: 'remote' },
    place_name: '',
    clients: [],
    providers: [],
    needs: ['n1'],
    existing: null,
    reasons: [],
    accepted: false,
  };
  answerWith((name, request) =>
    name === 'plan.current'
      ? { draft: { open: true, zone: 'America/Bogota', proposals: [proposal, { ...proposal, index: 1, title: 'Otra', accepted: true }] }, open_needs: 0 }
      : answer(name, request as Asked),
  );
  render(TestView);
  await card();
  expect(screen.queryByRole('button', { name: /^Godos · Precios/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Mostrar el borrador del plan' }));
  const ghost = screen.getByRole('button', { name: /^Godos · Precios 12:00–13:15/ });
  expect(screen.queryByRole('button', { name: /^Otra/ })).toBeNull();
  await reach();
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight', ctrlKey: true });
  await waitFor(() => expect(ghost).toHaveFocus());
  await fireEvent.keyDown(ghost, { key: 'ArrowDown', altKey: true });
  await fireEvent.keyUp(ghost, { key: 'Alt' });
  expect(asked).toEqual([]);
  expect(announcer.text).toBe('Godos · Precios es una propuesta: se mueve en Planificar');
  await fireEvent.keyDown(ghost, { key: 'Enter' });
  expect(router.screen).toBe('planner');
});
