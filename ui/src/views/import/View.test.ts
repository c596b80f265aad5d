import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ContractProblem } from '../../lib/contract/call';
import type { ImportPreview } from '../../lib/contract/generated/ImportPreview';
import type { Imported } from '../../lib/contract/generated/Imported';
import { answerWith } from '../../lib/contract/transport';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import View from './View.svelte';

const fields: ImportPreview['fields'] = [{ kind: 'code' }, { kind: 'name' }, { kind: 'sales' }, { kind: 'attribute', name: '' }, { kind: 'ignore' }];
const plain: ImportPreview = {
  path: '/data/clientes.csv',
  choices: { encoding: 'windows1252', delimiter: 'semicolon', header: true, mapping: [{ kind: 'code' }, { kind: 'name' }, { kind: 'sales' }] },
  columns: [
    { title: 'Cod', field: { kind: 'code' }, samples: ['A1', 'A2'] },
    { title: 'Razón social', field: { kind: 'name' }, samples: ['Alfa', 'Beta'] },
    { title: 'Fax', field: { kind: 'sales' }, samples: [] },
  ],
  fields,
  rows: 3,
  first: [
    { line: 2, code: 'A1', name: 'Alfa', person: 'Ana', city: 'Caracas', country: 'Venezuela', sales: 10, value: 1, fate: 'new' },
    { line: 3, code: 'A2', name: 'Beta', person: '', city: '', country: '', sales: null, value: 1, fate: 'changed' },
  ],
  new: 1,
  unchanged: 1,
  changed: 1,
  faults: [],
  faulty: 0,
};
const faulty: ImportPreview = {
  ...plain,
  rows: 4,
  faulty: 2,
  faults: [
    { line: 5, column: 'Fax', field: { kind: 'sales' }, fault: { kind: 'not_a_number', found: 'mucho' } },
    { line: 6, column: null, field: null, fault: { kind: 'ragged_row', expected: 3, found: 5 } },
  ],
};

let preview: ImportPreview = plain;
let asked: [string, Record<string, unknown>][] = [];
let answer: () => unknown = () => ({});
const requests = (name: string): Record<string, unknown>[] => asked.filter(([one]) => one === name).map(([, request]) => request);
const imported: Imported = { added: 1, changed: 1, unchanged: 1, faulty: 0, millis: 42 };

