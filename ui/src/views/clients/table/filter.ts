import type { ClientQuery } from '../../../lib/contract/generated/ClientQuery';
import type { Format } from '../../../lib/contract/generated/Format';
import type { State } from '../../../lib/contract/generated/State';
import { meetingFormats } from '../../../lib/formats';

/** Which clients the table shows: a query without its order and its window. */
export type Filter = Pick<ClientQuery, 'text' | 'formats' | 'states' | 'tags' | 'topic' | 'placed'>;

export const everyone: Filter = { text: '', formats: [], states: [], tags: [], topic: null, placed: null };
export const placementStates: readonly State[] = ['clear', 'near_boundary', 'undetermined'];

/** Whether it leaves anybody out. The topic only says by which place the clients are judged. */
export function narrows(filter: Filter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.formats.length + filter.states.length + filter.tags.length > 0 ||
    filter.placed !== null
  );
}

export function sameFilter(a: Filter, b: Filter): boolean {
  const key = (one: Filter): string =>
    JSON.stringify([one.text.trim(), [...one.formats].sort(), [...one.states].sort(), [...one.tags].sort(), one.topic, one.placed]);
  return key(a) === key(b);
}

/** A filter written in an address: `#/clients?format=panel,visit&placed=no`; `null` where it names none. */
export function filterOf(query: Record<string, string>): Filter | null {
  const many = (name: string): string[] => (query[name] ?? '').split(',').filter((one) => one !== '');
  const filter: Filter = {
    text: query['text'] ?? '',
    formats: many('format').filter((one): one is Format => (meetingFormats as readonly string[]).includes(one)),
    states: many('state').filter((one): one is State => (placementStates as readonly string[]).includes(one)),
    tags: many('tag'),
    topic: query['topic'] || null,
    placed: query['placed'] === 'yes' ? true : query['placed'] === 'no' ? false : null,
  };
  return sameFilter(filter, everyone) ? null : filter;
}
