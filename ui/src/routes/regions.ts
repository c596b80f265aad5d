/** F6: the focus goes from region to region (bar, rail, content, panels), in the order in which they are read. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetParent !== null);
  if (regions.length === 0) return;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const first = next?.querySelector<HTMLElement>('[tabindex="0"], a[href], button:not(:disabled), input:not(:disabled)');
  (first ?? next)?.focus();
}
