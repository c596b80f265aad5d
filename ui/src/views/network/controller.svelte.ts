import { untrack } from 'svelte';
import { problemOf, type CommandName, type Request } from '../../lib/contract/call';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { Use } from '../../lib/contract/generated/Use';
import { attempt, mutate } from '../../lib/contract/mutate';
import { resource, type Resource } from '../../lib/contract/resource.svelte';
import { onStale } from '../../lib/contract/stale';
import { href, router } from '../../lib/router.svelte';
import { problemText } from '../../lib/texts/problem';
import { formatList, t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import type { Sort } from '../../shared/table';
import { Draft, drafts } from './drafts.svelte';
import { find, fresh, kindOf, tabOf, tabs, toSend, type Kind, type Tab, type Typed } from './kinds';
import { linesOf, shownLines, type Line } from './lines';

const NEW = 'new';
/** Sorting and searching stay as they were while the window is open. */
const sorts = $state<Partial<Record<Tab, Sort>>>({});
const searches = $state<Partial<Record<Tab, string>>>({});

/** The network's lists and the form beside them. The address says which list is shown and what is being edited. */
export class NetworkController {
  readonly network: Resource<'network.get'> = resource('network.get', () => ({}), {
    areas: ['providers', 'firms', 'sites', 'rooms', 'topics', 'clients', 'placements', 'needs', 'meetings'],
  });
  draft = $state.raw<Draft | null>(null);

  readonly tab = $derived<Tab>(tabs.find((one) => one === router.query['tab']) ?? 'providers');
  readonly kind = $derived<Kind | null>(kindOf[this.tab]);
  /** What is shown beside the list: an id, a skill's name, or `new`. */
  readonly opened = $derived<string | null>(router.query['id'] ?? null);
  readonly sort = $derived<Sort>(sorts[this.tab] ?? { column: this.tab === 'skills' ? 'state' : 'name', descending: false });
  readonly asked = $derived(searches[this.tab] ?? '');
  readonly all = $derived<Line[]>(this.network.value ? linesOf(this.tab, this.network.value, this.today) : []);
  readonly lines = $derived<Line[]>(shownLines(this.all, this.asked, this.sort));

  /** Call it while a component is being set up. */
  constructor() {
    $effect(() => {
      const [kind, opened, network] = [this.kind, this.opened, this.network.value];
      untrack(() => this.#show(kind, opened, network));
    });
    // Another workspace was opened: what is shown beside the list is of the one before.
    $effect(() =>
      onStale((changed) => {
        if (changed.includes('*')) this.close();
      }),
    );
  }

  get today(): string {
    return workspace.today;
  }
  count(tab: Tab): number | undefined {
    return this.network.value?.[tab].length;
  }

  sortBy(sort: Sort): void {
    sorts[this.tab] = sort;
  }
  search(text: string): void {
    searches[this.tab] = text;
  }
  go(tab: Tab, id?: string): void {
    router.go(href('network', { tab, id }), { replace: true });
  }
  open(id: string): void {
    router.setQuery({ id });
  }
  add(kind: Kind): void {
    this.go(tabOf[kind], NEW);
  }
  close(): void {
    router.setQuery({ id: undefined });
  }

  /** The form for what the address names: what was left unsaved comes back. */
  #show(kind: Kind | null, opened: string | null, network: NetworkView | undefined): void {
    const draft = this.draft;
    if (kind === null || opened === null || !network) {
      this.draft = null;
      return;
    }
    const id = opened === NEW ? '' : opened;
    const stored = id === '' ? undefined : find(network, kind, id);
    if (draft && draft.kind === kind && draft.id === id) {
      // Changed elsewhere, or taken back: a form in which nothing is typed follows.
      if (stored && !draft.dirty && stored.version !== draft.base.version) draft.fill(stored);
      if (!stored && id !== '' && !draft.dirty) this.close();
      return;
    }
    const kept = drafts.get(kind, id);
    if (kept?.dirty) {
      kept.resumed = true;
      this.draft = kept;
    } else if (id !== '' && !stored) {
      this.close();
    } else {
      const made = new Draft(kind, stored ?? fresh(network, kind));
      drafts.keep(made);
      this.draft = made;
    }
  }

  isDraft(id: string): boolean {
    return this.kind !== null && drafts.get(this.kind, id)?.dirty === true;
  }
  discard(draft: Draft): void {
    drafts.drop(draft.kind, draft.id);
    this.close();
  }

  /** Saves what is typed; whether it went through. What is wrong stays in the draft, at its field. */
  async save(draft: Draft): Promise<boolean> {
    if (draft.busy) return false;
    draft.problem = null;
    draft.tried = true;
    if (Object.keys(draft.faults).length > 0) return false;
    draft.busy = true;
    try {
      const value = toSend(draft.kind, $state.snapshot(draft.value) as Typed[Kind]);
      await mutate(`${draft.kind}.save` as CommandName, value as Request<CommandName>);
      drafts.drop(draft.kind, draft.id);
      if (this.draft === draft) this.close();
      return true;
    } catch (thrown) {
      draft.problem = problemOf(thrown);
      return false;
    } finally {
      draft.busy = false;
    }
  }
  /** It changed elsewhere: what is typed goes over it. */
  async saveOver(draft: Draft): Promise<boolean> {
    await this.network.reload();
    const stored = this.network.value && find(this.network.value, draft.kind, draft.id);
    if (!stored) return false;
    draft.adopt(stored.version);
    return this.save(draft);
  }
  /** It changed elsewhere: what is typed is dropped. */
  async takeTheirs(draft: Draft): Promise<void> {
    await this.network.reload();
    const stored = this.network.value && find(this.network.value, draft.kind, draft.id);
    if (stored) draft.fill(stored);
    else this.discard(draft);
  }

  /** Deletes one at once, with Undo; where something depends on it, says by name what. */
  async remove(kind: Kind, id: string, name: string): Promise<boolean> {
    try {
      await mutate(`${kind}.delete` as CommandName, { id } as Request<CommandName>);
      drafts.drop(kind, id);
      if (this.opened === id) this.close();
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      const by = problem.kind === 'in_use' ? (problem['by'] as Use[]) : null;
      const text = by ? t.network.inUse(name, formatList(by.map((use) => t.network.use(use.what, use.count)))) : problemText(problem);
      toasts.show({ text, tone: 'danger' });
      return false;
    }
  }

  /** Gives a skill to one more provider. */
  async give(skill: string, providerId: string): Promise<void> {
    const provider = this.network.value?.providers.find((one) => one.id === providerId);
    if (provider) await attempt('provider.save', { ...provider, skills: [...provider.skills, skill] });
  }
}
