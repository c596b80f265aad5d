import { afterEach, expect, it } from 'vitest';
import { ContractProblem } from '../../lib/contract/call';
import type { PollFate } from '../../lib/contract/generated/PollFate';
import type { ReplyFate } from '../../lib/contract/generated/ReplyFate';
import { answerWith } from '../../lib/contract/transport';
import { preferences } from '../../lib/preferences.svelte';
import { Reading } from './reading.svelte';
import { row } from './testing';

afterEach(() => answerWith(null));

const noReply: ReplyFate = { kind: 'refused', reason: { kind: 'no_reply', detail: '' } };
let asked: [string, string[]][] = [];

async function read(fate: ReplyFate, poll: PollFate = { kind: 'no_answer', line: null, detail: '' }): Promise<Reading> {
  asked = [];
  answerWith((name, request) => {
    const { paths } = request as { paths: string[] };
    asked.push([name, paths]);
    return paths.map((path) => ({ path, fate: name === 'poll.read' ? poll : fate }));
  });
  const reading = new Reading();
  await reading.read(['/x/a.eml']);
  return reading;
}
const proposed = { start: '2027-01-13T17:00:00', zone: 'Europe/Madrid', minutes: 60 };

it.each<[string, ReplyFate, string]>([
  ['taken', { kind: 'taken', row: row('a', { attends: 'accepted' }) }, 'Persona a: Asistirá, «Panel anual»'],
  ['taken', { kind: 'taken', row: row('a', { proposed }) }, 'Persona a pide otra hora para «Panel anual»'],
  ['known', { kind: 'known', name: 'Ana', title: 'Panel' }, 'La respuesta de Ana para «Panel» ya estaba anotada'],
  ['refused', { kind: 'refused', reason: { kind: 'unreadable', trouble: 'not_found' } }, 'No se pudo leer el archivo: no existe.'],
  ['refused', { kind: 'refused', reason: { kind: 'unknown_meeting', uid: 'u' } }, 'no es de este espacio de trabajo'],
  ['refused', { kind: 'refused', reason: { kind: 'not_invited', email: 'x@y.z', title: 'Panel' } }, '«Panel» no se envió a x@y.z.'],
  // The world counts versions from 0, people from 1.
  ['refused', { kind: 'refused', reason: { kind: 'old_version', name: 'Ana', title: 'Panel', answered: 0, told: 2 } }, 'versión 1 de «Panel», y la última avisada es la 3'],
  ['refused', { kind: 'refused', reason: { kind: 'older_answer', name: 'Ana', title: 'Panel', known: '2026-11-01T10:00:00Z' } }, 'se conoce una respuesta posterior'],
  ['refused', { kind: 'refused', reason: { kind: 'over', title: 'Panel' } }, 'ya se celebró o se anuló'],
  ['refused', noReply, 'En este archivo no hay ninguna respuesta.'],
])('says of an answer that it is %s: %o', async (fate, given, text) => {
  const [outcome] = (await read(given)).outcomes;
  expect(outcome?.fate).toBe(fate);
  expect(outcome?.text).toContain(text);
  expect(outcome?.remedy === null).toBe(fate !== 'refused');
});

it.each<[string, PollFate, string]>([
  ['taken', { kind: 'taken', name: 'Ana', poll: 'p1' }, 'Ana respondió a la encuesta'],
  ['refused', { kind: 'no_answer', line: 3, detail: '' }, 'La línea 3 no se entiende'],
  ['refused', { kind: 'foreign' }, 'una encuesta que no es de este espacio'],
  ['refused', { kind: 'over', name: 'Ana' }, 'La encuesta ya se cerró cuando Ana respondió.'],
])('reads what is no answer to an invitation as one to a poll: %s', async (fate, given, text) => {
  const [outcome] = (await read(noReply, given)).outcomes;
  expect(asked).toEqual([
    ['replies.read', ['/x/a.eml']],
    ['poll.read', ['/x/a.eml']],
  ]);
  expect(outcome?.fate).toBe(fate);
  expect(outcome?.text).toContain(text);
});

it('asks the polls nothing where every file is an answer to an invitation', async () => {
  await read({ kind: 'known', name: 'Ana', title: 'Panel' });
  expect(asked.map(([name]) => name)).toEqual(['replies.read']);
});

it('words what was read anew in another language', async () => {
  const reading = await read({ kind: 'refused', reason: { kind: 'over', title: 'Panel' } });
  preferences.language = 'en';
  expect(reading.outcomes[0]?.text).toBe('“Panel” has been held or is off.');
});

it('keeps what was read before where a later reading fails', async () => {
  const reading = await read({ kind: 'known', name: 'Ana', title: 'Panel' });
  answerWith(() => {
    throw new ContractProblem({ kind: 'no_workspace' });
  });
  await reading.read(['/x/b.eml']);
  expect([reading.outcomes.length, reading.problem?.kind]).toEqual([1, 'no_workspace']);
});
