/** Where each of many rows of differing height begins; one more entry than rows, the last is the total. */
export function rowOffsets(heights: readonly number[]): number[] {
  const offsets = [0];
  let sum = 0;
  for (const height of heights) offsets.push((sum += height));
  return offsets;
}

/** The row at a pixel: the last one that begins at or before it. Held within the rows; -1 where there are none. */
export function rowAt(offsets: readonly number[], pixel: number): number {
  const count = offsets.length - 1;
  if (count <= 0) return -1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The rows to keep on the page: those in view, `spare` on either side, and `kept` (the one that holds the
 * keyboard's focus, or a drag's origin) wherever it is. In order.
 */
export function visibleRows(
  offsets: readonly number[],
  scroll: number,
  viewport: number,
  spare = 4,
  kept: readonly number[] = [],
): number[] {
  const count = offsets.length - 1;
  if (count <= 0) return [];
  const first = Math.max(0, rowAt(offsets, scroll) - spare);
  const last = Math.min(count - 1, rowAt(offsets, Math.max(scroll, scroll + viewport - 1)) + spare);
  const rows: number[] = [];
  for (let row = first; row <= last; row += 1) rows.push(row);
  for (const row of kept) if (row >= 0 && row < count && (row < first || row > last)) rows.push(row);
  return rows.sort((a, b) => a - b);
}
