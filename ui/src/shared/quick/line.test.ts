import { describe, expect, it } from 'vitest';
import { understand, type Understood } from './line';

/** Saturday. */
const today = '2026-11-21';

describe('a meeting in one line', () => {
  it.each<[string, Understood]>([
    [
      'visita con LINO-Delicateses el jueves 16:30, 45 min',
      { format: 'visit', who: 'LINO-Delicateses', day: '2026-11-26', time: '16:30', minutes: 45 },
    ],
    [
      'visit with LINO-Delicateses on Thursday 4:30 pm, 45 min',
      { format: 'visit', who: 'LINO-Delicateses', day: '2026-11-26', time: '16:30', minutes: 45 },
    ],
    [
      'Panel mañana a las 9 con Comércio Mineiro, 1 h 30 min',
      { format: 'panel', who: 'Comércio Mineiro', day: '2026-11-22', time: '09:00', minutes: 90 },
    ],
    ['mesa de trabajo con Café Sol de Mérida el 3 de diciembre', { format: 'work_table', who: 'Café Sol de Mérida', day: '2026-12-03' }],
    ['work table with Textil Mar December 3 at 10:00', { format: 'work_table', who: 'Textil Mar', day: '2026-12-03', time: '10:00' }],
    ['con Godos hoy 17:00 media hora', { who: 'Godos', day: '2026-11-21', time: '17:00', minutes: 30 }],
    ['Godos 5/1', { who: 'Godos', day: '2027-01-05' }],
    ['Godos 2026-12-24 2 h', { who: 'Godos', day: '2026-12-24', minutes: 120 }],
    ['sábado con Godos', { who: 'Godos', day: '2026-11-21' }],
    ['', {}],
  ])('%s', (line, understood) => expect(understand(line, today)).toEqual(understood));

  it.each(['Godos 25:99', 'Godos 31/2', 'Godos 2026-02-31'])('%s says no time that there is not', (line) => {
    const { day, time } = understand(line, today);
    expect([day, time]).toEqual([undefined, undefined]);
  });
});
