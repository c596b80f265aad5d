import { preferences } from '../../lib/preferences.svelte';
import { call, problemOf, type Problem } from '../../lib/contract/call';
import type { CalendarScope } from '../../lib/contract/generated/CalendarScope';
import { chooseFolder, inWindow } from '../../lib/files';
import { t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';
import { tell } from './keeping.svelte';

interface Asked {
  scope: CalendarScope;
  /** First day; absent: today. */
  from: string | null;
}

/** Writes calendars into a folder, chosen by the system's dialog or, in a browser, typed (`ExportDialog`). */
export class Exporting {
  asked = $state.raw<Asked | null>(null);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  async start(scope: CalendarScope, from: string | null = null): Promise<void> {
    this.problem = null;
    if (!inWindow()) {
      this.asked = { scope, from };
      return;
    }
    try {
      const folder = await chooseFolder(t.meetings.exporting.chooseFolder);
      if (folder !== null && !(await this.#write({ scope, from }, folder)) && this.problem) {
        tell(this.problem);
      }
    } catch (thrown) {
      tell(thrown);
    }
  }

  /** The folder that was typed. */
  async into(folder: string): Promise<void> {
    if (this.asked && (await this.#write(this.asked, folder))) this.asked = null;
  }

  close(): void {
    this.asked = null;
    this.problem = null;
  }

  async #write({ scope, from }: Asked, folder: string): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      const { value } = await call('export.calendars', {
        folder,
        scope,
        language: preferences.language,
        from,
        to: null,
      });
      const { files, meetings } = value;
      toasts.show({
        text: files.length === 0 ? t.meetings.exporting.nothing : t.meetings.exporting.done(files.length, meetings, folder),
        tone: files.length === 0 ? 'plain' : 'success',
      });
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
