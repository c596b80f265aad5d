import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith } from '../../lib/contract/transport';
import { violationsIn } from '../../test-axe';
import ZoneSelect from './ZoneSelect.svelte';
import { zoneNow } from './zone';

afterEach(() => answerWith(null));
const network = {
  firms: [], providers: [], rooms: [], topics: [], skills: [], attributes: [], templates: [],
  sites: [{ site: { zone: 'America/Caracas' }, clients: 0, rooms: 0, providers: 0 }],
  zones: ['America/Bogota', 'America/Caracas', 'America/Sao_Paulo', 'Europe/Madrid'],
};

// jsdom places no floating list, so its options count as hidden and have no name.
it('finds a zone by its city, with or without accents', async () => {
  answerWith(() => network);
  const onchange = vi.fn();
  render(ZoneSelect, { onchange });
  const box = screen.getByRole('combobox', { name: 'Zona horaria' });
  await userEvent.type(box, 'são paulo');
  await userEvent.click(await screen.findByText('America/Sao Paulo', { selector: '[role=option] *' }));
  expect(onchange).toHaveBeenCalledWith('America/Sao_Paulo');
});

it('lists the zones in use first and says what the clocks show', async () => {
  answerWith(() => network);
  const { container } = render(ZoneSelect, { value: 'America/Caracas' });
  expect(screen.getByText(/^UTC-4; ahora son las /)).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.clear(screen.getByRole('combobox'));
  await userEvent.type(screen.getByRole('combobox'), 'ame');
  expect((await screen.findAllByRole('option', { hidden: true })).map((one) => one.textContent?.trim())).toEqual([
    'America/Caracas',
    'America/Bogota',
    'America/Sao Paulo',
  ]);
});

it('knows the time of a zone, and that some names are not known', () => {
  const noon = new Date('2026-07-01T12:00:00Z');
  expect(zoneNow('Europe/Madrid', noon)?.offset).toBe('UTC+2');
  expect(zoneNow('America/Caracas', noon)?.offset).toBe('UTC-4');
  expect(zoneNow('Nowhere/Else', noon)).toBeNull();
  expect(zoneNow('', noon)).toBeNull();
});
