import type { AccountView } from '../../lib/contract/generated/AccountView';
import type { BusySourceView } from '../../lib/contract/generated/BusySourceView';
import type { CalendarsView } from '../../lib/contract/generated/CalendarsView';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { HolidayView } from '../../lib/contract/generated/HolidayView';
import type { Pushed } from '../../lib/contract/generated/Pushed';

/** Calendars elsewhere for tests: one read well, one that failed since, one account of each kind of secret. */
export const source = (change: Partial<BusySourceView> = {}): BusySourceView => ({
  source: {
    id: 's1',
    name: 'Agenda de Ana',
    owner: { kind: 'provider', id: 'p1' },
    origin: { kind: 'web', address: 'https://calendar.example/secreto/ana.ics' },
    refresh: 60,
    tentative_counts: false,
    version: 2,
  },
  owner_name: 'Ana Ruiz',
  read: '2026-11-22T08:00:00Z',
  problem: null,
  known_until: '2027-11-22T08:00:00Z',
  ahead: 12,
  next: [{ from: '2026-11-24T09:00:00Z', to: '2026-11-24T10:30:00Z', tentative: true }],
  remarks: [{ uid: 'x', line: 3, doubt: { kind: 'unknown_zone', zone: 'Romance Std', taken: 'Europe/Madrid' } }],
  ...change,
});

export const failed: BusySourceView = source({
  source: {
    id: 's2',
    name: 'Reservas',
    owner: { kind: 'room', id: 'r1' },
    origin: { kind: 'file', path: '/compartido/reservas.ics' },
    refresh: null,
    tentative_counts: true,
    version: 1,
  },
  owner_name: 'Sala Goya',
  problem: { kind: 'file', path: '/compartido/reservas.ics', trouble: 'not_found' },
  next: [],
  remarks: [],
});

export const account = (change: Partial<AccountView> = {}, of: Partial<AccountView['account']> = {}): AccountView => ({
  account: {
    id: 'a1',
    name: 'Nextcloud',
    address: 'https://nube.example/dav',
    user: 'equipo',
    push_to: '/cal/reuniones/',
    push_name: 'Reuniones',
    version: 4,
    ...of,
  },
  secret: 'keyring',
  pushed: '2026-11-21T08:00:00Z',
  meetings: 42,
  ...change,
});

const holiday = (date: string, es: string, origin: HolidayView['origin'] = 'data', country = 'ES'): HolidayView => ({
  date,
  country,
  es,
  en: `${es} (en)`,
  origin,
});

export const calendars = (change: Partial<CalendarsView> = {}): CalendarsView => ({
  sources: [source(), failed],
  accounts: [account()],
  holidays: {
    countries: [
      { code: 'ES', on: true, used: true },
      { code: 'VE', on: false, used: true },
    ],
    days: [holiday('2026-01-06', 'Reyes'), holiday('2026-11-09', 'La Almudena', 'added', 'ES-MD'), holiday('2026-12-08', 'La Inmaculada', 'removed')],
    source: 'date-holidays 3.26, CC BY-SA 3.0',
  },
  zone_data: '2025b',
  ...change,
});

export const pushed = (change: Partial<Pushed> = {}): Pushed => ({
  added: 3,
  changed: 1,
  unchanged: 37,
  removed: 0,
  taken: 0,
  differences: [],
  refused: [],
  problem: null,
  ...change,
});

const time = (start: string, place = 'Sala Goya'): Pushed['differences'][number]['ours'] => ({
  start,
  zone: 'Europe/Madrid',
  minutes: 50,
  place,
  cancelled: false,
});
/** One that was moved on the server, and one that is gone from it. */
export const differences: Pushed['differences'] = [
  { meeting: 'm1', title: 'LINO · Precios', ours: time('2027-01-12T10:00:00'), theirs: time('2027-01-12T12:30:00'), href: '/ana/work/m1.ics', etag: 'e7', properties: ['DTSTART', 'DTEND'] },
  { meeting: 'm2', title: 'Godos · Renovación', ours: time('2027-01-13T16:00:00'), theirs: null, href: '/ana/work/m2.ics', etag: null, properties: ['*'] },
];

/** Whose calendars there can be. */
export const network: NetworkView = {
  firms: [],
  providers: [
    {
      id: 'p1',
      name: 'Ana Pérez',
      title: 'Ejecutiva',
      email: '',
      firm: 'f1',
      site: null,
      zone: 'Europe/Madrid',
      skills: [],
      hours: [],
      absences: [],
      max_per_day: 4,
      version: 1,
    },
  ],
  sites: [],
  rooms: [{ id: 'r1', name: 'Sala Goya', site: 's1', seats: 8, hours: [], version: 1 }],
  topics: [],
  skills: [],
  attributes: [],
  templates: [],
  zones: [],
};
