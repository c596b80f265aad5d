import { describe, expect, it } from 'vitest';
import type { Conflict } from '../lib/contract/generated/Conflict';
import type { Refusal } from '../lib/contract/generated/Refusal';
import { preferences } from '../lib/preferences.svelte';
import { conflictText, refusalText } from './conflicts';

const names = { ana: 'Ana Ruiz', lino: 'LINO', godos: 'Godos', goya: 'Sala Goya', m2: 'Revisión anual', s1: 'Agenda de Ana' };
/** One of each kind, with its sentence in Spanish and in English; a kind left out does not compile. */
const each: { [K in Conflict['kind']]: [Extract<Conflict, { kind: K }>, es: string, en: string] } = {
  provider_busy: [{ kind: 'provider_busy', provider: 'ana', meeting: 'm2' }, 'Ana Ruiz ya está en «Revisión anual»', 'Ana Ruiz is already in “Revisión anual”'],
  client_busy: [{ kind: 'client_busy', client: 'lino', meeting: 'm2' }, 'LINO ya está en «Revisión anual»', 'LINO is already in “Revisión anual”'],
  room_busy: [{ kind: 'room_busy', room: 'goya', meeting: 'm2' }, 'Sala Goya está ocupada por «Revisión anual»', 'Sala Goya is taken by “Revisión anual”'],
  provider_off: [{ kind: 'provider_off', provider: 'ana' }, 'Fuera del horario de Ana Ruiz', 'Outside the working hours of Ana Ruiz'],
  provider_absent: [{ kind: 'provider_absent', provider: 'ana', reason: 'vacaciones' }, 'Ana Ruiz está ausente: vacaciones', 'Ana Ruiz is away: vacaciones'],
  client_off: [{ kind: 'client_off', client: 'lino' }, 'Fuera del horario de LINO', 'Outside the hours of LINO'],
  room_off: [{ kind: 'room_off', room: 'goya' }, 'Sala Goya no está disponible a esa hora', 'Sala Goya is not available at that time'],
  rivals: [{ kind: 'rivals', first: 'lino', second: 'godos' }, 'LINO y Godos son rivales', 'LINO and Godos are rivals'],
  seats: [{ kind: 'seats', room: 'goya', seats: 6, people: 9 }, 'En Sala Goya hay 6 asientos para 9 personas', 'Sala Goya has 6 seats for 9 people'],
  skill_missing: [{ kind: 'skill_missing', skill: 'siniestros' }, 'Nadie de la reunión domina «siniestros»', 'Nobody in the meeting knows “siniestros”'],
  travel: [
    { kind: 'travel', provider: 'ana', meeting: 'm2', needed: 75, have: 30 },
    'Ana Ruiz necesita 1 h 15 min para el trayecto entre esta reunión y «Revisión anual», y tiene 30 min',
    'Ana Ruiz needs 1 h 15 min to travel between this meeting and “Revisión anual”, and has 30 min',
  ],
  provider_taken: [
    { kind: 'provider_taken', provider: 'ana', source: 's1' },
    'Ana Ruiz tiene ese rato ocupado en otro calendario: «Agenda de Ana»',
    'Ana Ruiz is taken at that time in another calendar: “Agenda de Ana”',
  ],
  client_taken: [
    { kind: 'client_taken', client: 'lino', source: 's1' },
    'LINO tiene ese rato ocupado en otro calendario: «Agenda de Ana»',
    'LINO is taken at that time in another calendar: “Agenda de Ana”',
  ],
  room_taken: [
    { kind: 'room_taken', room: 'goya', source: 's1' },
    'Sala Goya está ocupada a esa hora según otro calendario: «Agenda de Ana»',
    'Sala Goya is taken at that time, says another calendar: “Agenda de Ana”',
  ],
  provider_day: [{ kind: 'provider_day', provider: 'ana', meetings: 5, max: 4 }, 'Ana Ruiz tendría 5 reuniones ese día; su máximo es 4', 'Ana Ruiz would have 5 meetings that day; the most is 4'],
  client_day: [{ kind: 'client_day', client: 'lino', meetings: 2, max: 1 }, 'LINO tendría 2 reuniones ese día; su máximo es 1', 'LINO would have 2 meetings that day; the most is 1'],
  not_the_only_client: [{ kind: 'not_the_only_client', client: 'lino' }, 'Es en la sede de LINO y asisten otros clientes', 'It is at the premises of LINO, and other clients attend'],
  format: [{ kind: 'format', refusal: { kind: 'second_client', have: 2 } }, 'Panel: es para un solo cliente y hay 2', 'Panel: it is for one client alone, and there are 2'],
};
const refusals: { [K in Refusal['kind']]: [Extract<Refusal, { kind: K }>, es: string, en: string] } = {
  too_few_clients: [{ kind: 'too_few_clients', have: 1, min: 4 }, 'El formato: hay 1 cliente y hacen falta al menos 4', 'The format: there is 1 client; it needs at least 4'],
  too_many_clients: [{ kind: 'too_many_clients', have: 12, max: 10 }, 'El formato: hay 12 clientes y caben 10 como máximo', 'The format: there are 12 clients; it holds 10 at most'],
  second_client: [{ kind: 'second_client', have: 2 }, 'El formato: es para un solo cliente y hay 2', 'The format: it is for one client alone, and there are 2'],
  too_few_providers: [{ kind: 'too_few_providers', have: 1, min: 2 }, 'El formato: hay 1 proveedor y hacen falta al menos 2', 'The format: there is 1 provider; it needs at least 2'],
  too_many_providers: [{ kind: 'too_many_providers', have: 7, max: 6 }, 'El formato: hay 7 proveedores y el máximo es 6', 'The format: there are 7 providers; the most is 6'],
};

describe('every conflict', () => {
  it.each(Object.values(each))('%o', (conflict, es, en) => {
    expect(conflictText({ conflict, names }, 'panel')).toBe(es);
    preferences.language = 'en';
    expect(conflictText({ conflict, names }, 'panel')).toBe(en);
  });
});

describe('every refusal', () => {
  it.each(Object.values(refusals))('%o', (refusal, es, en) => {
    expect(refusalText(refusal)).toBe(es);
    preferences.language = 'en';
    expect(refusalText(refusal)).toBe(en);
  });
});

it('still says something where a name or a reason is missing', () => {
  expect(conflictText({ conflict: { kind: 'provider_busy', provider: 'x', meeting: 'y' }, names: {} })).toBe('alguien ya está en «otra reunión»');
  expect(conflictText({ conflict: { kind: 'provider_absent', provider: 'ana', reason: '' }, names })).toBe('Ana Ruiz está ausente');
  expect(conflictText({ conflict: { kind: 'room_taken', room: 'goya', source: 'gone' }, names })).toBe(
    'Sala Goya está ocupada a esa hora según otro calendario: «sin nombre»',
  );
});
