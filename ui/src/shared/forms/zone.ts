import { localeTag } from '../../lib/texts/texts.svelte';

/** What the clocks of a zone show at a moment: `GMT-4`, `16:05`; `null` where this machine does not know the zone. */
export function zoneNow(zone: string, at: Date): { offset: string; time: string } | null {
  if (zone === '') return null;
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
    const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
    const time = new Intl.DateTimeFormat(localeTag(), { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(at);
    return { offset: offset.replace('GMT', 'UTC'), time };
  } catch {
    return null; // The app knows more names than some webviews do.
  }
}
