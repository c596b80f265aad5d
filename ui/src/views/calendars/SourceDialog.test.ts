import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BusySource } from '../../lib/contract/generated/BusySource';
import type { Problem } from '../../lib/contract/call';
import { violationsIn } from '../../test-axe';
import { calendars, source } from './canned';
import { begin, choose, end, problem, sent, show } from './testing';

vi.setConfig({ testTimeout: 30_000 });
beforeEach(begin);
afterEach(end);

const dialog = (): HTMLElement => screen.getByRole('dialog');
const address = (): HTMLElement => within(dialog()).getByLabelText('Dirección', { selector: 'input' });
const save = (): Promise<void> => userEvent.click(within(dialog()).getByRole('button', { name: /Guardar y leer/ }));
/** The form for Ana's calendar, its address typed. */
async function typed(text: string, answers: Record<string, unknown> = {}): Promise<void> {
  await show('?new=provider:p1', calendars({ sources: [] }), answers);
  await screen.findByRole('dialog', { name: 'Añadir un calendario' });
  await waitFor(() => expect(within(dialog()).getByLabelText('Nombre del calendario')).toHaveValue('Calendario de Ana Pérez'));
  if (text !== '') await userEvent.type(address(), text);
}
const saved = (request: BusySource, fault: Problem | null = null) => ({
  sources: [source({ source: { ...request, id: 's9', version: request.version + 1 }, problem: fault as never })],
  hits: [],
});
const good = 'webcal://calendar.example/ana.ics';

it('adds a calendar and closes', async () => {
  await typed(good, { 'source.save': (request: BusySource) => saved(request) });
  expect(await violationsIn(dialog())).toEqual([]);
  await save();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(sent('source.save')).toEqual([
    {
      id: '',
      name: 'Calendario de Ana Pérez',
      owner: { kind: 'provider', id: 'p1' },
      origin: { kind: 'web', address: good },
      refresh: 60,
      tentative_counts: false,
      version: 0,
    },
  ]);
});

it('asks for a web address before it sends anything', async () => {
  await typed('calendar.example/ana.ics');
  await save();
  expect(address()).toHaveAccessibleDescription(/No es una dirección web/);
  expect(address()).toHaveFocus();
  expect(sent('source.save')).toEqual([]);
});

it.each<[string, Problem, RegExp]>([
  ['a server that is down', { kind: 'server', name: '', fault: { kind: 'unreachable', host: 'calendar.example' } }, /No se llega a calendar\.example/],
  ['a page that is no calendar', { kind: 'busy_calendar', source: '', fault: { kind: 'web_page' } }, /Es una página web/],
  ['what the app refuses', { kind: 'invalid', faults: [{ fault: 'unknown', field: 'origin.address', found: 'x' }] }, /No existe «x»/],
])('stays open with what was typed and the fault beside it: %s', async (_what, fault, text) => {
  await typed(good, { 'source.save': problem(fault) });
  await save();
  await waitFor(() => expect(address()).toHaveAccessibleDescription(text));
  expect(address()).toHaveValue(good);
});

it('says that it is saved where only reading failed, and changes that one at the next try', async () => {
  let tries = 0;
  const fault = { kind: 'server', name: '', fault: { kind: 'timed_out', host: 'calendar.example' } };
  await typed(good, { 'source.save': (request: BusySource) => saved(request, (tries += 1) === 1 ? fault : null) });
  await save();
  expect(await screen.findByText('Quedó guardado, pero no se pudo leer.')).toBeInTheDocument();
  expect(address()).toHaveAccessibleDescription(/tarda demasiado/);
  await save();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(sent('source.save').map(({ id, version }) => [id, version])).toEqual([['', 0], ['s9', 1]]);
});

it('takes the calendar of an account, as the server names it', async () => {
  const list = [{ address: '/cal/ana/', name: 'Ana', colour: null, writable: true }];
  const one = source({
    source: { ...source().source, origin: { kind: 'account', account: 'a1', calendar: '/cal/ana/' } },
  });
  await show('', calendars({ sources: [one] }), { 'account.calendars': list, 'source.save': (request: BusySource) => saved(request) });
  await choose('Acciones de Agenda de Ana', 'Editar');
  await screen.findByRole('dialog', { name: 'Editar Agenda de Ana' });
  await waitFor(() => expect(sent('account.calendars')).toEqual([{ id: 'a1' }]));
  await save();
  await waitFor(() => expect(sent('source.save')[0]).toEqual(one.source));
});

it('tells at the field why the server does not name its calendars', async () => {
  const one = source({ source: { ...source().source, origin: { kind: 'account', account: 'a1', calendar: '/cal/ana/' } } });
  await show('', calendars({ sources: [one] }), { 'account.calendars': problem({ kind: 'no_secret', name: 'Nextcloud' }) });
  await choose('Acciones de Agenda de Ana', 'Editar');
  expect(await screen.findByText(/Falta la contraseña de la cuenta «Nextcloud»/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Preguntar otra vez' })).toBeInTheDocument();
});
