import type { Client } from '../../../lib/contract/generated/Client';
import type { ClientSave } from '../../../lib/contract/generated/ClientSave';
import type { ClientSheet } from '../../../lib/contract/generated/ClientSheet';
import type { Site } from '../../../lib/contract/generated/Site';
import { newSite, siteIsTold } from '../newClient';

/** A client as its form holds it: attributes as rows, since a half-typed one has no name yet, and always a site. */
export interface Edited {
  client: Omit<Client, 'attributes' | 'value' | 'max_per_day'> & { value: number | null; max_per_day: number | null };
  attributes: { name: string; value: string }[];
  site: Site;
}

export function editedOf(sheet: Pick<ClientSheet, 'client' | 'site'>): Edited {
  const { attributes, ...client } = structuredClone(sheet.client);
  return {
    client,
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    site: sheet.site ? structuredClone(sheet.site) : newSite(client.zone),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What to send: the site only where it was touched, rows without a name left out. */
export function saveOf(mine: Edited, base: Edited): ClientSave {
  const { value, max_per_day, ...rest } = mine.client;
  const attributes = Object.fromEntries(
    mine.attributes.map(({ name, value }) => [name.trim(), value.trim()]).filter(([name]) => name !== ''),
  );
  const touched = !same(mine.site, base.site) && (mine.site.id !== '' || siteIsTold(mine.site));
  return {
    client: { ...rest, attributes, value: value ?? 0, max_per_day: max_per_day ?? 0 },
    site: touched ? mine.site : null,
  };
}

/** The parts of the form that can change on their own. */
export const parts = [
  'name', 'code', 'zone', 'value', 'sales', 'tags', 'rivals', 'people', 'hours', 'preferred', 'max_per_day', 'notes', 'language', 'attributes', 'site',
] as const;
export type Part = (typeof parts)[number];

export function partOf(edited: Edited, part: Part): unknown {
  if (part === 'attributes') return edited.attributes;
  if (part === 'site') {
    const { version: _, ...site } = edited.site;
    return site;
  }
  return edited.client[part];
}

/** `into` with one part taken from another. Versions stay: they belong to what was loaded. */
export function withPart(into: Edited, part: Part, from: Edited): Edited {
  if (part === 'attributes') return { ...into, attributes: from.attributes };
  if (part === 'site') return { ...into, site: { ...from.site, version: into.site.version } };
  return { ...into, client: { ...into.client, [part]: from.client[part] } };
}

export const changedParts = (a: Edited, b: Edited): Part[] => parts.filter((part) => !same(partOf(a, part), partOf(b, part)));

export interface Merged {
  edited: Edited;
  /** Parts changed here and there to different ends: what was typed here stays until somebody decides. */
  clashes: Part[];
}

/** What was typed since `base`, put onto what the app has now. */
export function merge(base: Edited, mine: Edited, theirs: Edited): Merged {
  const clashes: Part[] = [];
  let edited = theirs;
  for (const part of changedParts(base, mine)) {
    const before = partOf(base, part);
    const now = partOf(theirs, part);
    if (!same(now, before) && !same(now, partOf(mine, part))) clashes.push(part);
    edited = withPart(edited, part, mine);
  }
  return { edited, clashes };
}

export const versionOf = (edited: Edited): string => `${edited.client.version}.${edited.site.id}.${edited.site.version}`;
