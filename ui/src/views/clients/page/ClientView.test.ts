import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { registry } from '../../../lib/commands/registry.svelte';
import { ContractProblem } from '../../../lib/contract/call';
import type { ClientSheet } from '../../../lib/contract/generated/ClientSheet';
import { markStale } from '../../../lib/contract/stale';
import { answerWith } from '../../../lib/contract/transport';
import { href, router } from '../../../lib/router.svelte';
import { toasts } from '../../../lib/toasts.svelte';
import { workspace } from '../../../lib/workspace.svelte';
import { newNeed } from '../../../shared/forms/need';
import { violationsIn } from '../../../test-axe';
import { order } from '../order.svelte';
import { network, settings, sheet } from '../testing';
import View from '../View.svelte';

vi.setConfig({ testTimeout: 20_000 });

let held: Record<string, ClientSheet> = {};
let asked: [string, never][] = [];
let refuse: ContractProblem | null = null;
const requests = (name: string): Record<string, unknown>[] => asked.filter(([one]) => one === name).map(([, request]) => request);

beforeEach(() => {
  sessionStorage.clear();
  held = { a: sheet('a'), b: sheet('b') };
  asked = [];
  refuse = null;
  order.ids = ['a', 'b'];
  workspace.info = { path: '/w', name: 'w', problem: null, counts: { clients: 2, needs: 0, meetings: 0 }, today: '2026-03-02', version: '1' };
  answerWith((name, request) => {
    asked.push([name, request as never]);
    const { id } = request as { id: string };
    if (name === 'network.get') return network;
    if (name === 'settings.get') return settings;
    if (name === 'clients.get') return held[id];
    if (name === 'clients.list') return { rows: [held['a']!.row, held['b']!.row], total: 2, all: 2, tags: ['banca'] };
    if (name === 'clients.save') {
      if (refuse) throw refuse;
      const { client, site } = request as unknown as ClientSheet;
      held[client.id] = { ...held[client.id]!, client: { ...client, version: client.version + 1 }, site };
      return { value: held[client.id], stale: ['clients'], gesture: null };
    }
    if (refuse) throw refuse;
    return {};
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function open(id: string, tab?: string): Promise<HTMLElement> {
  router.go(href('clients', id, { tab }));
  const { container } = render(View);
  await screen.findByRole('heading', { level: 1, name: `Cliente ${id}` });
  return container;
}
// The page has a hundred fields: finding one by its label is quick, by role and name slow.
const field = (name: string): HTMLElement => screen.getByLabelText(name, { selector: 'input, textarea' });

it('saves what was changed, and only when asked to', async () => {
  await open('a');
  expect(screen.queryByText('Cambios sin guardar')).not.toBeInTheDocument();
  await userEvent.type(field('Código'), '9');
  expect(await screen.findByText('Cambios sin guardar')).toBeInTheDocument();
  expect(requests('clients.save')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(requests('clients.save')[0]).toMatchObject({
    client: { id: 'a', code: 'C-a9', attributes: { sector: 'Banca' }, version: 1 },
    site: null,
  });
  await waitFor(() => expect(screen.queryByText('Cambios sin guardar')).not.toBeInTheDocument());
  expect(sessionStorage.length).toBe(0);
});

it('loses nothing typed when another page is shown meanwhile', async () => {
  await open('a');
  await userEvent.type(field('Notas'), 'llamar el lunes');
  router.go(href('clients', 'b'));
  await screen.findByRole('heading', { level: 1, name: 'Cliente b' });
  expect(field('Notas')).toHaveValue('');
  router.go(href('clients', 'a'));
  await screen.findByRole('heading', { level: 1, name: 'Cliente a' });
  expect(field('Notas')).toHaveValue('llamar el lunes');
  await userEvent.click(screen.getByRole('button', { name: 'Descartar' }));
  expect(field('Notas')).toHaveValue('');
  expect(sessionStorage.length).toBe(0);
});

it('joins what was typed with what changed elsewhere, and asks where both changed', async () => {
  await open('a');
  await userEvent.type(field('Notas'), 'mías');
  await userEvent.type(field('Código'), '-mío');
  const elsewhere = { ...held['a']!.client, notes: 'suyas', name: 'Cliente a', tags: ['nueva'], version: 2 };
  held['a'] = { ...held['a']!, client: elsewhere };
  refuse = new ContractProblem({ kind: 'stale', what: 'client', id: 'a' });
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  const notice = await screen.findByRole('alert');
  expect(notice).toHaveTextContent('Este cliente cambió mientras se editaba.');
  expect(within(notice).getByText('Ahora figura: suyas')).toBeInTheDocument();
  expect(field('Notas')).toHaveValue('mías');
  expect(field('Código')).toHaveValue('C-a-mío');
  await userEvent.click(within(notice).getByRole('button', { name: 'Usar lo que figura' }));
  expect(field('Notas')).toHaveValue('suyas');
  refuse = null;
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(requests('clients.save').at(-1)).toMatchObject({
    client: { code: 'C-a-mío', notes: 'suyas', tags: ['nueva'], version: 2 },
  });
});

it('follows a change made elsewhere where nothing is typed', async () => {
  await open('a');
  held['a'] = { ...held['a']!, client: { ...held['a']!.client, code: 'C-99', version: 2 } };
  markStale(['clients']);
  await waitFor(() => expect(field('Código')).toHaveValue('C-99'));
  expect(screen.queryByText('Cambios sin guardar')).not.toBeInTheDocument();
});

it('shows at the field what the app refuses', async () => {
  const person = { id: 'p', name: 'Ana', title: '', email: 'ana', phone: '', principal: true };
  held['a'] = sheet('a', { client: { ...held['a']!.client, people: [person] } });
  await open('a');
  refuse = new ContractProblem({ kind: 'invalid', faults: [{ fault: 'email', field: 'people.0.email', found: 'ana2' }] });
  await userEvent.type(field('Correo'), '2');
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  await waitFor(() => expect(field('Correo')).toHaveAttribute('aria-invalid', 'true'));
  expect(field('Correo')).toHaveAccessibleDescription('«ana2» no es una dirección de correo.');
  expect(field('Correo')).toHaveValue('ana2');
});

it('edits people and attributes, and checks them before sending', async () => {
  await open('a');
  await userEvent.click(screen.getByRole('button', { name: 'Añadir persona' }));
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(await screen.findByText('Dato obligatorio')).toBeInTheDocument();
  expect(requests('clients.save')).toEqual([]);
  const person = screen.getByRole('listitem', { name: 'Persona 1' });
  await userEvent.type(within(person).getByRole('textbox', { name: 'Nombre' }), 'Ana Ruiz');
  await userEvent.click(screen.getByRole('button', { name: 'Añadir característica' }));
  const names = screen.getAllByRole('combobox', { name: 'Característica' });
  await userEvent.type(names.at(-1)!, 'tamaño');
  await userEvent.type(field('Valor de tamaño'), 'grande');
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(requests('clients.save')[0]).toMatchObject({
    client: { people: [{ name: 'Ana Ruiz', principal: true }], attributes: { sector: 'Banca', tamaño: 'grande' } },
  });
});

it('turns to the next and the previous client of the table', async () => {
  await open('a');
  expect(screen.getByText('1 de 2')).toBeInTheDocument();
  registry.run('client.next');
  expect(await screen.findByRole('heading', { level: 1, name: 'Cliente b' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Cliente anterior de la tabla' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Cliente a' })).toBeInTheDocument();
});

it('lists needs and deletes one', async () => {
  const need = { ...newNeed('2026-03-02', 'a', 't1'), id: 'n1', priority: 5 };
  held['a'] = sheet('a', {
    needs: [{ need, client_name: 'Cliente a', client_value: 50, topic_name: 'Pagos', format: 'visit', undetermined: false, do_not_meet: false, meeting: null }],
  });
  const container = await open('a', 'needs');
  const item = screen.getByRole('listitem');
  expect(item).toHaveTextContent('Urgente');
  expect(item).toHaveTextContent('Por planificar');
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.click(within(item).getByRole('button', { name: 'Eliminar la necesidad: Pagos' }));
  expect(requests('need.delete')).toEqual([{ id: 'n1' }]);
});

it('tells coming meetings from past ones', async () => {
  const meeting = (id: string, start: string): ClientSheet['meetings'][number] => ({
    id, title: `Reunión ${id}`, format: 'panel', start, zone: 'America/Caracas', providers: ['Luis'], status: start > '2026-03' ? 'planned' : 'held',
  });
  held['a'] = sheet('a', { meetings: [meeting('m2', '2026-04-01T10:00:00'), meeting('m1', '2026-01-05T09:00:00')] });
  await open('a', 'meetings');
  expect(within(screen.getByRole('region', { name: 'Próximas' })).getByRole('link')).toHaveAttribute('href', '#/meetings/m2');
  expect(within(screen.getByRole('region', { name: 'Anteriores' })).getByRole('link')).toHaveTextContent('Reunión m1');
});

it('deletes the client and goes back to the table', async () => {
  await open('a');
  registry.run('client.delete');
  await waitFor(() => expect(router.place.path).toEqual(['clients']));
  expect(requests('clients.delete')).toEqual([{ ids: ['a'] }]);
});

it('passes axe', async () => {
  const container = await open('a');
  expect(await violationsIn(container)).toEqual([]);
});

it('keeps the language in which the client is written to; its country’s where none is chosen', async () => {
  await open('a');
  const choice = screen.getByLabelText(/Idioma en que se le escribe/, { selector: 'button' });
  expect(choice).toHaveTextContent('El de su país');
  choice.focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.click(await screen.findByText('English'));
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  await waitFor(() => expect(requests('clients.save')[0]).toMatchObject({ client: { language: 'en' } }));
});
