import { problemOf } from '../../lib/contract/call';
import { markStale } from '../../lib/contract/stale';
import { send } from '../../lib/contract/transport';
import { chooseFile, inWindow } from '../../lib/files';
import { href, router } from '../../lib/router.svelte';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';
import { toasts } from '../../lib/toasts.svelte';

/** The ways to begin. Each ends on the screen where the work goes on. */
export class WelcomeController {
  busy = $state(false);

  /** Files are opened by the window's own dialog, which a browser does not have. */
  readonly canOpenFiles = inWindow();

  sample(): Promise<void> {
    return this.#begin('workspace.sample', 'matrix');
  }

  empty(): Promise<void> {
    return this.#begin('workspace.empty', 'clients');
  }

  import(): void {
    router.go(href('import'));
  }

  async openFile(): Promise<void> {
    const kind = { name: t.shell.files.workspace, extensions: ['cuadrante'] };
    const path = await chooseFile(t.shell.files.openWorkspace, [kind]);
    if (path !== null) await this.#begin('workspace.open', 'matrix', path);
  }

  async #begin(command: string, screen: string, path: string | null = null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await send(command, { path }, null, {});
      // Another workspace, or a filled one: everything shown is stale.
      markStale(['*']);
      router.go(href(screen));
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.kind !== 'cancelled') toasts.show({ text: problemText(problem), tone: 'danger' });
    } finally {
      this.busy = false;
    }
  }
}
