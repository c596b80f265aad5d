import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../lib/commands/registry.svelte';
import { ContractProblem } from '../../lib/contract/call';
import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { PlanRequest } from '../../lib/contract/generated/PlanRequest';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { violationsIn } from '../../test-axe';
import { draft, need } from './canned';
import { search } from './search.svelte';
import View from './View.svelte';

interface Asked {
  name: string;
  request: unknown;
}
let asked: Asked[] = [];
let settle: { resolve: (draft: DraftView) => void; reject: (thrown: unknown) => void } | null = null;
const keys = (event: KeyboardEvent): void => registry.press(event);
const askedOf = (name: string): unknown[] => asked.filter((one) => one.name === name).map((one) => one.request);

interface Given {
  needs?: NeedRow[];
  current?: DraftView | null;
  clients?: number;
}
async function show({ needs = [need('a')], current = null, clients = 60 }: Given = {}): Promise<HTMLElement> {
  answerWith((name, request) => {
    asked.push({ name, request });
    if (name === 'needs.list') return needs;
    if (name === 'plan.current') return { draft: current, other: null, open_needs: needs.length };
    if (name === 'plan.accept') {
      current = null;
      return { value: { meetings: ['m1', 'm2'] }, stale: ['drafts', 'meetings'], gesture: null };
    }
    if (name === 'plan.make') return new Promise((resolve, reject) => (settle = { resolve, reject }));
    if (name === 'workspace.current')
      return { path: '/x', name: 'x', problem: null, counts: { clients, needs: needs.length, meetings: 0 }, today: '2027-01-04', version: '1' };
    return null;
  });
  await workspace.load();
  const { container } = render(View);
  await screen.findByRole('region', { name: 'Necesidades abiertas' });
  await waitFor(() => expect(askedOf('plan.current')).toHaveLength(1));
  return container;
}
const box = (name: RegExp): HTMLElement => screen.getByRole('checkbox', { name });
const press = (name: RegExp | string): Promise<void> => userEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  asked = [];
  settle = null;
  search.problem = null;
  window.addEventListener('keydown', keys);
});
afterEach(() => {
  window.removeEventListener('keydown', keys);
  answerWith(null);
});

describe('the needs', () => {
  const needs = [
    need('a'),
    need('b', { format: 'panel' }),
    need('c', { format: null, undetermined: true }),
    need('d', { format: null, do_not_meet: true }),
  ];

  it('are counted by format; a kind pressed shows that kind alone', async () => {
    await show({ needs });
    const kinds = await screen.findByRole('group', { name: 'Formatos' });
    expect(within(kinds).getAllByRole('button').map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Paneles 1',
      'Entrevistas 1',
      'Por determinar 1',
      'No reunir 1',
    ]);
    await userEvent.click(within(kinds).getByRole('button', { name: /Paneles/ }));
    expect(screen.getByText('Cliente b')).toBeInTheDocument();
    expect(screen.queryByText('Cliente a')).toBeNull();
  });

  it('lead to the questions where answers are missing, and to the reason not to meet', async () => {
    await show({ needs });
    expect(await screen.findByRole('link', { name: 'Responder preguntas sobre Cliente c' })).toHaveAttribute(
      'href',
      '#/clients/c-c?tab=topics&topic=t1',
    );
    expect(screen.getByRole('link', { name: 'Ver por qué no reunir a Cliente d' })).toBeInTheDocument();
  });

  it('are found by name, and a filter that finds nothing says so', async () => {
    await show({ needs });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Filtrar por cliente o tema' }), 'nadie');
    expect(screen.getByText('No hay coincidencias')).toBeInTheDocument();
    await press('Quitar filtros');
    expect(screen.getByText('Cliente a')).toBeInTheDocument();
  });

  it('are grouped by topic on request', async () => {
    await show({ needs: [need('a'), need('b', { topic_name: 'Cobros', need: { ...need('b').need, topic: 't2' } })] });
    await userEvent.click(await screen.findByRole('radio', { name: 'Tema' }));
    const region = screen.getByRole('region', { name: 'Necesidades abiertas' });
    expect(within(region).getAllByRole('heading', { level: 3 }).map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Cobros 1',
      'Pólizas 1',
    ]);
  });

  it('are edited in the form and deleted from the row', async () => {
    await show({ needs });
    await userEvent.click(await screen.findByRole('button', { name: 'Eliminar: Cliente a, Pólizas' }));
    expect(askedOf('need.delete')).toEqual([{ id: 'a' }]);
    await press('Editar: Cliente b, Pólizas');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('offer an import and the sample where there is nobody', async () => {
    await show({ needs: [], clients: 0 });
    expect(await screen.findByRole('link', { name: 'Importar' })).toHaveAttribute('href', '#/import');
  });
});

