import { call, problemOf, type CommandName, type Problem, type ReplyValue, type Request } from './call';
import { concerns, onStale } from './stale';

export type LoadState = 'idle' | 'loading' | 'ready' | 'error';

export interface ResourceOptions {
  /** Areas of the workspace whose change makes this value stale. */
  areas?: string[];
}

/** Under this, nothing is shown of a load: a flash of skeleton is worse than a short wait. */
export const SLOW_AFTER_MS = 150;

/**
 * A value loaded from the app and kept fresh. `value` stays while a newer one is fetched, so that a view never blinks.
 * Show a skeleton where `slow && value === undefined`.
 */
export class Resource<N extends CommandName> {
  value = $state.raw<ReplyValue<N> | undefined>(undefined);
  problem = $state.raw<Problem | null>(null);
  state = $state<LoadState>('idle');
  slow = $state(false);

  readonly #name: N;
  #request: Request<N> | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: N) {
    this.#name = name;
  }

  /** True while the first value is on its way and it is worth showing so. */
  get skeleton(): boolean {
    return this.slow && this.value === undefined && this.state === 'loading';
  }

  /** Asks for `request`; `null` asks for nothing and keeps what is there. */
  ask(request: Request<N> | null): void {
    this.#request = request;
    if (request === null) {
      this.#asked += 1;
      this.#settle('idle');
    } else void this.reload();
  }

  /** Fetches again; only the answer to the latest question counts. */
  async reload(): Promise<void> {
    if (this.#request === null) return;
    const asked = (this.#asked += 1);
    this.state = 'loading';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.slow = true), SLOW_AFTER_MS);
    try {
      const reply = await call(this.#name, this.#request);
      if (asked !== this.#asked) return;
      this.value = reply.value;
      this.problem = null;
      this.#settle('ready');
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.problem = problemOf(thrown);
      this.#settle('error');
    }
  }

  /** Puts a value in place without asking: for showing a change before the app confirms it. */
  put(value: ReplyValue<N>): void {
    this.value = value;
  }

  /** Stops listening to answers still on their way. */
  close(): void {
    this.#asked += 1;
    clearTimeout(this.#timer);
  }

  #settle(state: LoadState): void {
    clearTimeout(this.#timer);
    this.slow = false;
    this.state = state;
  }
}

/**
 * Loads `name` with what `request` gives and loads it anew whenever that, or one of `areas`, changes. Call it while a
 * component (or an effect root) is being set up.
 */
export function resource<N extends CommandName>(
  name: N,
  request: () => Request<N> | null,
  options: ResourceOptions = {},
): Resource<N> {
  const made = new Resource(name);
  const areas = options.areas ?? [];
  let last: string | undefined;
  $effect(() => {
    const asked = request();
    const key = JSON.stringify(asked);
    if (key === last) return;
    last = key;
    // The load writes to state that this effect must not depend on.
    queueMicrotask(() => made.ask(asked));
  });
  $effect(() => {
    const stop = onStale((changed) => {
      if (concerns(changed, areas)) void made.reload();
    });
    return () => {
      stop();
      made.close();
    };
  });
  return made;
}
