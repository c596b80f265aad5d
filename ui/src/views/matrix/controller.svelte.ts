import { untrack } from 'svelte';
import type { ClientQuery } from '../../lib/contract/generated/ClientQuery';
import type { Named } from '../../lib/contract/generated/Named';
import type { SatellitesView } from '../../lib/contract/generated/SatellitesView';
import type { State } from '../../lib/contract/generated/State';
import { resource } from '../../lib/contract/resource.svelte';
import { href, router } from '../../lib/router.svelte';
import { t } from '../../lib/texts/texts.svelte';
import { announce } from '../../lib/toasts.svelte';
import { workspace } from '../../lib/workspace.svelte';
import { localToday } from '../../shared/placement/placement.svelte';
import type { MatrixDetail, MatrixPoint, Place } from './engine';
import { asDrawn, chipOf, computedPlace, FORMAT_CHIPS, pastPlaces, toAnswerFor, type FormatChip } from './points';

/** A placement by hand that waits for its reason. */
export interface Asked {
  clients: Named[];
  topic: Named | null;
  from: Place | null;
  to: Place | null;
  /** The place is chosen in the dialog, not by a drag. */
  pick: boolean;
  end: (done: boolean) => void;
}

const STATES: readonly State[] = ['clear', 'near_boundary', 'undetermined'];
/** A pause in typing after which the app is asked. */
const TYPING_MS = 150;

/** The matrix screen: who is shown, who is selected, and the moves that wait for a reason. */
export class MatrixController {
  /** As typed; `#searched` follows after a pause. */
  text = $state('');
  #searched = $state('');
  topic = $state<string | null>(null);
  state = $state<State | null>(null);
  tags = $state<string[]>([]);
  formats = $state<FormatChip[]>([]);

  selected = $state.raw<readonly string[]>([]);
  /** The topic whose placement the panel shows. */
  panelTopic = $state<string | null>(null);
  /** Whose topics `satellites` holds: its answer for the client before stays until the next one comes. */
  #satellitesOf = $state<string | null>(null);
  asked = $state.raw<Asked | null>(null);

