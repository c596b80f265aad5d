// Every screen on the sample as a PNG: both languages, both themes, a wide and a narrow window.
//
//   node tests/browser/pictures.mjs [--out FOLDER] [--only SCREEN]
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bridge.mjs';
import { go, NARROW, startHost, WIDE } from './host.mjs';
import { screens } from './screens.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const out = values.out ? resolve(values.out) : join(root, 'pictures');
mkdirSync(out, { recursive: true });

const host = await startHost({ workspace: 'sample' });
try {
  const all = (await screens(host.call)).filter(({ name }) => !values.only || name.startsWith(values.only));
  if (all.length === 0) throw new Error(`no screen is called ${values.only}`);
  // A plan to look at, not an empty planner.
  await host.call('plan.make', { from: '2026-03-02', to: '2026-03-15', seconds: 2 }).catch((error) => console.error(String(error)));
  let made = 0;
  for (const language of ['es', 'en']) {
    for (const theme of ['light', 'dark']) {
      for (const viewport of [WIDE, NARROW]) {
        const page = await host.open({ language, theme, viewport });
        for (const { name, hash } of all) {
          await go(page, hash);
          await page.screenshot({ path: join(out, `${name}-${language}-${theme}-${viewport.width}.png`) });
          made += 1;
        }
        await page.context().close();
      }
    }
  }
  console.log(`${made} pictures in ${out}`);
  for (const complaint of new Set(host.complaints)) console.log(`complaint: ${complaint}`);
} finally {
  await host.close();
}
