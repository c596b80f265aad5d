import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ContractProblem, type Problem } from '$lib/contract/call';
import type { ConflictView } from '$lib/contract/generated/ConflictView';
import type { Meeting } from '$lib/contract/generated/Meeting';
import type { MeetingSheet } from '$lib/contract/generated/MeetingSheet';
import type { PollView } from '$lib/contract/generated/PollView';
import type { FreeTime } from '$lib/contract/generated/FreeTime';
import type { InvitationRow } from '$lib/contract/generated/InvitationRow';
import { answerWith } from '$lib/contract/transport';
import { router } from '$lib/router.svelte';
import { toasts } from '$lib/toasts.svelte';
import { fresh, row, written } from '$shared/invitations/testing';
import { violationsIn } from '../../test-axe';
import TestView from './TestView.svelte';

const free = { start: false, place: false, providers: false };
const meeting: Meeting = {
  id: 'm1',
  title: '',
  topic: 't1',
  format: 'visit',
  variant: 'focus_group',
  template_version: 1,
  status: 'planned',
  start: '2026-11-24T10:00:00',
  zone: 'America/Caracas',
  minutes: 50,
  place: { kind: 'client', id: 'c1' },
  clients: [{ client: 'c1', need: 'n1' }],
  providers: [
    { provider: 'p1', role: 'executive' },
    { provider: 'p2', role: 'listener' },
  ],
  lock: free,
  reason: 'Prefiere hablar a solas',
  agenda: 'Repaso de tarifas',
  notes: 'Ojo con la renovación',
  conflict_kept: true,
  sequence: 2,
  created: '2026-11-01T10:00:00Z',
  updated: '2026-11-02T10:00:00Z',
  version: 3,
};
const busy: ConflictView = {
  conflict: { kind: 'client_busy', client: 'c1', meeting: 'm9' },
  names: { c1: 'LINO', m9: 'Revisión anual' },
};
const sheet: MeetingSheet = {
  meeting,
  event: {
    id: 'm1',
    title: 'LINO · Precios',
    format: 'visit',
    start: meeting.start,
    minutes: 50,
    place: meeting.place,
    place_name: 'LINO, Caracas',
    clients: [{ id: 'c1', name: 'LINO' }],
    providers: [
      { id: 'p1', name: 'Ana Ruiz' },
      { id: 'p2', name: 'Berta Gil' },
    ],
    status: 'planned',
    lock: free,
    conflicts: [busy],
    conflict_kept: true,
    own_time: null,
    version: 3,
  },
  template: {
    format: 'visit',
    variant: 'focus_group',
    version: 1,
    clients: { min: 1, ideal_from: 1, ideal_to: 1, max: 1 },
    people_per_client: 3,
    providers: { min: 1, ideal_from: 1, ideal_to: 1, max: 2 },
    minutes: 50,
    before: 0,
    after: 0,
    places: ['client', 'room'],
    roles: ['executive', 'listener'],
    lead_days: 7,
    blocks: [
      { key: 'agenda', minutes: 5, audience: 'all' },
      { key: 'listening', minutes: 45, audience: 'clients' },
    ],
  },
  topic_name: 'Precios',
  refusals: [{ kind: 'too_many_providers', have: 3, max: 2 }],
  visit_review: 'interest_in_peers',
  own_times: [{ name: 'Berta Gil', start: '2026-11-24T09:00:00', zone: 'America/Bogota' }],
  holidays: [{ date: '2026-11-24', country: 'VE', es: 'San Andrés', en: 'St Andrew', origin: 'data' }],
  answers: { unanswered: 1, accepted: 1, tentative: 0, declined: 0 },
  due: 1,
  poll: null,
};
const invited: InvitationRow[] = [
  row('ana', { name: 'Ana Ruiz', title: 'LINO · Precios', attends: 'accepted' }),
  fresh('berta', { name: 'Berta Gil', title: 'LINO · Precios' }),
];
const times: FreeTime[] = ['2026-11-25T10:00:00', '2026-11-25T12:00:00'].map((start) => ({ start, zone: 'America/Caracas', holiday: null }));

const openPoll: Pick<PollView, 'poll' | 'guests' | 'due'> = {
  due: false,
  guests: [
    { person: 'ana', name: 'Ana Ruiz', organisation: '', email: '', language: 'es', asked: null, answered: '2026-11-02T10:00:00Z', answers: [] },
    { person: 'berta', name: 'Berta Gil', organisation: '', email: '', language: 'es', asked: null, answered: null, answers: [] },
  ],
  poll: { id: 'p1', meeting: 'm1', zone: 'America/Caracas', slots: [], closes: null, guests: [], state: { kind: 'open' }, version: 1 },
};

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

type Asked = Record<string, unknown>;
let asked: [name: string, request: Asked][] = [];
let shown: MeetingSheet = sheet;
/** What the app answers to each change in turn; nothing: it does as it is told. */
let problems: Problem[] = [];

