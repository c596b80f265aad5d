import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractProblem, type Problem } from '../../lib/contract/call';
import type { Settings } from '../../lib/contract/generated/Settings';
import type { WorkspaceView } from '../../lib/contract/generated/WorkspaceView';
import { answerWith } from '../../lib/contract/transport';
import * as files from '../../lib/files';
import { preferences } from '../../lib/preferences.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { violationsIn } from '../../test-axe';
import { forgetTyped } from './controller.svelte';
import View from './View.svelte';

const settings: Settings = {
  author: 'Ana',
  placement: { weights: { S1: 5 }, least_coverage: 0.6, near: 10, steepness: 12, half_life: 365, stale_after: 365 },
  weights: { continuity: 4, preferred: 3, delay: 1, mix: 2, travel: 7, load: 1, days: 2, effort: 1, disruption: 60 },
  grid: 15,
  currency: 'EUR',
  reminders: [1440, 15],
};
const current: WorkspaceView = {
  path: '/datos/banco.cuadrante',
  name: 'banco',
  problem: null,
  counts: { clients: 60, providers: 14, rooms: 8, topics: 12, needs: 1, meetings: 42 },
  today: '2027-01-04',
  version: '0.1.0',
  zone_data: '2026b',
};

let asked: [name: string, request: unknown][] = [];
beforeEach(() => {
  asked = [];
  forgetTyped();
});
afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function show(refuse: Record<string, Problem> = {}): Promise<HTMLElement> {
  answerWith((name, request) => {
    asked.push([name, request]);
    if (refuse[name]) throw new ContractProblem(refuse[name]);
    if (name === 'settings.get') return structuredClone(settings);
    if (name === 'workspace.current') return current;
    if (name === 'workspace.backup') return { path: (request as { path: string }).path };
    return request;
  });
  const { container } = render(View);
  if (!refuse['settings.get']) await field('Nombre de quien trabaja aquí');
  return container;
}
// By label: finding by role among forty fields takes jsdom seconds.
const field = (name: string | RegExp): Promise<HTMLElement> => screen.findByLabelText(name, { selector: 'input' });
async function put(name: string | RegExp, text: string): Promise<HTMLElement> {
  const box = await field(name);
  await userEvent.clear(box);
  if (text !== '') await userEvent.type(box, text);
  return box;
}
const save = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Guardar' }));
const sent = (name: string): unknown => asked.find(([one]) => one === name)?.[1];

