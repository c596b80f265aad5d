import { problemOf, type Problem } from '../../lib/contract/call';
import type { InvitationForm } from '../../lib/contract/generated/InvitationForm';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { InvitationsWrite } from '../../lib/contract/generated/InvitationsWrite';
import type { InvitationsWritten } from '../../lib/contract/generated/InvitationsWritten';
import { tasks, type RunningTask } from '../../lib/tasks.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { tell } from '../meetings/keeping.svelte';
import { keepFolder, keptFolder } from './kept';
import { partyOf, writtenText } from './wording';

interface Asked {
  /** Who was chosen, for the sums that are shown before anything is written. */
  rows: readonly InvitationRow[];
  /** Everybody who must be told, whatever is shown: one request for all. */
  everybody: boolean;
  reminder: boolean;
}

export interface Written {
  value: InvitationsWritten;
  folder: string;
  reminder: boolean;
  /** Why it ended early; what was written until then counts. */
  problem: Problem | null;
  rows: readonly InvitationRow[];
}

/** What would be written for the people chosen. */
export interface Sums {
  invitations: number;
  updates: number;
  cancellations: number;
  reminders: number;
  /** Those who know the present version already. */
  known: number;
  /** Those for whom nothing can be written. */
  leftOut: number;
}

const nothing = (): InvitationsWritten => ({ files: [], invitations: 0, updates: 0, cancellations: 0, reminders: 0, left_out: [], problem: null });

/** Whether a row can get a reminder: its person knows the present version of a meeting that stands. */
export function canRemind(row: InvitationRow): boolean {
  return row.status === 'planned' && row.due === 'nothing' && row.told !== null && !row.told.cancelled;
}

export function sumsOf(rows: readonly InvitationRow[], reminder: boolean, again: boolean): Sums {
  const sums: Sums = { invitations: 0, updates: 0, cancellations: 0, reminders: 0, known: 0, leftOut: 0 };
  for (const row of rows) {
    if (reminder ? !canRemind(row) : row.due === 'nothing' && !again) sums.known += 1;
    else if (row.obstacle !== null) sums.leftOut += 1;
    else if (reminder) sums.reminders += 1;
    else if (row.due === 'cancellation' || row.told?.cancelled) sums.cancellations += 1;
    else if (row.due === 'invitation') sums.invitations += 1;
    else sums.updates += 1;
  }
  return sums;
}

type Scope = Pick<InvitationsWrite, 'meetings' | 'parties'>;

/**
 * What to ask for so that the people chosen, and nobody else of `all` who could be, are written to. A request names
 * meetings and people; where their product holds somebody who was not chosen, each meeting is asked for on its own.
 */
export function scopesOf(chosen: readonly InvitationRow[], all: readonly InvitationRow[]): Scope[] {
  const byMeeting = new Map<string, string[]>();
  for (const row of chosen) byMeeting.set(row.meeting, [...(byMeeting.get(row.meeting) ?? []), partyOf(row.invited)]);
  const parties = new Set([...byMeeting.values()].flat());
  const covered = all.filter((row) => byMeeting.has(row.meeting) && parties.has(partyOf(row.invited))).length;
  if (covered === chosen.length) return [{ meetings: [...byMeeting.keys()], parties: [...parties] }];
  return [...byMeeting].map(([meeting, people]) => ({ meetings: [meeting], parties: people }));
}

/** Writes invitations into a folder: `WriteDialog` asks where and in what form, `WrittenDialog` tells how it went. */
export class Writing {
  asked = $state.raw<Asked | null>(null);
  written = $state.raw<Written | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  folder = $state(keptFolder('invitations'));
  form = $state<InvitationForm>('eml');
  again = $state(false);
  #all: () => readonly InvitationRow[];
  #shown = true;

  /** `all`: every row known, to tell who else a request would reach. */
  constructor(all: () => readonly InvitationRow[]) {
    this.#all = all;
  }

  readonly sums = $derived<Sums>(
    this.asked ? sumsOf(this.asked.rows, this.asked.reminder, this.again) : sumsOf([], false, false),
  );
  /** Somebody is up to date, so that "also to them" means something. */
  readonly hasKnown = $derived(this.asked !== null && !this.asked.reminder && sumsOf(this.asked.rows, false, false).known > 0);
  get count(): number {
    const { invitations, updates, cancellations, reminders } = this.sums;
    return invitations + updates + cancellations + reminders;
  }

  /** Asks for everybody who must be told. */
  startAll(): void {
    this.#start({ rows: this.#all().filter((row) => row.due !== 'nothing'), everybody: true, reminder: false });
  }
  start(rows: readonly InvitationRow[], reminder = false): void {
    this.#start({ rows, everybody: false, reminder });
    // Whoever is chosen and up to date was chosen on purpose.
    if (!reminder && rows.length > 0 && rows.every((row) => row.due === 'nothing')) this.again = true;
  }
  #start(asked: Asked): void {
    if (this.busy) return;
    this.problem = null;
    this.again = false;
    this.asked = asked;
  }
  close(): void {
    this.asked = null;
    this.problem = null;
  }
  /** The screen is left: what is under way is told of in a toast. */
  leave(): void {
    this.#shown = false;
  }

  async run(): Promise<void> {
    const asked = this.asked;
    const folder = this.folder.trim();
    if (!asked || this.busy || folder === '') return;
    const { reminder } = asked;
    const takes = (row: InvitationRow): boolean => (reminder ? canRemind(row) : this.again || row.due !== 'nothing');
    const everybody: Scope[] = [{ meetings: [], parties: [] }];
    const scopes = asked.everybody ? everybody : scopesOf(asked.rows.filter(takes), this.#all().filter(takes));
    const request = { folder, form: this.form, again: this.again && !reminder, reminder, dry_run: false, from: null, to: null };
    this.busy = true;
    this.asked = null;
    keepFolder('invitations', folder);
    const sum = nothing();
    let problem: Problem | null = null;
    try {
      for (const scope of scopes) {
        const value = await this.#ask(reminder, { ...request, ...scope }).finished;
        add(sum, value);
        problem = value.problem;
        if (problem) break;
      }
    } catch (thrown) {
      problem = problemOf(thrown);
      if (problem.kind !== 'cancelled' && sum.files.length === 0) {
        // Back to where the folder can be put right.
        this.problem = problem;
        if (this.#shown) this.asked = asked;
        else tell(thrown);
        return;
      }
    } finally {
      this.busy = false;
    }
    const done: Written = { value: sum, folder, reminder, problem, rows: asked.rows };
    if (this.#shown) this.written = done;
    else if (sum.files.length > 0) {
      toasts.show({ text: t.invitations.written.toast(writtenText(sum), folder), tone: 'success' });
    }
  }

  #ask(reminder: boolean, request: InvitationsWrite): RunningTask<'invitations.write'> {
    const texts = t.invitations.writing;
    return tasks.run(reminder ? texts.reminderTask : texts.task, 'invitations.write', request, { quiet: true });
  }
}

function add(sum: InvitationsWritten, more: InvitationsWritten): void {
  sum.files.push(...more.files);
  sum.left_out.push(...more.left_out);
  sum.invitations += more.invitations;
  sum.updates += more.updates;
  sum.cancellations += more.cancellations;
  sum.reminders += more.reminders;
}
