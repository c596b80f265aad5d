/**
 * J/K over the rows of a list: every row marked `data-stop` is a stop, and what takes the focus in it is its first
 * control. The list is the one with the focus, else the first `data-stops` on the screen that has rows.
 */
export function moveStop(step: 1 | -1): void {
  const lists = [...document.querySelectorAll<HTMLElement>('[data-stops]')];
  const focused = document.activeElement?.closest<HTMLElement>('[data-stops]');
  const preferred = lists.filter((list) => list.dataset['stops'] === 'first');
  const list = focused ?? [...preferred, ...lists].find((one) => one.querySelector('[data-stop]'));
  if (!list) return;
  const stops = [...list.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = at < 0 ? stops[step > 0 ? 0 : stops.length - 1] : stops[Math.min(stops.length - 1, Math.max(0, at + step))];
  focusStop(next);
}

/** Focuses what a row does first: its box, its link or its button. */
export function focusStop(stop: HTMLElement | undefined): void {
  const target = stop?.matches('a[href], button') ? stop : stop?.querySelector<HTMLElement>('input:not(:disabled), a[href], button:not(:disabled)');
  target?.focus();
  stop?.scrollIntoView({ block: 'nearest' });
}
