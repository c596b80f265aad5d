import type { Snippet } from 'svelte';

/** One column of a DataTable. */
export interface Column<R> {
  id: string;
  title: string;
  /** A CSS track: `minmax(160px, 2fr)`, `96px`. */
  width?: string;
  align?: 'start' | 'end' | 'center';
  /** What the cell says; a `cell` snippet may draw it otherwise. */
  text: (row: R) => string;
  cell?: Snippet<[R]>;
  /** Its head sorts. */
  sortable?: boolean;
  /** F2 or a double click edits it. */
  editable?: boolean;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Where the keyboard is: row -1 is the head. */
export interface Spot {
  row: number;
  column: number;
}

/** Where a key moves the spot in a table of so many rows and columns, or `null` where it is not a moving key. */
export function moved(from: Spot, event: KeyboardEvent, rows: number, columns: number, page: number): Spot | null {
  const lastRow = rows - 1;
  const lastColumn = columns - 1;
  const inRows = (row: number): number => Math.max(-1, Math.min(lastRow, row));
  switch (event.key) {
    case 'ArrowUp':
      return { ...from, row: inRows(from.row - 1) };
    case 'ArrowDown':
      return { ...from, row: inRows(from.row + 1) };
    case 'ArrowLeft':
      return { ...from, column: Math.max(0, from.column - 1) };
    case 'ArrowRight':
      return { ...from, column: Math.min(lastColumn, from.column + 1) };
    case 'PageUp':
      return { ...from, row: Math.max(0, from.row - page) };
    case 'PageDown':
      return { ...from, row: inRows(from.row + page) };
    case 'Home':
      return event.ctrlKey ? { row: Math.min(0, lastRow), column: 0 } : { ...from, column: 0 };
    case 'End':
      return event.ctrlKey ? { row: lastRow, column: lastColumn } : { ...from, column: lastColumn };
    default:
      return null;
  }
}

/** The least a column's track takes: `minmax(160px, 2fr)` gives `160px`, `96px` itself, `1fr` nothing. */
export function leastWidth(track: string | undefined): string {
  if (track === undefined) return 'var(--column)';
  const bounds = /^minmax\(\s*(.+?)\s*,/.exec(track);
  const least = bounds?.[1] ?? track;
  return /^(\d|var\(|calc\()/.test(least) && !least.endsWith('fr') ? least : '0px';
}
