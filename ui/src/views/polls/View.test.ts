import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractProblem, type Problem } from '../../lib/contract/call';
import type { ConflictView } from '../../lib/contract/generated/ConflictView';
import type { FreeTime } from '../../lib/contract/generated/FreeTime';
import type { PollGuest } from '../../lib/contract/generated/PollGuest';
import type { PollState } from '../../lib/contract/generated/PollState';
import type { PollView } from '../../lib/contract/generated/PollView';
import type { PollWritten } from '../../lib/contract/generated/PollWritten';
import type { Suits } from '../../lib/contract/generated/Suits';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { fresh } from '../../shared/invitations/testing';
import { violationsIn } from '../../test-axe';
import TestView from './TestView.svelte';

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const starts = ['2099-01-12T10:00:00', '2099-01-13T16:00:00', '2099-01-14T09:30:00'];
const busy: ConflictView = {
  conflict: { kind: 'client_busy', client: 'c1', meeting: 'm9' },
  names: { c1: 'LINO', m9: 'Revisión anual' },
};
const guest = (person: string, name: string, answers: (Suits | null)[], more: Partial<PollGuest> = {}): PollGuest => ({
  person,
  name,
  organisation: `Empresa ${person}`,
  email: `${person}@example.org`,
  language: 'es',
  asked: '2026-11-01T10:00:00Z',
  answered: answers.length > 0 ? '2026-11-02T10:00:00Z' : null,
  answers,
  ...more,
});
const guests = [
  guest('ana', 'Ana Ruiz', ['yes', 'no', 'if_needed']),
  guest('berta', 'Berta Gil', ['yes', 'yes', null]),
  guest('carlos', 'Carlos Núñez', [], { email: '', asked: null }),
];
function poll(state: PollState = { kind: 'open' }, more: Partial<PollView> = {}): PollView {
  return {
    poll: {
      id: 'p1',
      meeting: 'm1',
      zone: 'America/Caracas',
      slots: starts,
      closes: '2099-01-08',
      guests: guests.map(({ person, answers, answered, asked }) => ({ client: `c-${person}`, person, token: 't', answers, answered, asked })),
      state,
      version: 1,
    },
    title: 'Panel anual',
    minutes: 60,
    slots: starts.map((start, at) => ({
      start,
      yes: guests.filter(({ answers }) => answers[at] === 'yes').length,
      if_needed: guests.filter(({ answers }) => answers[at] === 'if_needed').length,
      no: guests.filter(({ answers }) => answers[at] === 'no').length,
      conflicts: at === 2 ? [busy] : [],
    })),
    guests,
    ranking: [0, 2],
    due: false,
    ...more,
  };
}

let asked: [name: string, request: Record<string, unknown>][] = [];
let shown: PollView = poll();
let problems: Problem[] = [];
let free: FreeTime[] = [];
let written: PollWritten = { files: [], without_address: [] };
let rows = [fresh('ana', { name: 'Ana Ruiz' }), fresh('vera', { invited: { kind: 'provider', provider: 'vera' } })];

