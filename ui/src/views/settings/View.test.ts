import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { preferences } from '../../lib/preferences.svelte';
import { violationsIn } from '../../test-axe';
import View from './View.svelte';

it('switches the language at once and keeps it', async () => {
  render(View);
  await userEvent.click(screen.getByRole('radio', { name: 'English' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe('en');
  expect(localStorage.getItem('cuadrante.language')).toBe('en');
});

it('switches the theme at once and keeps it', async () => {
  render(View);
  await userEvent.click(screen.getByRole('radio', { name: 'Oscura' }));
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(localStorage.getItem('cuadrante.theme')).toBe('dark');
  await userEvent.click(screen.getByRole('radio', { name: 'Como el sistema' }));
  expect(document.documentElement.dataset['theme']).toBeUndefined();
});

it('turns the single-letter keys off', async () => {
  preferences.letterKeys = true;
  render(View);
  await userEvent.click(screen.getByRole('switch', { name: 'Teclas de una sola letra' }));
  expect(preferences.letterKeys).toBe(false);
});

it('passes axe', async () => {
  const { container } = render(View);
  expect(await violationsIn(container)).toEqual([]);
});