describe('on this computer', () => {
  it('switches the language at once and keeps it', async () => {
    await show();
    await userEvent.click(screen.getByRole('radio', { name: 'English' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('cuadrante.language')).toBe('en');
  });

  it('switches the theme at once and keeps it', async () => {
    await show();
    await userEvent.click(screen.getByRole('radio', { name: 'Oscura' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('cuadrante.theme')).toBe('dark');
    await userEvent.click(screen.getByRole('radio', { name: 'Como el sistema' }));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('turns the single-letter keys off', async () => {
    preferences.letterKeys = true;
    await show();
    await userEvent.click(screen.getByRole('switch', { name: 'Teclas de una sola letra' }));
    expect(preferences.letterKeys).toBe(false);
  });
});

describe('in the workspace', () => {
  it('shows what is set, and which values are not the usual ones', async () => {
    await show();
    expect(await field(/^S1 ·/)).toHaveValue('5');
    expect(await field(/^S2 ·/)).toHaveValue('3');
    expect(await field('Respuestas que hacen falta')).toHaveValue('60');
    expect(screen.getAllByText(/^Cambiado/).map((one) => one.textContent)).toEqual(['Cambiado · Usual: 3', 'Cambiado · Usual: 1']);
  });

  it('saves everything together, and of the questions only what is not usual', async () => {
    await show();
    await put('Nombre de quien trabaja aquí', ' Luis ');
    await put('Moneda de las ventas', 'cop');
    await put('Minutos entre comienzos posibles', '30');
    await put(/^P6 ·/, '0.5');
    await put('Respuestas que hacen falta', '55');
    await fireEvent.input(await field('Espera'), { target: { value: '6' } });
    expect(await field('Espera')).toHaveAttribute('aria-valuetext', 'mucho (6)');
    await save();
    expect(sent('settings.save')).toEqual({
      ...settings,
      author: 'Luis',
      currency: 'COP',
      grid: 30,
      placement: { ...settings.placement, weights: { S1: 5, P6: 0.5 }, least_coverage: 0.55 },
      weights: { ...settings.weights, delay: 6 },
    });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Guardar' })).not.toBeInTheDocument());
  }, 20_000);

  it('puts the usual values back, and saves them only when told to', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Matriz: restaurar los valores usuales' }));
    await userEvent.click(screen.getByRole('button', { name: 'Planificador: restaurar los valores usuales' }));
    expect(await field(/^S1 ·/)).toHaveValue('3');
    expect(await field('Desplazamientos')).toHaveValue('1');
    expect(sent('settings.save')).toBeUndefined();
    await save();
    expect(sent('settings.save')).toMatchObject({ placement: { weights: {} }, weights: { travel: 1 } });
  });

  it.each([
    [/^S1 ·/, '300', 'Debe ser 100 o menos', '5'],
    ['Moneda de las ventas', 'E1', 'Son tres letras, como EUR', 'EUR'],
    ['Minutos entre comienzos posibles', 'x', 'Debe ser un número', '15'],
  ])('sends nothing while %s is %s, and keeps what is typed until it is discarded', async (name, text, fault, before) => {
    await show();
    const box = await put(name, text);
    await save();
    expect(box).toHaveAccessibleDescription(fault);
    expect(box).toHaveValue(text);
    expect(box).toHaveFocus();
    expect(sent('settings.save')).toBeUndefined();
    await userEvent.click(screen.getByRole('button', { name: 'Descartar' }));
    expect(await field(name)).toHaveValue(before);
  }, 20_000);

  it('shows what the app refuses at the field it names', async () => {
    const faults = [{ fault: 'range', field: 'placement.near', min: 0, max: 50 }];
    await show({ 'settings.save': { kind: 'invalid', faults } });
    await put('Distancia al límite', '20');
    await save();
    await waitFor(async () =>
      expect(await field('Distancia al límite')).toHaveAccessibleDescription('Debe estar entre 0 y 50.'),
    );
  });

  it('keeps what is typed while another screen is shown', async () => {
    await show();
    await put('Nombre de quien trabaja aquí', 'Luisa');
    cleanup();
    render(View);
    expect(await field('Nombre de quien trabaja aquí')).toHaveValue('Luisa');
  });

  it('says that the rest needs a workspace', async () => {
    await show({ 'settings.get': { kind: 'no_workspace' } });
    expect(await screen.findByText(/no hay ninguno abierto/)).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Planificador' })).not.toBeInTheDocument();
  });
});

describe('the reminders', () => {
  const chips = (): string[] =>
    within(screen.getByRole('list', { name: 'Recordatorios' })).getAllByRole('listitem').map((one) => one.textContent.trim());

  it('are taken away, taken from the usual ones and typed, and saved the longest first', async () => {
    await show();
    expect(chips()).toEqual(['1 día antes', '15 min antes']);
    await userEvent.click(screen.getByRole('button', { name: 'Quitar 15 min antes' }));
    await userEvent.click(screen.getByRole('button', { name: '7 días antes' }));
    await put('Cuánto antes', '3');
    await userEvent.click(screen.getByRole('button', { name: 'Añadir recordatorio' }));
    expect(chips()).toEqual(['7 días antes', '1 día antes', '3 h antes']);
    await save();
    expect(sent('settings.save')).toMatchObject({ reminders: [10_080, 1440, 180] });
  });

  it('are not taken twice, nor too early', async () => {
    await show();
    expect(await put('Cuánto antes', '24')).toHaveAccessibleDescription('Ese recordatorio ya está.');
    expect(screen.getByRole('button', { name: 'Añadir recordatorio' })).toBeDisabled();
    expect(await put('Cuánto antes', '1000')).toHaveAccessibleDescription('Como mucho, 28 días antes.');
  });
});

describe('the weights of the planner', () => {
  it('are taken from a preset, all at once', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Cuanto antes' }));
    expect(screen.getByRole('button', { name: 'Cuanto antes' })).toHaveAttribute('aria-pressed', 'true');
    expect(await field('Espera')).toHaveValue('10');
    await save();
    expect(sent('settings.save')).toMatchObject({ weights: { ...settings.weights, travel: 1, delay: 10, preferred: 1 } });
  });
});

describe('the file', () => {
  it('is named with its versions', async () => {
    await show();
    const terms = screen.getAllByRole('term').map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent.trim()}`);
    expect(terms).toEqual([
      'Dónde está: /datos/banco.cuadrante',
      'Qué contiene: 60 clientes, 1 necesidad, 42 reuniones',
      'Versión del programa: 0.1.0',
      'Datos de zonas horarias: 2026b',
    ]);
    expect(screen.getByText(/desde la ventana de Cuadrante/)).toBeInTheDocument();
  });

  it('is copied to where the person says', async () => {
    vi.spyOn(files, 'inWindow').mockReturnValue(true);
    const asks = vi.spyOn(files, 'saveFile').mockResolvedValue('/media/usb/copia.cuadrante');
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Hacer una copia de seguridad' }));
    expect(asks.mock.lastCall?.[1]).toBe('banco-2027-01-04.cuadrante');
    expect(sent('workspace.backup')).toEqual({ path: '/media/usb/copia.cuadrante' });
    await waitFor(() => expect(toasts.shown[0]?.text).toBe('Copia guardada en /media/usb/copia.cuadrante'));
  });

  it('takes with it what was typed and not saved, when another one is opened', async () => {
    vi.spyOn(files, 'inWindow').mockReturnValue(true);
    vi.spyOn(files, 'chooseFile').mockResolvedValue('/tmp/otro.cuadrante');
    await show();
    await put('Nombre de quien trabaja aquí', 'Luisa');
    await userEvent.click(await screen.findByRole('button', { name: 'Abrir otro espacio de trabajo' }));
    await waitFor(async () => expect(await field('Nombre de quien trabaja aquí')).toHaveValue('Ana'));
    expect(screen.queryByRole('button', { name: 'Guardar' })).not.toBeInTheDocument();
  });

  it('stays open where another one cannot be, and says why', async () => {
    vi.spyOn(files, 'inWindow').mockReturnValue(true);
    vi.spyOn(files, 'chooseFile').mockResolvedValue('/tmp/otro.cuadrante');
    await show({ 'workspace.open': { kind: 'not_a_workspace', path: '/tmp/otro.cuadrante' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Abrir otro espacio de trabajo' }));
    expect(sent('workspace.open')).toEqual({ path: '/tmp/otro.cuadrante' });
    await waitFor(() => expect(toasts.shown[0]?.text).toContain('no es un espacio de trabajo de Cuadrante'));
  });
});

it('passes axe in both languages', async () => {
  const container = await show();
  expect(await violationsIn(container)).toEqual([]);
  preferences.language = 'en';
  expect(await screen.findByRole('heading', { level: 2, name: 'Planner' })).toBeInTheDocument();
  expect(within(container).getAllByText(/^Usual: /).length).toBeGreaterThan(10);
  expect(await violationsIn(container)).toEqual([]);
}, 30_000);
