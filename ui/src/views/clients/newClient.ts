import type { Client } from '../../lib/contract/generated/Client';
import type { Site } from '../../lib/contract/generated/Site';
import { presets } from '../../shared/forms/hours';

/** A client as it begins: of middling worth, met in office hours, one meeting a day. */
export function newClient(zone: string): Client {
  return {
    id: '',
    name: '',
    code: '',
    site: null,
    zone,
    value: 50,
    sales: null,
    tags: [],
    attributes: {},
    rivals: [],
    people: [],
    hours: [...presets[0]!.hours],
    preferred: [],
    max_per_day: 1,
    notes: '',
    language: null,
    version: 0,
  };
}

export function newSite(zone: string): Site {
  return { id: '', name: '', address: '', city: '', country: '', zone, latitude: null, longitude: null, version: 0 };
}

/** Whether anything of a site is told: an empty one is not worth keeping. */
export function siteIsTold(site: Site): boolean {
  return site.address.trim() + site.city.trim() + site.country.trim() !== '' || site.latitude !== null;
}

/** The zone of this machine, for a first guess. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
