/**
 * `2026-3-5` or `5/3/2026` as `2026-03-05`; `null` where there is no such day. Where the month could come first
 * (`5/3/2026` in English) nothing is guessed, unless only one reading is a date.
 */
export function readDate(text: string, dayFirst = false): string | null {
  const iso = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const short = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*$/.exec(text);
  if (!short) return null;
  const [first, second, year] = [Number(short[1]), Number(short[2]), Number(short[3])];
  const readings = [dayOf(year, second, first), ...(dayFirst ? [] : [dayOf(year, first, second)])].filter((day) => day !== null);
  return new Set(readings).size === 1 ? (readings[0] ?? null) : null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day || year < 1000) return null;
  return made.toISOString().slice(0, 10);
}

/** `9`, `930`, `9:30`, `9.30`, `4:30 pm` as `HH:MM`; `null` where there is no such time. */
export function readTime(text: string): string | null {
  const match = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?\s*m?\.?\s*$/i.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3]?.toLowerCase();
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
