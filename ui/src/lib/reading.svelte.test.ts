import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContractProblem } from './contract/call';
import type { BusyHit } from './contract/generated/BusyHit';
import { markStale } from './contract/stale';
import { answerWith } from './contract/transport';
import { hits } from './hits.svelte';
import { keepReading, READ_EVERY_MS } from './reading';

const taken = { conflict: { kind: 'provider_taken' as const, provider: 'p1', source: 's1' }, names: { p1: 'Ana', s1: 'Agenda de Ana' } };
const hit = (meeting: string, start: string): BusyHit => ({
  meeting,
  title: `Reunión ${meeting}`,
  start,
  zone: 'Europe/Madrid',
  conflicts: [taken],
  nearest: [],
});

let asked: string[] = [];
let found: BusyHit[] = [];
/** How each meeting stands when it is asked about. */
let sheets: Record<string, { status?: string; conflict_kept?: boolean; conflicts?: unknown[]; start?: string; version?: number }> = {};
let told: string[][] = [];

beforeEach(() => {
  vi.useFakeTimers();
  [asked, found, told, sheets] = [[], [], [], {}];
  hits.dismiss();
  answerWith((name, request) => {
    asked.push(name);
    if (name === 'sources.refresh') return { value: { sources: [], hits: found }, stale: found.length > 0 ? ['calendars'] : [], gesture: null };
    if (name === 'meeting.free') return [{ start: '2027-01-12T16:00:00', zone: 'Europe/Madrid', holiday: null }];
    const sheet = sheets[(request as { id: string }).id];
    if (!sheet) throw new ContractProblem({ kind: 'not_found', what: 'meeting', id: '' });
    const event = { title: 'LINO', status: 'planned', conflict_kept: false, conflicts: [taken], ...sheet };
    return { event, meeting: { start: sheet.start ?? '2027-01-12T10:00:00', zone: 'Europe/Madrid', version: sheet.version ?? 1 } };
  });
});
afterEach(() => {
  answerWith(null);
  vi.useRealTimers();
});
const keep = (): (() => void) => keepReading((fresh) => told.push(fresh.map(({ meeting }) => meeting)));
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('reading calendars elsewhere', () => {
  it('begins at once and goes on every minute until it is stopped', async () => {
    const stop = keep();
    await settle(READ_EVERY_MS * 2);
    expect(asked).toEqual(['sources.refresh', 'sources.refresh', 'sources.refresh']);
    stop();
    await settle(READ_EVERY_MS * 3);
    expect(asked).toHaveLength(3);
  });

  it('rests while the window is out of sight, and reads when it comes back', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const stop = keep();
    await settle(READ_EVERY_MS * 2);
    expect(asked).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(asked).toEqual(['sources.refresh']);
    stop();
  });

  it('tells of a meeting once, however often it is found', async () => {
    found = [hit('m1', '2027-01-12T10:00:00')];
    sheets = { m1: {} };
    const stop = keep();
    await settle(READ_EVERY_MS * 2);
    expect(told).toEqual([['m1']]);
    expect(hits.all.map(({ meeting }) => meeting)).toEqual(['m1']);
    stop();
  });

  it('goes on after a failure', async () => {
    answerWith((name) => {
      asked.push(name);
      throw new ContractProblem({ kind: 'unreachable' });
    });
    const stop = keep();
    await settle(READ_EVERY_MS);
    expect(asked).toHaveLength(2);
    stop();
  });
});

describe('what collides', () => {
  const shown = (): string[] => {
    flushSync();
    return hits.all.map(({ meeting }) => meeting);
  };
  const m2 = { start: '2027-01-13T10:00:00' };
  beforeEach(async () => {
    sheets = { m1: {}, m2 };
    hits.receive({ hits: [hit('m2', '2027-01-13T10:00:00'), hit('m1', '2027-01-12T10:00:00')] });
    await settle();
  });

  it('is shown in order of time', () => expect(shown()).toEqual(['m1', 'm2']));

  it.each([
    ['moved to a free time', { conflicts: [] }],
    ['kept knowingly', { conflict_kept: true, version: 2 }],
    ['called off', { status: 'cancelled' }],
  ])('is settled when it is %s, and comes back with the change taken back', async (_how, sheet) => {
    sheets = { m1: sheet, m2 };
    markStale(['meetings']);
    await settle();
    expect(shown()).toEqual(['m2']);
    sheets = { m1: { version: 3 }, m2 };
    markStale(['meetings']);
    await settle();
    expect(shown()).toEqual(['m1', 'm2']);
  });

  it('is not settled by what the meeting kept knowingly before', async () => {
    hits.dismiss();
    sheets = { m1: { conflict_kept: true, version: 7 } };
    hits.receive({ hits: [hit('m1', '2027-01-12T10:00:00')] });
    await settle();
    expect(shown()).toEqual(['m1']);
  });

  it('is asked for new times wherever it still collides', async () => {
    sheets = { m1: { start: '2027-01-12T11:00:00' } };
    markStale(['calendars']);
    await settle();
    expect(hits.all).toEqual([expect.objectContaining({ meeting: 'm1', title: 'LINO', start: '2027-01-12T11:00:00', nearest: [expect.objectContaining({ start: '2027-01-12T16:00:00' })] })]);
  });

  it('is gone with the workspace it was in', () => {
    markStale(['*']);
    expect(shown()).toEqual([]);
  });
});
