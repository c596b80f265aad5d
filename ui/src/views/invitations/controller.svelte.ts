import { untrack } from 'svelte';
import type { InvitationRow } from '../../lib/contract/generated/InvitationRow';
import type { PollRow } from '../../lib/contract/generated/PollRow';
import { resource } from '../../lib/contract/resource.svelte';
import { router } from '../../lib/router.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { Answering } from '../../shared/invitations/answering.svelte';
import { Reading } from '../../shared/invitations/reading.svelte';
import { rowKey } from '../../shared/invitations/wording';
import { canRemind, Writing } from '../../shared/invitations/writing.svelte';
import { plainText } from '../../shared/match';

export const shows = ['all', 'due', 'unanswered', 'proposal', 'no_address'] as const;
export type Show = (typeof shows)[number];
export type Tab = 'people' | 'polls';

/** The people of one meeting that are shown. */
export interface Group {
  meeting: string;
  /** Any of its rows tells when and what it is. */
  first: InvitationRow;
  rows: InvitationRow[];
  /** All its rows, shown or not: the sums do not change with the filter. */
  all: InvitationRow[];
}

const fits: Record<Show, (row: InvitationRow) => boolean> = {
  all: () => true,
  due: (row) => row.due !== 'nothing',
  unanswered: (row) =>
    row.status === 'planned' && row.told !== null && !row.told.cancelled && row.attends === 'unanswered' && row.due !== 'cancellation',
  proposal: (row) => row.status === 'planned' && row.proposed !== null,
  no_address: (row) => row.obstacle !== null,
};

function byMeeting(rows: readonly InvitationRow[]): Map<string, InvitationRow[]> {
  const groups = new Map<string, InvitationRow[]>();
  for (const row of rows) {
    const group = groups.get(row.meeting);
    if (group) group.push(row);
    else groups.set(row.meeting, [row]);
  }
  return groups;
}

/** Who was told what, who must be told again, and the polls. Make one while a component is being set up. */
export class InvitationsController {
  readonly list = resource('invitations.list', () => ({ meeting: null, from: null, to: null }), {
    areas: ['invitations', 'meetings', 'clients', 'providers', 'rooms', 'sites', 'topics', 'settings'],
  });
  readonly polls = resource('polls.list', () => ({}), { areas: ['polls', 'meetings', 'clients'] });
  readonly answering = new Answering();
  readonly reading = new Reading();
  readonly writing = new Writing(() => this.rows);
  text = $state('');
  selected = $state.raw<ReadonlySet<string>>(new Set());

  get tab(): Tab {
    return router.query['tab'] === 'polls' ? 'polls' : 'people';
  }
  set tab(tab: Tab) {
    router.setQuery({ tab: tab === 'polls' ? tab : undefined });
  }
  get show(): Show {
    return shows.find((one) => one === router.query['show']) ?? 'all';
  }
  set show(show: Show) {
    router.setQuery({ show: show === 'all' ? undefined : show });
  }

  readonly rows = $derived<readonly InvitationRow[]>(this.list.value?.rows ?? []);
  readonly counts = $derived.by<Record<Show, number>>(() => {
    const counts: Record<Show, number> = { all: 0, due: 0, unanswered: 0, proposal: 0, no_address: 0 };
    for (const row of this.rows) for (const show of shows) if (fits[show](row)) counts[show] += 1;
    return counts;
  });

  /** What each row is found by, made once for each list and not for each key typed. */
  readonly #found = $derived(
    this.rows.map((row) => ({ row, plain: plainText(`${row.name} ${row.organisation} ${row.title} ${row.email}`) })),
  );
  readonly shown = $derived.by<readonly InvitationRow[]>(() => {
    const fit = fits[this.show];
    const words = plainText(this.text).split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) return this.rows.filter(fit);
    return this.#found
      .filter(({ row, plain }) => fit(row) && words.every((word) => plain.includes(word)))
      .map(({ row }) => row);
  });
  readonly groups = $derived.by<Group[]>(() => {
    const all = byMeeting(this.rows);
    return [...byMeeting(this.shown)].map(([meeting, rows]) => ({
      meeting,
      first: rows[0]!,
      rows,
      all: all.get(meeting) ?? rows,
    }));
  });

  /** Those chosen that are still there, whether the filter shows them or not. */
  readonly chosen = $derived(this.rows.filter((row) => this.selected.has(rowKey(row))));
  readonly remindable = $derived(this.chosen.filter(canRemind));

  readonly openPolls = $derived<readonly PollRow[]>((this.polls.value ?? []).filter((poll) => poll.state.kind === 'open'));
  readonly duePolls = $derived(this.openPolls.filter((poll) => poll.due).length);

  get filtered(): boolean {
    return this.show !== 'all' || this.text.trim() !== '';
  }
  clearFilters(): void {
    this.text = '';
    this.show = 'all';
  }

  select(rows: readonly InvitationRow[], chosen: boolean): void {
    const next = new Set(untrack(() => this.selected));
    for (const row of rows) {
      if (chosen) next.add(rowKey(row));
      else next.delete(rowKey(row));
    }
    this.selected = next;
  }
  selectDue(): void {
    const due = this.rows.filter(fits.due);
    this.selected = new Set(due.map(rowKey));
    announce(t.invitations.selected(due.length));
  }
  clear(): void {
    this.selected = new Set();
  }

  /** Those chosen; where nobody is, everybody who must be told. */
  write(): void {
    if (this.chosen.length > 0) this.writing.start(this.chosen);
    else this.writing.startAll();
  }
  remind(): void {
    if (this.chosen.length > 0) this.writing.start(this.chosen, true);
  }
}
