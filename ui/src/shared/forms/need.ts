import type { Need } from '../../lib/contract/generated/Need';
import type { PlacePreference } from '../../lib/contract/generated/PlacePreference';
import type { Problem } from '../../lib/contract/call';
import { problemText } from '../../lib/texts/problem';
import { t } from '../../lib/texts/texts.svelte';

export type Priority = '1' | '2' | '3' | '4' | '5';
export const priorities: readonly Priority[] = ['1', '2', '3', '4', '5'];
export const places: readonly PlacePreference[] = ['any', 'room', 'client', 'remote'];

/** A priority in words: `Urgente`. */
export function priorityText(priority: number): string {
  return t.clients.forms.priorities[String(Math.min(5, Math.max(1, Math.round(priority)))) as Priority];
}

/** A day so many days after another, both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** A need as it begins: normal, in the coming four weeks, wherever. */
export function newNeed(today: string, client = '', topic = ''): Need {
  return {
    id: '',
    client,
    topic,
    priority: 3,
    from: today,
    until: daysAfter(today, 28),
    place: 'any',
    note: '',
    version: 0,
  };
}

/** What is wrong, by field; what belongs to no field is under `''`. */
export function faultsByField(problem: Problem | null): Record<string, string> {
  if (!problem) return {};
  if (problem.kind !== 'invalid' || !Array.isArray(problem['faults'])) return { '': problemText(problem) };
  const faults = problem['faults'] as { fault: string; field: string }[];
  const words = t.problems.faults as unknown as Record<string, (data: unknown) => string>;
  return Object.fromEntries(
    faults.map((fault) => [fault.field, words[fault.fault]?.(fault) ?? problemText({ kind: 'invalid', faults: [fault] })]),
  );
}