beforeEach(() => {
  asked = [];
  problems = [];
  shown = sheet;
  router.go('#/meetings/m1', { replace: true });
  answerWith((name, given) => {
    if (name === 'meeting.get') return shown;
    if (name === 'network.get') return { firms: [], providers: [], sites: [], rooms: [], topics: [], skills: [], attributes: [], templates: [], zones: [] };
    if (name === 'clients.list') return { rows: [{ id: 'c1', name: 'LINO', city: '' }], total: 1, all: 1, tags: [] };
    if (name === 'clients.get') return { client: { id: 'c1', name: 'LINO' }, topics: [{ topic: 't1', name: 'Precios', entry: null, format: 'panel', do_not_meet: false }] };
    if (name === 'meeting.probe') return { conflicts: [] };
    if (name === 'calendar.get') return { zone: 'America/Bogota', zones: [], events: [], providers: [], rooms: [], tray: [] };
    if (name === 'invitations.list') return { rows: invited, due: 1, without_address: 0 };
    if (name === 'poll.get') return openPoll;
    if (name === 'meeting.free') return times;
    asked.push([name, given as Asked]);
    const problem = problems.shift();
    if (problem) throw new ContractProblem(problem);
    if (name === 'invitations.write') return written({ files: ['a.eml'], invitations: 1 });
    return name === 'export.calendars' ? { files: ['a.ics'], meetings: 1 } : shown;
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

const open = async (): Promise<HTMLElement> => {
  const { container } = render(TestView);
  await screen.findByRole('heading', { level: 1, name: 'LINO · Precios' });
  return container;
};
async function edit(): Promise<HTMLElement> {
  await open();
  await fireEvent.keyDown(document.body, { key: 'e' });
  return screen.findByRole('dialog', { name: 'Editar la reunión' });
}
const saved = (): unknown[] => asked.map(([name, { meeting: sent, keep_conflicts }]) => [name, (sent as Meeting).version, (sent as Meeting).notes, keep_conflicts]);

it('shows when, where, who, how it runs, and what stands in its way', async () => {
  const container = await open();
  const all = [
    'Entrevista',
    'Planificada',
    'Mantenida a sabiendas',
    'martes, 24 de noviembre de 2026',
    'Hora de Caracas',
    'Berta Gil: 9:00 en Bogotá',
    'Festivo en Venezuela: San Andrés',
    '1 asistirá · hay que avisar a 1 persona',
    'Por invitar',
    'LINO, Caracas',
    'acompaña y escucha',
    '10:05',
    'Escuchar',
    'LINO ya está en «Revisión anual»',
    'Entrevista: hay 3 proveedores y el máximo es 2',
    'El cliente ganaría al reunirse con otros',
    '7 días',
    'en la sede del cliente o en sala',
    'Prefiere hablar a solas',
    'Repaso de tarifas',
    'Ojo con la renovación',
  ];
  const text = container.textContent.replaceAll(/\s+/g, ' ');
  expect(all.filter((one) => !text.includes(one))).toEqual([]);
  expect(screen.getByRole('link', { name: 'LINO' })).toHaveAttribute('href', '#/clients/c1');
  expect(await violationsIn(container)).toEqual([]);
});

it('locks one thing and leaves the others', async () => {
  shown = { ...sheet, meeting: { ...meeting, lock: { ...free, place: true } } };
  await open();
  await userEvent.click(screen.getByRole('switch', { name: 'La hora' }));
  expect(asked).toEqual([['meeting.lock', { id: 'm1', lock: { start: true, place: true, providers: false } }]]);
});

it('saves what was edited, and over a conflict only when told to', async () => {
  problems = [{ kind: 'conflicts', conflicts: [busy] }];
  const dialog = await edit();
  expect(await violationsIn(dialog)).toEqual([]);
  expect(within(dialog).getByText('Recomendado: Panel')).toBeInTheDocument();
  await userEvent.type(within(dialog).getByRole('textbox', { name: /Notas internas/ }), ' y más');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Guardar' }));
  const asking = await screen.findByRole('dialog', { name: 'Hay algo que lo impide' });
  expect(asking).toHaveTextContent('LINO ya está en «Revisión anual»');
  await userEvent.click(within(asking).getByRole('button', { name: 'Mantener a sabiendas' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const notes = 'Ojo con la renovación y más';
  expect(saved()).toEqual([
    ['meeting.save', 3, notes, false],
    ['meeting.save', 3, notes, true],
  ]);
  expect(asked[0]![1]['meeting']).toEqual({ ...meeting, notes });
});

it('loses nothing where somebody else has changed it, and saves over it only when told to', async () => {
  problems = [{ kind: 'stale', what: 'meeting', id: 'm1' }];
  const dialog = await edit();
  await userEvent.type(within(dialog).getByRole('textbox', { name: /Notas internas/ }), '!');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Guardar' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Lo escrito sigue aquí.');
  shown = { ...sheet, meeting: { ...meeting, version: 7, notes: 'otra cosa' } };
  await userEvent.click(within(dialog).getByRole('button', { name: 'Guardar lo mío encima' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(saved()).toEqual([
    ['meeting.save', 3, 'Ojo con la renovación!', false],
    ['meeting.save', 7, 'Ojo con la renovación!', false],
  ]);
});

it.each([
  ['Cancelar la reunión', 'meeting.cancel', 'meetings'],
  ['Eliminar la reunión', 'meeting.delete', 'calendar'],
])('%s from its menu', async (label, command, screenAfter) => {
  await open();
  screen.getByRole('button', { name: 'Más acciones de la reunión' }).focus();
  await userEvent.keyboard('{Enter}');
  // jsdom places no floating list, so what is in it counts as hidden.
  const entry = await waitFor(() => {
    const found = [...document.querySelectorAll('[role="menuitem"]')].find((one) => one.textContent.includes(label));
    expect(found).toBeDefined();
    return found!;
  });
  await userEvent.click(entry);
  await waitFor(() => expect(router.screen).toBe(screenAfter));
  expect(asked).toEqual([[command, { id: 'm1' }]]);
});

it('exports this meeting, a past one too', async () => {
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Exportar' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Carpeta' }), '/tmp/x{Enter}');
  await waitFor(() => expect(asked).toHaveLength(1));
  const scope = { kind: 'meeting', id: 'm1' };
  expect(asked).toEqual([['export.calendars', { folder: '/tmp/x', scope, language: 'es', from: '2026-11-24', to: null, shape: { kind: 'files' } }]]);
});

it.each([
  ['Carpeta que vigila un programa', { kind: 'folder' }],
  ['Suscripción', { kind: 'feed', refresh: 90 }],
])('exports in the shape chosen: %s', async (name, shape) => {
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Exportar' }));
  const dialog = await screen.findByRole('dialog', { name: 'Exportar calendarios' });
  await userEvent.click(within(dialog).getByRole('radio', { name }));
  const minutes = within(dialog).queryByRole('textbox', { name: 'Se vuelve a leer cada' });
  if (minutes) {
    await userEvent.clear(minutes);
    await userEvent.type(minutes, '90');
  }
  expect(await violationsIn(dialog)).toEqual([]);
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Carpeta' }), '/tmp/x');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Exportar' }));
  await waitFor(() => expect(asked.map(([, request]) => request['shape'])).toEqual([shape]));
});

it('writes to those of this meeting who must be told', async () => {
  await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Avisar a 1 persona…' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Carpeta' }), '/tmp/x{Enter}');
  await screen.findByRole('dialog', { name: 'Invitaciones escritas' });
  expect(asked.map(([name, { meetings, parties }]) => [name, meetings, parties])).toEqual([['invitations.write', ['m1'], ['berta']]]);
});

