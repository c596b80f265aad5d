import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MatrixPoint } from '../../lib/contract/generated/MatrixPoint';
import type { MatrixView } from '../../lib/contract/generated/MatrixView';
import { ContractProblem } from '../../lib/contract/call';
import { answerWith } from '../../lib/contract/transport';
import { registry } from '../../lib/commands/registry.svelte';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { announcer, toasts } from '../../lib/toasts.svelte';
import { halfAnswered } from '../../shared/placement/testing';
import { violationsIn } from '../../test-axe';
import View from './View.svelte';

const point = (id: string, name: string, sharing: number, providers: number, more: Partial<MatrixPoint> = {}): MatrixPoint => ({
  id,
  name,
  sharing,
  providers,
  format: sharing >= 50 ? 'work_table' : 'panel',
  state: 'clear',
  value: 50,
  by_hand: false,
  mixed: false,
  reviewed: '2026-10-01',
  ...more,
});

const POINTS = [
  point('c1', 'Comercial Ávila', 80, 80, { state: 'undetermined', format: null }),
  point('c2', 'Fletes del Sur', 20, 80),
  point('c3', 'Hotel Miramar', 70, 60),
];
const full: MatrixView = {
  points: POINTS,
  unplaced: 4,
  all: 7,
  tags: ['salud'],
  topics: [
    { id: 't1', name: 'Banca electrónica' },
    { id: 't2', name: 'Seguro de flotas' },
  ],
};
const satellites = {
  dot: { sharing: 80, providers: 80, format: null },
  topics: [
    {
      id: 't1',
      name: 'Banca electrónica',
      sharing: 80,
      providers: 80,
      computed_sharing: null,
      computed_providers: null,
      format: null,
      state: 'undetermined',
    },
  ],
  trail: [],
};

type Call = [name: string, request: Record<string, unknown>];
let calls: Call[] = [];
// In the app the shell hands every key to the registry.
const press = (event: KeyboardEvent): void => registry.press(event);

beforeEach(() => {
  calls = [];
  window.addEventListener('keydown', press);
  router.go('#/matrix');
  preferences.letterKeys = true;
  // jsdom lays nothing out and draws nothing; the matrix needs a size, and does without a picture.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => {
  window.removeEventListener('keydown', press);
  answerWith(null);
  toasts.clear();
});

/** Shows the matrix; `choose` answers a placement by hand. */
async function shown(view: MatrixView = full, choose: () => unknown = () => ({})) {
  answerWith((name, request) => {
    calls.push([name, request as Record<string, unknown>]);
    if (name === 'matrix.points') return view;
    if (name === 'matrix.satellites') return satellites;
    if (name === 'placement.get') return halfAnswered;
    if (name === 'placement.choose') return choose();
    return {};
  });
  const { container } = render(View);
  return { container, user: userEvent.setup() };
}
const matrix = () => screen.findByRole('listbox', { name: 'Clientes en la matriz' });
const asked = (name: string) => calls.filter(([one]) => one === name).map(([, request]) => request);

/** Moves the client of the focus one step to the left and drops it. */
async function moveByKeys(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  (await matrix()).focus();
  await user.keyboard('{ArrowRight}m{ArrowLeft}{Enter}');
}

describe('a placement by hand', () => {
  it('wants a reason before it is made', async () => {
    const { user } = await shown();
    await moveByKeys(user);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Para todos los temas en los que está ubicado.')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    expect(dialog.getByText('Falta la razón')).toBeInTheDocument();
    expect(asked('placement.choose')).toEqual([]);
    await user.type(dialog.getByRole('textbox', { name: '¿Por qué?' }), 'lo vi en la visita');
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    await waitFor(() => expect(asked('placement.choose')).toHaveLength(1));
    const [request] = asked('placement.choose');
    const moved = POINTS.find((one) => one.id === (request?.['clients'] as string[])[0])!;
    expect(request).toEqual({
      clients: [moved.id],
      topic: null,
      sharing: moved.sharing,
      providers: moved.providers - 1,
      reason: 'lo vi en la visita',
      until: null,
    });
    // The new places have come before the point is let go.
    await waitFor(() => expect(announcer.text).toContain(`${moved.name} queda en`));
    expect(asked('matrix.points')).toHaveLength(2);
  });

  it('is given up by Escape, and the point stays where it was', async () => {
    const { user } = await shown();
    await moveByKeys(user);
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(announcer.text).toContain('se queda donde estaba'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(asked('placement.choose')).toEqual([]);
  });

  it('keeps what was typed where the app refuses it', async () => {
    const { user } = await shown(full, () => {
      throw new ContractProblem({ kind: 'unexpected', incident: 'D4' });
    });
    await moveByKeys(user);
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: '¿Por qué?' }), 'lo pidió');
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    expect(await dialog.findByText(/D4/)).toBeInTheDocument();
    expect(dialog.getByRole('textbox', { name: '¿Por qué?' })).toHaveValue('lo pidió');
  });

  it('is for the topic of the filter alone, and says so', async () => {
    router.go('#/matrix?topic=t2');
    const { user } = await shown();
    await moveByKeys(user);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Solo para el tema «Seguro de flotas».')).toBeInTheDocument();
    await user.type(dialog.getByRole('textbox', { name: '¿Por qué?' }), 'x');
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    await waitFor(() => expect(asked('placement.choose')).toMatchObject([{ topic: 't2' }]));
    expect(asked('matrix.points')[0]).toMatchObject({ topic: 't2' });
  });

  it('places several at one point', async () => {
    const { user } = await shown();
    (await matrix()).focus();
    await user.keyboard('{Control>}a{/Control}');
    const panel = within(await screen.findByRole('complementary', { name: '3 clientes seleccionados' }));
    await user.click(panel.getByRole('button', { name: 'Quitar de la selección: Hotel Miramar' }));
    await user.click(screen.getByRole('button', { name: 'Ubicar a mano…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ubicar a mano: 2 clientes' }));
    const exact = dialog.getByRole('textbox', { name: 'Proveedores' });
    await user.clear(exact);
    await user.type(exact, '20');
    await user.type(dialog.getByRole('textbox', { name: '¿Por qué?' }), 'mismo grupo');
    await user.click(dialog.getByRole('button', { name: 'Ubicar aquí' }));
    await waitFor(() =>
      expect(asked('placement.choose')).toMatchObject([
        { clients: ['c1', 'c2'], topic: null, sharing: 75, providers: 20, reason: 'mismo grupo' },
      ]),
    );
  });
});

