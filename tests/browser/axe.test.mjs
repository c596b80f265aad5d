// Every screen on the sample, in both languages, themes and widths: nothing for axe to find, nothing complained of in
// the console, nothing the content security policy had to refuse, nothing asked of any other address.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findings } from './axe.mjs';
import { go, NARROW, startHost, WIDE } from './host.mjs';
import { screens } from './screens.mjs';

const VARIANTS = [
  { language: 'es', theme: 'light', viewport: WIDE },
  { language: 'en', theme: 'dark', viewport: NARROW },
];

describe('every screen', () => {
  let host;
  let all;
  before(async () => {
    host = await startHost({ workspace: 'sample' });
    all = await screens(host.call);
  });
  after(() => host?.close());

  for (const variant of VARIANTS) {
    const name = `${variant.language}, ${variant.theme}, ${variant.viewport.width} px`;
    test(`is accessible and quiet: ${name}`, async (t) => {
      const page = await host.open(variant);
      for (const screen of all) {
        await t.test(screen.name, async () => {
          host.complaints.length = 0;
          await go(page, screen.hash);
          assert.ok(await page.locator('#content h1').count(), 'a screen has a heading');
          assert.deepEqual(await findings(page), []);
          assert.deepEqual(host.complaints, []);
        });
      }
      await page.context().close();
    });
  }

  test('nothing scrolls sideways in a narrow window', async (t) => {
    const page = await host.open({ viewport: NARROW });
    for (const screen of all) {
      await t.test(screen.name, async () => {
        await go(page, screen.hash);
        const [scroll, client] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(scroll <= client, `${scroll} px in ${client}`);
      });
    }
    await page.context().close();
  });
});
