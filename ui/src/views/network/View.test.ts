import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractProblem, type Problem } from '../../lib/contract/call';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import { drafts } from './drafts.svelte';
import { tabs } from './kinds';
import { network } from './testing';
import View from './View.svelte';

type Asked = [name: string, request: Record<string, unknown>];
let asked: Asked[] = [];

beforeEach(() => {
  asked = [];
  drafts.clear();
  router.go('#/network');
});
afterEach(() => {
  cleanup();
  answerWith(null);
  toasts.clear();
});

/** Shows the screen at an address; `refuse` answers the commands it names with a problem. */
async function show(address: string, given: NetworkView = network(), refuse: Record<string, Problem> = {}): Promise<HTMLElement> {
  router.go(address);
  answerWith((name, request) => {
    if (name === 'network.get') return given;
    asked.push([name, request as Record<string, unknown>]);
    if (refuse[name]) throw new ContractProblem(refuse[name]);
    return { value: request, stale: [], gesture: { id: 'g1', done: { kind: 'provider_changed', args: { name: 'Ana Pérez' } } } };
  });
  const { container } = render(View);
  await screen.findByRole('tab', { name: /Proveedores|Providers/ });
  return container;
}
const form = (): HTMLElement => screen.getByRole('complementary');
const field = (name: string): HTMLElement => within(form()).getByRole('textbox', { name: new RegExp(`^${name}`) });
const press = (name: string): Promise<void> => userEvent.click(within(form()).getByRole('button', { name }));
const sent = (command: string): Record<string, unknown> | undefined => asked.find(([name]) => name === command)?.[1];
const invalid = (...faults: Record<string, unknown>[]): Problem => ({ kind: 'invalid', faults });

