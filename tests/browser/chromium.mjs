// The system's Chromium, driven by playwright-core.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Where Chromium is: as CHROMIUM says, in the search path, or where systems put it. */
export function chromiumPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [process.env.CHROMIUM, ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...APPS];
  const found = places.find((path) => path && isExecutable(path));
  if (!found) throw new Error('no Chromium found; `cargo xtask test --only set-up` installs it');
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A headless Chromium that talks to nobody but the page's own host. */
export function launch() {
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      // Chromium refuses its sandbox to root, as which containers run.
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      '--force-color-profile=srgb',
    ],
  });
}
