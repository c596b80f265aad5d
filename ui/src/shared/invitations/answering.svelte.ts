import type { Attends } from '../../lib/contract/generated/Attends';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import { attempt, mutate } from '../../lib/contract/mutate';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { Keeping, tell } from '../meetings/keeping.svelte';
import { partyOf, rowKey } from './wording';

/** Answers noted by hand, and other times that guests ask for: taken, with what stands in the way asked about, or not. */
export class Answering {
  readonly keeping = new Keeping();
  /** The row whose proposal is being settled. */
  settling = $state<string | null>(null);

  async answer(row: InvitationRow, attends: Attends): Promise<void> {
    // A note that came with an earlier answer belongs to that answer.
    const done = await attempt('reply.set', { meeting: row.meeting, party: partyOf(row.invited), attends, comment: '' });
    if (done) announce(`${done.name}: ${t.invitations.attends[done.attends]}`);
  }

  async settle(row: InvitationRow, accept: boolean): Promise<void> {
    if (this.settling !== null) return;
    this.settling = rowKey(row);
    const asked = { meeting: row.meeting, party: partyOf(row.invited), accept };
    try {
      await this.keeping.through((keep) => mutate('proposal.settle', { ...asked, keep_conflicts: keep }));
      if (accept) announce(t.invitations.proposal.accepted);
    } catch (thrown) {
      tell(thrown);
    } finally {
      this.settling = null;
    }
  }
}
