import { formatWeekday, t } from '../../lib/texts/texts.svelte';
import { hoursAreSound } from '../../shared/forms/hours';
import type { WeeklyHours } from '../../lib/contract/generated/WeeklyHours';
import type { Kind, Typed } from './kinds';

/** What is wrong, by the path of its field: `name`, `hours.0`, `absences.1`. */
export type Faults = Record<string, string>;

/** What can be told without asking the app; the app remains the authority. */
export function localFaults(kind: Kind, typed: Typed[Kind]): Faults {
  const faults: Faults = {};
  if (typed.name.trim() === '') faults['name'] = t.common.required;
  if (kind === 'provider') {
    const provider = typed as Typed['provider'];
    if (provider.firm === '') faults['firm'] = t.common.required;
    if (provider.max_per_day === null) faults['max_per_day'] = t.common.required;
    provider.absences.forEach((absence, index) => {
      if (absence.from.startsWith('T') || absence.to.startsWith('T')) faults[`absences.${index}`] = t.common.required;
      else if (absence.to <= absence.from) faults[`absences.${index}`] = t.network.absences.order;
    });
    soundHours(faults, provider.hours);
  }
  if (kind === 'room') {
    const room = typed as Typed['room'];
    if (room.site === '') faults['site'] = t.common.required;
    if (room.seats === null) faults['seats'] = t.common.required;
    soundHours(faults, room.hours);
  }
  if (kind === 'site') {
    const site = typed as Typed['site'];
    if ((site.latitude === null) !== (site.longitude === null)) {
      faults[site.latitude === null ? 'latitude' : 'longitude'] = t.network.form.bothCoordinates;
    }
  }
  if (kind === 'topic') {
    const mix = (typed as Typed['topic']).mix;
    if (mix && mix.attribute.trim() === '') faults['mix.attribute'] = t.common.required;
  }
  return faults;
}

function soundHours(faults: Faults, hours: WeeklyHours): void {
  if (!hoursAreSound(hours)) faults['hours'] = t.network.form.needsHours;
}

/** What is wrong with the hours as a whole; one stretch at fault is named by its day. */
export function hoursFault(faults: Faults, hours: WeeklyHours): string | null {
  if (faults['hours'] !== undefined) return faults['hours'];
  const told = Object.entries(faults).flatMap(([path, text]) => {
    const index = /^hours\.(\d+)/.exec(path)?.[1];
    if (index === undefined) return [];
    const stretch = hours[Number(index)];
    return [stretch ? t.network.form.day(formatWeekday(stretch.weekday), text) : text];
  });
  return told.length > 0 ? told.join(' ') : null;
}

/** Faults whose field no control shows: they are told at the foot of the form. */
export function elsewhere(faults: Faults, shown: readonly string[]): string[] {
  return Object.entries(faults)
    .filter(([path]) => !shown.some((field) => path === field || path.startsWith(`${field}.`)))
    .map(([, text]) => text);
}