  readonly matrix;
  readonly satellites;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#readAddress();
    this.matrix = resource('matrix.points', () => this.#query(), {
      areas: ['clients', 'placements', 'topics', 'needs', 'settings'],
    });
    this.satellites = resource('matrix.satellites', () => (this.one ? { id: this.one } : null), {
      areas: ['clients', 'placements', 'topics', 'needs'],
    });
    // An address may name a client, also while the matrix is already shown.
    $effect(() => {
      const client = router.query['client'];
      if (client) untrack(() => this.select([client]));
    });
    $effect(() => {
      const view = this.satellites.value;
      if (view) untrack(() => this.#arrived(view));
    });
  }

  #arrived(view: SatellitesView): void {
    this.#satellitesOf = this.one;
    // Once shown, a topic stays: an answer that settles it must not turn the page.
    this.panelTopic ??= (view.topics.find((topic) => topic.state !== 'clear') ?? view.topics[0])?.id ?? null;
  }

  #readAddress(): void {
    const { text, topic, state, tag, format } = router.query;
    this.text = this.#searched = text ?? '';
    this.topic = topic || null;
    this.state = STATES.find((one) => one === state) ?? null;
    this.tags = (tag ?? '').split(',').filter((one) => one !== '');
    const formats = (format ?? '').split(',');
    this.formats = FORMAT_CHIPS.filter((chip) => formats.includes(chip));
  }

  #query(): ClientQuery {
    return {
      text: this.#searched,
      // Formats and states are filtered here, so that each chip keeps its count.
      formats: [],
      states: [],
      tags: [...this.tags],
      topic: this.topic,
      placed: null,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 0,
    };
  }

  get today(): string {
    return workspace.info?.today ?? localToday();
  }

  // What is shown

  readonly #inState = $derived.by(() => {
    const points = this.matrix?.value?.points ?? [];
    return this.state === null ? points : points.filter((point) => point.state === this.state);
  });
  readonly #shown = $derived.by(() =>
    this.formats.length === 0 ? this.#inState : this.#inState.filter((point) => this.formats.includes(chipOf(point))),
  );
  readonly #drawn = $derived(this.#shown.map(asDrawn));

  /** How many clients each chip of the format filter stands for. */
  readonly counts = $derived.by(() => {
    const counts = Object.fromEntries(FORMAT_CHIPS.map((chip) => [chip, 0])) as Record<FormatChip, number>;
    for (const point of this.#inState) counts[chipOf(point)] += 1;
    return counts;
  });

  /** The points to draw; that of the client in the panel knows its computed place, where it was placed by hand. */
  readonly points: readonly MatrixPoint[] = $derived.by(() => {
    const id = this.one;
    const computed = this.topics && computedPlace(this.topics);
    return computed ? this.#drawn.map((point) => (point.id === id ? { ...point, computed } : point)) : this.#drawn;
  });

  get isFiltered(): boolean {
    return this.text !== '' || this.topic !== null || this.state !== null || this.tags.length > 0 || this.formats.length > 0;
  }

  /** The client table with those of this filter that have no place. */
  get unplacedAddress(): string {
    const query = { placed: 'no', text: this.#searched, tag: this.tags.join(','), topic: this.topic ?? undefined };
    return href('clients', query);
  }

  search(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#searched = text.trim()), TYPING_MS);
  }

  setTopic(topic: string | null): void {
    this.topic = topic;
    if (topic !== null) this.panelTopic = topic;
  }

  toggleFormat(chip: FormatChip): void {
    this.formats = this.formats.includes(chip) ? this.formats.filter((one) => one !== chip) : [...this.formats, chip];
  }

  clearFilters(): void {
    clearTimeout(this.#timer);
    this.text = this.#searched = '';
    this.topic = this.state = null;
    this.tags = [];
    this.formats = [];
  }

  // Who is selected

  /** The one client selected, where it is just one. */
  get one(): string | null {
    return this.selected.length === 1 ? (this.selected[0] ?? null) : null;
  }

  readonly selectedPoints = $derived.by(() => {
    const ids = new Set(this.selected);
    return ids.size === 0 ? [] : (this.matrix?.value?.points ?? []).filter((point) => ids.has(point.id));
  });

  select(ids: readonly string[]): void {
    if (ids.length !== 1 || ids[0] !== this.one) this.panelTopic = this.topic;
    this.selected = ids;
  }

  /** The topics of the client in the panel, once they are there. */
  get topics(): SatellitesView | undefined {
    return this.one !== null && this.#satellitesOf === this.one ? this.satellites.value : undefined;
  }

  /** Topics and past places of the client in the panel, for the picture. */
  readonly detail: MatrixDetail | null = $derived.by(() => {
    const view = this.topics;
    if (!view || this.one === null) return null;
    return {
      id: this.one,
      satellites: this.topic === null && view.topics.length > 1 ? view.topics : [],
      trail: pastPlaces(view.trail, this.topic),
    };
  });

  /** Clients in view that need answers, in the order to take them in. */
  readonly pending = $derived(toAnswerFor(this.#shown, this.today));

  /** Goes to the next client that needs answers, or the one before; the id, to bring it into view. */
  goPending(step: 1 | -1): string | null {
    const list = this.pending;
    const at = list.findIndex((point) => point.id === this.one);
    const next = at < 0 ? (step === 1 ? 0 : list.length - 1) : (at + step + list.length) % list.length;
    const point = list[next];
    if (!point) {
      announce(t.matrix.panel.noPending);
      return null;
    }
    this.select([point.id]);
    return point.id;
  }

  // Placing by hand

  /** A point was dropped: asks why and until when. The promise settles once the matrix shows what became of it. */
  askMove(id: string, to: Place): Promise<boolean> {
    const point = this.#shown.find((one) => one.id === id);
    if (!point) return Promise.resolve(false);
    return this.#ask([point], { sharing: point.sharing, providers: point.providers }, to, false);
  }

  /** The same by dialog, for all that are selected. */
  askPlace(): void {
    const points = this.selectedPoints;
    const [first] = points;
    if (!first) return;
    const from = points.length === 1 ? { sharing: first.sharing, providers: first.providers } : null;
    void this.#ask(points, from, null, true);
  }

  #ask(clients: readonly Named[], from: Place | null, to: Place | null, pick: boolean): Promise<boolean> {
    this.asked?.end(false);
    const topic = this.matrix.value?.topics.find((one) => one.id === this.topic) ?? null;
    return new Promise((resolve) => {
      this.asked = {
        clients: clients.map(({ id, name }) => ({ id, name })),
        topic,
        from,
        to,
        pick,
        end: (done) => {
          this.asked = null;
          // The point must not jump back for the moment that the new places take to come.
          if (done) void this.matrix.reload().then(() => resolve(true));
          else resolve(false);
        },
      };
    });
  }
}

