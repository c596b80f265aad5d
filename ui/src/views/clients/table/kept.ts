/** What this person keeps of the table at this machine: filters by name, and the columns that are shown. */
import type { Filter } from './filter';

export interface SavedFilter {
  name: string;
  filter: Filter;
}

function read<T>(key: string, fits: (value: unknown) => value is T): T | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`cuadrante.clients.${key}`) ?? 'null');
    return fits(kept) ? kept : null;
  } catch {
    return null; // Storage can be closed by policy, or hold what an older version wrote.
  }
}
function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(`cuadrante.clients.${key}`, JSON.stringify(value));
  } catch {
    // As above: the choice then lasts as long as the window.
  }
}

const areFilters = (value: unknown): value is SavedFilter[] =>
  Array.isArray(value) &&
  value.every((one: Partial<SavedFilter> | null) => typeof one?.name === 'string' && typeof one.filter?.text === 'string');
const areNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

export const keptFilters = (): SavedFilter[] => read('filters', areFilters) ?? [];
export const keepFilters = (filters: SavedFilter[]): void => write('filters', filters);
export const hiddenColumns = (): string[] | null => read('hidden', areNames);
export const hideColumns = (ids: string[]): void => write('hidden', ids);