describe('a client in the panel', () => {
  it('shows its topics and the first question at once', async () => {
    const { user } = await shown();
    (await matrix()).focus();
    await user.keyboard('j');
    const panel = within(await screen.findByRole('complementary', { name: 'Comercial Ávila' }));
    expect(await panel.findByRole('button', { name: 'Banca electrónica, Por determinar', pressed: true })).toBeInTheDocument();
    expect(await panel.findByRole('region', { name: 'Siguiente pregunta' })).toHaveTextContent('reservada la información');
    expect(asked('matrix.satellites')).toEqual([{ id: 'c1' }]);
    expect(asked('placement.get')).toEqual([{ client: 'c1', topic: 't1' }]);
  });

  it('takes up a topic that the client has no answers about', async () => {
    router.go('#/matrix?client=c1');
    const { user } = await shown();
    await user.click(await screen.findByRole('button', { name: 'Ubicar sobre otro tema…' }));
    // Nothing is laid out here, so that the open menu counts as hidden and has no accessible name.
    await user.click(await screen.findByText('Seguro de flotas', { selector: '[role="menuitem"] *' }));
    await waitFor(() => expect(asked('placement.get').at(-1)).toEqual({ client: 'c1', topic: 't2' }));
  });
});

describe('the filters', () => {
  it('keep the counts of the formats while one is chosen', async () => {
    const { user } = await shown();
    await matrix();
    await user.click(screen.getByRole('button', { name: 'Panel: 1 cliente' }));
    expect(screen.getByText('1 de 7 clientes')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Mesa de trabajo: 1 cliente' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sin formato único: 1 cliente' })).toBeInTheDocument();
  });

  it('that find nothing say so, which is not the same as nothing there', async () => {
    const { user } = await shown();
    await matrix();
    await user.click(screen.getByRole('button', { name: 'Entrevista: 0 clientes' }));
    expect(screen.getByRole('heading', { name: 'No hay coincidencias' })).toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Quitar filtros' })[0]!);
    expect(await matrix()).toBeInTheDocument();
  });

  it('ask the app for words after a pause', async () => {
    const { user } = await shown();
    await matrix();
    await user.type(screen.getByRole('searchbox', { name: 'Buscar clientes' }), 'avila');
    await waitFor(() => expect(asked('matrix.points').at(-1)).toMatchObject({ text: 'avila', limit: 0 }));
    expect(asked('matrix.points').length).toBeLessThan(4);
  });

  it('lead to the clients without a place', async () => {
    await shown();
    expect(await screen.findByRole('link', { name: '4 clientes sin ubicar' })).toHaveAttribute('href', '#/clients?placed=no');
  });
});

describe('with nothing to show', () => {
  it('says what it is for where there are no clients', async () => {
    await shown({ ...full, points: [], all: 0, unplaced: 0 });
    expect(await screen.findByRole('heading', { name: 'Todavía no hay clientes' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Importar clientes' })).toHaveAttribute('href', '#/import');
  });

  it('leads to those without a place where none has one', async () => {
    await shown({ ...full, points: [], unplaced: 7 });
    expect(await screen.findByRole('heading', { name: 'Ningún cliente tiene lugar todavía' })).toBeInTheDocument();
  });

  it('shows what went wrong', async () => {
    answerWith(() => {
      throw new ContractProblem({ kind: 'no_workspace' });
    });
    render(View);
    expect(await screen.findByRole('alert')).toHaveTextContent('No hay ningún espacio de trabajo abierto.');
  });
});

it('speaks both languages and passes axe, with a client and with several', async () => {
  const { container, user } = await shown();
  (await matrix()).focus();
  await user.keyboard('j');
  await screen.findByRole('region', { name: 'Siguiente pregunta' });
  expect(await violationsIn(container)).toEqual([]);
  preferences.language = 'en';
  expect(await screen.findByRole('region', { name: 'Next question' })).toHaveTextContent('privileged to this client');
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByRole('complementary', { name: '3 clients selected' });
  expect(await violationsIn(container)).toEqual([]);
}, 20_000);
