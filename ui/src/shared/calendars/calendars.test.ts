import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BusyDoubt } from '../../lib/contract/generated/BusyDoubt';
import type { BusyHit } from '../../lib/contract/generated/BusyHit';
import { answerWith } from '../../lib/contract/transport';
import { hits } from '../../lib/hits.svelte';
import { preferences } from '../../lib/preferences.svelte';
import { violationsIn } from '../../test-axe';
import { bannerText } from './banner';
import Hits from './Hits.svelte';
import HitsBanner from './HitsBanner.svelte';
import { ownerKey, ownerOf } from './owners';
import OwnerCalendars from './OwnerCalendars.svelte';
import { hostOf, lengthText, originText, remarkText, spanText } from './words';

vi.setConfig({ testTimeout: 20_000 });
afterEach(() => {
  answerWith(null);
  hits.dismiss();
});

describe('words', () => {
  it('show of a web address its host alone: the rest is often a secret', () => {
    expect(originText({ kind: 'web', address: 'webcal://Calendar.Example/private-123/basic.ics' }, [])).toBe('calendar.example');
    expect(hostOf('calendar.example/x')).toBe('');
    expect(originText({ kind: 'file', path: 'C:\\Datos\\sala.ics' }, [])).toBe('sala.ics');
    expect(originText({ kind: 'account', account: 'gone', calendar: '/x/' }, [])).toBe('La cuenta ya no existe');
  });

  it('give lengths in days where they are whole', () => {
    expect([30, 240, 1440, 10_080].map(lengthText)).toEqual(['30 min', '4 h', '1 día', '7 días']);
  });

  it('name whole days by their dates alone', () => {
    const at = (day: number, hour: number): string => new Date(2027, 0, day, hour).toISOString();
    expect(spanText({ from: at(12, 10), to: at(12, 11) })).toMatch(/12 ene.*10:00–11:00/);
    expect(spanText({ from: at(12, 0), to: at(13, 0) })).toMatch(/^mar,? 12 ene$/);
  });

  /** One of each kind; a kind left out does not compile. */
  const doubts: { [K in BusyDoubt['kind']]: [Extract<BusyDoubt, { kind: K }>, RegExp] } = {
    encoding: [{ kind: 'encoding' }, /UTF-8/],
    floating: [{ kind: 'floating', taken: 'Europe/Madrid' }, /Europe\/Madrid/],
    unknown_zone: [{ kind: 'unknown_zone', zone: 'Romance', taken: 'UTC' }, /«Romance»; se tomó UTC/],
    no_start: [{ kind: 'no_start' }, /sin comienzo/],
    unreadable_time: [{ kind: 'unreadable_time', property: 'DTSTART', value: '2027-13' }, /«2027-13»/],
    unreadable_rule: [{ kind: 'unreadable_rule', rule: 'FREQ=X' }, /«FREQ=X»/],
    truncated: [{ kind: 'truncated', rule: 'FREQ=SECONDLY' }, /demasiado larga/],
    ends_before_start: [{ kind: 'ends_before_start' }, /acaba antes de empezar/],
    unfinished: [{ kind: 'unfinished' }, /a medias/],
    same_uid: [{ kind: 'same_uid' }, /mismo identificador/],
    more: [{ kind: 'more', count: 3 }, /3 avisos más/],
  };
  it.each(Object.values(doubts))('tell of %o', (doubt, text) => {
    expect(remarkText({ uid: '', line: null, doubt })).toMatch(text);
    preferences.language = 'en';
    expect(remarkText({ uid: '', line: null, doubt })).not.toMatch(/\b(una|de|el)\b/);
  });

  it('name an owner in an address, and nobody where there is none', () => {
    expect(ownerOf(ownerKey({ kind: 'room', id: 'r:1' }))).toEqual({ kind: 'room', id: 'r:1' });
    expect([ownerOf(undefined), ownerOf('room:'), ownerOf('site:x')]).toEqual([null, null, null]);
  });
});

const taken = { conflict: { kind: 'provider_taken' as const, provider: 'p1', source: 's1' }, names: { p1: 'Ana Ruiz', s1: 'Agenda de Ana' } };
const hit = (meeting: string, title: string, nearest: BusyHit['nearest'] = []): BusyHit => ({
  meeting,
  title,
  start: '2027-01-12T10:00:00',
  zone: 'America/Caracas',
  conflicts: [taken],
  nearest,
});
const free = { start: '2027-01-12T11:30:00', zone: 'America/Caracas', holiday: null };

