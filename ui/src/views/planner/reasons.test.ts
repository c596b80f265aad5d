import { describe, expect, it } from 'vitest';
import type { Reason } from '../../lib/contract/generated/planner/Reason';
import type { ProposalReason } from '../../lib/contract/generated/ProposalReason';
import { preferences } from '../../lib/preferences.svelte';
import { draft, leftOut, proposal } from './canned';
import { costsOf, leftOutTexts, mendingsOf, proposalTexts, remedyTexts, ruleTexts } from './reasons';

const names = { lino: 'LINO', nora: 'Nora', ana: 'Ana Rojas', avila: 'Ávila', n1: 'Café Sol', n2: 'Textil Mar' };

/** One of every kind: a kind missing here does not compile. */
const reasons: { [K in Reason['kind']]: [Extract<Reason, { kind: K }>, es: string, en: string] } = {
  outside_window: [
    { kind: 'outside_window', from: 0, until: 60, duration: 90 },
    'Su plazo (5 ene – 20 ene) deja menos tiempo que los 1 h 30 min de la reunión dentro de estos días.',
    'Its window (Jan 5 – Jan 20) leaves less time on these days than the 1 h 30 min the meeting takes.',
  ],
  client_unavailable: [
    { kind: 'client_unavailable', client: 'lino', duration: 45 },
    'LINO no tiene ningún hueco de 45 min dentro del plazo.',
    'LINO has no 45 min free within the window.',
  ],
  no_provider_with_skill: [
    { kind: 'no_provider_with_skill', skill: 'reclamos' },
    'Ningún proveedor tiene la competencia «reclamos».',
    'No provider has the skill “reclamos”.',
  ],
  no_team_with_skills: [
    { kind: 'no_team_with_skills', skills: ['vida', 'autos'], max: 2 },
    'Ningún equipo de hasta 2 proveedores reúne «vida» y «autos».',
    'No team of up to 2 providers covers “vida” and “autos”.',
  ],
  too_few_providers: [
    { kind: 'too_few_providers', have: 1, min: 2 },
    'El tema pide 2 proveedores y hay 1.',
    'The topic asks for 2 providers and there is 1.',
  ],
  no_place: [
    { kind: 'no_place' },
    'Ninguno de los lugares que admite el tema sirve para esta reunión.',
    'None of the places the topic allows can hold this meeting.',
  ],
  room_too_small: [
    { kind: 'room_too_small', seats: 6, people: 8 },
    'La sala más grande tiene 6 plazas y la reunión necesita al menos 8.',
    'The largest room has 6 seats and the meeting needs at least 8.',
  ],
  no_room: [
    { kind: 'no_room', starts: 4 },
    'Hay salas bastante grandes, pero ninguna abre en las 4 horas posibles.',
    'Some rooms are large enough, but none is open at the 4 possible times.',
  ],
  too_few_clients: [
    { kind: 'too_few_clients', have: 1, min: 3 },
    'El formato pide al menos 3 clientes y solo este necesita el tema.',
    'The format asks for at least 3 clients and only this one needs the topic.',
  ],
  rivals: [
    { kind: 'rivals', clients: ['lino', 'nora'], have: 2, min: 3 },
    'Rivales que no pueden compartir sala: LINO y Nora. Sin ellos quedan 2 clientes y hacen falta 3.',
    'Rivals that may not share a room: LINO and Nora. Without them 2 clients are left, and 3 are needed.',
  ],
  no_common_time: [
    { kind: 'no_common_time', have: 2, min: 4 },
    'Nunca coinciden los 4 clientes que hacen falta; como mucho, 2.',
    'The 4 clients it takes are never free together; at best 2 are.',
  ],
  no_provider_time: [
    { kind: 'no_provider_time', starts: 1, skills: ['vida'] },
    'En la única hora posible para los clientes no está disponible nadie con «vida».',
    'At the only possible time for the clients, nobody with “vida” is available.',
  ],
  daily_limit: [
    { kind: 'daily_limit', party: { client: 'lino' }, starts: 3 },
    'LINO ya tiene ese día todas las reuniones que admite, en 3 horas posibles.',
    'LINO already has all the meetings it takes that day, at 3 possible times.',
  ],
  taken: [
    { kind: 'taken', party: { room: 'avila' }, starts: 1 },
    'La sala Ávila está ocupada por otra reunión, en la única hora posible.',
    'The room Ávila is taken by another meeting, at the only possible time.',
  ],
  travel_time: [
    { kind: 'travel_time', provider: 'ana', starts: 2 },
    'Ana Rojas no llegaría a tiempo desde otra sede, en 2 horas posibles.',
    'Ana Rojas could not arrive in time from another site, at 2 possible times.',
  ],
  others_placed: [
    { kind: 'others_placed', needs: ['n1', 'n2'], min: 3 },
    'Hacen falta 3 clientes y los demás ya tienen sitio en el plan: Café Sol y Textil Mar. Moverlos dejaría fuera a otros.',
    'It takes 3 clients, and the others have their place in the plan: Café Sol and Textil Mar. Moving them would leave others out.',
  ],
  search_ended: [
    { kind: 'search_ended' },
    'La búsqueda terminó antes de encontrarle sitio.',
    'The search ended before it found a place for it.',
  ],
};

