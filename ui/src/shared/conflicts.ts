import type { Conflict } from '../lib/contract/generated/Conflict';
import type { ConflictView } from '../lib/contract/generated/ConflictView';
import type { Format } from '../lib/contract/generated/Format';
import type { Refusal } from '../lib/contract/generated/Refusal';
import { formatMinutes, t } from '../lib/texts/texts.svelte';

type Kind = Conflict['kind'];
type Names = ConflictView['names'];
/** A kind of conflict that has no sentence here does not compile. */
type Sentences = { [K in Kind]: (conflict: Extract<Conflict, { kind: K }>, name: Naming, format: Format | null) => string };
interface Naming {
  who: (id: string) => string;
  meeting: (id: string) => string;
  calendar: (id: string) => string;
}

const sentences: Sentences = {
  provider_busy: (c, name) => t.conflicts.kinds.provider_busy(name.who(c.provider), name.meeting(c.meeting)),
  client_busy: (c, name) => t.conflicts.kinds.client_busy(name.who(c.client), name.meeting(c.meeting)),
  room_busy: (c, name) => t.conflicts.kinds.room_busy(name.who(c.room), name.meeting(c.meeting)),
  provider_off: (c, name) => t.conflicts.kinds.provider_off(name.who(c.provider)),
  provider_absent: (c, name) => t.conflicts.kinds.provider_absent(name.who(c.provider), c.reason),
  client_off: (c, name) => t.conflicts.kinds.client_off(name.who(c.client)),
  room_off: (c, name) => t.conflicts.kinds.room_off(name.who(c.room)),
  rivals: (c, name) => t.conflicts.kinds.rivals(name.who(c.first), name.who(c.second)),
  seats: (c, name) => t.conflicts.kinds.seats(name.who(c.room), c.people, c.seats),
  skill_missing: (c) => t.conflicts.kinds.skill_missing(c.skill),
  travel: (c, name) =>
    t.conflicts.kinds.travel(name.who(c.provider), name.meeting(c.meeting), formatMinutes(c.needed), formatMinutes(c.have)),
  provider_taken: (c, name) => t.conflicts.kinds.provider_taken(name.who(c.provider), name.calendar(c.source)),
  client_taken: (c, name) => t.conflicts.kinds.client_taken(name.who(c.client), name.calendar(c.source)),
  room_taken: (c, name) => t.conflicts.kinds.room_taken(name.who(c.room), name.calendar(c.source)),
  provider_day: (c, name) => t.conflicts.kinds.provider_day(name.who(c.provider), c.meetings, c.max),
  client_day: (c, name) => t.conflicts.kinds.client_day(name.who(c.client), c.meetings, c.max),
  not_the_only_client: (c, name) => t.conflicts.kinds.not_the_only_client(name.who(c.client)),
  format: (c, _name, format) => refusalText(c.refusal, format),
};

function naming(names: Names): Naming {
  return {
    who: (id) => names[id] || t.conflicts.someone,
    meeting: (id) => names[id] || t.conflicts.another,
    calendar: (id) => names[id] || t.conflicts.aCalendar,
  };
}

/** What stands in a meeting's way, in one sentence without a full stop; `format` names the meeting's own where known. */
export function conflictText({ conflict, names }: ConflictView, format: Format | null = null): string {
  const say = sentences[conflict.kind] as (c: Conflict, name: Naming, format: Format | null) => string;
  return say(conflict, naming(names), format);
}

/** A format's own rule that a meeting breaks, in one sentence without a full stop. */
export function refusalText(refusal: Refusal, format: Format | null = null): string {
  const of = format === null ? t.conflicts.thisFormat : t.formats[format];
  switch (refusal.kind) {
    case 'too_few_clients':
      return t.conflicts.refusals.too_few_clients(of, refusal.have, refusal.min);
    case 'too_many_clients':
      return t.conflicts.refusals.too_many_clients(of, refusal.have, refusal.max);
    case 'second_client':
      return t.conflicts.refusals.second_client(of, refusal.have);
    case 'too_few_providers':
      return t.conflicts.refusals.too_few_providers(of, refusal.have, refusal.min);
    case 'too_many_providers':
      return t.conflicts.refusals.too_many_providers(of, refusal.have, refusal.max);
  }
}
