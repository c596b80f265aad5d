import axe from 'axe-core';

/** What axe finds wrong, by rule and place. Contrast is checked in a real browser: jsdom draws nothing. */
export async function violationsIn(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false } } });
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}
