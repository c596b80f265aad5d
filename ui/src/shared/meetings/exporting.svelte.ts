import { preferences } from '../../lib/preferences.svelte';
import { call, problemOf, type Problem } from '../../lib/contract/call';
import type { CalendarScope } from '../../lib/contract/generated/CalendarScope';
import type { ExportShape } from '../../lib/contract/generated/ExportShape';
import { t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { keepFolder, keptFolder } from '../invitations/kept';

interface Asked {
  scope: CalendarScope;
  /** First day; absent: today. */
  from: string | null;
}

/** After how many minutes a program reads a feed again: often enough for a day at a desk, seldom enough for a server. */
const REFRESH = 60;
export const LEAST_REFRESH = 5;
export const MOST_REFRESH = 10_080;

/** Writes calendars into a folder: `ExportDialog` asks where and in what shape. */
export class Exporting {
  asked = $state.raw<Asked | null>(null);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  folder = $state(keptFolder('calendars'));
  kind = $state<ExportShape['kind']>('files');
  /** `null` where nothing valid is typed. */
  refresh = $state<number | null>(REFRESH);

  start(scope: CalendarScope, from: string | null = null): void {
    this.problem = null;
    this.asked = { scope, from };
  }

  close(): void {
    this.asked = null;
    this.problem = null;
  }

  async write(): Promise<void> {
    const asked = this.asked;
    const folder = this.folder.trim();
    if (!asked || this.busy || folder === '' || (this.kind === 'feed' && this.refresh === null)) return;
    const shape: ExportShape = this.kind === 'feed' ? { kind: 'feed', refresh: this.refresh ?? REFRESH } : { kind: this.kind };
    this.busy = true;
    this.problem = null;
    try {
      const { scope, from } = asked;
      const { value } = await call('export.calendars', { folder, scope, language: preferences.language, from, to: null, shape });
      const { files, meetings } = value;
      const words = t.meetings.exporting;
      const done = this.kind === 'folder' ? words.doneFolder(meetings, folder) : words.done(files.length, meetings, folder);
      const nothing = files.length === 0;
      toasts.show({ text: nothing ? words.nothing : done, tone: nothing ? 'plain' : 'success' });
      keepFolder('calendars', folder);
      this.asked = null;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}
