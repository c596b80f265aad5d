import { describe, expect, it } from 'vitest';
import type { ObstacleView } from '../../lib/contract/generated/ObstacleView';
import type { PlanParty } from '../../lib/contract/generated/PlanParty';
import { preferences } from '../../lib/preferences.svelte';
import { why } from './canned';
import { costTexts, nextTexts, obstacleText } from './why';

const ana: PlanParty = { kind: 'provider', id: 'p1', name: 'Ana Ríos' };
const lino: PlanParty = { kind: 'client', id: 'c1', name: 'LINO' };
const avila: PlanParty = { kind: 'room', id: 'r1', name: 'Sala Ávila' };

describe('what stood in the way', () => {
  it.each<[ObstacleView['who'], ObstacleView['cause'], es: string, en: string]>([
    [ana, 'taken', 'Ana Ríos: en otra reunión en 12 de 40 horas', 'Ana Ríos: in another meeting at 12 of 40 times'],
    [ana, 'unavailable', 'Ana Ríos: no disponible en 12 de 40 horas', 'Ana Ríos: not available at 12 of 40 times'],
    [ana, 'full', 'Ana Ríos: con el día completo en 12 de 40 horas', 'Ana Ríos: day full at 12 of 40 times'],
    [ana, 'travel', 'Ana Ríos: sin tiempo para llegar en 12 de 40 horas', 'Ana Ríos: no time to get there at 12 of 40 times'],
    [lino, 'taken', 'LINO: en otra reunión en 12 de 40 horas', 'LINO: in another meeting at 12 of 40 times'],
    [avila, 'taken', 'Sala Ávila: ocupada en 12 de 40 horas', 'Sala Ávila: taken at 12 of 40 times'],
    [avila, 'unavailable', 'Sala Ávila: no disponible en 12 de 40 horas', 'Sala Ávila: not available at 12 of 40 times'],
    [null, 'no_team', 'Sin un equipo completo que pueda, en 12 de 40 horas', 'No complete team that could, at 12 of 40 times'],
    [null, 'no_room', 'Sin sala libre bastante grande, en 12 de 40 horas', 'No room large enough was free, at 12 of 40 times'],
  ])('%o %s', (who, cause, es, en) => {
    expect(obstacleText({ who, cause, starts: 12 }, 40)).toBe(es);
    preferences.language = 'en';
    expect(obstacleText({ who, cause, starts: 12 }, 40)).toBe(en);
  });
});

it('tells the costs by rule, the dearest first, and what is saved as saved', () => {
  const costs = [
    { rule: 'delay', cost: 1 },
    { rule: 'travel', cost: 18 },
    { rule: 'mix', cost: 0 },
    { rule: 'load', cost: -3 },
    { rule: 'tides', cost: 2 },
  ];
  expect(costTexts(costs)).toEqual([
    '18 puntos de trayecto',
    '2 puntos de «tides»',
    '1 punto de espera',
    '3 puntos menos por cargar a las mismas personas',
  ]);
  preferences.language = 'en';
  expect(costTexts(costs)[0]).toBe('18 points for travel');
});

describe('the next best', () => {
  const next = why().next!;
  it.each([
    [12, ['Costaría 12 puntos más.', 'Por reglas: 16 puntos más por caras nuevas y 4 puntos menos de trayecto.']],
    [0, ['Costaría lo mismo.', 'Por reglas: 16 puntos más por caras nuevas y 4 puntos menos de trayecto.']],
  ])('that costs %i more says by what rule', (cost, costs) => {
    expect(nextTexts({ ...next, cost })).toEqual({ how: 'jueves 7, 9:00, a distancia, con Luis Pérez', costs });
  });
  it('that would have been better says how to find it', () => {
    expect(nextTexts({ ...next, cost: -5, more: [] }).costs).toEqual([
      'Costaría 5 puntos menos: la búsqueda terminó antes de verla. Planificar con más segundos la encontraría.',
    ]);
  });
});
