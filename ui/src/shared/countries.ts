import { compareText, localeTag, t } from '../lib/texts/texts.svelte';

/** Spain and Latin America: the countries whose public holidays are known. ISO 3166-1 alpha-2. */
export const known = [
  'AR', 'BO', 'BR', 'CL', 'CO', 'CR', 'CU', 'DO', 'EC', 'ES', 'GT', 'HN', 'MX', 'NI', 'PA', 'PE', 'PR', 'PY', 'SV', 'UY', 'VE',
] as const;

/** The name of a country in the language of the moment; a region (`ES-MD`) beside its country. */
export function countryName(code: string): string {
  const [country = code, region] = code.split('-');
  const name = nameOf(country);
  return region === undefined ? name : t.calendars.holidays.region(name, region);
}

function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames(localeTag(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // A code that is none is shown as it is.
  }
}

export const byName = (a: string, b: string): number => compareText(countryName(a), countryName(b));