describe('the search', () => {
  const start = async (): Promise<void> => {
    await show();
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Planificar' })[0]).toBeEnabled());
    await userEvent.click(screen.getAllByRole('button', { name: 'Planificar' })[0]!);
    await waitFor(() => expect(settle).not.toBeNull());
  };

  it('asks for the two weeks that start tomorrow, and for what the presets say', async () => {
    await start();
    expect(askedOf('plan.make')).toEqual([
      {
        from: '2027-01-05',
        to: '2027-01-18',
        seconds: 5,
        seed: null,
        changes: [],
        moving: 'none',
        beside: false,
        start_with: null,
      } satisfies PlanRequest,
    ]);
    settle!.resolve(draft());
    await screen.findByText('Propuesta 0');
    await userEvent.click(screen.getByRole('radio', { name: '4 semanas' }));
    await press('Planificar de nuevo');
    expect(askedOf('plan.make')[1]).toMatchObject({ to: '2027-02-01' });
    settle!.resolve(draft());
    await waitFor(() => expect(search.running).toBeNull());
  });

  it('tells the best plan so far, and stopping keeps it', async () => {
    await start();
    const band = screen.getByRole('region', { name: 'Buscando el mejor plan' });
    expect(within(band).getByRole('button', { name: 'Terminar ya' })).toBeDisabled();
    search.progress = { phase: 'searching', done: 900, total: 5000, search: { medium: 21, soft: 812, left_out: 2, meetings: 14, by_rule: draft().by_rule } };
    expect(await within(band).findByText('14 reuniones')).toBeInTheDocument();
    expect(band).toHaveTextContent('2 necesidades fuera');
    expect(band).toHaveTextContent('Valor que queda fuera: 21');
    const costs = within(band).getByRole('list', { name: 'Coste por reglas' });
    expect(within(costs).getAllByRole('listitem').map((one) => one.textContent)).toEqual(['Desplazamientos 190', 'Caras conocidas 320']);
    await userEvent.click(within(band).getByRole('button', { name: 'Terminar ya' }));
    expect(askedOf('task.stop')).toHaveLength(1);
    expect(askedOf('task.cancel')).toHaveLength(0);
    settle!.resolve(draft());
    expect(await screen.findByText('Propuesta 0')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Buscando el mejor plan' })).toBeNull();
  });

  it('cancelled leaves no plan and is no failure', async () => {
    await start();
    await press('Cancelar');
    settle!.reject(new ContractProblem({ kind: 'cancelled' }));
    await waitFor(() => expect(search.running).toBeNull());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Todavía no hay un plan')).toBeInTheDocument();
  });

  it('says it where there is nothing to plan', async () => {
    await start();
    settle!.reject(new ContractProblem({ kind: 'nothing_to_plan' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Nada que planificar en esas fechas');
  });
});

describe('the draft', () => {
  const open = async (current = draft()): Promise<HTMLElement> => {
    const container = await show({ current });
    await screen.findByRole('tab', { name: /Propuestas/ });
    return container;
  };

  it('lists the proposals by day; what is fixed cannot be chosen', async () => {
    await open();
    const region = screen.getByRole('region', { name: 'Borrador del plan' });
    expect(within(region).getAllByRole('heading', { level: 3 }).map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Nuevas 3 reuniones',
      'Siguen igual 1 reunión',
    ]);
    expect(within(region).getAllByRole('heading', { level: 4 }).map((one) => one.firstElementChild?.textContent)).toEqual([
      'martes, 5 de enero de 2027',
      'miércoles, 6 de enero de 2027',
      'jueves, 7 de enero de 2027',
    ]);
    expect(screen.queryByRole('checkbox', { name: /Propuesta 3/ })).toBeNull();
    expect(region).toHaveTextContent('Fijada');
    expect(region).toHaveTextContent('Ana Rojas ya conoce al cliente y asiste.');
  });

  it('is accepted whole, and leads to the first day on the calendar', async () => {
    await open();
    await press('Aceptar todo');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd1', proposals: null }]);
    expect(await screen.findByRole('link', { name: 'Ver en la agenda' })).toHaveAttribute('href', '#/calendar?date=2027-01-05');
    expect(screen.getByText('2 reuniones están en la agenda.')).toBeInTheDocument();
    expect(screen.getByText('Todavía no hay un plan')).toBeInTheDocument();
  });

  it('is accepted in part: those chosen', async () => {
    await open();
    await userEvent.click(box(/Propuesta 2/));
    await userEvent.click(box(/Propuesta 0/));
    await press('Aceptar 2');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd1', proposals: [0, 2] }]);
  });

  it('is accepted without what was rejected; what is fixed is not sent', async () => {
    await open();
    const row = document.querySelector<HTMLElement>('[data-proposal="0"]')!;
    await userEvent.click(within(row).getByRole('button', { name: 'Rechazar' }));
    await press('Aceptar las 2 restantes');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd1', proposals: [1, 2] }]);
  });

  it('is looked through with keys: J, Space, Enter, R, A', async () => {
    await open();
    await userEvent.keyboard('j');
    expect(box(/Propuesta 1/)).toHaveFocus();
    await userEvent.keyboard('j ');
    expect(box(/Propuesta 0/)).toBeChecked();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: /Propuesta 0.*detalles/ })).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('Un cliente preferiría otra hora.')).toBeInTheDocument();
    await userEvent.keyboard('r');
    expect(screen.queryByRole('checkbox', { name: /Propuesta 0/ })).toBeNull();
    await userEvent.keyboard('r');
    expect(box(/Propuesta 0/)).not.toBeChecked();
    await userEvent.keyboard('k ');
    await userEvent.keyboard('a');
    expect(askedOf('plan.accept')).toEqual([{ draft: 'd1', proposals: [1] }]);
  });

  it('is discarded', async () => {
    await open();
    await press('Descartar borrador');
    expect(askedOf('plan.discard')).toEqual([{ id: 'd1' }]);
  });

  it('says why needs are out, by name, and what to do', async () => {
    await open();
    await userEvent.click(screen.getByRole('tab', { name: /Quedan fuera/ }));
    const region = screen.getByRole('region', { name: 'Borrador del plan' });
    expect(region).toHaveTextContent('Ana Rojas ya está en otra reunión del plan, en 12 horas posibles.');
    expect(region).toHaveTextContent('Ampliar el plazo, o sumar a alguien que también pueda.');
    expect(region).toHaveTextContent('Faltan respuestas para saber en qué formato.');
    expect(within(region).getByRole('link', { name: 'Responder preguntas' })).toHaveAttribute(
      'href',
      '#/clients/c-duda?tab=topics&topic=t1',
    );
  });

  it('tells its costs in words', async () => {
    await open();
    await userEvent.click(screen.getByRole('tab', { name: 'Coste' }));
    expect(screen.getByRole('row', { name: /Desplazamientos 95 minutos de viaje 2 190/ })).toBeInTheDocument();
  });

  it('once accepted cannot be accepted again', async () => {
    await open(draft({ open: false }));
    expect(screen.queryByRole('button', { name: /Aceptar/ })).toBeNull();
    await userEvent.keyboard('a');
    expect(askedOf('plan.accept')).toEqual([]);
  });

  it('passes axe in each part, in both languages', async () => {
    const container = await open();
    await press(/Propuesta 0.*detalles/);
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(screen.getByRole('tab', { name: /Quedan fuera/ }));
    expect(await violationsIn(container)).toEqual([]);
    preferences.language = 'en';
    await userEvent.click(await screen.findByRole('tab', { name: 'Cost' }));
    expect(await violationsIn(container)).toEqual([]);
  });
});
