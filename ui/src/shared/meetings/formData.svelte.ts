import { call } from '../../lib/contract/call';
import type { ConflictView } from '../../lib/contract/generated/ConflictView';
import type { Format } from '../../lib/contract/generated/Format';
import type { FormatTemplate } from '../../lib/contract/generated/FormatTemplate';
import type { Meeting } from '../../lib/contract/generated/Meeting';
import type { Probe } from '../../lib/contract/generated/Probe';
import { resource } from '../../lib/contract/resource.svelte';
import { t } from '../../lib/texts/texts.svelte';
import type { Option } from '../types';
import { placeValue, type MeetingDraft } from './draft.svelte';

const PROBE_AFTER_MS = 250;

/** The template of a format, and of the kind of group where it is one. */
export function templateOf(
  templates: readonly FormatTemplate[],
  format: Format,
  variant: Meeting['variant'],
): FormatTemplate | undefined {
  const of = templates.filter((template) => template.format === format);
  return of.find((template) => template.variant === variant) ?? of[0];
}

/** How an unsaved meeting is asked about: a new one whole, an existing one by what would change. */
export function probeOf(meeting: Meeting): Probe {
  if (meeting.id === '') return { kind: 'new', meeting };
  const { id, start, zone, minutes, place } = meeting;
  const providers = meeting.providers.map(({ provider }) => provider);
  return { kind: 'moved', change: { id, start, zone, minutes, place, providers, keep_conflicts: false } };
}

/**
 * What the form of a meeting offers and recommends. Make it while a component is being set up: it loads lists, asks
 * what would stand in the way, and fills in what nobody has chosen by hand.
 */
export class FormData {
  readonly draft: MeetingDraft;
  readonly #network = resource('network.get', () => ({}), { areas: ['providers', 'rooms', 'topics', 'sites'] });
  readonly #everyone = resource(
    'clients.list',
    () => ({
      text: '',
      formats: [],
      states: [],
      tags: [],
      topic: null,
      placed: null,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 0,
    }),
    { areas: ['clients'] },
  );
  readonly #first;
  conflicts = $state.raw<readonly ConflictView[] | null>(null);
  checking = $state(false);

  constructor(draft: MeetingDraft) {
    this.draft = draft;
    this.#first = resource('clients.get', () => (draft.clients[0] === undefined ? null : { id: draft.clients[0] }));
    $effect(() => this.#recommend());
    $effect(() => this.#probe());
  }

  readonly clients = $derived.by<Option[]>(() =>
    (this.#everyone.value?.rows ?? []).map((row) => ({ value: row.id, label: row.name, detail: row.city })),
  );
  readonly topics = $derived.by<Option[]>(() =>
    (this.#network.value?.topics ?? []).map(({ topic }) => ({ value: topic.id, label: topic.name })),
  );
  readonly providers = $derived.by<Option[]>(() => {
    const firms = new Map((this.#network.value?.firms ?? []).map((firm) => [firm.id, firm.name]));
    return (this.#network.value?.providers ?? []).map((provider) => ({
      value: provider.id,
      label: provider.name,
      detail: firms.get(provider.firm) ?? provider.title,
    }));
  });
  readonly places = $derived.by<Option[]>(() => {
    const sites = new Map((this.#network.value?.sites ?? []).map(({ site }) => [site.id, site.name]));
    const names = new Map(this.clients.map(({ value, label }) => [value, label]));
    const rooms = (this.#network.value?.rooms ?? []).map((room) => ({
      value: placeValue({ kind: 'room', id: room.id }),
      label: room.name,
      detail: t.meetings.form.room(sites.get(room.site) ?? '', room.seats),
    }));
    const premises = this.draft.clients.flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ value: placeValue({ kind: 'client', id }), label: t.meetings.form.premises(name) }];
    });
    return [...premises, ...rooms, { value: 'remote', label: t.meetings.remote }];
  });

  readonly template = $derived.by(() =>
    templateOf(this.#network.value?.templates ?? [], this.draft.format, this.draft.variant),
  );
  /** What the matrix says of the first client about the topic. */
  readonly recommended = $derived.by(() => {
    const sheet = this.#first.value;
    if (!sheet || sheet.client.id !== this.draft.clients[0]) return undefined;
    return sheet.topics.find(({ topic }) => topic === this.draft.topic) ?? (this.draft.topic === '' ? undefined : null);
  });
  readonly formatHint = $derived.by(() => {
    const found = this.recommended;
    if (found === undefined) return undefined;
    if (found?.do_not_meet) return t.meetings.form.doNotMeet;
    return found?.format ? t.meetings.form.recommended(t.formats[found.format]) : t.meetings.form.notKnown;
  });

  #recommend(): void {
    const draft = this.draft;
    const topic = this.#network.value?.topics.find((row) => row.topic.id === draft.topic)?.topic;
    const format = topic?.format ?? this.recommended?.format;
    if (!draft.formatChosen && format) {
      draft.format = format;
      if (topic) draft.variant = topic.group_variant;
    }
    const template = this.template;
    if (!template) return;
    if (!draft.minutesChosen) draft.minutes = topic?.minutes ?? template.minutes;
    if (!draft.placeChosen) draft.place = this.#usualPlace(template);
  }

  /** The format's usual place: the client's own, or the smallest room in which all have a seat. */
  #usualPlace(template: FormatTemplate): string {
    const [first] = this.draft.clients;
    if (template.places[0] === 'client' && first !== undefined) return placeValue({ kind: 'client', id: first });
    const people = this.draft.clients.length * template.people_per_client + template.providers.ideal_from;
    const rooms = [...(this.#network.value?.rooms ?? [])].sort((a, b) => a.seats - b.seats);
    const room = rooms.find(({ seats }) => seats >= people) ?? rooms.at(-1);
    return room && template.places[0] === 'room' ? placeValue({ kind: 'room', id: room.id }) : 'remote';
  }

  #probe(): () => void {
    const asked = this.draft.complete ? JSON.stringify(probeOf(this.draft.toMeeting())) : null;
    let open = true;
    const timer = setTimeout(() => {
      if (asked === null) {
        this.conflicts = null;
        return;
      }
      this.checking = true;
      call('meeting.probe', JSON.parse(asked) as Probe)
        .then(({ value }) => open && (this.conflicts = value.conflicts))
        // What could not be checked is shown neither as free nor as in conflict; saving checks again.
        .catch(() => open && (this.conflicts = null))
        .finally(() => open && (this.checking = false));
    }, PROBE_AFTER_MS);
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }
}
