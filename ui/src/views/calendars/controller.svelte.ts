import type { AccountView } from '../../lib/contract/generated/AccountView';
import type { BusyOwner } from '../../lib/contract/generated/BusyOwner';
import type { BusySourceView } from '../../lib/contract/generated/BusySourceView';
import type { HolidayChange } from '../../lib/contract/generated/HolidayChange';
import { problemOf } from '../../lib/contract/call';
import { attempt, mutate } from '../../lib/contract/mutate';
import { resource } from '../../lib/contract/resource.svelte';
import { hits } from '../../lib/hits.svelte';
import { href, router } from '../../lib/router.svelte';
import { tasks } from '../../lib/tasks.svelte';
import { problemText } from '../../lib/texts/problem';
import { compareText, t } from '../../lib/texts/texts.svelte';
import { announce, toasts } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { ownerOf } from '../../shared/calendars/owners';
import { AccountDraft } from './accountDraft.svelte';
import { SourceDraft } from './sourceDraft.svelte';

export const tabs = ['busy', 'accounts', 'holidays'] as const;
export type Tab = (typeof tabs)[number];

/** What comes from and goes to other calendars. The address says which part is shown, and whose calendars. */
export class CalendarsController {
  #year = $state<number | null>(null);
  readonly view = resource('calendars.get', () => ({ year: this.year }), {
    areas: ['calendars', 'settings', 'providers', 'rooms', 'clients', 'sites', 'meetings'],
  });
  source = $state.raw<SourceDraft | null>(null);
  account = $state.raw<AccountDraft | null>(null);
  addingHoliday = $state(false);
  #reading = $state.raw<ReadonlySet<string>>(new Set());
  readingAll = $state(false);

  readonly tab = $derived<Tab>(tabs.find((one) => one === router.query['tab']) ?? 'busy');
  /** Only this owner's calendars are shown. */
  readonly owner = $derived.by<BusyOwner | null>(() => ownerOf(router.query['owner']));
  readonly sources = $derived.by<readonly BusySourceView[]>(() => {
    const owner = this.owner;
    return [...(this.view.value?.sources ?? [])]
      .filter(({ source }) => owner === null || (source.owner.kind === owner.kind && source.owner.id === owner.id))
      .sort((a, b) => compareText(a.owner_name, b.owner_name) || compareText(a.source.name, b.source.name));
  });
  readonly accounts = $derived<readonly AccountView[]>(this.view.value?.accounts ?? []);

  /** Call it while a component is being set up. */
  constructor() {
    $effect(() => {
      // The network and the palette ask for a new one by the address; Back must not open it again.
      const asked = router.query['new'];
      if (asked === undefined) return;
      const tab: Tab = asked === 'account' ? 'accounts' : 'busy';
      router.setQuery({ new: undefined, tab: tab === 'busy' ? undefined : tab });
      if (tab === 'accounts') this.addAccount();
      else this.addSource(ownerOf(asked));
    });
  }

  get year(): number {
    return this.#year ?? Number(workspace.today.slice(0, 4));
  }
  turnYear(by: number): void {
    this.#year = this.year + by;
  }
  go(tab: Tab): void {
    router.go(href('calendars', { tab: tab === 'busy' ? undefined : tab }), { replace: true });
  }
  showAll(): void {
    router.setQuery({ owner: undefined });
  }

  // Busy times -----------------------------------------------------------------------------------------------

  isReading(id: string): boolean {
    return this.#reading.has(id);
  }
  addSource(owner: BusyOwner | null = this.owner): void {
    this.source = new SourceDraft(null, owner);
  }
  editSource(view: BusySourceView): void {
    this.source = new SourceDraft(view.source);
  }
  async removeSource(view: BusySourceView): Promise<void> {
    await attempt('source.delete', { id: view.source.id });
  }

  /** Reads one again; how it went stands at it, and what it comes in the way of is told over every screen. */
  async read(view: BusySourceView): Promise<void> {
    const { id, name } = view.source;
    if (this.isReading(id)) return;
    this.#reading = new Set([...this.#reading, id]);
    await this.#refresh([id], t.calendars.sources.readNowOf(name));
    this.#reading = new Set([...this.#reading].filter((one) => one !== id));
  }
  async readAll(): Promise<void> {
    if (this.readingAll) return;
    this.readingAll = true;
    await this.#refresh([], t.calendars.sources.readAllTask);
    this.readingAll = false;
  }
  async #refresh(ids: string[], label: string): Promise<void> {
    try {
      const value = await tasks.run(label, 'sources.refresh', { ids, due_only: false }, { quiet: true }).finished;
      hits.receive(value);
      await this.view.reload();
      const failed = value.sources.filter(({ problem }) => problem !== null).length;
      if (failed > 0) announce(t.calendars.sources.readFailed(failed));
      else if (value.hits.length === 0) toasts.show({ text: t.calendars.sources.readOk(value.sources.length), tone: 'success' });
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind !== 'cancelled') toasts.show({ text: problemText(problem), tone: 'danger' });
    }
  }

  // Accounts -------------------------------------------------------------------------------------------------

  addAccount(): void {
    this.source = null;
    this.account = new AccountDraft(null);
  }
  editAccount(view: AccountView, step: 'details' | 'calendars' = 'details'): void {
    this.account = new AccountDraft(view, step);
  }
  async removeAccount(view: AccountView): Promise<void> {
    await attempt('account.delete', { id: view.account.id });
  }

  // Holidays -------------------------------------------------------------------------------------------------

  /** Throws `ContractProblem`, for the form. */
  async changeHolidays(change: HolidayChange): Promise<void> {
    await mutate('holidays.change', change);
    // What was added is seen, in whatever year it lies.
    if (change.kind === 'add') this.#year = Number(change.date.slice(0, 4));
    await this.view.reload();
  }
  async tryHolidays(change: HolidayChange): Promise<void> {
    if ((await attempt('holidays.change', change)) !== undefined) await this.view.reload();
  }
}
