import { t } from '../../lib/texts/texts.svelte';

/** Civil times of one zone as another zone's clocks show them, reckoned with the zone data of the webview. */

const readers = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  let made = readers.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    readers.set(zone, made);
  }
  return made;
}

/** What the clocks of a zone show at a moment, `YYYY-MM-DDTHH:MM`; in UTC where this machine does not know the zone. */
export function civilIn(zone: string, at: Date): string {
  try {
    const parts = Object.fromEntries(reader(zone).formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
  } catch {
    return at.toISOString().slice(0, 16);
  }
}

const asUtc = (civil: string): number => Date.parse(`${civil.slice(0, 16)}:00Z`);

/** A civil time of the zone `from` as the clocks of `to` show it. */
export function inZone(civil: string, from: string, to: string): string {
  if (from === to) return civil.slice(0, 16);
  const wanted = asUtc(civil);
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  let moment = wanted;
  for (let turn = 0; turn < 2; turn += 1) moment += wanted - asUtc(civilIn(from, new Date(moment)));
  return civilIn(to, new Date(moment));
}

/** The place that a zone is named after, as the language writes it: `Mexico City`. */
export function zonePlace(zone: string): string {
  const written = (t.meetings.cities as Record<string, string>)[zone];
  return written ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