describe('each list', () => {
  it.each(tabs)('%s passes axe, with rows and without', async (tab) => {
    const full = await show(`#/network?tab=${tab}`);
    expect(screen.getAllByRole('row').length).toBeGreaterThan(1);
    expect(await violationsIn(full)).toEqual([]);
    cleanup();
    const none = await show(`#/network?tab=${tab}`, network({ providers: [], firms: [], sites: [], rooms: [], topics: [], skills: [] }));
    expect(screen.getByRole('heading', { level: 2, name: /^Todavía no hay/ })).toBeInTheDocument();
    expect(await violationsIn(none)).toEqual([]);
  }, 30_000);

  it('searches without accents and says that nothing was found', async () => {
    await show('#/network?tab=providers');
    const search = screen.getByRole('searchbox', { name: 'Buscar proveedores' });
    await userEvent.type(search, 'alvarez');
    expect(screen.queryByText('Ana Pérez')).not.toBeInTheDocument();
    expect(screen.getByText('Bruno Álvarez')).toBeInTheDocument();
    await userEvent.type(search, 'zzz');
    expect(screen.getByRole('heading', { name: 'No hay coincidencias' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Quitar filtros' }));
    expect(screen.getByText('Ana Pérez')).toBeInTheDocument();
  });

  it('sorts by a number as a number', async () => {
    await show('#/network?tab=topics');
    const names = (): string[] =>
      screen.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('gridcell')[0]!.textContent.trim());
    await userEvent.click(screen.getByRole('columnheader', { name: 'Clientes ubicados' }));
    expect(names()).toEqual(['Fraude digital', 'Crédito al comercio']);
    await userEvent.click(screen.getByRole('columnheader', { name: 'Clientes ubicados' }));
    expect(names()).toEqual(['Crédito al comercio', 'Fraude digital']);
  });

  it('shows why it could not be loaded', async () => {
    answerWith(() => {
      throw new ContractProblem({ kind: 'no_workspace' });
    });
    render(View);
    expect(await screen.findByRole('alert')).toHaveTextContent('No hay ningún espacio de trabajo abierto.');
  });
});

describe('each form', () => {
  it.each([
    ['providers', 'p1'],
    ['providers', 'new'],
    ['firms', 'f1'],
    ['sites', 's1'],
    ['rooms', 'r1'],
    ['topics', 't2'],
    ['skills', 'fraude'],
  ])('%s %s passes axe in both languages', async (tab, id) => {
    const container = await show(`#/network?tab=${tab}&id=${id}`);
    expect(form()).toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
    preferences.language = 'en';
    await screen.findByRole('heading', { level: 1, name: 'Network' });
    expect(await violationsIn(container)).toEqual([]);
  }, 30_000);

  it('opens by Enter and by F2, and gives the keyboard back to its row', async () => {
    await show('#/network?tab=rooms');
    for (const key of ['{Enter}', '{F2}']) {
      const cell = screen.getAllByRole('gridcell')[0]!;
      cell.focus();
      await userEvent.keyboard(key);
      expect(await screen.findByRole('complementary', { name: 'Sala Orinoco' })).toBeInTheDocument();
      await waitFor(() => expect(field('Nombre')).toHaveFocus());
      await userEvent.keyboard('{Escape}');
      expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
      await waitFor(() => expect(screen.getAllByRole('gridcell')[0]).toHaveFocus());
    }
  });

  it('adds one with an empty id', async () => {
    await show('#/network?tab=firms');
    await userEvent.click(screen.getByRole('button', { name: 'Empresa nueva' }));
    await userEvent.type(field('Nombre'), '  Aliados del Sur ');
    await press('Crear');
    expect(sent('firm.save')).toEqual({ id: '', name: 'Aliados del Sur', kind: 'ally', version: 0 });
    await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
    expect(toasts.shown[0]?.action?.label).toBe('Deshacer');
  });

  it('says at once what is missing, and sends nothing', async () => {
    await show('#/network?tab=providers&id=new');
    await press('Crear');
    expect(field('Nombre')).toHaveAccessibleDescription('Dato obligatorio');
    expect(field('Nombre')).toHaveFocus();
    expect(sent('provider.save')).toBeUndefined();
  });

  it('keeps a number that cannot be read, and does not save it as nothing', async () => {
    await show('#/network?tab=sites&id=s1');
    await userEvent.clear(field('Latitud'));
    await userEvent.type(field('Latitud'), '100');
    await press('Guardar');
    expect(field('Latitud')).toHaveValue('100');
    expect(field('Latitud')).toHaveAccessibleDescription('Debe ser 90 o menos');
    expect(sent('site.save')).toBeUndefined();
  });

  it('asks for both coordinates or none', async () => {
    await show('#/network?tab=sites&id=s1');
    await userEvent.clear(field('Longitud'));
    await press('Guardar');
    expect(field('Longitud')).toHaveAccessibleDescription('Hacen falta las dos, o ninguna');
    expect(sent('site.save')).toBeUndefined();
  });

  it('shows what the app refuses at the field it names', async () => {
    await show('#/network?tab=providers&id=p1', network(), {
      'provider.save': invalid(
        { fault: 'email', field: 'email', found: 'ana@' },
        { fault: 'order', field: 'absences.0' },
        { fault: 'order', field: 'hours.1' },
        { fault: 'range', field: 'max_per_day', min: 1, max: 20 },
      ),
    });
    await userEvent.type(field('Cargo'), '!');
    await press('Guardar');
    await waitFor(() => expect(field('Correo')).toHaveAccessibleDescription(/no es una dirección de correo/));
    expect(field('Reuniones al día')).toHaveAccessibleDescription('Debe estar entre 1 y 20.');
    expect(within(form()).getByRole('group', { name: /Horario de trabajo/ })).toHaveTextContent('martes: El final es anterior al comienzo.');
    const absence = within(form()).getByRole('group', { name: 'Ausencia 1' }).closest('li')!;
    expect(within(absence).getByRole('alert')).toHaveTextContent('El final es anterior al comienzo.');
    expect(field('Cargo')).toHaveValue('Ejecutiva de cuenta!');
    expect(await violationsIn(form())).toEqual([]);
  });

  it('saves over what changed elsewhere only when told to', async () => {
    const theirs = network();
    theirs.firms[0]!.version = 8;
    const refuse: Record<string, Problem> = { 'firm.save': { kind: 'stale', what: 'firm', id: 'f1' } };
    await show('#/network?tab=firms&id=f1', theirs, refuse);
    await userEvent.type(field('Nombre'), ' II');
    await press('Guardar');
    expect(await within(form()).findByRole('alert')).toHaveTextContent('Mientras tanto cambió en otra parte.');
    delete refuse['firm.save'];
    await press('Guardar lo mío encima');
    await waitFor(() => expect(asked.at(-1)![1]).toMatchObject({ name: 'Banco del Ávila II', version: 8 }));
  });
});

describe('what is typed', () => {
  it('is not lost by Escape: it asks', async () => {
    await show('#/network?tab=rooms&id=r1');
    await userEvent.type(field('Nombre'), ' 2');
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByRole('alertdialog', { name: '¿Descartar los cambios sin guardar?' })).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Seguir editando' })).toHaveFocus());
    await press('Seguir editando');
    expect(field('Nombre')).toHaveValue('Sala Orinoco 2');
    await userEvent.keyboard('{Escape}');
    await press('Descartar');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(sent('room.save')).toBeUndefined();
  });

  it('is kept while another is looked at, and marked in its row', async () => {
    await show('#/network?tab=firms&id=f1');
    await userEvent.type(field('Nombre'), ' II');
    await userEvent.click(screen.getByText('Seguros Ávila'));
    expect(await screen.findByRole('complementary', { name: 'Seguros Ávila' })).toBeInTheDocument();
    const row = screen.getByText('Banco del Ávila').closest<HTMLElement>('[role="row"]')!;
    expect(row).toHaveTextContent('Sin guardar');
    await userEvent.click(within(row).getByText('Banco del Ávila'));
    await waitFor(() => expect(field('Nombre')).toHaveValue('Banco del Ávila II'));
    expect(form()).toHaveTextContent('Se recuperó lo que quedó sin guardar.');
  });
});

describe('deleting', () => {
  async function pressDelete(refuse: Record<string, Problem> = {}): Promise<void> {
    await show('#/network?tab=sites', network(), refuse);
    screen.getByText('Torre Altamira').closest<HTMLElement>('[role="gridcell"]')!.focus();
    await userEvent.keyboard('{Delete}');
  }

  it('happens at once, with Undo', async () => {
    await pressDelete();
    expect(sent('site.delete')).toEqual({ id: 's1' });
    await waitFor(() => expect(toasts.shown[0]?.action?.label).toBe('Deshacer'));
  });

  it('is explained by name and count where something depends on it', async () => {
    const by = [{ what: 'rooms', count: 1 }, { what: 'providers', count: 2 }];
    await pressDelete({ 'site.delete': { kind: 'in_use', what: 'site', id: 's1', by } });
    await waitFor(() =>
      expect(toasts.shown[0]?.text).toBe(
        'No se puede eliminar «Torre Altamira»: depende de ello 1 sala y 2 proveedores. Antes hay que cambiarlo ahí.',
      ),
    );
    expect(screen.getByText('Torre Altamira')).toBeInTheDocument();
  });
});

describe('a topic', () => {
  it('shows what each format comes to and how a talk changes the group', async () => {
    await show('#/network?tab=topics&id=t1');
    const sizes = (): string => within(form()).getByRole('row', { name: /Dinámica de grupo/ }).textContent.replace(/\s+/g, ' ').trim();
    expect(sizes()).toContain('4 · 6–8 · 10');
    expect(form()).toHaveTextContent('De 6 a 8 clientes, 10 como mucho; 2 proveedores; 1 h 40 min.');
    await userEvent.click(within(form()).getByRole('radio', { name: 'Charla' }));
    expect(sizes()).toContain('8 · 12–20 · 30');
    expect(form()).toHaveTextContent('De 12 a 20 clientes, 30 como mucho; 1 proveedor; 1 h.');
    await userEvent.type(field('Duración propia'), '45');
    expect(sizes()).toContain('45 min');
    await press('Guardar');
    expect(sent('topic.save')).toMatchObject({ id: 't1', group_variant: 'talk', minutes: 45, format: null, mix: null });
  });

  it('names the skills that nobody has', async () => {
    await show('#/network?tab=topics&id=t2');
    expect(form()).toHaveTextContent('Nadie tiene «fraude»');
    await userEvent.click(within(form()).getByRole('button', { name: 'Quitar fraude' }));
    expect(form()).not.toHaveTextContent('Nadie tiene');
  });

  it('allows places by ticking them', async () => {
    await show('#/network?tab=topics&id=t1');
    await userEvent.click(within(form()).getByRole('checkbox', { name: 'A distancia' }));
    await userEvent.click(within(form()).getByRole('checkbox', { name: 'En una sala' }));
    await press('Guardar');
    expect(sent('topic.save')).toMatchObject({ places: ['room', 'remote'] });
  });
});

describe('absences', () => {
  it('are added and their return follows the departure', async () => {
    await show('#/network?tab=providers&id=p2');
    await press('Añadir ausencia');
    const group = within(form()).getByRole('group', { name: 'Ausencia 1' });
    const leaves = within(group).getByRole('textbox', { name: 'Se va el' });
    await userEvent.clear(leaves);
    await userEvent.type(leaves, '2027-03-10{Enter}');
    await userEvent.type(within(group).getByRole('textbox', { name: /^Motivo/ }), 'Curso');
    await press('Guardar');
    expect(sent('provider.save')!['absences']).toEqual([
      { from: '2027-03-10T00:00:00', to: '2027-03-11T00:00:00', reason: 'Curso' },
    ]);
  });

  it('must end after they begin', async () => {
    await show('#/network?tab=providers&id=p1');
    const back = within(form()).getByRole('textbox', { name: 'Vuelve el' });
    await userEvent.clear(back);
    await userEvent.type(back, '2027-01-01{Enter}');
    await press('Guardar');
    expect(within(form()).getByText('El regreso debe ser posterior a la salida.')).toBeInTheDocument();
    expect(sent('provider.save')).toBeUndefined();
  });
});

describe('a skill that nobody has', () => {
  it('comes first and says which topics it stops', async () => {
    await show('#/network?tab=skills');
    expect(screen.getAllByRole('row')[1]).toHaveTextContent(/^fraude\s*Nadie la tiene/);
    await userEvent.click(screen.getByText('fraude'));
    expect(await within(form()).findByRole('link', { name: 'Fraude digital' })).toHaveAttribute('href', '#/network?tab=topics&id=t2');
  });

  it('is given to a provider in place', async () => {
    await show('#/network?tab=skills&id=fraude');
    await userEvent.type(within(form()).getByRole('combobox', { name: 'Anotarla a un proveedor' }), 'bruno');
    // jsdom places no floating list, so its options count as hidden and have no name.
    await userEvent.click(await screen.findByText('Bruno Álvarez', { selector: '[role=option] *' }));
    await waitFor(() => expect(sent('provider.save')).toMatchObject({ id: 'p2', skills: ['siniestros', 'fraude'] }));
  });
});
