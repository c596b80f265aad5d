import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { FormatTemplate } from '../../lib/contract/generated/FormatTemplate';
import { presets } from '../../shared/forms/hours';

/** A small network for tests: one skill that nobody has, a site without coordinates, an absence to come. */
export function network(change: Partial<NetworkView> = {}): NetworkView {
  const hours = structuredClone(presets[0]!.hours);
  const template = (part: Partial<FormatTemplate> & Pick<FormatTemplate, 'format'>): FormatTemplate => ({
    variant: 'focus_group',
    version: 1,
    clients: { min: 1, ideal_from: 1, ideal_to: 1, max: 1 },
    people_per_client: 1,
    providers: { min: 1, ideal_from: 1, ideal_to: 1, max: 2 },
    minutes: 50,
    before: 0,
    after: 0,
    places: ['room'],
    roles: [],
    lead_days: 7,
    blocks: [{ key: 'listening', minutes: 20, audience: 'clients' }],
    ...part,
  });
  return {
    firms: [
      { id: 'f1', name: 'Banco del Ávila', kind: 'own', version: 1 },
      { id: 'f2', name: 'Seguros Ávila', kind: 'affiliate', version: 1 },
    ],
    providers: [
      {
        id: 'p1',
        name: 'Ana Pérez',
        title: 'Ejecutiva de cuenta',
        email: 'ana@banco.example',
        firm: 'f1',
        site: 's1',
        zone: 'America/Caracas',
        skills: ['crédito', 'comercio exterior'],
        hours,
        absences: [{ from: '2027-02-01T00:00:00', to: '2027-02-06T00:00:00', reason: 'Vacaciones' }],
        max_per_day: 4,
        version: 3,
      },
      {
        id: 'p2',
        name: 'Bruno Álvarez',
        title: 'Perito',
        email: '',
        firm: 'f2',
        site: null,
        zone: 'America/Bogota',
        skills: ['siniestros'],
        hours: [],
        absences: [],
        max_per_day: 3,
        version: 1,
      },
    ],
    sites: [
      {
        site: { id: 's1', name: 'Torre Altamira', address: 'Av. 1', city: 'Caracas', country: 'Venezuela', zone: 'America/Caracas', latitude: 10.4961, longitude: -66.8488, version: 1 },
        clients: 0,
        rooms: 1,
        providers: 1,
      },
      {
        site: { id: 's2', name: 'Chapinero', address: '', city: 'Bogotá', country: 'Colombia', zone: 'America/Bogota', latitude: null, longitude: null, version: 1 },
        clients: 2,
        rooms: 0,
        providers: 0,
      },
    ],
    rooms: [{ id: 'r1', name: 'Sala Orinoco', site: 's1', seats: 12, hours, version: 1 }],
    topics: [
      {
        topic: { id: 't1', name: 'Crédito al comercio', description: '', skills: ['crédito'], format: null, group_variant: 'focus_group', minutes: null, places: [], mix: null, sensitive: false, version: 1 },
        placed: 5,
        open_needs: 2,
        missing_skills: [],
      },
      {
        topic: { id: 't2', name: 'Fraude digital', description: '', skills: ['fraude'], format: 'work_table', group_variant: 'talk', minutes: 90, places: ['room'], mix: { attribute: 'sector', prefer: 'varied' }, sensitive: true, version: 2 },
        placed: 3,
        open_needs: 1,
        missing_skills: ['fraude'],
      },
    ],
    skills: [
      { name: 'comercio exterior', providers: 1, topics: 0 },
      { name: 'crédito', providers: 1, topics: 1 },
      { name: 'fraude', providers: 0, topics: 1 },
      { name: 'siniestros', providers: 1, topics: 0 },
    ],
    attributes: ['sector', 'tamaño'],
    templates: [
      template({ format: 'work_table', clients: { min: 4, ideal_from: 6, ideal_to: 10, max: 16 }, minutes: 150 }),
      template({ format: 'panel', minutes: 75 }),
      template({ format: 'focus_group', clients: { min: 4, ideal_from: 6, ideal_to: 8, max: 10 }, providers: { min: 2, ideal_from: 2, ideal_to: 2, max: 3 }, minutes: 100 }),
      template({ format: 'visit' }),
      template({ format: 'focus_group', variant: 'talk', clients: { min: 8, ideal_from: 12, ideal_to: 20, max: 30 }, minutes: 60 }),
    ],
    zones: ['America/Bogota', 'America/Caracas', 'Europe/Madrid'],
    ...change,
  };
}