beforeEach(() => {
  asked = [];
  problems = [];
  written = { files: ['/x/1.eml', '/x/2.eml'], without_address: ['Carlos Núñez'] };
  shown = poll();
  rows = [fresh('ana', { name: 'Ana Ruiz' }), fresh('vera', { invited: { kind: 'provider', provider: 'vera' } })];
  free = starts.map((start, at) => ({
    start,
    zone: 'America/Caracas',
    holiday: at === 1 ? { date: start.slice(0, 10), country: 'VE', es: 'San Andrés', en: 'St Andrew', origin: 'data' } : null,
  }));
  router.go('#/polls/p1', { replace: true });
  answerWith((name, given) => {
    const request = given as Record<string, unknown>;
    if (name === 'poll.get') return shown;
    if (name === 'meeting.get') return { meeting: { id: 'm1', zone: 'America/Caracas' }, event: { title: 'Panel anual' } };
    if (name === 'invitations.list') return { rows, due: 0, without_address: 0 };
    asked.push([name, request]);
    if (name === 'meeting.free') return free;
    const problem = problems.shift();
    if (problem) throw new ContractProblem(problem);
    if (name === 'poll.close') return poll(request['slot'] === null ? { kind: 'closed' } : { kind: 'won', slot: request['slot'] as number });
    if (name === 'poll.write') return written;
    return shown;
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function open(): Promise<HTMLElement> {
  const { container } = render(TestView);
  await screen.findByRole('grid', { name: 'Respuestas' });
  return container;
}
const cell = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
const changes = (): unknown[] => asked.filter(([name]) => name !== 'meeting.free');

describe('a poll’s page', () => {
  it('shows what each guest says of each time, in words', async () => {
    const container = await open();
    expect(cell(/^Ana Ruiz, lun.*12 ene.*10:00: Sí$/)).toBeInTheDocument();
    expect(cell(/^Ana Ruiz, .*16:00: No$/)).toBeInTheDocument();
    expect(cell(/^Berta Gil, .*9:30: Sin decir$/)).toBeInTheDocument();
    expect(screen.getByText('1 persona no ha respondido todavía.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Añadir correo: Carlos Núñez' })).toHaveAttribute('href', '#/clients/c-carlos?tab=profile');
    expect(await violationsIn(container)).toEqual([]);
  });

  it('is one tab stop; arrows move, letters answer and Enter changes', async () => {
    await open();
    expect(screen.getAllByRole('button').filter((one) => one.matches('[data-cell][tabindex="0"]'))).toHaveLength(1);
    cell(/^Ana Ruiz, .*10:00/).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(cell(/^Berta Gil, .*9:30/));
    await userEvent.keyboard('p');
    await waitFor(() => expect(changes()).toEqual([['poll.answer', { id: 'p1', person: 'berta', answers: ['yes', 'yes', 'if_needed'] }]]));
    await userEvent.keyboard('{ArrowDown}{Home}{Enter}');
    await waitFor(() => expect(changes().at(-1)).toEqual(['poll.answer', { id: 'p1', person: 'carlos', answers: ['yes', null, null] }]));
    await userEvent.keyboard('{ArrowUp}{Delete}');
    await waitFor(() => expect(changes().at(-1)).toEqual(['poll.answer', { id: 'p1', person: 'berta', answers: [null, 'yes', null] }]));
  });

  it('does not answer by letters where they are turned off', async () => {
    preferences.letterKeys = false;
    await open();
    cell(/^Ana Ruiz, .*10:00/).focus();
    await userEvent.keyboard('n');
    expect(changes()).toEqual([]);
    preferences.letterKeys = true;
  });

  it('goes back to what the app has where an answer is refused', async () => {
    problems = [{ kind: 'stale', what: 'poll', id: 'p1' }];
    await open();
    await userEvent.click(cell(/^Carlos Núñez, .*10:00: Sin decir/));
    await waitFor(() => expect(toasts.shown).toHaveLength(1));
    expect(await screen.findByRole('button', { name: /^Carlos Núñez, .*10:00: Sin decir/ })).toBeInTheDocument();
  });

  it('ranks the times, and says who refuses those that cannot win', async () => {
    await open();
    const ranking = screen.getByRole('region', { name: 'Elegir la hora' });
    const lines = within(ranking).getAllByRole('listitem').map((line) => line.textContent.replaceAll(/\s+/g, ' '));
    expect(lines[0]).toMatch(/12 ene.*La mejor/);
    expect(ranking).toHaveTextContent('LINO ya está en «Revisión anual»');
    const refused = within(ranking).getAllByRole('listitem').find((line) => line.textContent.includes('No le conviene a Ana Ruiz'));
    expect(within(refused!).queryByRole('button')).toBeNull();
    expect(within(ranking).getAllByRole('button')).toHaveLength(2);
  });

  it('moves the meeting to the time chosen, past what stands in the way only when told to', async () => {
    problems = [{ kind: 'conflicts', conflicts: [busy] }];
    await open();
    await userEvent.click(screen.getByRole('button', { name: /^Elegir mié.*14 ene.*9:30$/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Hay algo que lo impide' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mantener a sabiendas' }));
    expect(await screen.findByText(/^Se eligió mié.*9:30$/)).toBeInTheDocument();
    expect(changes()).toEqual([
      ['poll.close', { id: 'p1', slot: 2, keep_conflicts: false }],
      ['poll.close', { id: 'p1', slot: 2, keep_conflicts: true }],
    ]);
    expect(screen.queryByRole('region', { name: 'Elegir la hora' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Avisar…' })).toHaveAttribute('href', '#/invitations?show=due');
  });

  it.each([
    [poll({ kind: 'open' }, { due: true, guests: guests.slice(0, 2) }), 'Han respondido todas las personas.'],
    [poll({ kind: 'open' }, { due: true }), 'El plazo terminó el 8 de enero de 2099.'],
    [poll({ kind: 'closed' }), 'La encuesta se cerró sin fecha'],
  ])('says how far it has come', async (view, text) => {
    shown = view;
    const container = await open();
    expect(container).toHaveTextContent(text);
  });

  it('takes no answers once it is closed', async () => {
    shown = poll({ kind: 'won', slot: 0 });
    await open();
    await userEvent.click(cell(/^Ana Ruiz, .*10:00/));
    await userEvent.keyboard('n');
    expect(changes()).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Escribir preguntas…' })).toBeNull();
  });

  it('writes the questions to those who have not answered, and names who got none', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Escribir preguntas…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Escribir las preguntas' });
    expect(within(dialog).getByRole('checkbox', { name: 'Solo a quien no ha respondido' })).toBeChecked();
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Carpeta' }), '/x{Enter}');
    const done = await screen.findByRole('dialog', { name: 'Preguntas escritas' });
    expect(done).toHaveTextContent('2 preguntas escritas en /x');
    expect(changes()).toEqual([['poll.write', { id: 'p1', folder: '/x', unanswered: true }]]);
    expect(within(done).getByRole('link', { name: 'Añadir su correo: Carlos Núñez' })).toHaveAttribute('href', '#/clients/c-carlos?tab=profile');
    expect(await violationsIn(done)).toEqual([]);
  });

  it('says that nobody could answer where whoever asks has no address', async () => {
    written = { files: [], without_address: ['Vera Paz'] };
    await open();
    await userEvent.keyboard('w');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Carpeta' }), '/x{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Quien pregunta, Vera Paz, no tiene correo');
  });

  it('says so where it is gone', async () => {
    answerWith(() => {
      throw new ContractProblem({ kind: 'not_found', what: 'poll', id: 'p1' });
    });
    render(TestView);
    expect(await screen.findByText('Esta encuesta ya no existe')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Ver todas las encuestas' })).toHaveAttribute('href', '#/invitations?tab=polls');
  });

  it('speaks English, with keys of its own', async () => {
    preferences.language = 'en';
    render(TestView);
    await screen.findByRole('grid', { name: 'Answers' });
    cell(/^Carlos Núñez, .*10:00.*: Not said/).focus();
    await userEvent.keyboard('i');
    await waitFor(() => expect(changes()).toEqual([['poll.answer', { id: 'p1', person: 'carlos', answers: ['if_needed', null, null] }]]));
  });
});

describe('a new poll', () => {
  async function start(): Promise<HTMLElement> {
    router.go('#/polls/new?meeting=m1', { replace: true });
    const { container } = render(TestView);
    await screen.findByRole('checkbox', { name: /Preguntar por mar/ });
    return container;
  }

  it('proposes times spread over the days, says who is asked, and makes the poll', async () => {
    const container = await start();
    expect(asked).toEqual([['meeting.free', { meeting: 'm1', from: null, to: null, most: 6, nearest: false }]]);
    expect(screen.getByText('Festivo: San Andrés')).toBeInTheDocument();
    const people = screen.getByRole('region', { name: 'A quién se pregunta' });
    expect(within(people).getAllByRole('listitem').map((one) => one.querySelector('.name')?.textContent)).toEqual(['Ana Ruiz']);
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: /Preguntar por mié/ }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Día' }), '2099-01-09');
    await userEvent.type(screen.getByRole('textbox', { name: 'Hora' }), '8:15{Tab}');
    await userEvent.click(screen.getByRole('button', { name: 'Añadir' }));
    await userEvent.type(screen.getByRole('textbox', { name: /Último día/ }), '2099-01-08{Tab}');
    await userEvent.click(screen.getByRole('button', { name: 'Crear encuesta' }));
    await waitFor(() => expect(router.place.path).toEqual(['polls', 'p1']));
    expect(changes()).toEqual([
      ['poll.save', { id: null, meeting: 'm1', slots: ['2099-01-09T08:15:00', starts[0], starts[1]], closes: '2099-01-08' }],
    ]);
  });

  it('asks for at least two times', async () => {
    await start();
    for (const box of screen.getAllByRole('checkbox').slice(1)) await userEvent.click(box);
    await userEvent.click(screen.getByRole('button', { name: 'Crear encuesta' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Elegir al menos dos horas.');
    expect(changes()).toEqual([]);
  });

  it('takes no time twice', async () => {
    await start();
    await userEvent.type(screen.getByRole('textbox', { name: 'Día' }), '2099-01-12');
    await userEvent.type(screen.getByRole('textbox', { name: 'Hora' }), '10:00{Tab}');
    await userEvent.click(screen.getByRole('button', { name: 'Añadir' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Esa hora ya está en la lista.');
  });

  it('says in its own words what the app does not take', async () => {
    problems = [{ kind: 'invalid', faults: [{ fault: 'order', field: 'slots' }] }];
    await start();
    await userEvent.click(screen.getByRole('button', { name: 'Crear encuesta' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Hay una hora que ya pasó');
  });

  it('cannot be made where there is nobody to ask', async () => {
    rows = rows.slice(1);
    await start();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Crear encuesta' })).toBeDisabled());
    expect(screen.getByText(/no tiene personas de clientes/)).toBeInTheDocument();
  });
});
