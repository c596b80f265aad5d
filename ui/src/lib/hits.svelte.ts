import { call, problemOf } from './contract/call';
import type { BusyHit } from './contract/generated/BusyHit';
import type { Conflict } from './contract/generated/Conflict';
import type { Refreshed } from './contract/generated/Refreshed';
import { onStale } from './contract/stale';

const taken: readonly Conflict['kind'][] = ['provider_taken', 'client_taken', 'room_taken'];
/** How many meetings are asked about again after a change: more are not settled in one sitting. */
const MOST = 30;
/** Nearest times offered for each. */
const OFFERED = 3;
/** What can make a meeting collide with another calendar, or no longer. */
const areas = ['meetings', 'calendars', 'providers', 'rooms', 'clients'];

/** Planned meetings that a reading of other calendars found in conflict, until somebody settles them. */
class Hits {
  all = $state.raw<readonly BusyHit[]>([]);
  /** Whether the panel that names them is open. */
  open = $state(false);
  /** Those told of, settled ones too: a change taken back brings them up again. */
  #known = new Map<string, Known>();
  #asked = 0;

  constructor() {
    onStale((changed) => {
      if (changed.includes('*')) this.dismiss();
      else if (this.#known.size > 0 && changed.some((area) => areas.includes(area))) void this.settle();
    });
  }

  /** Takes in what a reading brought; those new in it. */
  receive(refreshed: Pick<Refreshed, 'hits'>): readonly BusyHit[] {
    const fresh = refreshed.hits.filter((hit) => !this.all.some((one) => one.meeting === hit.meeting));
    if (refreshed.hits.length === 0) return fresh;
    for (const hit of refreshed.hits) this.#known.set(hit.meeting, { hit, version: null });
    const others = this.all.filter((one) => !refreshed.hits.some((hit) => hit.meeting === one.meeting));
    this.#show([...others, ...refreshed.hits]);
    void this.settle();
    return fresh;
  }

  /** Leaves them for later: the agenda and the day's list still show their conflicts. */
  dismiss(): void {
    this.#asked += 1;
    this.#known.clear();
    this.all = [];
    this.open = false;
  }

  /** Asks how each stands now: a meeting that was moved, kept or called off collides no more. */
  async settle(): Promise<void> {
    const asked = (this.#asked += 1);
    const now = await Promise.all([...this.#known.values()].slice(0, MOST).map((known) => stillHit(known)));
    if (asked !== this.#asked) return;
    for (const { hit, version, gone } of now) {
      if (gone) this.#known.delete(hit.meeting);
      else this.#known.set(hit.meeting, { hit, version });
    }
    this.#show(now.filter(({ hit, gone }) => !gone && hit.conflicts.length > 0).map(({ hit }) => hit));
  }

  #show(hits: BusyHit[]): void {
    this.all = hits.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    if (hits.length === 0) this.open = false;
  }
}

interface Known {
  hit: BusyHit;
  /** The meeting's version when it was told of: what it kept knowingly before says nothing about this. */
  version: number | null;
}

/** A hit as it stands now, without conflicts where it is settled. What cannot be asked stays as it was. */
async function stillHit({ hit, version }: Known): Promise<Known & { gone: boolean }> {
  try {
    const { event, meeting } = (await call('meeting.get', { id: hit.meeting })).value;
    const { conflicts } = event;
    const collides = conflicts.some(({ conflict }) => taken.includes(conflict.kind));
    const kept = event.conflict_kept && version !== null && meeting.version > version;
    const settled = event.status !== 'planned' || kept || !collides;
    const { start, zone } = meeting;
    const now = { ...hit, title: event.title, start, zone, conflicts: settled ? [] : conflicts };
    const told = { version: version ?? meeting.version, gone: false };
    return { hit: settled ? now : { ...now, nearest: await nearestOf(hit) }, ...told };
  } catch (thrown) {
    return { hit, version, gone: problemOf(thrown).kind === 'not_found' };
  }
}

async function nearestOf(hit: BusyHit): Promise<BusyHit['nearest']> {
  const request = { meeting: hit.meeting, from: null, to: null, most: OFFERED, nearest: true };
  return call('meeting.free', request).then(
    (reply) => reply.value,
    () => hit.nearest,
  );
}

export const hits = new Hits();
