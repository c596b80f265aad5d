import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ContractProblem, type Problem } from '../../lib/contract/call';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { PollRow } from '../../lib/contract/generated/PollRow';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { fresh, row, written } from '../../shared/invitations/testing';
import { violationsIn } from '../../test-axe';
import TestView from './TestView.svelte';

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const proposed = { start: '2027-01-13T17:00:00', zone: 'Europe/Madrid', minutes: 60 };
const meeting2 = { meeting: 'm2', title: 'Visita a LINO' };
const all: InvitationRow[] = [
  row('ana', { name: 'Ana Ruiz', attends: 'accepted', answered: '2026-11-02T10:00:00Z' }),
  row('berta', { name: 'Berta Gil', attends: 'tentative', answered: '2026-11-02T10:00:00Z', proposed }),
  fresh('carlos', { name: 'Carlos Núñez', email: '', obstacle: 'no_address' }),
  row('diego', { name: 'Diego Mora', ...meeting2, due: 'update', invited: { kind: 'provider', provider: 'diego' } }),
  row('ana', { name: 'Ana Ruiz', ...meeting2 }),
];
const polls: PollRow[] = [
  { id: 'p1', meeting: 'm1', title: 'Panel anual', asked: 3, answered: 3, closes: null, state: { kind: 'open' }, due: true },
  { id: 'p2', meeting: 'm2', title: 'Visita a LINO', asked: 2, answered: 1, closes: null, state: { kind: 'won', slot: 0 }, due: false },
];

let asked: [name: string, request: Record<string, unknown>][] = [];
let rows: InvitationRow[] = all;
let problems: Problem[] = [];
let answers: Record<string, unknown> = {};

