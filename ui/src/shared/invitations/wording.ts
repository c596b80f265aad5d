import type { Invited } from '../../lib/contract/generated/Invited';
import type { InvitationObstacle } from '../../lib/contract/generated/InvitationObstacle';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { InvitationsWritten } from '../../lib/contract/generated/InvitationsWritten';
import { href } from '../../lib/router.svelte';
import { formatAgo, formatDate, formatList, formatTime, localeTag, t } from '../../lib/texts/texts.svelte';
import { workspace } from '../../lib/workspace.svelte';

/** The id of the person or provider. */
export function partyOf(invited: Invited): string {
  return invited.kind === 'guest' ? invited.person : invited.provider;
}

/** What tells a row from the others: one person in one meeting. */
export function rowKey(row: Pick<InvitationRow, 'meeting' | 'invited'>): string {
  return `${row.meeting} ${partyOf(row.invited)}`;
}

/** Where a person's address is written. */
export function partyPlace(invited: Invited): string {
  return invited.kind === 'guest'
    ? href('clients', invited.client, { tab: 'profile' })
    : href('network', { tab: 'providers', id: invited.provider });
}

/** Where what stands in an invitation's way is put right. */
export function remedyPlace(obstacle: InvitationObstacle, row: Pick<InvitationRow, 'meeting' | 'invited'>): string {
  return obstacle === 'no_address' ? partyPlace(row.invited) : href('meetings', row.meeting);
}

/** What somebody knows of a meeting, in words. */
export function toldText({ told }: InvitationRow): string {
  if (!told) return t.invitations.untold;
  const ago = formatAgo(told.at);
  // The world counts versions from 0 (RFC 5545); people from 1.
  return told.cancelled ? t.invitations.toldCancelled(ago) : t.invitations.told(told.sequence + 1, ago);
}

/** A civil day, with its year where that is not this one: `mar, 24 nov`. */
export function dayText(start: string): string {
  return formatDate(start, start.slice(0, 4) === workspace.today.slice(0, 4) ? 'weekdayMonth' : 'weekdayYear');
}

/** A civil time with its day: `mar, 24 nov, 10:00`. */
export function whenText(start: string): string {
  return `${dayText(start)}, ${formatTime(start)}`;
}

/** `3 invitaciones, 1 aviso de cambio y 2 anulaciones`; what there is none of is not said. */
export function writtenText(written: Omit<InvitationsWritten, 'files' | 'left_out' | 'problem'>): string {
  const words = t.invitations.writing;
  const parts = [
    [written.invitations, words.invitations],
    [written.updates, words.updates],
    [written.cancellations, words.cancellations],
    [written.reminders, words.reminders],
  ] as const;
  return formatList(parts.filter(([count]) => count > 0).map(([count, say]) => say(count)));
}

/** A country, or a region of one, as the language names it: `ES-MD` is Spain, MD. */
export function regionText(code: string): string {
  const [country = '', region] = code.split('-');
  let name = country;
  try {
    name = new Intl.DisplayNames(localeTag(), { type: 'region' }).of(country) ?? country;
  } catch {
    // What is no code of a country is shown as it is.
  }
  return region === undefined ? name : `${name}, ${region}`;
}