beforeEach(() => {
  preview = plain;
  asked = [];
  answer = () => imported;
  router.go('#/import');
  answerWith((name, request) => {
    asked.push([name, request as Record<string, unknown>]);
    return name === 'import.look' ? preview : name === 'import.clients' ? answer() : {};
  });
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function look(): Promise<HTMLElement> {
  const { container } = render(View);
  await userEvent.type(screen.getByRole('textbox', { name: 'Ruta del archivo' }), '/data/clientes.csv{Enter}');
  await screen.findByRole('heading', { name: 'Qué pasará' });
  return container;
}
async function choose(field: string, text: string): Promise<void> {
  screen.getByRole('combobox', { name: field }).focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.click(await screen.findByText(text, { selector: '[role=option] *' }));
}
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

it('shows how the file is read, what each column holds and what becomes of its rows', async () => {
  await look();
  expect(requests('import.look')).toEqual([
    { path: '/data/clientes.csv', choices: { encoding: null, delimiter: null, header: null, mapping: null } },
  ]);
  expect(screen.getByRole('combobox', { name: 'Codificación' })).toHaveTextContent('Windows-1252 (Europa occidental)');
  expect(screen.getByRole('combobox', { name: 'Separador' })).toHaveTextContent('Punto y coma');
  expect(screen.getByText('Alfa · Beta')).toBeInTheDocument();
  const alfa = screen.getByRole('row', { name: /Alfa/ });
  expect(within(alfa).getByText('Nuevo')).toBeInTheDocument();
  expect(screen.getByText('Se añade 1 cliente y se actualiza 1.')).toBeInTheDocument();
});

it('corrects one column and looks again', async () => {
  await look();
  await choose('Qué hay en Fax', 'Otra característica…');
  expect(requests('import.look').at(-1)).toMatchObject({
    choices: { encoding: null, mapping: [{ kind: 'code' }, { kind: 'name' }, { kind: 'attribute', name: 'Fax' }] },
  });
});

it('guesses the columns anew when the file is read otherwise', async () => {
  await look();
  await choose('Codificación', 'UTF-8');
  expect(requests('import.look').at(-1)).toMatchObject({ choices: { encoding: 'utf8', mapping: null } });
});

it('says of each faulty row where, what and what to do', async () => {
  preview = faulty;
  await look();
  const row = screen.getByRole('row', { name: /mucho/ });
  expect([...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim())).toEqual([
    '5',
    'Fax',
    '«mucho» no es un número',
    'Dejar solo cifras: 1234,50 o 1234.50.',
  ]);
  expect(screen.getByRole('row', { name: /Toda la fila/ })).toHaveTextContent('Tiene 5 celdas y la tabla 3 columnas');
});

it('imports the good rows, or nothing, as chosen', async () => {
  preview = faulty;
  await look();
  expect(button('Importar 2 clientes')).toBeEnabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Nada si hay errores' }));
  expect(button('Importar 2 clientes')).toBeDisabled();
  expect(screen.getByText('2 filas tienen errores: corregirlas, o importar solo las buenas.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Importar las filas buenas' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Dejarlos como están' }));
  await userEvent.click(button('Importar 1 cliente'));
  expect(requests('import.clients')[0]).toMatchObject({ path: '/data/clientes.csv', good_rows: true, update: false, choices: plain.choices });
});

it('tells what was done, and where to see it', async () => {
  await look();
  await userEvent.click(button('Importar 2 clientes'));
  expect(await screen.findByRole('heading', { name: 'Importación terminada' })).toBeInTheDocument();
  expect(screen.getByText('1 cliente añadido')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Ver los clientes' })).toHaveAttribute('href', '#/clients');
  expect(screen.getByRole('link', { name: 'Ver la matriz' })).toHaveAttribute('href', '#/matrix');
});

it('can be cancelled, and then says that nothing changed', async () => {
  await look();
  let fail: (thrown: unknown) => void = () => {};
  answer = () => new Promise((_, reject) => (fail = reject));
  await userEvent.click(button('Importar 2 clientes'));
  await userEvent.click(await screen.findByRole('button', { name: 'Cancelar' }));
  expect(screen.getByText('Cancelando…')).toBeInTheDocument();
  fail(new ContractProblem({ kind: 'cancelled' }));
  expect(await screen.findByText('Se canceló la importación. Los datos quedan como estaban.')).toBeInTheDocument();
  expect(button('Importar 2 clientes')).toBeEnabled();
});

it('says that the same file brings nothing new', async () => {
  preview = { ...plain, new: 0, changed: 0, unchanged: 3 };
  await look();
  expect(screen.getByText('Este archivo no trae nada nuevo: 3 clientes ya están tal cual.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Importar/ })).not.toBeInTheDocument();
});

it('says what to do with a file that is no table, and lets another encoding be tried', async () => {
  answerWith((name) => {
    if (name === 'import.look') throw new ContractProblem({ kind: 'table', fault: { kind: 'spreadsheet' } });
    return {};
  });
  render(View);
  await userEvent.type(screen.getByRole('textbox'), '/data/libro.xlsx{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('elegir Guardar como y el tipo CSV');
  expect(screen.getByRole('combobox', { name: 'Codificación' })).toHaveTextContent('Elegir');
});

it('warns where no column holds the name', async () => {
  preview = { ...plain, choices: { ...plain.choices, mapping: [{ kind: 'code' }, { kind: 'ignore' }, { kind: 'ignore' }] } };
  await look();
  expect(screen.getByRole('alert')).toHaveTextContent('Ninguna columna tiene el nombre del cliente.');
});

it('takes an import back and shows the file again', async () => {
  await look();
  await userEvent.click(button('Importar 2 clientes'));
  await userEvent.click(await screen.findByRole('button', { name: 'Deshacer la importación' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Qué pasará' })).toBeInTheDocument());
  expect(asked.map(([name]) => name).filter((name) => name === 'undo')).toEqual(['undo']);
});

it('passes axe at the start, in the preview and at the end', async () => {
  const first = render(View);
  expect(await violationsIn(first.container)).toEqual([]);
  first.unmount();
  preview = faulty;
  const container = await look();
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.click(button('Importar 2 clientes'));
  await screen.findByRole('heading', { name: 'Importación terminada' });
  expect(await violationsIn(container)).toEqual([]);
});
