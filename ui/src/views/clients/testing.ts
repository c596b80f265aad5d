import type { ClientRow } from '../../lib/contract/generated/ClientRow';
import type { ClientSheet } from '../../lib/contract/generated/ClientSheet';
import { newClient } from './newClient';

/** A row and a page for tests, with what the test is about put in. */
export function row(id: string, more: Partial<ClientRow> = {}): ClientRow {
  return {
    id, name: `Cliente ${id}`, code: `C-${id}`, city: 'Caracas', country: 'Venezuela', value: 50, sales: 1000, tags: ['banca'],
    sharing: 80, providers: 20, format: 'focus_group', state: 'clear', mixed: false, by_hand: false, reviewed: '2026-02-01', open_needs: 1,
    ...more,
  };
}

export function sheet(id: string, more: Partial<ClientSheet> = {}): ClientSheet {
  const client = { ...newClient('America/Caracas'), id, name: `Cliente ${id}`, code: `C-${id}`, tags: ['banca'], attributes: { sector: 'Banca' }, version: 1 };
  return { client, site: null, row: row(id), rivals: [], topics: [], overrides: [], needs: [], meetings: [], ...more };
}

export const network = {
  firms: [], providers: [], rooms: [], sites: [], skills: [], attributes: ['sector'], templates: [],
  zones: ['America/Caracas', 'Europe/Madrid'],
  topics: [{ topic: { id: 't1', name: 'Pagos' }, placed: 0, open_needs: 0, missing_skills: [] }],
};
export const settings = { author: 'Ana', currency: 'USD', grid: 15 };
