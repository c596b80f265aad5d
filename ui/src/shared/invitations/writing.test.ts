import { afterEach, describe, expect, it } from 'vitest';
import { ContractProblem } from '../../lib/contract/call';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { InvitationsWrite } from '../../lib/contract/generated/InvitationsWrite';
import { answerWith } from '../../lib/contract/transport';
import { toasts } from '../../lib/toasts.svelte';
import { fresh, row, written } from './testing';
import { writtenText } from './wording';
import { scopesOf, sumsOf, Writing } from './writing.svelte';

const known = row('a');
const moved = row('b', { due: 'update' });
const off = row('c', { due: 'cancellation' });
const offTold = row('d', { due: 'nothing', told: { ...known.told!, cancelled: true } });
const unreachable = fresh('e', { obstacle: 'no_address' });
const all: InvitationRow[] = [known, moved, off, offTold, unreachable, fresh('f')];

afterEach(() => {
  answerWith(null);
  toasts.clear();
});

describe('what would be written', () => {
  const check = (reminder: boolean, again: boolean, expected: Partial<ReturnType<typeof sumsOf>>): void => {
    const none = { invitations: 0, updates: 0, cancellations: 0, reminders: 0, known: 0, leftOut: 0 };
    expect(sumsOf(all, reminder, again)).toEqual({ ...none, ...expected });
  };
  it('is what is due', () => check(false, false, { invitations: 1, updates: 1, cancellations: 1, known: 2, leftOut: 1 }));
  it('is everything where it is to be written again', () =>
    check(false, true, { invitations: 1, updates: 2, cancellations: 2, leftOut: 1 }));
  it('is a reminder only for those who know the present version', () => check(true, false, { reminders: 1, known: 5 }));
});

describe('a request', () => {
  const m2 = [row('a', { meeting: 'm2' }), row('b', { meeting: 'm2' })];
  const m1 = [row('a'), row('b')];
  it('is one where meetings and people say exactly who is meant', () => {
    expect(scopesOf([...m1, ...m2], [...m1, ...m2])).toEqual([{ meetings: ['m1', 'm2'], parties: ['a', 'b'] }]);
  });
  it('is one for each meeting where it would reach somebody who was not chosen', () => {
    expect(scopesOf([m1[0]!, m2[1]!], [...m1, ...m2])).toEqual([
      { meetings: ['m1'], parties: ['a'] },
      { meetings: ['m2'], parties: ['b'] },
    ]);
  });
});

describe('writing', () => {
  function begun(answers: (request: InvitationsWrite) => unknown): { writing: Writing; asked: InvitationsWrite[] } {
    const asked: InvitationsWrite[] = [];
    answerWith((_, given) => {
      asked.push(given as InvitationsWrite);
      return answers(given as InvitationsWrite);
    });
    const writing = new Writing(() => all);
    writing.folder = ' /tmp/avisos ';
    return { writing, asked };
  }

  it('asks for everybody who must be told in one request, and keeps the folder for the next time', async () => {
    const { writing, asked } = begun(() => written({ files: ['a', 'b'], invitations: 1, cancellations: 1 }));
    writing.startAll();
    expect(writing.sums).toMatchObject({ invitations: 1, updates: 1, cancellations: 1, leftOut: 1 });
    await writing.run();
    expect(asked).toEqual([
      { folder: '/tmp/avisos', form: 'eml', again: false, reminder: false, dry_run: false, from: null, to: null, meetings: [], parties: [] },
    ]);
    expect(writing.written && writtenText(writing.written.value)).toBe('1 invitación y 1 anulación');
    expect(new Writing(() => all).folder).toBe('/tmp/avisos');
  });

  it('writes again to those chosen who are up to date, since they were chosen on purpose', async () => {
    const { writing, asked } = begun(() => written());
    writing.start([known]);
    await writing.run();
    expect(asked.map(({ again, meetings, parties }) => [again, meetings, parties])).toEqual([[true, ['m1'], ['a']]]);
  });

  it('reminds only those who can be reminded', async () => {
    const { writing, asked } = begun(() => written({ files: ['a'], reminders: 1 }));
    writing.start([known, moved], true);
    await writing.run();
    expect(asked.map(({ reminder, again, parties }) => [reminder, again, parties])).toEqual([[true, false, ['a']]]);
  });

  it('tells what was written before it ended early', async () => {
    const { writing } = begun(() => written({ files: ['a'], invitations: 1, problem: { kind: 'cancelled' } }));
    writing.startAll();
    await writing.run();
    expect([writing.written?.problem?.kind, writing.written?.value.invitations]).toEqual(['cancelled', 1]);
  });

  it('asks again where the folder cannot be used', async () => {
    const { writing } = begun(() => {
      throw new ContractProblem({ kind: 'file', path: '/tmp/avisos', trouble: 'denied' });
    });
    writing.startAll();
    await writing.run();
    expect([writing.problem?.kind, writing.asked === null, writing.written]).toEqual(['file', false, null]);
  });

  it('ends in a toast where the screen was left meanwhile', async () => {
    const { writing } = begun(() => written({ files: ['a'], updates: 1 }));
    writing.startAll();
    writing.leave();
    await writing.run();
    expect([writing.written, toasts.shown.map(({ text }) => text)]).toEqual([null, ['1 aviso de cambio en /tmp/avisos']]);
  });
});
