// The real window: tauri-driver between the tests and WebKit's own driver.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, root, TODAY } from '../browser/bridge.mjs';
import { startScreen } from './screen.mjs';
import { WebDriver } from './webdriver.mjs';

const app = () => program('CUADRANTE_DESKTOP_PROGRAM', 'cuadrante-desktop');

/** A desktop with a home of its own, on which the app can be started again and again. */
export async function startDesktop() {
  const screen = await startScreen();
  const home = mkdtempSync(join(tmpdir(), 'cuadrante-'));
  const env = {
    ...process.env,
    ...screen.env,
    CUADRANTE_HOME: home,
    CUADRANTE_TODAY: TODAY,
    // WebKit keeps local storage and caches below these.
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
  };
  const [port, nativePort] = [await freePort(), await freePort()];
  const driver = spawn(tauriDriver(), ['--port', String(port), '--native-port', String(nativePort)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  await answering(base, driver);
  const open = [];
  return {
    home,
    /** Starts the app and gives its window. */
    async start(...args) {
      const web = await WebDriver.open(base, { 'tauri:options': { application: app(), args } });
      open.push(web);
      await web.until('the first screen', () => web.run(() => document.querySelector('#app > *') !== null));
      return web;
    },
    /** Starts the app once more beside the first, undriven; gives its exit code. */
    startAgain(...args) {
      return new Promise((resolve, reject) => {
        const child = spawn(app(), args, { env, cwd: home, stdio: 'ignore' });
        const late = setTimeout(() => {
          child.kill('SIGKILL');
          reject(new Error('the second start did not end'));
        }, 20_000);
        child.once('error', reject);
        child.once('exit', (code) => {
          clearTimeout(late);
          resolve(code);
        });
      });
    },
    async close() {
      // A session that the test has ended already refuses; the driver ends the rest.
      for (const web of open) await web.end().catch(() => {});
      driver.kill('SIGTERM');
      screen.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Calls a command of the contract from inside the page, as the page does; gives value and progress. */
export function call(web, name, request = {}) {
  return web.runAsync(
    async (command, asked) => {
      const inside = window.__TAURI_INTERNALS__;
      const progress = [];
      const heard = inside.transformCallback((message) => 'message' in message && progress.push(message.message));
      const reply = await inside.invoke('call', { name: command, request: asked, task: null, progress: `__CHANNEL__:${heard}` });
      return { value: reply.value, progress };
    },
    name,
    request,
  );
}

function tauriDriver() {
  const own = join(process.env.CUADRANTE_TOOLS ?? join(root, 'target', 'tools', 'bin'), 'tauri-driver');
  return existsSync(own) ? own : 'tauri-driver';
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(base, child) {
  let failure;
  child.once('error', (error) => (failure = error));
  child.once('exit', (code) => (failure = new Error(`tauri-driver ended with ${code}`)));
  for (let tries = 0; tries < 100; tries += 1) {
    if (failure) throw failure;
    try {
      if ((await fetch(`${base}/status`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('tauri-driver does not answer');
}
