import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { registry } from '../../../lib/commands/registry.svelte';
import { ContractProblem } from '../../../lib/contract/call';
import type { ClientQuery } from '../../../lib/contract/generated/ClientQuery';
import type { ClientRow } from '../../../lib/contract/generated/ClientRow';
import { answerWith } from '../../../lib/contract/transport';
import { href, router } from '../../../lib/router.svelte';
import { toasts } from '../../../lib/toasts.svelte';
import { violationsIn } from '../../../test-axe';
import { order } from '../order.svelte';
import { network, row, settings, sheet } from '../testing';
import View from '../View.svelte';
import { clientTable } from './controller.svelte';
import { everyone } from './filter';

let rows: ClientRow[] = [];
let asked: [string, never][] = [];
let refuse: ContractProblem | null = null;
const requests = (name: string): Record<string, unknown>[] => asked.filter(([one]) => one === name).map(([, request]) => request);

beforeEach(() => {
  rows = [row('a', { name: 'Alfa' }), row('b', { name: 'Beta', format: null, mixed: true }), row('c', { name: 'Gama', sharing: null, providers: null, format: null, state: null })];
  asked = [];
  refuse = null;
  router.go(href('clients'));
  clientTable.filter = everyone;
  clientTable.page = undefined;
  clientTable.problem = null;
  clientTable.selected = new Set();
  clientTable.saved = [];
  answerWith((name, request) => {
    asked.push([name, request as never]);
    if (name === 'network.get') return network;
    if (name === 'settings.get') return settings;
    if (name === 'clients.get') return sheet((request as { id: string }).id);
    if (name === 'clients.list') {
      const { text, limit } = request as ClientQuery;
      const found = rows.filter((one) => one.name.toLowerCase().includes(text.toLowerCase()));
      return { rows: limit > 0 ? found.slice(0, limit) : found, total: found.length, all: rows.length, tags: ['banca'] };
    }
    if (refuse) throw refuse;
    if (name === 'clients.tag') {
      const gesture = { id: 'g', done: { kind: 'clients_tagged', args: { count: '3' } } };
      return { value: { changed: 3 }, stale: ['clients'], gesture };
    }
    return name === 'clients.save' ? sheet('new') : {};
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

const cell = (name: string): Promise<HTMLElement> => screen.findByRole('gridcell', { name });

it('shows a row per client, in words where there is no single format', async () => {
  render(View);
  expect(await cell('Alfa')).toBeInTheDocument();
  expect(screen.getByRole('gridcell', { name: 'Varios formatos' })).toBeInTheDocument();
  expect(screen.getByRole('gridcell', { name: 'Sin ubicar' })).toBeInTheDocument();
  expect(screen.getByText('3 clientes')).toBeInTheDocument();
});

it('asks for the first rows, then for the whole of a long table', async () => {
  rows = Array.from({ length: 10_000 }, (_, index) => row(String(index), { name: `Cliente ${index}` }));
  render(View);
  await cell('Cliente 0');
  await waitFor(() => expect(requests('clients.list').map((one) => one['limit'])).toEqual([200, 0]));
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001'));
  expect(order.ids).toHaveLength(10_000);
});

it('leaves sorting and searching to the app, and tells "not found" from "nothing there"', async () => {
  render(View);
  await cell('Alfa');
  await userEvent.click(screen.getByRole('columnheader', { name: 'Valor' }));
  expect(requests('clients.list').at(-1)).toMatchObject({ sort: 'value', descending: false });
  await userEvent.type(screen.getByRole('searchbox', { name: 'Buscar clientes' }), 'zzz');
  expect(await screen.findByText('No hay coincidencias')).toBeInTheDocument();
  await userEvent.click(screen.getAllByRole('button', { name: 'Quitar filtros' })[0]!);
  expect(await cell('Alfa')).toBeInTheDocument();
});

it('focuses the search with its key', async () => {
  render(View);
  await cell('Alfa');
  registry.run('clients.search');
  expect(screen.getByRole('searchbox', { name: 'Buscar clientes' })).toHaveFocus();
});

it('opens a client with Enter', async () => {
  render(View);
  (await cell('Beta')).focus();
  await userEvent.keyboard('{Enter}');
  expect(router.place.path).toEqual(['clients', 'b']);
});

it('edits a cell with F2 and saves the client with that change', async () => {
  render(View);
  (await cell('Alfa')).focus();
  await userEvent.keyboard('{F2}');
  const box = screen.getByRole('textbox', { name: 'Nombre: Alfa' });
  await userEvent.clear(box);
  await userEvent.type(box, 'Alfa y Omega{Enter}');
  await waitFor(() => expect(requests('clients.save')).toHaveLength(1));
  expect(requests('clients.save')[0]).toMatchObject({ client: { id: 'a', name: 'Alfa y Omega', version: 1 }, site: null });
});

it('keeps the text of an invalid cell with what is wrong, here or in the app', async () => {
  render(View);
  await cell('Alfa');
  const value = within(screen.getByRole('gridcell', { name: 'Alfa' }).parentElement!).getByRole('gridcell', { name: '50' });
  value.focus();
  await userEvent.keyboard('{F2}');
  const box = screen.getByRole('textbox', { name: 'Valor: Alfa' });
  await userEvent.clear(box);
  await userEvent.type(box, '120{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('del 1 al 100');
  expect(box).toHaveValue('120');
  expect(requests('clients.save')).toEqual([]);
  refuse = new ContractProblem({ kind: 'stale', what: 'client', id: 'a' });
  await userEvent.clear(box);
  await userEvent.type(box, '70{Enter}');
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Mientras tanto cambió'));
  expect(box).toHaveValue('70');
});

it('places by hand with a reason, from the score of a row', async () => {
  render(View);
  await cell('Alfa');
  within(screen.getByRole('gridcell', { name: 'Alfa' }).parentElement!).getByRole('gridcell', { name: '80' }).focus();
  await userEvent.keyboard('{F2}');
  const dialog = await screen.findByRole('dialog', { name: 'Ubicar a mano: Alfa' });
  await userEvent.type(within(dialog).getByRole('textbox', { name: '¿Por qué?' }), 'lo pidió');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ubicar aquí' }));
  expect(requests('placement.choose')[0]).toMatchObject({ clients: ['a'], topic: null, sharing: 80, providers: 20, reason: 'lo pidió' });
});

it('selects by keyboard and deletes without asking, since it can be undone', async () => {
  render(View);
  (await cell('Alfa')).focus();
  await userEvent.keyboard(' {Shift>}{ArrowDown}{/Shift}');
  expect(screen.getByText('2 seleccionados')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Eliminar' }));
  expect(requests('clients.delete')).toEqual([{ ids: ['a', 'b'] }]);
  await waitFor(() => expect(screen.queryByText('2 seleccionados')).not.toBeInTheDocument());
});

it('tags all that are selected', async () => {
  render(View);
  (await cell('Alfa')).focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.click(screen.getByRole('button', { name: 'Etiquetar…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Etiquetar 3 clientes' });
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Añadir etiquetas' }), 'vip{Enter}');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Aplicar' }));
  await waitFor(() => expect(requests('clients.tag')).toEqual([{ ids: ['a', 'b', 'c'], add: ['vip'], remove: [] }]));
  await waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('3 clientes etiquetados'));
});

it('keeps filters by name, for this person', async () => {
  const first = render(View);
  await cell('Alfa');
  clientTable.setFilter({ formats: ['panel'] });
  clientTable.saveFilter('Paneles');
  expect(localStorage.getItem('cuadrante.clients.filters')).toContain('Paneles');
  clientTable.clearFilter();
  first.unmount();
  render(View);
  await userEvent.click(await screen.findByRole('button', { name: 'Filtros guardados' }));
  await userEvent.click(await screen.findByText('Paneles'));
  expect(requests('clients.list').at(-1)).toMatchObject({ formats: ['panel'] });
});

it('reads a filter from the address', async () => {
  router.go(href('clients', { format: 'panel,nonsense', placed: 'no' }));
  render(View);
  await waitFor(() => expect(requests('clients.list')[0]).toMatchObject({ formats: ['panel'], placed: false }));
});

it('offers import, a first client and the sample where there is nothing', async () => {
  rows = [];
  const { container } = render(View);
  expect(await screen.findByRole('heading', { name: 'Todavía no hay clientes' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Importar' })).toHaveAttribute('href', '#/import');
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Abrir la muestra' }));
  expect(requests('workspace.sample')).toEqual([{ path: null }]);
});

it('makes a client and opens its page', async () => {
  rows = [];
  render(View);
  await userEvent.click(await screen.findByRole('button', { name: 'Cliente nuevo' }));
  const dialog = await screen.findByRole('dialog', { name: 'Cliente nuevo' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Crear y abrir' }));
  expect(within(dialog).getByRole('alert')).toHaveTextContent('Dato obligatorio');
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Nombre' }), 'Delta');
  await userEvent.type(within(dialog).getByRole('textbox', { name: /Ciudad/ }), 'Cali');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Crear y abrir' }));
  expect(requests('clients.save')[0]).toMatchObject({ client: { id: '', name: 'Delta', value: 50 }, site: { id: '', city: 'Cali' } });
  expect(router.place.path).toEqual(['clients', 'new']);
});

it('says why it could not load, and tries again', async () => {
  let fails = true;
  answerWith((name) => {
    if (name === 'clients.list' && fails) throw new ContractProblem({ kind: 'unexpected', incident: 'A1' });
    return name === 'clients.list' ? { rows, total: 3, all: 3, tags: [] } : name === 'network.get' ? network : settings;
  });
  render(View);
  expect(await screen.findByRole('alert')).toHaveTextContent('A1');
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await cell('Alfa')).toBeInTheDocument();
});

it('passes axe with rows selected', async () => {
  const { container } = render(View);
  (await cell('Alfa')).focus();
  await userEvent.keyboard(' ');
  expect(await violationsIn(container)).toEqual([]);
});
