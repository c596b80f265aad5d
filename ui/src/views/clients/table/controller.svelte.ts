import { call, problemOf, type Problem } from '../../../lib/contract/call';
import type { Client } from '../../../lib/contract/generated/Client';
import type { ClientPage } from '../../../lib/contract/generated/ClientPage';
import type { ClientQuery } from '../../../lib/contract/generated/ClientQuery';
import type { ClientRow } from '../../../lib/contract/generated/ClientRow';
import { attempt, mutate } from '../../../lib/contract/mutate';
import { SLOW_AFTER_MS } from '../../../lib/contract/resource.svelte';
import { concerns, onStale } from '../../../lib/contract/stale';
import { problemText } from '../../../lib/texts/problem';
import { t } from '../../../lib/texts/texts.svelte';
import { announce } from '../../../lib/toasts.svelte';
import type { Sort } from '../../../shared/table';
import { order } from '../order.svelte';
import { everyone, narrows, sameFilter, type Filter } from './filter';
import { hiddenColumns, hideColumns, keepFilters, keptFilters, type SavedFilter } from './kept';

/** So many rows fill any window: they are shown while the rest is on its way. */
const FIRST = 200;
const AREAS = ['clients', 'placements', 'needs', 'sites', 'topics', 'workspace'];

/** Columns that a narrow start leaves out; the chooser brings them back. */
const quietColumns = ['code', 'sales', 'reviewed'];

/** Fields of a client that a cell can change by typing. */
export type CellField = 'name' | 'code' | 'value' | 'tags';

export const tagsOf = (text: string): string[] =>
  [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');

export class ClientTable {
  filter = $state.raw<Filter>(everyone);
  sort = $state.raw<Sort>({ column: 'name', descending: false });
  page = $state.raw<ClientPage | undefined>(undefined);
  problem = $state.raw<Problem | null>(null);
  selected = $state.raw<ReadonlySet<string | number>>(new Set());
  saved = $state.raw<SavedFilter[]>(keptFilters());
  hidden = $state.raw<string[]>(hiddenColumns() ?? quietColumns);
  /** The first rows are late enough to show so. */
  slow = $state(false);
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get rows(): readonly ClientRow[] {
    return this.page?.rows ?? [];
  }
  get narrowed(): boolean {
    return narrows(this.filter);
  }
  get chosen(): string[] {
    return [...this.selected].map(String);
  }

  /** Loads, and loads anew at each change that shows here; returns what ends that. */
  open(): () => void {
    void this.load(this.page !== undefined);
    const stop = onStale((areas) => {
      if (concerns(areas, AREAS)) void this.load(true);
    });
    return () => {
      stop();
      this.#asked += 1;
      clearTimeout(this.#timer);
    };
  }

  #query(limit: number): ClientQuery {
    return { ...this.filter, sort: this.sort.column, descending: this.sort.descending, offset: 0, limit };
  }

  /** `again`: the same rows are shown already, so they are replaced at once and whole. */
  async load(again = false): Promise<void> {
    const asked = (this.#asked += 1);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.slow = true), SLOW_AFTER_MS);
    try {
      const first = (await call('clients.list', this.#query(again ? 0 : FIRST))).value;
      if (asked !== this.#asked) return;
      this.#show(first);
      if (first.total <= first.rows.length) return;
      const whole = (await call('clients.list', this.#query(0))).value;
      if (asked === this.#asked) this.#show(whole);
    } catch (thrown) {
      if (asked === this.#asked) this.problem = problemOf(thrown);
    } finally {
      if (asked === this.#asked) {
        clearTimeout(this.#timer);
        this.slow = false;
      }
    }
  }

  #show(page: ClientPage): void {
    this.page = page;
    this.problem = null;
    order.ids = page.rows.map((row) => row.id);
    // What is no longer shown must not be changed along with the rest. Rows still on their way are.
    if (this.selected.size > 0 && page.rows.length === page.total) {
      const shown = new Set<string | number>(order.ids);
      const left = [...this.selected].filter((id) => shown.has(id));
      if (left.length !== this.selected.size) this.selected = new Set(left);
    }
  }

  setFilter(changes: Partial<Filter>): void {
    const next = { ...this.filter, ...changes };
    if (sameFilter(next, this.filter)) {
      this.filter = next;
      return;
    }
    this.filter = next;
    void this.load().then(() => this.page && announce(t.clients.found(this.page.total)));
  }
  clearFilter(): void {
    this.setFilter({ ...everyone, topic: this.filter.topic });
  }
  sortBy(sort: Sort): void {
    this.sort = sort;
    void this.load();
  }
  toggleColumn(id: string): void {
    this.hidden = this.hidden.includes(id) ? this.hidden.filter((one) => one !== id) : [...this.hidden, id];
    hideColumns(this.hidden);
  }

  saveFilter(name: string): void {
    const kept = this.saved.filter((one) => one.name !== name);
    this.saved = [...kept, { name, filter: this.filter }].sort((a, b) => a.name.localeCompare(b.name));
    keepFilters(this.saved);
  }
  dropFilter(name: string): void {
    this.saved = this.saved.filter((one) => one.name !== name);
    keepFilters(this.saved);
  }

  /** What is wrong with a typed cell, before it is sent. */
  faultIn(field: CellField, text: string): string | null {
    if (field === 'name' && text.trim() === '') return t.common.required;
    if (field !== 'value') return null;
    const number = Number(text.trim().replace(',', '.'));
    return Number.isInteger(number) && number >= 1 && number <= 100 ? null : t.clients.valueRange;
  }

  /** Saves one cell; a text in answer is what is wrong with it. */
  async saveCell(row: ClientRow, field: CellField, text: string): Promise<string | null> {
    const change: Partial<Client> =
      field === 'value'
        ? { value: Number(text.trim().replace(',', '.')) }
        : field === 'tags'
          ? { tags: tagsOf(text) }
          : { [field]: text.trim() };
    try {
      await this.#change(row.id, change);
      return null;
    } catch (thrown) {
      return problemText(problemOf(thrown));
    }
  }

  async #change(id: string, change: Partial<Client> | ((client: Client) => Partial<Client>), quiet = false): Promise<void> {
    const { client } = (await call('clients.get', { id })).value;
    const changes = typeof change === 'function' ? change(client) : change;
    await mutate('clients.save', { client: { ...client, ...changes }, site: null }, { quiet });
  }

  async delete(ids: string[]): Promise<void> {
    const done = await attempt('clients.delete', { ids });
    if (done !== undefined) this.selected = new Set([...this.selected].filter((id) => !ids.includes(String(id))));
  }
}

/** One for the window: filter, order and selection outlast a look at a client's page. */
export const clientTable = new ClientTable();
