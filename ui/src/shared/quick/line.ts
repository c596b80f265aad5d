import { readDate, readTime } from '../iso';
import type { MeetingFormat } from '../../lib/formats';
import { plainText } from '../match';

/** What one line says of a meeting; what it does not say is absent. */
export interface Understood {
  format?: MeetingFormat;
  /** As written. */
  who?: string;
  /** `YYYY-MM-DD`. */
  day?: string;
  /** `HH:MM`. */
  time?: string;
  minutes?: number;
}

const formats: [RegExp, MeetingFormat][] = [
  [/\b(mesa de trabajo|mesa|work table|table)\b/, 'work_table'],
  [/\b(panel)\b/, 'panel'],
  [/\b(dinamica de grupo|dinamica|grupo focal|focus group)\b/, 'focus_group'],
  [/\b(visita|entrevista|one-to-one visit|visit)\b/, 'visit'],
];
/** In both languages, whichever is shown: people write as they speak. */
const weekdays = [
  ['lunes', 'monday'],
  ['martes', 'tuesday'],
  ['miercoles', 'wednesday'],
  ['jueves', 'thursday'],
  ['viernes', 'friday'],
  ['sabado', 'saturday'],
  ['domingo', 'sunday'],
];
const months = [
  ['enero', 'january'],
  ['febrero', 'february'],
  ['marzo', 'march'],
  ['abril', 'april'],
  ['mayo', 'may'],
  ['junio', 'june'],
  ['julio', 'july'],
  ['agosto', 'august'],
  ['septiembre', 'september'],
  ['octubre', 'october'],
  ['noviembre', 'november'],
  ['diciembre', 'december'],
];

const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
/** The next day with this month and number, today included. */
function dayOf(month: number, number: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1].map((one) => readDate(`${one}-${month}-${number}`)).filter((one) => one !== null);
  return days.find((one) => one >= today);
}

/** Reads a line such as "visita con LINO el jueves 16:30, 45 min" on the day `today`. */
export function understand(line: string, today: string): Understood {
  const found: Understood = {};
  // Letters without accents, one for one, so that what is cut from one is cut from the other.
  let rest = line.normalize('NFC');
  const plain = (): string => [...rest].map((letter) => plainText(letter)[0] ?? ' ').join('');
  /** Takes the first match out of what is left to read. */
  const cut = (pattern: RegExp): RegExpExecArray | null => {
    const letters = [...rest];
    const match = pattern.exec(plain());
    if (match) rest = [...letters.slice(0, match.index), ' | ', ...letters.slice(match.index + match[0].length)].join('');
    return match;
  };

  const hours = cut(/\b(\d+(?:[.,]\d+)?)\s*(?:h|horas?|hours?)\b(?:\s*(?:y|and)?\s*(\d{1,2})\s*(?:m|min|minutos|minutes)?\b)?/);
  if (hours) found.minutes = Math.round(Number(hours[1]!.replace(',', '.')) * 60) + Number(hours[2] ?? 0);
  else {
    const minutes = cut(/\b(\d{1,3})\s*(?:min|minutos?|minutes?)\b/);
    if (minutes) found.minutes = Number(minutes[1]);
    else if (cut(/\b(media hora|half an hour)\b/)) found.minutes = 30;
    else if (cut(/\b(una hora|an hour)\b/)) found.minutes = 60;
  }

  const iso = cut(/\b\d{4}-\d{1,2}-\d{1,2}\b/);
  const time =
    cut(/(?:\b(?:a las?|at)\s+)?\b(\d{1,2}[:.]\d{2}(?:\s*[ap]\.?\s*m\b\.?)?|\d{1,2}\s*[ap]\.?\s*m\b\.?)/) ??
    cut(/\b(?:a las?|at)\s+(\d{1,2})\b/);
  const read = time && readTime(time[1]!);
  if (read) found.time = read;

  const names = (list: string[][]): string => list.flat().join('|');
  const dayMonth =
    cut(new RegExp(`\\b(?:(?:el|on)\\s+)?(\\d{1,2})\\s+(?:de\\s+|of\\s+)?(${names(months)})\\b`)) ??
    cut(new RegExp(`\\b(?:(?:el|on)\\s+)?(${names(months)})\\s+(\\d{1,2})\\b`));
  const slashed = dayMonth ? null : cut(/\b(?:(?:el|on)\s+)?(\d{1,2})\/(\d{1,2})\b/);
  const named = cut(new RegExp(`\\b(?:(?:el|este|on|this)\\s+)?(${names(weekdays)})\\b`));
  const relative = cut(/\b(pasado manana|hoy|today|manana|tomorrow)\b/);
  const index = (list: string[][], word: string): number => list.findIndex((both) => both.includes(word));
  let day: string | null | undefined;
  if (iso) day = readDate(iso[0]);
  else if (dayMonth) {
    const [one, two] = [dayMonth[1]!, dayMonth[2]!];
    const [number, month] = /^\d/.test(one) ? [one, two] : [two, one];
    day = dayOf(index(months, month) + 1, Number(number), today);
  } else if (slashed) day = dayOf(Number(slashed[2]), Number(slashed[1]), today);
  else if (relative) day = plus(today, { hoy: 0, today: 0, 'pasado manana': 2 }[relative[1]!] ?? 1);
  else if (named) day = plus(today, (index(weekdays, named[1]!) - weekdayOf(today) + 7) % 7);
  if (day) found.day = day;

  const format = formats.find(([pattern]) => pattern.test(plain()));
  if (format) {
    cut(format[0]);
    found.format = format[1];
  }
  const who = /\b(?:con|with)\s+([^|,;]+)/i.exec(rest)?.[1] ?? rest;
  const name = who
    .split(/[|,;]/)
    .map((part) => part.trim().replace(/\s+(el|a|on|at|de)$/i, ''))
    .find((part) => part !== '');
  if (name) found.who = name;
  return found;
}
