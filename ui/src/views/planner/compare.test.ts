import { describe, expect, it } from 'vitest';
import { usualWeights } from '../../shared/weights/weights';
import { besideDraft, comparison, draft } from './canned';
import { comparedMeetings, comparedRules } from './compare';
import { byEffect, changedFields } from './grouping';
import { proposal } from './canned';

describe('two drafts by rule', () => {
  it('tell what is left out first, then what differs, the lesser as the better', () => {
    expect(comparedRules(comparison, draft(), besideDraft()).map(({ id, a, b, better }) => [id, a, b, better])).toEqual([
      ['medium', '21', '0', 'b'],
      ['soft', '812', '840', 'a'],
      ['travel', '95 minutos de viaje', '80 minutos de viaje', 'b'],
      ['continuity', '40 puntos de relación sin aprovechar', '44 puntos de relación sin aprovechar', 'a'],
      ['mix', '3 diferencias con la mezcla pedida', '3 diferencias con la mezcla pedida', 'same'],
    ]);
  });
  it('do not weigh points of different weights against each other', () => {
    const other = besideDraft({ weights: { ...usualWeights, travel: 8 } });
    expect(comparedRules(comparison, draft(), other).map(({ id }) => id)).not.toContain('soft');
  });
});

it('two drafts by meeting: both sides, what differs, and what one has alone', () => {
  expect(comparedMeetings(comparison, draft(), besideDraft())).toEqual([
    {
      key: '0 0',
      title: 'Propuesta 0',
      differs: ['hour', 'people'],
      a: { hour: 'miércoles 6, 10:00', place: 'Sala Ávila', people: 'Ana Rojas', clients: 'Cliente 0' },
      b: { hour: 'jueves 7, 10:00', place: 'Sala Ávila', people: 'Luis Pérez', clients: 'Cliente 0' },
    },
    {
      key: '2 -',
      title: 'Propuesta 2',
      differs: [],
      a: { hour: 'miércoles 6, 15:00', place: 'Sala Ávila', people: 'Ana Rojas', clients: 'Cliente 2' },
      b: null,
    },
    {
      key: '- 2',
      title: 'La que faltaba',
      differs: [],
      a: null,
      b: { hour: 'martes 12, 10:00', place: 'Sala Ávila', people: 'Ana Rojas', clients: 'Cliente 2' },
    },
  ]);
});

describe('what a draft does to a meeting', () => {
  const was = { start: '2027-01-05T09:00:00', place_name: '', providers: [{ id: 'p1', name: 'Ana Rojas' }] };
  it('changed before new before unchanged; accepted ones are new still', () => {
    const groups = byEffect([
      proposal(0, '2027-01-05T09:00:00'),
      proposal(1, '2027-01-06T09:00:00', { existing: 'm1' }),
      proposal(2, '2027-01-07T09:00:00', { existing: 'm2', was }),
      proposal(3, '2027-01-07T10:00:00', { existing: 'm3', accepted: true }),
    ]);
    expect(groups.map(({ effect, count, days }) => [effect, count, days.flatMap((day) => day.proposals.map((one) => one.index))])).toEqual([
      ['changed', 1, [2]],
      ['fresh', 2, [0, 3]],
      ['same', 1, [1]],
    ]);
  });
  it('only what differs is told of a change', () => {
    expect(changedFields(proposal(2, '2027-01-07T09:00:00', { existing: 'm2', was }))).toEqual([
      { field: 'hour', before: 'martes 5, 9:00', after: 'jueves 7, 9:00' },
      { field: 'place', before: 'a distancia', after: 'Sala Ávila' },
    ]);
  });
});
