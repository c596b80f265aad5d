import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { violationsIn } from '../test-axe';
import DataTable from './DataTable.svelte';
import { leastWidth, type Column } from './table';

interface Row {
  id: number;
  name: string;
  value: number;
}
const columns: Column<Row>[] = [
  { id: 'name', title: 'Nombre', text: (row) => row.name, sortable: true, editable: true },
  { id: 'value', title: 'Valor', text: (row) => String(row.value), align: 'end' },
];
const rows: Row[] = Array.from({ length: 10_000 }, (_, id) => ({ id, name: `Cliente ${id}`, value: id * 10 }));

function show(more: object = {}): { container: HTMLElement } {
  return render(DataTable<Row>, { label: 'Clientes', columns, rows, key: (row: Row) => row.id, ...more } as never);
}
const cell = (name: string): HTMLElement => screen.getByRole('gridcell', { name });

it('draws a window of the rows and says how many there are', () => {
  show();
  expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  const drawn = screen.getAllByRole('row').length;
  expect(drawn).toBeGreaterThan(10);
  expect(drawn).toBeLessThan(60);
});

it('has one tab stop, which the arrows move', async () => {
  const onopen = vi.fn();
  const { container } = show({ onopen });
  expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  cell('Cliente 0').focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
  expect(cell('20')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onopen).toHaveBeenCalledWith(rows[2]);
  expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
});

it('sorts by its head, by pointer and by keyboard', async () => {
  const onsort = vi.fn();
  show({ onsort, sort: { column: 'name', descending: false } });
  const head = screen.getByRole('columnheader', { name: 'Nombre' });
  expect(head).toHaveAttribute('aria-sort', 'ascending');
  await userEvent.click(head);
  cell('Cliente 0').focus();
  await userEvent.keyboard('{ArrowUp}{Enter}');
  const turned = { column: 'name', descending: true };
  expect(onsort.mock.calls).toEqual([[turned], [turned]]);
});

it('selects with Space, a range with Shift, and everything with Ctrl+A', async () => {
  const onselect = vi.fn();
  show({ selectable: true, onselect });
  cell('Cliente 1').focus();
  await userEvent.click(within(cell('Cliente 1').parentElement!).getByRole('checkbox'));
  cell('Cliente 1').focus();
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect([...(onselect.mock.lastCall![0] as Set<number>)].length).toBeGreaterThan(1);
  await userEvent.keyboard('{Control>}a{/Control}');
  expect((onselect.mock.lastCall![0] as Set<number>).size).toBe(10_000);
});

it('asks to edit only what can be edited', async () => {
  const onedit = vi.fn();
  show({ onedit });
  cell('Cliente 0').focus();
  await userEvent.keyboard('{F2}{ArrowRight}{F2}');
  expect(onedit.mock.calls).toEqual([[rows[0], 'name']]);
});

it('knows the least width of a column from its track', () => {
  const check = (track: string | undefined, least: string): void => expect(leastWidth(track)).toBe(least);
  check(undefined, 'var(--column)');
  check('minmax(160px, 2fr)', '160px');
  check('minmax(var(--column), 1fr)', 'var(--column)');
  check('96px', '96px');
  check('1fr', '0px');
  check('auto', '0px');
});

it('passes axe', async () => {
  const { container } = show({ selectable: true });
  expect(await violationsIn(container)).toEqual([]);
});
