import { call, problemOf, type Problem } from '../../lib/contract/call';
import type { MeetingSheet } from '../../lib/contract/generated/MeetingSheet';
import { mutate } from '../../lib/contract/mutate';
import type { MeetingDraft } from './draft.svelte';
import { Keeping } from './keeping.svelte';

/** Saves what a form holds. Whatever the answer, the form keeps what was typed. */
export class Saving {
  readonly keeping = new Keeping();
  readonly draft: MeetingDraft;
  problem = $state.raw<Problem | null>(null);
  tried = $state(false);
  busy = $state(false);

  constructor(draft: MeetingDraft) {
    this.draft = draft;
  }

  get stale(): boolean {
    return this.problem?.kind === 'stale';
  }

  /** The saved meeting, or `undefined` where something is missing, refused, or the person went back. */
  async save(): Promise<MeetingSheet | undefined> {
    this.tried = true;
    if (!this.draft.complete || this.busy) return undefined;
    const meeting = this.draft.toMeeting();
    this.busy = true;
    this.problem = null;
    try {
      return await this.keeping.through((keep) => mutate('meeting.save', { meeting, keep_conflicts: keep }));
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind !== 'cancelled') this.problem = problem;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** The meeting changed meanwhile: saves what was typed over the newer version, at the person's wish. */
  async saveOver(): Promise<MeetingSheet | undefined> {
    try {
      const { value } = await call('meeting.get', { id: this.draft.id });
      this.draft.rebase(value.meeting);
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return undefined;
    }
    return this.save();
  }
}
