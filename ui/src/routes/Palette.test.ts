import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { registry } from '../lib/commands/registry.svelte';
import type { SearchHit } from '../lib/contract/generated/SearchHit';
import { answerWith } from '../lib/contract/transport';
import { router } from '../lib/router.svelte';
import { violationsIn } from '../test-axe';
import Palette from './Palette.svelte';

afterEach(() => answerWith(null));

const hits: SearchHit[] = [
  { what: 'client', id: 'c7', name: 'Lino Delicateses', detail: 'Caracas' },
  { what: 'provider', id: 'p3', name: 'Lina Rojas', detail: 'Banco del Ávila' },
  { what: 'topic', id: 't2', name: 'Línea de crédito', detail: '' },
  { what: 'room', id: 'r4', name: 'Sala Linares', detail: '' },
  { what: 'draft', id: 'd1', name: 'Linde', detail: '' },
];

async function type(text: string): Promise<string[]> {
  const asked: string[] = [];
  answerWith((name, request) => {
    asked.push(`${name} ${(request as { text: string }).text}`);
    return hits;
  });
  render(Palette, { open: true });
  await userEvent.type(await screen.findByRole('combobox'), text);
  return asked;
}

it.each([
  ['Lino Delicateses', '#/clients/c7'],
  ['Lina Rojas', '#/network?tab=providers&id=p3'],
  ['Línea de crédito', '#/network?tab=topics&id=t2'],
  ['Sala Linares', '#/network?tab=rooms&id=r4'],
])('%s found by name goes to %s', async (name, address) => {
  await type('lin');
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(`^${name}`) }));
  await waitFor(() => expect(location.hash).toBe(address));
});

it('asks once for what is typed in one go, and shows only what has a place to go to', async () => {
  const asked = await type('lin');
  expect(await screen.findByRole('option', { name: /Lino/ })).toBeInTheDocument();
  expect(asked).toEqual(['search lin']);
  expect(screen.queryByRole('option', { name: /Linde/ })).not.toBeInTheDocument();
  expect(screen.getByRole('group', { name: 'Proveedores' })).toHaveTextContent(/Lina Rojas\s*Banco del Ávila/);
});

it('keeps commands beside what is found, those that begin so first', async () => {
  const stop = registry.register([
    { id: 'one', title: () => 'Ver lindes', group: () => 'General', run: () => {} },
    { id: 'two', title: () => 'Línea nueva', group: () => 'Edición', run: () => {} },
  ]);
  await type('lin');
  await screen.findByRole('option', { name: /Lino/ });
  const names = screen.getAllByRole('option').map((option) => option.textContent.trim());
  expect([names[0], names.at(-1)]).toEqual(['Línea nueva', 'Ver lindes']);
  stop();
});

it('runs what Enter is on and passes axe', async () => {
  router.go('#/today');
  await type('lin');
  await screen.findByRole('option', { name: /Lino/ });
  expect(await violationsIn(screen.getByRole('dialog'))).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(location.hash).toBe('#/network?tab=providers&id=p3'));
});
