import type { BusyHit } from '../../lib/contract/generated/BusyHit';
import { formatList, t } from '../../lib/texts/texts.svelte';

/** Titles named before the rest is counted. */
const NAMED = 3;

/** Which planned meetings collide with other calendars, in one sentence. */
export function bannerText(hits: readonly BusyHit[]): string {
  const quoted = hits.slice(0, NAMED).map(({ title }) => title);
  const rest = hits.length - quoted.length;
  const titles = formatList(rest > 0 ? [...quoted, t.calendars.hits.more(rest)] : quoted);
  return t.calendars.hits.banner(hits.length, titles);
}
