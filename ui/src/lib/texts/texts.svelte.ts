import { preferences, type Language } from '../preferences.svelte';
import { en } from './en';
import { es, type Catalogue } from './es';

export const catalogues: Record<Language, Catalogue> = { es, en };

/**
 * The texts in the language chosen now: `t.clients.title`, `t.clients.count(3)`. Reading it in markup or in an effect
 * follows a change of language at once.
 */
export const t: Catalogue = new Proxy(es, {
  get: (_, area) => catalogues[preferences.language][area as keyof Catalogue],
});

/** The BCP 47 tag for Intl: the machine's own region where its language is the one chosen. */
export function localeTag(): string {
  const own = navigator.languages?.find((tag) => tag.toLowerCase().startsWith(preferences.language));
  return own ?? preferences.language;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = localeTag() + JSON.stringify(options);
  let made = dateFormats.get(key);
  if (!made) dateFormats.set(key, (made = new Intl.DateTimeFormat(localeTag(), options)));
  return made;
}

/** Civil text (`2026-03-05` or `2026-03-05T16:30`) as a moment whose UTC fields are the civil ones. */
function civil(text: string): Date {
  const [day = '', time = '00:00'] = text.split('T');
  return new Date(`${day}T${time.slice(0, 5)}:00Z`);
}

export type DateStyle = 'short' | 'medium' | 'long' | 'full' | 'dayMonth' | 'weekdayDay' | 'weekdayMonth' | 'weekdayYear' | 'monthYear';

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'short' },
  weekdayDay: { weekday: 'short', day: 'numeric' },
  weekdayMonth: { weekday: 'short', day: 'numeric', month: 'short' },
  weekdayYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  monthYear: { month: 'long', year: 'numeric' },
};

/** A civil date, or the date of a civil date-time, in words. */
export function formatDate(iso: string, style: DateStyle = 'medium'): string {
  return dates({ ...styles[style], timeZone: 'UTC' }).format(civil(iso));
}

/** The time of a civil date-time, or of `HH:MM`. */
export function formatTime(iso: string): string {
  const text = iso.includes('T') ? iso : `2000-01-01T${iso}`;
  return dates({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(civil(text));
}

/** Date and time of a civil date-time. */
export function formatDateTime(iso: string, style: DateStyle = 'medium'): string {
  return `${formatDate(iso, style)}, ${formatTime(iso)}`;
}

/** A UTC stamp as the person's own date and time. */
export function formatStamp(utc: string): string {
  return dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(utc));
}

/** The name of a weekday; 1 is Monday, 7 Sunday. */
export function formatWeekday(day: number, width: 'long' | 'short' | 'narrow' = 'long'): string {
  return dates({ weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = localeTag() + JSON.stringify(options);
  let made = numberFormats.get(key);
  if (!made) numberFormats.set(key, (made = new Intl.NumberFormat(localeTag(), options)));
  return made.format(value);
}

/** A share of 0..100 as a percentage. */
export function formatPercent(value: number, digits = 0): string {
  return formatNumber(value / 100, { style: 'percent', maximumFractionDigits: digits });
}

/** `45 min`, `1 h`, `2 h 30 min`: the same in both languages. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `a, b y c`. */
export function formatList(items: string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(localeTag(), { type }).format(items);
}

/** "hace 3 días", "2 hours ago": the largest whole unit since the stamp. One from a clock ahead of this one is of now. */
export function formatAgo(utc: string, now: Date = new Date()): string {
  const seconds = Math.min(0, (new Date(utc).getTime() - now.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(0, 'minute');
}

/** First day of the week, 1 Monday to 7 Sunday, as the locale has it. */
export function firstDayOfWeek(): number {
  type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  const locale = new Intl.Locale(localeTag()) as WithWeek;
  const known = locale.getWeekInfo?.() ?? locale.weekInfo;
  return known?.firstDay ?? (preferences.language === 'es' ? 1 : 7);
}

const collators = new Map<string, Intl.Collator>();

/** Compares names as the language orders them, digits by value. */
export function compareText(a: string, b: string): number {
  const tag = localeTag();
  let made = collators.get(tag);
  if (!made) collators.set(tag, (made = new Intl.Collator(tag, { sensitivity: 'base', numeric: true })));
  return made.compare(a, b);
}

export { plural } from './plural';
export type { Catalogue } from './es';
export type { Language } from '../preferences.svelte';
