import { call, problemOf, type Problem } from '../../lib/contract/call';
import type { ServerCalendar } from '../../lib/contract/generated/ServerCalendar';

/** The calendars that a server says an account has. Asking takes a while and may fail; only the latest answer counts. */
export class ServerCalendars {
  list = $state.raw<readonly ServerCalendar[] | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #asked = 0;

  async ask(account: string): Promise<void> {
    const asked = (this.#asked += 1);
    this.list = null;
    this.problem = null;
    this.busy = account !== '';
    if (account === '') return;
    try {
      const { value } = await call('account.calendars', { id: account });
      if (asked === this.#asked) this.list = value;
    } catch (thrown) {
      if (asked === this.#asked) this.problem = problemOf(thrown);
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
}
