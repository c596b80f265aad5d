import { expect, it } from 'vitest';
import { preferences } from '../../lib/preferences.svelte';
import { civilIn, inZone, zonePlace } from './zones';

it.each([
  ['2026-11-24T09:00:00', 'America/Caracas', 'America/Bogota', '2026-11-24T08:00'],
  ['2026-11-24T22:30', 'America/New_York', 'Europe/Madrid', '2026-11-25T04:30'],
  // Across the changes of the clocks in Madrid.
  ['2026-10-24T12:00', 'America/Bogota', 'Europe/Madrid', '2026-10-24T19:00'],
  ['2026-10-26T12:00', 'America/Bogota', 'Europe/Madrid', '2026-10-26T18:00'],
  ['2027-03-28T00:30', 'America/Bogota', 'Europe/Madrid', '2027-03-28T07:30'],
  ['2026-11-24T09:00:00', 'Europe/Madrid', 'Europe/Madrid', '2026-11-24T09:00'],
])('%s in %s is, in %s, %s', (civil, from, to, there) => {
  expect(inZone(civil, from, to)).toBe(there);
});

it('reads the clocks of a zone, and UTC where it is unknown', () => {
  const at = new Date('2026-11-24T02:05:00Z');
  expect([civilIn('America/Caracas', at), civilIn('Nowhere/Else', at)]).toEqual(['2026-11-23T22:05', '2026-11-24T02:05']);
});

it('names a zone by its city as the language writes it', () => {
  const asked = ['America/Caracas', 'America/New_York', 'America/Argentina/Buenos_Aires'];
  expect(asked.map(zonePlace)).toEqual(['Caracas', 'Nueva York', 'Buenos Aires']);
  preferences.language = 'en';
  expect(zonePlace('America/New_York')).toBe('New York');
});