beforeEach(() => {
  asked = [];
  problems = [];
  rows = all;
  answers = {};
  router.go('#/invitations', { replace: true });
  answerWith((name, given) => {
    if (name === 'invitations.list') return { rows, due: 2, without_address: 1 };
    if (name === 'polls.list') return polls;
    asked.push([name, given as Record<string, unknown>]);
    const problem = problems.shift();
    if (problem) throw new ContractProblem(problem);
    return answers[name];
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function open(): Promise<HTMLElement> {
  const { container } = render(TestView);
  await screen.findByRole('region', { name: /Panel anual/ });
  return container;
}
const group = (name: RegExp): HTMLElement => screen.getByRole('region', { name });
const names = (): string[] =>
  screen.getAllByRole('checkbox').flatMap((box) => box.closest('li')?.querySelector('.name')?.textContent ?? []);
const filter = (name: RegExp): HTMLElement => within(screen.getByRole('group', { name: 'Qué se muestra' })).getByRole('button', { name });

it('groups people by meeting, with what they know, what is due, and what they answered', async () => {
  const container = await open();
  const panel = group(/Panel anual/);
  expect(panel).toHaveTextContent('1 asistirá · 1 quizá');
  expect(within(panel).getByRole('link', { name: 'Panel anual' })).toHaveAttribute('href', '#/meetings/m1');
  expect(within(panel).getByRole('link', { name: 'Añadir su correo: Carlos Núñez' })).toHaveAttribute('href', '#/clients/c-carlos?tab=profile');
  expect(group(/Visita a LINO/)).toHaveTextContent('Hay que volver a avisar');
  expect(screen.getByRole('button', { name: 'Avisar a 2 personas…' })).toBeEnabled();
  expect(await violationsIn(container)).toEqual([]);
});

it.each([
  [/Hay que avisar/, 'due', ['Carlos Núñez', 'Diego Mora']],
  [/Sin respuesta/, 'unanswered', ['Diego Mora', 'Ana Ruiz']],
  [/Piden otra hora/, 'proposal', ['Berta Gil']],
  [/Sin correo/, 'no_address', ['Carlos Núñez']],
] as const)('shows only %s, and the address says so', async (name, show, found) => {
  await open();
  expect(filter(name)).toHaveTextContent(String(found.length));
  await userEvent.click(filter(name));
  await waitFor(() => expect(names()).toEqual([...found]));
  expect(router.query['show']).toBe(show);
});

it('finds by name, firm and meeting, and says where nothing fits', async () => {
  await open();
  const box = screen.getByRole('textbox', { name: 'Buscar en las invitaciones' });
  await userEvent.type(box, 'nunez');
  await waitFor(() => expect(names()).toEqual(['Carlos Núñez']));
  await userEvent.clear(box);
  await userEvent.type(box, 'nadie así');
  expect(await screen.findByRole('heading', { name: 'No hay coincidencias' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Quitar filtros' }));
  await waitFor(() => expect(names()).toHaveLength(5));
});

it('writes to everybody who must be told, says what first, and tells how it went', async () => {
  const left = { meeting: 'm1', title: 'Panel anual', name: 'Carlos Núñez', obstacle: 'no_address' };
  answers = { 'invitations.write': written({ files: ['/x/1.eml'], updates: 1, left_out: [left as never] }) };
  await open();
  await userEvent.keyboard('w');
  const dialog = await screen.findByRole('dialog', { name: 'Escribir invitaciones' });
  expect(dialog).toHaveTextContent('Se escribirá: 1 aviso de cambio');
  expect(dialog).toHaveTextContent('1 persona se queda fuera');
  expect(dialog).toHaveTextContent('Cuadrante no envía correo');
  expect(await violationsIn(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Ambos' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Escribir' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Escribir la ruta de una carpeta.');
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Carpeta' }), '/x{Enter}');
  const done = await screen.findByRole('dialog', { name: 'Invitaciones escritas' });
  expect(asked.map(([name, { meetings, parties, form, again }]) => [name, meetings, parties, form, again])).toEqual([
    ['invitations.write', [], [], 'both', false],
  ]);
  expect(done).toHaveTextContent('1 aviso de cambio');
  expect(done).toHaveTextContent('No se conoce su correo.');
  expect(within(done).getByRole('link', { name: 'Añadir su correo' })).toHaveAttribute('href', '#/clients/c-carlos?tab=profile');
  expect(await violationsIn(done)).toEqual([]);
});

it('writes to those chosen by keyboard, and to nobody else', async () => {
  answers = { 'invitations.write': written({ files: ['/x/1.eml'], updates: 1 }) };
  await open();
  await userEvent.keyboard('jj');
  expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Berta Gil, Panel anual' }));
  await userEvent.keyboard(' jj ');
  const bar = screen.getByRole('toolbar', { name: 'Acciones con la selección' });
  expect(bar).toHaveTextContent('2 personas seleccionadas');
  await userEvent.click(within(bar).getByRole('button', { name: 'Avisar…' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'También a quien ya está al día' }));
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Carpeta' }), '/x{Enter}');
  await screen.findByRole('dialog', { name: 'Invitaciones escritas' });
  expect(asked.map(([, { meetings, parties, again }]) => [meetings, parties, again])).toEqual([
    [['m1', 'm2'], ['berta', 'diego'], true],
  ]);
});

it('selects whoever must be told with S, takes it back with Escape, and opens the meeting with Enter', async () => {
  await open();
  await userEvent.keyboard('s');
  expect(await screen.findByText('2 personas seleccionadas')).toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: 'Carlos Núñez, Panel anual' })).toBeChecked();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('toolbar')).toBeNull());
  await userEvent.keyboard('j{Enter}');
  expect(router.place.path).toEqual(['meetings', 'm1']);
});

it('shows another time beside the present one, and moves there past what stands in the way only when told to', async () => {
  const conflict = { conflict: { kind: 'client_busy', client: 'c', meeting: 'm9' }, names: { c: 'LINO', m9: 'Revisión anual' } };
  problems = [{ kind: 'conflicts', conflicts: [conflict] }];
  answers = { 'proposal.settle': {} };
  await open();
  const proposal = screen.getByRole('region', { name: 'Berta Gil propone otra hora' });
  expect(proposal.textContent.replaceAll(/\s+/g, ' ')).toMatch(/Ahora .*10:00.*Propone .*12:00.*17:00 en Madrid/);
  await userEvent.click(within(proposal).getByRole('button', { name: 'Mover la reunión a la hora de Berta Gil' }));
  const dialog = await screen.findByRole('dialog', { name: 'Hay algo que lo impide' });
  expect(dialog).toHaveTextContent('LINO ya está en «Revisión anual»');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Mantener a sabiendas' }));
  await waitFor(() => expect(asked).toHaveLength(2));
  const request = { meeting: 'm1', party: 'berta', accept: true };
  expect(asked).toEqual([
    ['proposal.settle', { ...request, keep_conflicts: false }],
    ['proposal.settle', { ...request, keep_conflicts: true }],
  ]);
});

it('declines another time', async () => {
  answers = { 'proposal.settle': {} };
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'No aceptar la hora de Berta Gil' }));
  await waitFor(() => expect(asked).toEqual([['proposal.settle', { meeting: 'm1', party: 'berta', accept: false, keep_conflicts: false }]]));
});

it('notes an answer given by word of mouth from the row’s menu', async () => {
  answers = { 'reply.set': all[0] };
  await open();
  screen.getByRole('button', { name: 'Acciones para Berta Gil, Panel anual' }).focus();
  await userEvent.keyboard('{Enter}');
  // jsdom places no floating list, so what is in it counts as hidden.
  const entry = await waitFor(() => {
    const found = [...document.querySelectorAll('[role="menuitemcheckbox"]')].find((one) => one.textContent.includes('No asistirá'));
    expect(found).toBeDefined();
    return found!;
  });
  await userEvent.click(entry);
  await waitFor(() => expect(asked).toEqual([['reply.set', { meeting: 'm1', party: 'berta', attends: 'declined', comment: '' }]]));
});

it('reads answers from files and tells of each what became of it', async () => {
  answers = {
    'replies.read': [
      { path: '/x/ana.eml', fate: { kind: 'taken', row: all[0] } },
      { path: '/x/otra.ics', fate: { kind: 'refused', reason: { kind: 'over', title: 'Panel anual' } } },
    ],
  };
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Leer respuestas…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Leer respuestas' });
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Rutas de los archivos' }), '/x/ana.eml{Enter} /x/otra.ics');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Leer' }));
  expect(await within(dialog).findByText('Ana Ruiz: Asistirá, «Panel anual»')).toBeInTheDocument();
  expect(dialog).toHaveTextContent('«Panel anual» ya se celebró o se anuló.');
  expect(asked).toEqual([['replies.read', { paths: ['/x/ana.eml', '/x/otra.ics'] }]]);
  expect(await violationsIn(dialog)).toEqual([]);
});

