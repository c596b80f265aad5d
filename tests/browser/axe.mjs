// axe-core on a page, its findings as lines that a person can act on.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** axe-core's own source, to be run inside a page. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs inside the page, once `axeSource` has: every rule axe has, WCAG 2.2 AA and good practice. */
export const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then((results) =>
  results.violations.flatMap((violation) =>
    violation.nodes.map((node) => violation.id + ' (' + violation.impact + '): ' + node.target.join(' ') + ' - ' + node.html.slice(0, 160))))`;

/** What axe finds on a page of Chromium. */
export async function findings(page) {
  await page.evaluate(axeSource);
  return page.evaluate(runAxe);
}