it('moves to the nearest time that is free, past what stands in the way only when told to', async () => {
  problems = [{ kind: 'conflicts', conflicts: [busy] }];
  await open();
  await fireEvent.keyDown(document.body, { key: 'f' });
  const dialog = await screen.findByRole('dialog', { name: 'Horas libres para todas las personas' });
  await userEvent.click(await within(dialog).findByRole('button', { name: /Mover aquí: mié.*12:00$/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Mantener a sabiendas' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const move = { id: 'm1', start: '2026-11-25T12:00:00', zone: 'America/Caracas', minutes: null, place: null, providers: null };
  expect(asked).toEqual([
    ['meeting.move', { ...move, keep_conflicts: false }],
    ['meeting.move', { ...move, keep_conflicts: true }],
  ]);
});

it('begins a poll for its date, or leads to the one that is open', async () => {
  await open();
  expect(screen.getByRole('link', { name: 'Preguntar por la fecha…' })).toHaveAttribute('href', '#/polls/new?meeting=m1');
});

it('says how far its poll has come', async () => {
  shown = { ...sheet, poll: 'p1' };
  await open();
  expect(await screen.findByText(/Abierta: 1 de 2 respondieron/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Ver la encuesta' })).toHaveAttribute('href', '#/polls/p1');
});

it('goes back to the meeting’s day with Escape', async () => {
  await open();
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect([router.screen, router.query['date']]).toEqual(['calendar', '2026-11-24']);
});

it('says so where the meeting is gone', async () => {
  answerWith(() => {
    throw new ContractProblem({ kind: 'not_found', what: 'meeting', id: 'm1' });
  });
  const { container } = render(TestView);
  expect(await screen.findByText('Esta reunión ya no existe')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});

it('makes a new one on its own page, in the zone most of our providers work in', async () => {
  router.go('#/meetings/new?date=2027-01-04&client=c1&topic=t1', { replace: true });
  render(TestView);
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Zona horaria' })).toHaveValue('America/Bogota'));
  await userEvent.click(screen.getByRole('button', { name: 'Crear reunión' }));
  await waitFor(() => expect(router.place.path).toEqual(['meetings', 'm1']));
  expect(asked[0]![1]).toMatchObject({
    keep_conflicts: false,
    meeting: { id: '', topic: 't1', format: 'panel', start: '2027-01-04T10:00:00', zone: 'America/Bogota', clients: [{ client: 'c1', need: null }] },
  });
});
