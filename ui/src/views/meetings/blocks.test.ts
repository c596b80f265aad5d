import { expect, it } from 'vitest';
import type { FormatTemplate } from '$lib/contract/generated/FormatTemplate';
import { stretches } from './blocks';

const sizes = { min: 1, ideal_from: 1, ideal_to: 1, max: 1 };
const panel: FormatTemplate = {
  format: 'panel',
  variant: 'focus_group',
  version: 1,
  clients: sizes,
  people_per_client: 4,
  providers: sizes,
  minutes: 75,
  before: 20,
  after: 10,
  places: ['room'],
  roles: [],
  lead_days: 10,
  blocks: [
    { key: 'opening', minutes: 5, audience: 'face_and_client' },
    { key: 'the_case', minutes: 10, audience: 'clients' },
    { key: 'experts', minutes: 60, audience: 'providers' },
  ],
};
const shown = (minutes: number): string[] =>
  stretches(panel, '2026-11-24T23:30:00', minutes).map((one) => `${one.from.slice(8)} ${one.name} ${one.minutes}`);

it('gives the template its times, with the providers’ own meetings around it, over midnight too', () => {
  expect(shown(75)).toEqual([
    '24T23:10 Reunión previa de los proveedores 20',
    '24T23:30 Apertura 5',
    '24T23:35 El caso 10',
    '24T23:45 Los expertos 60',
    '25T00:45 Repaso de los proveedores 10',
  ]);
});

it('fits another length in proportion, in whole minutes that sum to it', () => {
  expect(shown(40)).toEqual([
    '24T23:10 Reunión previa de los proveedores 20',
    '24T23:30 Apertura 3',
    '24T23:33 El caso 5',
    '24T23:38 Los expertos 32',
    '25T00:10 Repaso de los proveedores 10',
  ]);
});
