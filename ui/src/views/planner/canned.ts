import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { LeftOutView } from '../../lib/contract/generated/LeftOutView';
import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { PlanComparison } from '../../lib/contract/generated/PlanComparison';
import type { ProposalWhy } from '../../lib/contract/generated/ProposalWhy';
import type { RemedyView } from '../../lib/contract/generated/RemedyView';
import type { Reason } from '../../lib/contract/generated/planner/Reason';
import { usualWeights } from '../../shared/weights/weights';
import type { Proposal } from '../../lib/contract/generated/Proposal';

/** Canned data for this view's tests. */

export const need = (id: string, more: Partial<NeedRow> = {}): NeedRow => ({
  need: { id, client: `c-${id}`, topic: 't1', priority: 3, from: '2027-01-05', until: '2027-01-20', place: 'any', note: '', version: 1 },
  client_name: `Cliente ${id}`,
  client_value: 50,
  topic_name: 'Pólizas',
  format: 'visit',
  undetermined: false,
  do_not_meet: false,
  meeting: null,
  ...more,
});

export const proposal = (index: number, start: string, more: Partial<Proposal> = {}): Proposal => ({
  index,
  title: `Propuesta ${index}`,
  format: 'visit',
  start,
  minutes: 45,
  place: { kind: 'room', id: 'r1' },
  place_name: 'Sala Ávila',
  clients: [{ id: `c${index}`, name: `Cliente ${index}` }],
  providers: [{ id: 'p1', name: 'Ana Rojas' }],
  needs: [`n${index}`],
  existing: null,
  was: null,
  reasons: [],
  accepted: false,
  ...more,
});

export const leftOut = (reasons: Reason[], names: Record<string, string> = {}): LeftOutView => ({
  need: need('fuera'),
  cost: 120,
  reasons,
  names: Object.entries(names).map(([id, name]) => ({ id, name })),
});

export const draft = (more: Partial<DraftView> = {}): DraftView => ({
  id: 'd1',
  created: '2027-01-04T12:00:00Z',
  from: '2027-01-05',
  to: '2027-01-18',
  zone: 'America/Caracas',
  medium: 21,
  soft: 812,
  by_rule: [
    { rule: 'travel', weight: 2, measure: 95, cost: 190 },
    { rule: 'continuity', weight: 8, measure: 40, cost: 320 },
    { rule: 'mix', weight: 0, measure: 3, cost: 0 },
  ],
  proposals: [
    proposal(0, '2027-01-06T10:00:00', { reasons: [{ kind: 'continuity', provider: 'p1' }, { kind: 'other_hours', clients: 1 }] }),
    proposal(1, '2027-01-05T09:00:00', { format: 'panel', place: { kind: 'remote' }, place_name: '' }),
    proposal(2, '2027-01-06T15:00:00', { format: 'work_table' }),
    proposal(3, '2027-01-07T11:00:00', { existing: 'm9', reasons: [{ kind: 'locked' }] }),
  ],
  left_out: [leftOut([{ kind: 'taken', party: { provider: 'p1' }, starts: 12 }], { p1: 'Ana Rojas' })],
  not_planned: [{ need: need('duda', { format: null, undetermined: true }), why: 'undetermined' }],
  open: true,
  changes: [],
  weights: { ...usualWeights },
  moving: 'none',
  shares: [
    { provider: { id: 'p1', name: 'Ana Rojas' }, held: 30, planned: 4 },
    { provider: { id: 'p2', name: 'Luis Pérez' }, held: 12, planned: 0 },
  ],
  ...more,
});

export const why = (more: Partial<ProposalWhy> = {}): ProposalWhy => ({
  costs: [
    { rule: 'delay', cost: 6 },
    { rule: 'travel', cost: 18 },
    { rule: 'load', cost: 0 },
  ],
  starts: 40,
  possible: 9,
  obstacles: [
    { who: { kind: 'provider', id: 'p1', name: 'Ana Rojas' }, cause: 'taken', starts: 12 },
    { who: { kind: 'room', id: 'r1', name: 'Sala Ávila' }, cause: 'taken', starts: 7 },
    { who: { kind: 'client', id: 'c0', name: 'Cliente 0' }, cause: 'unavailable', starts: 5 },
    { who: null, cause: 'no_team', starts: 3 },
  ],
  next: {
    start: '2027-01-07T09:00:00',
    place_name: '',
    providers: [{ id: 'p2', name: 'Luis Pérez' }],
    more: [
      { rule: 'continuity', cost: 16 },
      { rule: 'travel', cost: -4 },
    ],
    cost: 12,
  },
  ...more,
});

export const remedies: RemedyView[] = [
  {
    changes: [{ kind: 'free', who: { kind: 'provider', id: 'p1', name: 'Ana Rojas' }, from: '2027-01-12T10:00:00', until: '2027-01-12T11:00:00' }],
    start: '2027-01-12T10:00:00',
    place_name: 'Sala Ávila',
    providers: [{ id: 'p1', name: 'Ana Rojas' }],
    clients: [],
  },
  {
    changes: [{ kind: 'clients', topic: { id: 't1|work_table|room', name: 'Pólizas' }, min: 4, max: 7 }],
    start: '2027-01-13T09:00:00',
    place_name: 'Sala Ávila',
    providers: [{ id: 'p2', name: 'Luis Pérez' }],
    clients: [{ id: 'c1', name: 'Café Sol' }],
  },
];

/** The draft as it would be otherwise: one meeting moved, one more, one fewer. */
export const besideDraft = (more: Partial<DraftView> = {}): DraftView =>
  draft({
    id: 'd2',
    created: '2027-01-04T12:05:00Z',
    medium: 0,
    soft: 840,
    changes: [...remedies[0]!.changes],
    proposals: [
      proposal(0, '2027-01-07T10:00:00', { title: 'Propuesta 0', providers: [{ id: 'p2', name: 'Luis Pérez' }] }),
      proposal(1, '2027-01-05T09:00:00', { format: 'panel', place: { kind: 'remote' }, place_name: '' }),
      proposal(2, '2027-01-12T10:00:00', { title: 'La que faltaba' }),
    ],
    left_out: [],
    ...more,
  });

export const comparison: PlanComparison = {
  same: 1,
  different: [
    { one: 0, other: 0, start: true, place: false, providers: true, clients: false },
    { one: 2, other: null, start: false, place: false, providers: false, clients: false },
    { one: null, other: 2, start: false, place: false, providers: false, clients: false },
  ],
  only_one: [],
  only_other: [{ id: 'fuera', name: 'Cliente fuera' }],
  rules: [
    { rule: 'travel', one: 95, other: 80 },
    { rule: 'continuity', one: 40, other: 44 },
    { rule: 'mix', one: 3, other: 3 },
  ],
};
