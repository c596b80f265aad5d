import type { Format } from '../../lib/contract/generated/Format';
import type { GroupVariant } from '../../lib/contract/generated/GroupVariant';
import type { Meeting } from '../../lib/contract/generated/Meeting';
import type { Place } from '../../lib/contract/generated/Place';

/** A place as the value of a list: `remote`, `room:7`, `client:3`. */
export function placeValue(place: Place): string {
  return place.kind === 'remote' ? 'remote' : `${place.kind}:${place.id}`;
}

export function placeOf(value: string): Place {
  const [kind = '', ...rest] = value.split(':');
  const id = rest.join(':');
  return kind === 'room' || kind === 'client' ? { kind, id } : { kind: 'remote' };
}

/** What a new meeting is known to be before it is filled in; `start` is civil time in `zone`. */
export interface Beginning {
  start: string;
  minutes: number;
  zone: string;
  place?: Place;
  providers?: readonly string[];
  clients?: readonly string[];
}

/** A meeting that is not saved yet. */
export function newMeeting(begin: Beginning): Meeting {
  const now = new Date().toISOString();
  return {
    id: '',
    title: '',
    topic: null,
    format: 'visit',
    variant: 'focus_group',
    template_version: 1,
    status: 'planned',
    start: `${begin.start.slice(0, 16)}:00`,
    zone: begin.zone,
    minutes: begin.minutes,
    place: begin.place ?? { kind: 'remote' },
    clients: (begin.clients ?? []).map((client) => ({ client, need: null })),
    // The app gives each provider its role by format and order.
    providers: (begin.providers ?? []).map((provider) => ({ provider, role: 'owner' })),
    lock: { start: false, place: false, providers: false },
    reason: '',
    agenda: '',
    notes: '',
    conflict_kept: false,
    sequence: 0,
    created: now,
    updated: now,
    version: 0,
  };
}

/** A meeting while somebody fills it in: what was typed stays, whatever the app answers. */
export class MeetingDraft {
  title = $state('');
  topic = $state('');
  format = $state<Format>('visit');
  variant = $state<GroupVariant>('focus_group');
  date = $state('');
  time = $state('');
  minutes = $state<number | null>(null);
  zone = $state('');
  place = $state('remote');
  clients = $state<string[]>([]);
  providers = $state<string[]>([]);
  reason = $state('');
  agenda = $state('');
  notes = $state('');
  /** What somebody chose by hand is not replaced by a recommendation. */
  formatChosen = $state(false);
  minutesChosen = $state(false);
  placeChosen = $state(false);

  #base: Meeting;

  constructor(meeting: Meeting, given: { minutes?: boolean; place?: boolean; format?: boolean } = {}) {
    this.#base = meeting;
    const saved = meeting.id !== '';
    this.formatChosen = saved || (given.format ?? false);
    this.minutesChosen = saved || (given.minutes ?? false);
    this.placeChosen = saved || (given.place ?? false);
    this.title = meeting.title;
    this.topic = meeting.topic ?? '';
    this.format = meeting.format;
    this.variant = meeting.variant;
    this.date = meeting.start.slice(0, 10);
    this.time = meeting.start.slice(11, 16);
    this.minutes = meeting.minutes;
    this.zone = meeting.zone;
    this.place = placeValue(meeting.place);
    this.clients = meeting.clients.map(({ client }) => client);
    this.providers = meeting.providers.map(({ provider }) => provider);
    this.reason = meeting.reason;
    this.agenda = meeting.agenda;
    this.notes = meeting.notes;
  }

  get id(): string {
    return this.#base.id;
  }
  get isNew(): boolean {
    return this.#base.id === '';
  }

  /** Whether it can be sent at all; what the app thinks of it is another matter. */
  get complete(): boolean {
    return this.clients.length > 0 && this.date !== '' && this.time !== '' && this.minutes !== null;
  }

  /** Goes on from a newer version without losing what was typed. */
  rebase(meeting: Meeting): void {
    this.#base = { ...this.#base, version: meeting.version, sequence: meeting.sequence, lock: meeting.lock, status: meeting.status };
  }

  toMeeting(): Meeting {
    const { clients, providers } = this.#base;
    return {
      ...this.#base,
      title: this.title.trim(),
      topic: this.topic === '' ? null : this.topic,
      format: this.format,
      variant: this.variant,
      start: `${this.date}T${this.time}:00`,
      zone: this.zone,
      minutes: this.minutes ?? this.#base.minutes,
      place: placeOf(this.place),
      clients: this.clients.map((id) => clients.find(({ client }) => client === id) ?? { client: id, need: null }),
      providers: this.providers.map(
        (id) => providers.find(({ provider }) => provider === id) ?? { provider: id, role: 'owner' },
      ),
      reason: this.reason,
      agenda: this.agenda,
      notes: this.notes,
    };
  }
}
