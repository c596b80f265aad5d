import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { router } from '../../lib/router.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { ContractProblem } from '../../lib/contract/call';
import { violationsIn } from '../../test-axe';
import View from './View.svelte';

afterEach(() => {
  answerWith(null);
  toasts.clear();
});

async function press(name: string): Promise<string[]> {
  const asked: string[] = [];
  answerWith((command) => {
    asked.push(command);
    return null;
  });
  render(View);
  await userEvent.click(screen.getByRole('button', { name }));
  return asked;
}

it('opens the sample and goes to the matrix', async () => {
  expect(await press('Abrir la muestra')).toEqual(['workspace.sample']);
  expect(router.screen).toBe('matrix');
});

it('starts empty and goes to the clients', async () => {
  expect(await press('Empezar en blanco')).toEqual(['workspace.empty']);
  expect(router.screen).toBe('clients');
});

it('goes to the import without touching the workspace', async () => {
  expect(await press('Importar clientes')).toEqual([]);
  expect(router.screen).toBe('import');
});

it('stays and says why where it cannot begin', async () => {
  router.go('#/welcome');
  answerWith(() => {
    throw new ContractProblem({ kind: 'unexpected', incident: 'B2' });
  });
  render(View);
  await userEvent.click(screen.getByRole('button', { name: 'Abrir la muestra' }));
  expect(router.screen).toBe('welcome');
  expect(toasts.shown[0]?.text).toContain('B2');
});

it('speaks both languages and passes axe', async () => {
  const { container } = render(View);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Bienvenida a Cuadrante');
  preferences.language = 'en';
  expect(await screen.findByText('Welcome to Cuadrante')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});
