import { call, problemOf, type Problem, type Progress } from '../../lib/contract/call';
import type { Choices } from '../../lib/contract/generated/Choices';
import type { ClientField } from '../../lib/contract/generated/ClientField';
import type { Delimiter } from '../../lib/contract/generated/Delimiter';
import type { Encoding } from '../../lib/contract/generated/Encoding';
import type { Imported } from '../../lib/contract/generated/Imported';
import type { ImportPreview } from '../../lib/contract/generated/ImportPreview';
import { chooseFile } from '../../lib/files';
import { tasks, type RunningTask } from '../../lib/tasks.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';

const untold: Choices = { encoding: null, delimiter: null, header: null, mapping: null };

export type FieldKind = ClientField['kind'];

/** Choosing a file, looking at what would become of it, and importing it. */
export class ImportController {
  path = $state('');
  preview = $state.raw<ImportPreview | null>(null);
  /** Why the file cannot be looked at, or was not imported. */
  problem = $state.raw<Problem | null>(null);
  looking = $state(false);
  /** With faulty rows: import the good ones, or none. */
  goodRows = $state(true);
  /** Known clients: take over what the file says, or leave them. */
  update = $state(true);
  running = $state.raw<RunningTask<'import.clients'> | null>(null);
  progress = $state.raw<Progress | null>(null);
  cancelling = $state(false);
  cancelled = $state(false);
  done = $state.raw<Imported | null>(null);

  /** What the user decided; what is open is found out by the app. */
  #choices: Choices = untold;
  #asked = 0;

  get fileName(): string {
    return this.path.split(/[\\/]/).pop() ?? this.path;
  }
  /** How many clients an import would touch, as chosen now. */
  get count(): number {
    if (!this.preview) return 0;
    return this.preview.new + (this.update ? this.preview.changed : 0);
  }
  /** Faulty rows stand in the way, as chosen now. */
  get blocked(): boolean {
    return (this.preview?.faulty ?? 0) > 0 && !this.goodRows;
  }
  get nothingNew(): boolean {
    const seen = this.preview;
    return seen !== null && seen.rows > 0 && seen.new + seen.changed + seen.faulty === 0;
  }
  get namesMissing(): boolean {
    return this.preview !== null && !this.preview.choices.mapping?.some((field) => field.kind === 'name');
  }
  /** Sales are there and no column of values: the value follows from the sales. */
  get valueFromSales(): boolean {
    const kinds = this.preview?.choices.mapping?.map((field) => field.kind) ?? [];
    return kinds.includes('sales') && !kinds.includes('value');
  }

  async choose(): Promise<void> {
    const kind = { name: t.importing.fileKind, extensions: ['csv', 'tsv', 'tab', 'txt'] };
    const path = await chooseFile(t.importing.chooseTitle, [kind]);
    if (path !== null) await this.open(path);
  }

  async open(path: string): Promise<void> {
    this.path = path.trim();
    this.#choices = untold;
    this.preview = null;
    this.done = null;
    this.cancelled = false;
    await this.look();
  }
  /** Back to the choice of a file. */
  close(): void {
    this.#asked += 1;
    this.path = '';
    this.preview = null;
    this.problem = null;
    this.done = null;
    this.cancelled = false;
    this.looking = false;
  }

  /** Reads the file again, with what was chosen. */
  async look(): Promise<void> {
    if (this.path === '') return;
    const asked = (this.#asked += 1);
    this.looking = true;
    this.problem = null;
    try {
      const { value } = await call('import.look', { path: this.path, choices: this.#choices });
      if (asked !== this.#asked) return;
      this.preview = value;
      announce(t.importing.summary(value.new, value.changed, value.unchanged, value.faulty));
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.problem = problemOf(thrown);
    } finally {
      if (asked === this.#asked) this.looking = false;
    }
  }

  /** How the file is written: the columns are then guessed anew. */
  setEncoding(encoding: Encoding): void {
    this.#choices = { ...this.#choices, encoding, mapping: null };
    void this.look();
  }
  setDelimiter(delimiter: Delimiter): void {
    this.#choices = { ...this.#choices, delimiter, mapping: null };
    void this.look();
  }
  setHeader(header: boolean): void {
    this.#choices = { ...this.#choices, header, mapping: null };
    void this.look();
  }
  /** What one column holds. */
  setField(column: number, field: ClientField): void {
    const mapping = this.preview?.choices.mapping ?? this.preview?.columns.map((one) => one.field);
    if (!mapping) return;
    this.#choices = { ...this.#choices, mapping: mapping.map((one, at) => (at === column ? field : one)) };
    void this.look();
  }

  async run(): Promise<void> {
    if (!this.preview || this.running) return;
    this.problem = null;
    this.cancelled = false;
    this.cancelling = false;
    this.progress = null;
    // The view tells how it went; a toast beside it would say it twice.
    const task = tasks.run(
      t.importing.taskName(this.fileName),
      'import.clients',
      { path: this.path, choices: this.preview.choices, good_rows: this.goodRows, update: this.update },
      { quiet: true, onProgress: (progress) => (this.progress = progress) },
    );
    this.running = task;
    try {
      this.done = await task.finished;
      announce(t.importing.doneTitle);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind === 'cancelled') this.cancelled = true;
      else this.problem = problem;
    } finally {
      this.running = null;
    }
  }
  cancel(): void {
    this.cancelling = true;
    this.running?.cancel();
  }
}
