import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { InvitationsWritten } from '../../lib/contract/generated/InvitationsWritten';

/** A row as the app gives it: a guest who knows the present version and has not answered. */
export function row(party: string, more: Partial<InvitationRow> = {}): InvitationRow {
  return {
    meeting: 'm1',
    title: 'Panel anual',
    format: 'panel',
    start: '2027-01-12T10:00:00',
    zone: 'America/Caracas',
    minutes: 60,
    status: 'planned',
    invited: { kind: 'guest', client: `c-${party}`, person: party },
    name: `Persona ${party}`,
    organisation: `Empresa ${party}`,
    email: `${party}@example.org`,
    language: 'es',
    told: { sequence: 0, at: '2026-11-01T10:00:00Z', email: `${party}@example.org`, cancelled: false },
    due: 'nothing',
    obstacle: null,
    attends: 'unanswered',
    answered: null,
    outdated: false,
    comment: '',
    proposed: null,
    ...more,
  };
}

/** Somebody not told yet. */
export const fresh = (party: string, more: Partial<InvitationRow> = {}): InvitationRow =>
  row(party, { told: null, due: 'invitation', ...more });

export function written(more: Partial<InvitationsWritten> = {}): InvitationsWritten {
  return { files: [], invitations: 0, updates: 0, cancellations: 0, reminders: 0, left_out: [], problem: null, ...more };
}
