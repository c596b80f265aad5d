import type { Absence } from '../../lib/contract/generated/Absence';
import type { Firm } from '../../lib/contract/generated/Firm';
import type { NetworkView } from '../../lib/contract/generated/NetworkView';
import type { Provider } from '../../lib/contract/generated/Provider';
import type { Room } from '../../lib/contract/generated/Room';
import type { Site } from '../../lib/contract/generated/Site';
import type { Topic } from '../../lib/contract/generated/Topic';
import { presets } from '../../shared/forms/hours';

/** What can be added, changed and deleted here. Skills are words of providers and topics, not things of their own. */
export const kinds = ['provider', 'firm', 'site', 'room', 'topic'] as const;
export type Kind = (typeof kinds)[number];

export const tabs = ['providers', 'firms', 'sites', 'rooms', 'topics', 'skills'] as const;
export type Tab = (typeof tabs)[number];

export const kindOf: Record<Tab, Kind | null> = {
  providers: 'provider',
  firms: 'firm',
  sites: 'site',
  rooms: 'room',
  topics: 'topic',
  skills: null,
};
export const tabOf: Record<Kind, Tab> = {
  provider: 'providers',
  firm: 'firms',
  site: 'sites',
  room: 'rooms',
  topic: 'topics',
};

/** Each kind as its form holds it: a number that is being typed may be missing. */
export interface Typed {
  provider: Omit<Provider, 'max_per_day'> & { max_per_day: number | null };
  firm: Firm;
  site: Site;
  room: Omit<Room, 'seats'> & { seats: number | null };
  topic: Topic;
}
export type TypedOf<K extends Kind> = Typed[K];

export function find<K extends Kind>(network: NetworkView, kind: K, id: string): Typed[K] | undefined {
  const all: { [one in Kind]: () => readonly Typed[one][] } = {
    provider: () => network.providers,
    firm: () => network.firms,
    site: () => network.sites.map((row) => row.site),
    room: () => network.rooms,
    topic: () => network.topics.map((row) => row.topic),
  };
  return all[kind]().find((one) => one.id === id);
}

/** The zone most sites are in: the likeliest for a new one. */
function usualZone(network: NetworkView): string {
  const counts = new Map<string, number>();
  for (const { site } of network.sites) counts.set(site.zone, (counts.get(site.zone) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1])[0];
  return most?.[0] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A new one as its form begins. */
export function fresh<K extends Kind>(network: NetworkView, kind: K): Typed[K] {
  const office = structuredClone(presets[0]!.hours);
  const made: { [one in Kind]: () => Typed[one] } = {
    provider: () => ({
      id: '',
      name: '',
      title: '',
      email: '',
      firm: (network.firms.find((firm) => firm.kind === 'own') ?? network.firms[0])?.id ?? '',
      site: null,
      zone: usualZone(network),
      skills: [],
      hours: office,
      absences: [],
      max_per_day: 4,
      version: 0,
    }),
    firm: () => ({ id: '', name: '', kind: network.firms.length === 0 ? 'own' : 'ally', version: 0 }),
    site: () => ({
      id: '',
      name: '',
      address: '',
      city: '',
      country: '',
      zone: usualZone(network),
      latitude: null,
      longitude: null,
      version: 0,
    }),
    room: () => ({
      id: '',
      name: '',
      site: network.sites.length === 1 ? network.sites[0]!.site.id : '',
      seats: 8,
      hours: office,
      version: 0,
    }),
    topic: () => ({
      id: '',
      name: '',
      description: '',
      skills: [],
      format: null,
      group_variant: 'focus_group',
      minutes: null,
      places: [],
      mix: null,
      sensitive: false,
      version: 0,
    }),
  };
  return made[kind]();
}

const words = (all: readonly string[]): string[] => [...new Set(all.map((one) => one.trim()).filter((one) => one !== ''))];

/** What is sent: a number missing here was refused before. */
export function toSend(kind: Kind, typed: Typed[Kind]): Provider | Firm | Site | Room | Topic {
  const trimmed = { ...typed, name: typed.name.trim() };
  if (kind === 'provider') {
    const provider = trimmed as Typed['provider'];
    return { ...provider, email: provider.email.trim(), skills: words(provider.skills), max_per_day: provider.max_per_day ?? 0 };
  }
  if (kind === 'room') return { ...(trimmed as Typed['room']), seats: (trimmed as Typed['room']).seats ?? 0 };
  if (kind === 'topic') return { ...(trimmed as Typed['topic']), skills: words((trimmed as Typed['topic']).skills) };
  return trimmed as Firm | Site;
}

/** The absence that is on, or comes next, on the day `today`. */
export function nextAbsence(absences: readonly Absence[], today: string): Absence | undefined {
  return absences.filter((one) => one.to > today).sort((a, b) => a.from.localeCompare(b.from))[0];
}
