import { call } from '../lib/contract/call';
import type { SearchHit } from '../lib/contract/generated/SearchHit';
import { href } from '../lib/router.svelte';
import type { Catalogue } from '../lib/texts/texts.svelte';

/** Kinds of things that have a place to go to. */
export type Findable = keyof Catalogue['shell']['found'];
export type Found = SearchHit & { what: Findable };

const places: Record<Findable, (id: string) => string> = {
  client: (id) => href('clients', id),
  meeting: (id) => href('meetings', id),
  provider: (id) => href('network', { tab: 'providers', id }),
  firm: (id) => href('network', { tab: 'firms', id }),
  site: (id) => href('network', { tab: 'sites', id }),
  room: (id) => href('network', { tab: 'rooms', id }),
  topic: (id) => href('network', { tab: 'topics', id }),
};
const isFound = (hit: SearchHit): hit is Found => hit.what in places;

/** The address of something found. */
export function placeOf(found: Found): string {
  return places[found.what](found.id);
}

const LIMIT = 12;
/** A person types faster than this: only what they stop at is asked. */
const PAUSE_MS = 120;

/** What the app finds by name while somebody types. The answer to an earlier text never replaces a later one. */
export class Finding {
  found = $state.raw<Found[]>([]);
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  ask(text: string): void {
    this.#asked += 1;
    clearTimeout(this.#timer);
    if (text.trim() === '') this.found = [];
    else this.#timer = setTimeout(() => void this.#find(text.trim(), this.#asked), PAUSE_MS);
  }

  async #find(text: string, asked: number): Promise<void> {
    // Without a workspace there is nothing to find; commands are still there.
    const hits = await call('search', { text, limit: LIMIT }).then(
      (reply) => reply.value,
      (): SearchHit[] => [],
    );
    if (asked !== this.#asked) return;
    this.found = hits.filter(isFound);
  }
}
