import { describe, expect, it } from 'vitest';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { PlanChange } from '../../lib/contract/generated/PlanChange';
import type { PlanParty } from '../../lib/contract/generated/PlanParty';
import { preferences } from '../../lib/preferences.svelte';
import { presets, usualWeights } from '../../shared/weights/weights';
import { changeText, whenText, withChanges, type OnRecord } from './changes';

const ana: PlanParty = { kind: 'provider', id: 'p1', name: 'Ana Ríos' };
const avila: PlanParty = { kind: 'room', id: 'r1', name: 'Sala Ávila' };
const topic = { id: 't1|work_table|room', name: 'Pólizas' };
const record: OnRecord = {
  network: {
    providers: [{ id: 'p1', max_per_day: 4 }],
    rooms: [{ id: 'r1', seats: 8 }],
    topics: [{ topic: { id: 't1', group_variant: 'professional' } }],
    templates: [
      { format: 'work_table', variant: 'professional', clients: { min: 4, max: 6 }, providers: { min: 1, max: 2 } },
    ],
  } as unknown as NetworkView,
  from: '2026-11-16',
  until: '2026-11-20',
};

describe('a change in words', () => {
  it.each<[PlanChange, es: string, en: string]>([
    [
      { kind: 'free', who: ana, from: '2026-11-24T10:00:00', until: '2026-11-24T11:00:00' },
      'Ana Ríos libre: martes 24, 10:00–11:00',
      'Ana Ríos free: Tuesday 24, 10:00 AM–11:00 AM',
    ],
    [
      { kind: 'free', who: avila, from: '2026-11-24T10:00:00', until: '2026-11-24T11:00:00' },
      'Sala Ávila abierta: martes 24, 10:00–11:00',
      'Sala Ávila open: Tuesday 24, 10:00 AM–11:00 AM',
    ],
    [
      { kind: 'away', who: ana, from: '2026-11-24T00:00:00', until: '2026-11-27T00:00:00' },
      'Ana Ríos ausente: del martes 24 al jueves 26',
      'Ana Ríos away: Tuesday 24 to Thursday 26',
    ],
    [
      { kind: 'away', who: avila, from: '2026-11-24T00:00:00', until: '2026-11-25T00:00:00' },
      'Sala Ávila cerrada: martes 24, todo el día',
      'Sala Ávila closed: Tuesday 24, all day',
    ],
    [{ kind: 'clients', topic, min: 4, max: 7 }, 'Pólizas: siete en la mesa en vez de seis', 'Pólizas: seven at the table instead of six'],
    [
      { kind: 'clients', topic, min: 3, max: 6 },
      'Pólizas: bastan tres en la mesa en vez de cuatro',
      'Pólizas: three at the table are enough instead of four',
    ],
    [{ kind: 'clients', topic, min: 2, max: 9 }, 'Pólizas: de dos a nueve en la mesa', 'Pólizas: two to nine at the table'],
    [
      { kind: 'providers', topic, min: 1, max: 3 },
      'Pólizas: hasta 3 proveedores en vez de 2',
      'Pólizas: up to 3 providers instead of 2',
    ],
    [
      { kind: 'per_day', who: ana, max: 5 },
      'Ana Ríos: una reunión más al día (hasta cinco)',
      'Ana Ríos: one more meeting a day (up to five)',
    ],
    [{ kind: 'per_day', who: ana, max: 2 }, 'Ana Ríos: hasta dos reuniones al día', 'Ana Ríos: up to two meetings a day'],
    [
      { kind: 'within', need: { id: 'n1', name: 'LINO' }, from: '2026-11-16T00:00:00', until: '2026-11-25T00:00:00' },
      'Plazo de LINO: hasta el martes 24',
      'LINO’s window: until Tuesday 24',
    ],
    [
      { kind: 'within', need: { id: 'n1', name: 'LINO' }, from: '2026-11-12T00:00:00', until: '2026-11-25T00:00:00' },
      'Plazo de LINO: del jueves 12 al martes 24',
      'LINO’s window: Thursday 12 to Tuesday 24',
    ],
    [{ kind: 'place', topic, place: 'remote' }, 'Pólizas: también a distancia', 'Pólizas: remote too'],
    [{ kind: 'seats', room: { id: 'r1', name: 'Sala Ávila' }, seats: 9 }, 'Sala Ávila: una plaza más (9)', 'Sala Ávila: one more seat (9)'],
    [{ kind: 'seats', room: { id: 'r1', name: 'Sala Ávila' }, seats: 12 }, 'Sala Ávila con 12 plazas', 'Sala Ávila with 12 seats'],
    [
      { kind: 'skill', provider: { id: 'p1', name: 'Ana Ríos' }, skill: 'reclamos' },
      'Ana Ríos con la competencia «reclamos»',
      'Ana Ríos with the skill “reclamos”',
    ],
    [{ kind: 'weights', weights: { ...presets.trips } }, 'Pesos: Menos viajes', 'Weights: Fewest trips'],
    [
      { kind: 'weights', weights: { ...usualWeights, delay: 7, mix: 0 } },
      'Pesos propios: Espera mucho (7) y Mezcla de los grupos nada (0)',
      'Own weights: Waiting a lot (7) and Mix of groups not at all (0)',
    ],
  ])('%o', (change, es, en) => {
    // The machine's own region decides how hours look: only the words are of interest here.
    const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');
    expect(plain(changeText(change, record))).toBe(es);
    preferences.language = 'en';
    expect(plain(changeText(change, record))).toBe(en);
  });

  it('says both days of a stretch that begins and ends at hours of its own', () => {
    expect(whenText('2026-11-24T10:00:00', '2026-11-26T18:00:00')).toBe('del martes 24, 10:00 al jueves 26, 18:00');
  });
});

describe('changes put together', () => {
  const away = { kind: 'away', who: ana, from: '2026-11-24T00:00:00', until: '2026-11-25T00:00:00' } as const;
  it('keep each absence, and once only', () => {
    const later = { ...away, until: '2026-11-26T00:00:00' };
    expect(withChanges([away], [later])).toEqual([away, later]);
    expect(withChanges([away], [away])).toEqual([away]);
  });
  it('take the last word on what can only be one thing', () => {
    const [five, six] = [5, 6].map((max): PlanChange => ({ kind: 'per_day', who: ana, max }));
    expect(withChanges([five!, away], [six!])).toEqual([away, six]);
    const other: PlanChange = { kind: 'per_day', who: { ...ana, id: 'p2' }, max: 5 };
    expect(withChanges([five!], [other])).toEqual([five, other]);
  });
});