it('lists the polls on their own tab', async () => {
  const container = await open();
  await userEvent.click(screen.getByRole('tab', { name: /Encuestas de fecha/ }));
  const link = await screen.findByRole('link', { name: 'Panel anual' });
  expect(link).toHaveAttribute('href', '#/polls/p1');
  expect(screen.getByRole('region', { name: /Abiertas/ })).toHaveTextContent('Por decidir');
  expect(screen.getByRole('region', { name: /Cerradas/ })).toHaveTextContent('Con fecha');
  expect(router.query['tab']).toBe('polls');
  expect(await violationsIn(container)).toEqual([]);
});

it('says what it is for where there is nobody to invite', async () => {
  rows = [];
  render(TestView);
  expect(await screen.findByRole('heading', { name: 'Todavía no hay a quién invitar' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Planificar reuniones' })).toHaveAttribute('href', '#/planner');
  expect(screen.getByRole('button', { name: 'Escribir invitaciones…' })).toBeDisabled();
});

it('says that everybody is up to date', async () => {
  rows = [all[0]!];
  router.go('#/invitations?show=due', { replace: true });
  render(TestView);
  expect(await screen.findByRole('heading', { name: 'Todas las personas están al día' })).toBeInTheDocument();
});

it('says why it cannot be shown, and tries again', async () => {
  let calls = 0;
  answerWith((name) => {
    if (name === 'polls.list') return [];
    calls += 1;
    if (calls === 1) throw new ContractProblem({ kind: 'unexpected', incident: 'C3' });
    return { rows, due: 0, without_address: 0 };
  });
  render(TestView);
  expect(await screen.findByRole('alert')).toHaveTextContent('C3');
  await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('region', { name: /Panel anual/ })).toBeInTheDocument();
});

it('speaks English', async () => {
  const container = await open();
  preferences.language = 'en';
  expect(await screen.findByRole('heading', { level: 1, name: 'Invitations' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Tell 2 people…' })).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});