describe('meetings that collide', () => {
  let asked: [string, unknown][] = [];
  let settled = false;
  beforeEach(() => {
    asked = [];
    settled = false;
    answerWith((name, request) => {
      asked.push([name, request]);
      if (name === 'meeting.get') {
        const event = { title: 'LINO', status: 'planned', conflict_kept: false, conflicts: settled ? [] : [taken] };
        return { event, meeting: { id: 'm1', start: '2027-01-12T10:00:00', zone: 'America/Caracas', version: 1 } };
      }
      if (name === 'meeting.free') return [free];
      settled = true;
      return {};
    });
  });

  it('are named in the banner, the rest counted', () => {
    expect(bannerText([hit('1', 'A')])).toBe('A choca con otro calendario');
    expect(bannerText(['A', 'B', 'C', 'D', 'E'].map((title) => hit(title, title)))).toBe(
      '5 reuniones chocan con otros calendarios: A, B, C y 2 más',
    );
  });

  it('open from the banner, with the conflict in words, and move to a time that works for everyone', async () => {
    hits.receive({ hits: [hit('m1', 'LINO', [free])] });
    const { container } = render(HitsBanner);
    render(Hits);
    expect(container).toHaveTextContent('LINO choca con otro calendario');
    await userEvent.click(screen.getByRole('button', { name: 'Ver y resolver' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Ana Ruiz tiene ese rato ocupado en otro calendario: «Agenda de Ana»');
    expect(dialog).toHaveTextContent('mar 12 ene, 11:30');
    expect(await violationsIn(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: /^Mover LINO a martes, 12 de enero de 2027, 11:30, hora de Caracas$/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(asked.find(([name]) => name === 'meeting.move')?.[1]).toEqual({
      id: 'm1',
      start: '2027-01-12T11:30:00',
      zone: 'America/Caracas',
      minutes: null,
      place: null,
      providers: null,
      keep_conflicts: false,
    });
    expect(container).not.toHaveTextContent('choca');
  });

  it('are kept knowingly', async () => {
    hits.receive({ hits: [hit('m1', 'LINO')] });
    hits.open = true;
    render(Hits);
    expect(await screen.findByText(/No hay ninguna hora que vaya bien a todos/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Mantener LINO a sabiendas' }));
    await waitFor(() => expect(hits.all).toEqual([]));
    expect(asked.find(([name]) => name === 'meeting.save')?.[1]).toMatchObject({ meeting: { id: 'm1' }, keep_conflicts: true });
  });

  it('are left for later from the banner', async () => {
    hits.receive({ hits: [hit('m1', 'LINO')] });
    const { container } = render(HitsBanner);
    await userEvent.click(screen.getByRole('button', { name: 'Dejarlo para después' }));
    expect(container).not.toHaveTextContent('LINO');
  });
});

it('a provider’s calendars are listed with where to add one', async () => {
  const view = {
    sources: [
      {
        source: { id: 's1', name: 'Agenda de Ana', owner: { kind: 'provider', id: 'p1' }, origin: { kind: 'web', address: 'https://c.example/x.ics' }, refresh: 60, tentative_counts: false, version: 1 },
        owner_name: 'Ana',
        read: null,
        problem: { kind: 'server', name: '', fault: { kind: 'forbidden' } },
        known_until: null,
        ahead: 0,
        next: [],
        remarks: [],
      },
    ],
    accounts: [],
    holidays: { countries: [], days: [], source: '' },
    zone_data: '',
  };
  answerWith(() => view);
  const { container, rerender } = render(OwnerCalendars, { owner: { kind: 'provider', id: 'p1' } });
  expect(await screen.findByText('Agenda de Ana')).toBeInTheDocument();
  expect(screen.getByText('No se pudo leer la última vez')).toHaveAttribute('title', expect.stringContaining('no lo permite'));
  expect(screen.getByRole('link', { name: 'Añadir un calendario' })).toHaveAttribute('href', '#/calendars?new=provider%3Ap1');
  expect(await violationsIn(container)).toEqual([]);
  await rerender({ owner: { kind: 'room', id: 'r1' } });
  expect(screen.getByText('Ninguno dice todavía cuándo está ocupado en otra parte.')).toBeInTheDocument();
});
