// The built interface in Chromium over the real app.
import { startBridge, TODAY } from './bridge.mjs';
import { launch } from './chromium.mjs';

export { TODAY };

/** Sizes that every screen must work at. */
export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 900, height: 700 };

/**
 * Starts app and browser once for many pages. `open` gives a page in a context of its own; `complaints` holds what
 * any page complained of: errors, what the content security policy refused, requests to anywhere else.
 */
export async function startHost(options = {}) {
  const bridge = await startBridge(options);
  const browser = await launch().catch(async (error) => {
    await bridge.close();
    throw error;
  });
  const complaints = [];
  return {
    bridge,
    complaints,
    call: bridge.call,
    open: (how) => open(browser, bridge.url, complaints, how),
    close: async () => {
      await browser.close();
      await bridge.close();
    },
  };
}

async function open(browser, url, complaints, { language = 'es', theme = 'light', viewport = WIDE, hash = '' } = {}) {
  const context = await browser.newContext({
    viewport,
    locale: language === 'es' ? 'es-ES' : 'en-GB',
    timezoneId: 'America/Caracas',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    ([lang, look]) => {
      localStorage.setItem('cuadrante.language', lang);
      localStorage.setItem('cuadrante.theme', look);
    },
    [language, theme],
  );
  // The page's clock agrees with the app's, which stands on the same day; timers run as ever.
  await context.clock.setFixedTime(`${TODAY}T14:20:00Z`);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    const own = address.startsWith(`${url}/`) || address.startsWith('data:') || address.startsWith('blob:');
    if (!own) complaints.push(`${page.url()}: asked ${address}`);
  });
  await page.goto(`${url}/${hash}`);
  await settled(page);
  return page;
}

/** Waits until the page has what it asked for and shows it: no call under way, nothing busy, fonts there. */
export async function settled(page) {
  await page.waitForSelector('#app > *');
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('#content [aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}

/** Opens the app anew at an address: what one screen left behind must not show on the next. */
export async function go(page, hash) {
  await page.evaluate((to) => history.replaceState(null, '', to), hash);
  await page.reload();
  await settled(page);
}
