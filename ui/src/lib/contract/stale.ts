/** Which areas of the workspace changed, told to whoever shows them. */

type Listener = (areas: readonly string[]) => void;

const listeners = new Set<Listener>();

/** Tells every listener that these areas changed. `*` means all of them. */
export function markStale(areas: readonly string[]): void {
  if (areas.length > 0) for (const listener of [...listeners]) listener(areas);
}

/** Calls `listener` at each change until the returned function is called. */
export function onStale(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether a change of `changed` concerns someone who shows `shown`. */
export function concerns(changed: readonly string[], shown: readonly string[]): boolean {
  return changed.some((area) => area === '*' || shown.includes('*') || shown.includes(area));
}
