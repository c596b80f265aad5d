import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../lib/commands/registry.svelte';
import { ContractProblem } from '../../lib/contract/call';
import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { TodayMeeting } from '../../lib/contract/generated/TodayMeeting';
import type { TodayView } from '../../lib/contract/generated/TodayView';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { row } from '../../shared/invitations/testing';
import { violationsIn } from '../../test-axe';
import View from './View.svelte';

const meeting = (id: string, start: string, more: Partial<TodayMeeting> = {}): TodayMeeting => ({
  id,
  title: `Reunión ${id}`,
  format: 'visit',
  start,
  zone: 'America/Caracas',
  minutes: 45,
  place: 'Sala Ávila',
  conflicts: [],
  ...more,
});
const need = (id: string, client: string): NeedRow => ({
  need: { id, client, topic: 't1', priority: 5, from: '2027-01-01', until: '2027-01-08', place: 'any', note: '', version: 0 },
  client_name: `Cliente ${client}`,
  client_value: 60,
  topic_name: 'Pólizas',
  format: 'visit',
  undetermined: false,
  do_not_meet: false,
  meeting: null,
});
const nothing: TodayView = {
  today: '2027-01-04',
  meetings: [],
  conflicts: [],
  unplanned: [],
  unplanned_count: 0,
  undetermined: [],
  undetermined_count: 0,
  due_invitations: 0,
  unanswered_invitations: 0,
  proposals: [],
  due_polls: [],
};
const full: TodayView = {
  ...nothing,
  meetings: [meeting('a', '2027-01-04T10:00:00'), meeting('b', '2027-01-05T09:00:00', { place: '' })],
  conflicts: [
    meeting('c', '2027-01-12T09:00:00', {
      conflicts: [
        { conflict: { kind: 'provider_busy', provider: 'p', meeting: 'm' }, names: { p: 'Ana Rojas', m: 'Panel anual' } },
      ],
    }),
  ],
  unplanned: [need('n1', 'c1'), need('n2', 'c2')],
  unplanned_count: 14,
  undetermined: [{ client: 'c3', client_name: 'Cliente c3', topic: 't2', topic_name: 'Cobros' }],
  undetermined_count: 1,
};

let stopKeys = (): void => {};
const keys = (event: KeyboardEvent): void => registry.press(event);

async function show(view: TodayView, clients = 60): Promise<HTMLElement> {
  answerWith((name) => {
    if (name === 'today.get') return view;
    return { path: '/x', name: 'x', problem: null, counts: { clients, needs: 1, meetings: 1 }, today: view.today, version: '1' };
  });
  await workspace.load();
  const { container } = render(View);
  await screen.findByText('lunes, 4 de enero de 2027');
  return container;
}

beforeEach(() => {
  window.addEventListener('keydown', keys);
  stopKeys = () => window.removeEventListener('keydown', keys);
  router.go('#/today');
});
afterEach(() => {
  stopKeys();
  answerWith(null);
});

describe('today', () => {
  it('lists the meetings of both days, and what waits for a decision', async () => {
    await show(full);
    const meetings = screen.getByRole('group', { name: 'Reuniones' });
    expect(within(meetings).getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '#/meetings/a',
      '#/meetings/b',
    ]);
    expect(within(screen.getByRole('region', { name: /Mañana/ })).getByText('A distancia')).toBeInTheDocument();
    const conflicts = screen.getByRole('region', { name: /En conflicto/ });
    expect(conflicts).toHaveTextContent('Ana Rojas');
    expect(conflicts).toHaveTextContent('Panel anual');
    expect(screen.getByRole('region', { name: /Sin planificar/ })).toHaveTextContent('y 12 necesidades más');
    expect(screen.getByRole('link', { name: 'Planificar' })).toHaveAttribute('href', '#/planner');
    expect(screen.getByRole('link', { name: 'Responder preguntas: Cliente c3, Cobros' })).toHaveAttribute(
      'href',
      '#/clients/c3?tab=topics&topic=t2',
    );
  });

  it('says who must be told, who asks for another time, which poll can be decided, and who has not answered', async () => {
    const proposed = { start: '2027-01-13T17:00:00', zone: 'Europe/Madrid', minutes: 60 };
    const container = await show({
      ...nothing,
      due_invitations: 5,
      unanswered_invitations: 1,
      proposals: [row('ana', { name: 'Ana Ruiz', proposed })],
      due_polls: [{ id: 'p1', meeting: 'm1', title: 'Panel', asked: 3, answered: 2, closes: null, state: { kind: 'open' }, due: true }],
    });
    const block = screen.getByRole('region', { name: 'Invitaciones' });
    expect(within(block).getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Hay que avisar a 5 personas', '#/invitations?show=due'],
      [expect.stringMatching(/^Ana Ruiz propone mié.*13 ene.*12:00$/), '#/invitations?show=proposal'],
      ['Encuesta de fecha por decidir: 2 de 3 respondieron', '#/polls/p1'],
      ['1 persona no ha respondido', '#/invitations?show=unanswered'],
    ]);
    expect(screen.queryByText(/^Nada pendiente/)).toBeNull();
    expect(await violationsIn(container)).toEqual([]);
  });

  it('goes from row to row with J and K, across the lists', async () => {
    await show(full);
    const focused = (): string | null => document.activeElement?.getAttribute('href') ?? null;
    await userEvent.keyboard('j');
    expect(focused()).toBe('#/meetings/a');
    await userEvent.keyboard('jj');
    expect(focused()).toBe('#/meetings/c');
    await userEvent.keyboard('k');
    expect(focused()).toBe('#/meetings/b');
  });

  it('opens the planner with P', async () => {
    await show(full);
    await userEvent.keyboard('p');
    expect(router.screen).toBe('planner');
  });

  it('is calm where nothing is pending', async () => {
    await show(nothing);
    expect(screen.getByRole('heading', { name: 'Nada pendiente' })).toBeInTheDocument();
  });

  it('says what to do first where there is nobody yet', async () => {
    await show(nothing, 0);
    expect(screen.getByRole('link', { name: 'Importar clientes' })).toHaveAttribute('href', '#/import');
    expect(screen.getByRole('link', { name: 'Añadir un cliente' })).toHaveAttribute('href', '#/clients?new=1');
    await userEvent.click(screen.getByRole('button', { name: 'Abrir la muestra' }));
    expect(router.screen).toBe('matrix');
  });

  it('says why it cannot be shown, and tries again', async () => {
    workspace.info = null;
    workspace.known = false;
    let calls = 0;
    answerWith(() => {
      calls += 1;
      if (calls === 1) throw new ContractProblem({ kind: 'unexpected', incident: 'C3' });
      return full;
    });
    render(View);
    expect(await screen.findByRole('alert')).toHaveTextContent('C3');
    await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
    expect(await screen.findByText('Reunión a')).toBeInTheDocument();
  });

  it('speaks English and passes axe, full and empty', async () => {
    const container = await show(full);
    expect(await violationsIn(container)).toEqual([]);
    preferences.language = 'en';
    expect(await screen.findByRole('region', { name: /Not planned/ })).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });
});
