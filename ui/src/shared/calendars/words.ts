import type { AccountView } from '../../lib/contract/generated/AccountView';
import type { BusyOrigin } from '../../lib/contract/generated/BusyOrigin';
import type { BusyRemark } from '../../lib/contract/generated/BusyRemark';
import type { BusySource } from '../../lib/contract/generated/BusySource';
import type { BusyTime } from '../../lib/contract/generated/BusyTime';
import { formatMinutes, localeTag, t } from '../../lib/texts/texts.svelte';

/** The host of an address, which is all of it that may be shown: the rest is often a secret. */
export function hostOf(address: string): string {
  try {
    return new URL(address.trim().replace(/^webcals?:/i, 'https:')).host;
  } catch {
    return '';
  }
}

/** A path's last piece, on whatever system. */
export const fileOf = (path: string): string => path.split(/[\\/]/).at(-1) || path;

/** Where a calendar comes from, in a few words: a host, a file's name, an account and its calendar. */
export function originText(origin: BusyOrigin, accounts: readonly AccountView[]): string {
  switch (origin.kind) {
    case 'web':
      return hostOf(origin.address) || origin.address;
    case 'file':
      return fileOf(origin.path);
    case 'account': {
      const account = accounts.find((one) => one.account.id === origin.account)?.account;
      return account ? `${account.name} · ${calendarName(origin.calendar)}` : t.calendars.sources.accountGone;
    }
  }
}

/** What a calendar's address on a server shows of its name. */
function calendarName(address: string): string {
  const last = address.replace(/\/+$/, '').split('/').at(-1) ?? address;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** `30 min`, `4 h`, `1 día`. */
export const lengthText = (minutes: number): string => (minutes % 1440 === 0 ? t.common.days(minutes / 1440) : formatMinutes(minutes));

export function refreshText(source: Pick<BusySource, 'refresh' | 'origin'>): string {
  return source.refresh === null ? t.calendars.sources.onlyAsked : t.calendars.sources.every(lengthText(source.refresh));
}

const midnight = (at: Date): boolean => at.getHours() === 0 && at.getMinutes() === 0;

/** When a busy time is, by this machine's clock: `lun, 23 nov, 10:00–11:30`; whole days by their dates alone. */
export function spanText({ from, to }: Pick<BusyTime, 'from' | 'to'>): string {
  const [begins, ends] = [new Date(from), new Date(to)];
  const day: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
  const plain = (text: string): string => text.replace(/\s–\s/, '–');
  if (midnight(begins) && midnight(ends) && ends > begins) {
    return plain(new Intl.DateTimeFormat(localeTag(), day).formatRange(begins, new Date(ends.getTime() - 1)));
  }
  return plain(new Intl.DateTimeFormat(localeTag(), { ...day, hour: 'numeric', minute: '2-digit' }).formatRange(begins, ends));
}

/** What was passed over or is doubtful in a calendar, in words. */
export function remarkText({ doubt }: BusyRemark): string {
  const words = t.calendars.doubts;
  switch (doubt.kind) {
    case 'floating':
      return words.floating(doubt.taken);
    case 'unknown_zone':
      return words.unknown_zone(doubt.zone, doubt.taken);
    case 'unreadable_time':
      return words.unreadable_time(doubt.value);
    case 'unreadable_rule':
      return words.unreadable_rule(doubt.rule);
    case 'truncated':
      return words.truncated(doubt.rule);
    case 'more':
      return words.more(doubt.count);
    default:
      return words[doubt.kind];
  }
}
