import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hits } from '../../lib/hits.svelte';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { announcer, toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import { calendars, failed, source } from './canned';
import { begin, choose, end, problem, sent, show } from './testing';

// A whole screen in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
beforeEach(begin);
afterEach(end);

const item = (name: string): Promise<HTMLElement> => screen.findByRole('listitem', { name });

describe('busy times', () => {
  it('say whose they are, from where, when they were read and what comes next', async () => {
    const container = await show();
    const ana = await item('Agenda de Ana');
    expect(ana).toHaveTextContent('Proveedor: Ana Ruiz');
    expect(ana).toHaveTextContent('calendar.example');
    expect(ana).not.toHaveTextContent('secreto');
    expect(ana).toHaveTextContent('Se lee cada 1 h');
    expect(ana).toHaveTextContent('12 ocupaciones por delante');
    await userEvent.click(within(ana).getByRole('button', { name: 'Próximas horas y avisos' }));
    expect(ana).toHaveTextContent(/24 nov.*provisional/);
    expect(ana).toHaveTextContent('No se conoce la zona «Romance Std»; se tomó Europe/Madrid.');
    expect(await violationsIn(container)).toEqual([]);
  });

  it('say why the last reading failed, and that the old times still count', async () => {
    await show();
    const room = await item('Reservas');
    expect(within(room).getByRole('group', { name: 'No se pudo leer la última vez' })).toHaveTextContent(
      /No se pudo usar \/compartido\/reservas\.ics: el archivo no existe\. Las horas leídas .* siguen contando\./,
    );
    expect(room).toHaveTextContent('Se lee solo al pedirlo · Lo provisional cuenta');
  });

  it('are read when asked; a failure is told and the rest as well', async () => {
    await show('', calendars(), { 'sources.refresh': { sources: [source(), failed], hits: [] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Leer ahora Agenda de Ana' }));
    await waitFor(() => expect(sent('sources.refresh')).toEqual([{ ids: ['s1'], due_only: false }]));
    await waitFor(() => expect(announcer.text).toBe('1 calendario no se pudo leer'));
    await userEvent.click(screen.getByRole('button', { name: 'Leer todos ahora' }));
    await waitFor(() => expect(sent('sources.refresh')[1]).toEqual({ ids: [], due_only: false }));
  });

  it('that hit a planned meeting are told over every screen', async () => {
    const conflicts = [{ conflict: { kind: 'provider_taken', provider: 'p1', source: 's1' }, names: {} }];
    const hit = { meeting: 'm1', title: 'LINO · Precios', start: '2027-01-12T10:00:00', zone: 'Europe/Madrid', conflicts, nearest: [] };
    await show('', calendars(), { 'sources.refresh': { sources: [source()], hits: [hit] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Leer ahora Agenda de Ana' }));
    await waitFor(() => expect(hits.all.map(({ title }) => title)).toEqual(['LINO · Precios']));
    expect(toasts.shown).toEqual([]);
  });

  it('are deleted at once, with Undo', async () => {
    const gesture = { id: 'g', done: { kind: 'source_deleted', args: { name: 'Agenda de Ana' } } };
    await show('', calendars(), { 'source.delete': { value: {}, stale: ['calendars'], gesture } });
    await choose('Acciones de Agenda de Ana', 'Eliminar');
    await waitFor(() => expect(sent('source.delete')).toEqual([{ id: 's1' }]));
    await waitFor(() => expect(toasts.shown[0]).toMatchObject({ text: 'calendario externo eliminado (Agenda de Ana)', action: { label: 'Deshacer' } }));
  });

  it('of one owner alone are shown where the address says so', async () => {
    await show('?owner=room:r1');
    await item('Reservas');
    expect(screen.queryByRole('listitem', { name: 'Agenda de Ana' })).not.toBeInTheDocument();
    expect(screen.getByText('Solo los de Sala Goya')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Ver todos' }));
    await item('Agenda de Ana');
  });

  it('say what they are for while there are none', async () => {
    const container = await show('', calendars({ sources: [] }));
    expect(await screen.findByRole('heading', { name: 'Todavía no se lee ningún calendario' })).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });

  it('tell what went wrong, and can be asked for again', async () => {
    await show('', calendars(), { 'calendars.get': problem({ kind: 'no_workspace' }) });
    expect(await screen.findByRole('alert')).toHaveTextContent('No hay ningún espacio de trabajo abierto.');
    await userEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
    await waitFor(() => expect(sent('calendars.get')).toHaveLength(2));
  });
});

describe('public holidays', () => {
  it('are listed with where they are from, and can be taken out and put back', async () => {
    const container = await show('?tab=holidays');
    const list = await screen.findByRole('list', { name: 'Festivos de 2026' });
    expect(within(list).getAllByRole('listitem').map((one) => one.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      'mar 6 ene Reyes España',
      'lun 9 nov La Almudena España, MD añadido a mano',
      'mar 8 dic La Inmaculada España quitado: no avisa',
    ]);
    expect(screen.getByText('date-holidays 3.26, CC BY-SA 3.0')).toBeInTheDocument();
    expect(screen.getByText('Datos de zonas horarias: versión 2025b')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Quitar Reyes, 6 de enero de 2026, España' }));
    await userEvent.click(screen.getByRole('button', { name: 'Volver a poner La Inmaculada, 8 de diciembre de 2026, España' }));
    await waitFor(() =>
      expect(sent('holidays.change')).toEqual([
        { kind: 'remove', date: '2026-01-06', country: 'ES' },
        { kind: 'restore', date: '2026-12-08', country: 'ES' },
      ]),
    );
    expect(await violationsIn(container)).toEqual([]);
  });

  it('of a country warn or do not', async () => {
    await show('?tab=holidays');
    await userEvent.click(await screen.findByRole('switch', { name: 'Venezuela' }));
    await waitFor(() => expect(sent('holidays.change')).toEqual([{ kind: 'country', code: 'VE', on: true }]));
  });

  it('of another year are asked for', async () => {
    await show('?tab=holidays');
    await userEvent.click(await screen.findByRole('button', { name: 'Año siguiente' }));
    await waitFor(() => expect(sent('calendars.get').at(-1)?.['year']).toBe(Number(sent('calendars.get')[0]?.['year']) + 1));
  });

  it('are added by hand; what is missing is said beside its field', async () => {
    await show('?tab=holidays');
    await userEvent.click(await screen.findByRole('button', { name: 'Añadir un festivo' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Añadir' }));
    expect(within(dialog).getByLabelText('Nombre del festivo')).toHaveAccessibleDescription('Dato obligatorio');
    await userEvent.type(within(dialog).getByLabelText('Nombre del festivo'), 'Feria');
    await userEvent.type(within(dialog).getByLabelText('Fecha', { selector: 'input' }), '2027-04-20{Enter}');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Añadir' }));
    await waitFor(() => expect(sent('holidays.change')).toEqual([{ kind: 'add', date: '2027-04-20', country: 'ES', name: 'Feria' }]));
    await waitFor(() => expect(sent('calendars.get').at(-1)).toEqual({ year: 2027 }));
  });
});

it('is whole in English too', async () => {
  preferences.language = 'en';
  const container = await show();
  expect(await screen.findByRole('button', { name: 'Read Agenda de Ana now' })).toBeInTheDocument();
  expect(container.textContent).toMatch(/Provider: Ana Ruiz.*Read every 1 h.*12 busy times ahead/);
});

it('opens a part by the keyboard', async () => {
  await show();
  (await screen.findByRole('tab', { name: /Horas ocupadas/ })).focus();
  await userEvent.keyboard('{ArrowRight}');
  await waitFor(() => expect(router.query['tab']).toBe('accounts'));
});

it('opens the form for an owner by the address, once', async () => {
  await show('?new=provider:p1');
  expect(await screen.findByRole('dialog', { name: 'Añadir un calendario' })).toBeInTheDocument();
  await waitFor(() => expect(screen.getByLabelText('Nombre del calendario')).toHaveValue('Calendario de Ana Pérez'));
  expect(router.query['new']).toBeUndefined();
});
