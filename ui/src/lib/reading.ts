import { call } from './contract/call';
import type { BusyHit } from './contract/generated/BusyHit';
import { markStale } from './contract/stale';
import { hits } from './hits.svelte';

/** How often the app is asked to read the calendars whose time has come. */
export const READ_EVERY_MS = 60_000;

/**
 * Reads calendars elsewhere while the window is in sight: at once, then every minute those that are due. Quiet: what
 * fails is told at its source. `onhits` hears of planned meetings newly in conflict. Returns how to stop.
 */
export function keepReading(onhits: (fresh: readonly BusyHit[]) => void): () => void {
  let stopped = false;
  let busy = false;
  let last = 0;
  async function read(): Promise<void> {
    if (stopped || busy || document.hidden) return;
    busy = true;
    last = Date.now();
    try {
      const reply = await call('sources.refresh', { ids: [], due_only: true });
      if (stopped) return;
      markStale(reply.stale);
      const fresh = hits.receive(reply.value);
      if (fresh.length > 0) onhits(fresh);
    } catch {
      // Nobody asked for it: the next minute tries again, and each source says by itself why it cannot be read.
    } finally {
      busy = false;
    }
  }
  const seen = (): void => {
    if (!document.hidden && Date.now() - last >= READ_EVERY_MS) void read();
  };
  const timer = setInterval(() => void read(), READ_EVERY_MS);
  document.addEventListener('visibilitychange', seen);
  void read();
  return () => {
    stopped = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}
