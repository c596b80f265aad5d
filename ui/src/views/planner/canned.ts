import type { DraftView } from '../../lib/contract/generated/DraftView';
import type { LeftOutView } from '../../lib/contract/generated/LeftOutView';
import type { NeedRow } from '../../lib/contract/generated/NeedRow';
import type { Reason } from '../../lib/contract/generated/planner/Reason';
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
  reasons: [],
  accepted: false,
  ...more,
});

export const leftOut = (reasons: Reason[], names: Record<string, string> = {}): LeftOutView => ({
  need: need('fuera'),
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
  ...more,
});
