import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ContractProblem } from '../../lib/contract/call';
import type { Need } from '../../lib/contract/generated/Need';
import { answerWith } from '../../lib/contract/transport';
import { toasts } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { violationsIn } from '../../test-axe';
import NeedForm from './NeedForm.svelte';
import { daysAfter, newNeed } from './need';

let saved: [string, unknown][] = [];
let refuse: ContractProblem | null = null;

beforeEach(() => {
  saved = [];
  refuse = null;
  workspace.info = { path: '/w', name: 'w', problem: null, counts: { clients: 2, needs: 0, meetings: 0 }, today: '2026-03-02', version: '1' };
  answerWith((name, request) => {
    if (name === 'network.get') {
      const topic = (id: string, title: string): object => ({ topic: { id, name: title }, placed: 0, open_needs: 0, missing_skills: [] });
      return { firms: [], providers: [], rooms: [], sites: [], skills: [], attributes: [], templates: [], zones: [], topics: [topic('t1', 'Pagos'), topic('t2', 'Seguros')] };
    }
    if (name === 'clients.list') return { rows: [{ id: 'a', name: 'Alfa' }, { id: 'b', name: 'Beta' }], total: 2, all: 2, tags: [] };
    if (name === 'clients.get') return { client: { id: 'a', name: 'Alfa' } };
    if (refuse) throw refuse;
    saved.push([name, request]);
    return {};
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

/** jsdom places no floating list, so its options count as hidden and have no name. */
async function choose(field: string, text: string): Promise<void> {
  await userEvent.type(screen.getByRole('combobox', { name: field }), text);
  await userEvent.click(await screen.findByText(text, { selector: '[role=option] *' }));
}

it('adds a need of one client, in the coming four weeks', async () => {
  const onclose = vi.fn();
  render(NeedForm, { open: true, clients: ['a'], onclose });
  expect(await screen.findByText('Alfa')).toBeInTheDocument();
  await choose('Tema', 'Pagos');
  await userEvent.click(screen.getByRole('radio', { name: 'Urgente' }));
  await userEvent.click(screen.getByRole('radio', { name: 'A distancia' }));
  await userEvent.click(screen.getByRole('button', { name: 'Añadir necesidad' }));
  const need: Need = { ...newNeed('2026-03-02', 'a', 't1'), priority: 5, place: 'remote' };
  expect(saved).toEqual([['need.save', need]]);
  expect(need.until).toBe('2026-03-30');
  expect(onclose).toHaveBeenCalledOnce();
});

it('adds the same need for several clients at once', async () => {
  render(NeedForm, { open: true, clients: ['a', 'b'] });
  await choose('Tema', 'Seguros');
  await userEvent.click(screen.getByRole('button', { name: 'Añadir a 2 clientes' }));
  expect(saved).toEqual([['needs.add', { clients: ['a', 'b'], need: newNeed('2026-03-02', 'a', 't2') }]]);
});

it('says what is missing and sends nothing', async () => {
  render(NeedForm, { open: true });
  await userEvent.click(screen.getByRole('button', { name: 'Añadir necesidad' }));
  expect(screen.getAllByRole('alert').map((one) => one.textContent)).toEqual(['Elegir al menos un cliente.', 'Elegir un tema.']);
  expect(saved).toEqual([]);
});

it('changes a need and keeps what was typed when it is refused', async () => {
  const need: Need = { ...newNeed('2026-03-02', 'a', 't1'), id: 'n1', version: 4 };
  refuse = new ContractProblem({ kind: 'stale', what: 'need', id: 'n1' });
  render(NeedForm, { open: true, need });
  await userEvent.type(screen.getByRole('textbox', { name: /Nota/ }), 'con calma');
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Mientras tanto cambió la necesidad');
  refuse = null;
  await userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
  expect(saved).toEqual([['need.save', { ...need, note: 'con calma' }]]);
});

it('counts days over months and years', () => {
  expect([daysAfter('2026-02-27', 2), daysAfter('2026-12-31', 1), daysAfter('2028-02-28', 1)]).toEqual([
    '2026-03-01',
    '2027-01-01',
    '2028-02-29',
  ]);
});

it('passes axe', async () => {
  render(NeedForm, { open: true, clients: ['a'] });
  expect(await violationsIn(screen.getByRole('dialog'))).toEqual([]);
});
