import type { Audience } from '$lib/contract/generated/Audience';
import type { FormatTemplate } from '$lib/contract/generated/FormatTemplate';
import { t } from '$lib/texts/texts.svelte';

/** A stretch of a meeting's agenda with its civil times. */
export interface Stretch {
  name: string;
  /** `YYYY-MM-DDTHH:MM` */
  from: string;
  minutes: number;
  audience: Audience;
  /** The providers' own time before or after the clients come. */
  own: boolean;
}

function later(civil: string, minutes: number): string {
  return new Date(Date.parse(`${civil.slice(0, 16)}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** A block's name; one that these texts do not know is shown by its key. */
function blockName(key: string): string {
  return (t.meetings.blockNames as Record<string, string>)[key] ?? key.replaceAll('_', ' ');
}

/**
 * The template's agenda from a meeting's start on. Where the meeting's length differs from the template's, the blocks
 * are fitted in proportion, to whole minutes that sum to the meeting.
 */
export function stretches(template: FormatTemplate, start: string, minutes: number): Stretch[] {
  const whole = template.blocks.reduce((sum, block) => sum + block.minutes, 0);
  const at = (usual: number): number => (whole === 0 ? 0 : Math.round((usual * minutes) / whole));
  const found: Stretch[] = [];
  if (template.before > 0) {
    const from = later(start, -template.before);
    found.push({ name: t.meetings.before, from, minutes: template.before, audience: 'providers', own: true });
  }
  let passed = 0;
  for (const block of template.blocks) {
    const from = at(passed);
    passed += block.minutes;
    const length = at(passed) - from;
    if (length === 0) continue;
    found.push({ name: blockName(block.key), from: later(start, from), minutes: length, audience: block.audience, own: false });
  }
  if (template.after > 0) {
    const from = later(start, minutes);
    found.push({ name: t.meetings.after, from, minutes: template.after, audience: 'providers', own: true });
  }
  return found;
}

export { later };