describe('why a need is left out', () => {
  it.each(Object.values(reasons))('%j has its sentence, a remedy and a place to mend it', (reason, es, en) => {
    const left = leftOut([reason], names);
    expect(leftOutTexts(left)).toEqual([es]);
    const remedy = remedyTexts(left);
    expect(remedy.join('')).toMatch(/\.$/);
    preferences.language = 'en';
    expect(leftOutTexts(left)).toEqual([en]);
    expect(remedyTexts(left)).not.toEqual(remedy);
    expect(mendingsOf(left)).toHaveLength(1);
  });

  it('names every kind of party', () => {
    const parties = [{ client: 'lino' }, { provider: 'ana' }, { room: 'avila' }];
    const check = (kind: 'taken' | 'daily_limit', expected: string[]): void => {
      const said = leftOutTexts(leftOut(parties.map((party) => ({ kind, party, starts: 2 }) as Reason), names));
      expect(said.map((text) => expected.some((name) => text.includes(name)))).toEqual([true, true, true]);
      expect(new Set(said).size).toBe(3);
    };
    check('taken', ['LINO', 'Ana Rojas', 'Ávila']);
    check('daily_limit', ['LINO', 'Ana Rojas', 'Ávila']);
  });

  it('tells apart a team that never meets from a skill that is never there', () => {
    expect(leftOutTexts(leftOut([{ kind: 'no_provider_time', starts: 5, skills: [] }]))).toEqual([
      'En las 5 horas posibles para los clientes no hay un equipo completo disponible.',
    ]);
  });

  it('says one remedy once for many reasons of a kind', () => {
    const taken = (id: string): Reason => ({ kind: 'taken', party: { provider: id }, starts: 1 });
    expect(remedyTexts(leftOut([taken('a'), taken('b')]))).toHaveLength(1);
  });
});

const because: { [K in ProposalReason['kind']]: [Extract<ProposalReason, { kind: K }>, es: string, en: string] } = {
  continuity: [
    { kind: 'continuity', provider: 'p1' },
    'Ana Rojas ya conoce al cliente y asiste.',
    'Ana Rojas, whom the client knows, attends.',
  ],
  new_face: [{ kind: 'new_face' }, 'No asiste nadie a quien el cliente conozca.', 'Nobody the client knows attends.'],
  preferred_hours: [
    { kind: 'preferred_hours' },
    'Cae en las horas que prefieren sus clientes.',
    'It lies in the hours its clients prefer.',
  ],
  other_hours: [
    { kind: 'other_hours', clients: 2 },
    '2 clientes preferirían otra hora.',
    '2 clients would prefer another time.',
  ],
  skills: [
    { kind: 'skills', skills: ['vida', 'autos'] },
    'Reúne lo que pide el tema: vida y autos.',
    'It covers what the topic asks for: vida and autos.',
  ],
  waits: [
    { kind: 'waits', days: 3 },
    'Se espera 3 días desde que empieza el plazo.',
    'It waits 3 days from the start of its window.',
  ],
  mix: [
    { kind: 'mix', attribute: 'sector', values: 4 },
    'El grupo reúne 4 valores distintos de «sector».',
    'The group brings together 4 different values of “sector”.',
  ],
  locked: [{ kind: 'locked' }, 'Ya estaba fijada: el plan no la toca.', 'It was fixed already: the plan leaves it alone.'],
};

it.each(Object.values(because))('a proposal says %j in both languages', (reason, es, en) => {
  const one = proposal(0, '2027-01-05T09:00:00', { reasons: [reason] });
  expect(proposalTexts(one)).toEqual([es]);
  preferences.language = 'en';
  expect(proposalTexts(one)).toEqual([en]);
});

describe('costs', () => {
  it('come the heaviest first, without rules that weigh nothing', () => {
    expect(costsOf(draft()).map((one) => one.rule)).toEqual(['continuity', 'travel']);
  });
  it('are told in words; an unknown rule keeps its name', () => {
    expect(ruleTexts({ rule: 'travel', weight: 1, measure: 95, cost: 95 })).toEqual({
      name: 'Desplazamientos',
      measured: '95 minutos de viaje',
    });
    expect(ruleTexts({ rule: 'fairness', weight: 1, measure: 2, cost: 2 }).name).toBe('fairness');
  });
});
