// The real window under Xvfb: it starts, welcomes, keeps what was changed, is one, streams progress, writes exports.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeSource, runAxe } from '../browser/axe.mjs';
import { root } from '../browser/bridge.mjs';
import { screens } from '../browser/screens.mjs';
import { call, startDesktop } from './window.mjs';

describe('the real window', { timeout: 600_000 }, () => {
  let desktop;
  let web;
  before(async () => {
    desktop = await startDesktop();
    web = await desktop.start();
  });
  after(() => desktop?.close());

  const hash = () => web.run(() => location.hash);
  const go = async (to) => {
    await web.run((address) => {
      history.replaceState(null, '', address);
      location.reload();
    }, to);
    await web.until(`${to} shown`, () => web.run(() => document.querySelector('#content h1') !== null));
  };
  const keep = async (name) => {
    const folder = join(root, 'target', 'xtask', 'desktop-pictures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), await web.picture());
  };

  test('starts with a welcome', async () => {
    await web.until('the welcome', async () => (await hash()) === '#/welcome');
    await web.run(() => localStorage.setItem('cuadrante.language', 'es'));
    await web.run(() => location.reload());
    await web.until('Spanish', () => web.run(() => document.documentElement.lang === 'es'));
    await keep('welcome');
  });

  test('the sample lands on the matrix', async () => {
    await web.clickNamed('Abrir la muestra');
    await web.until('the matrix', async () => (await hash()).startsWith('#/matrix'));
    await web.until('its canvas', () => web.run(() => (document.querySelector('#content canvas')?.width ?? 0) > 300));
    const { value } = await call(web, 'matrix.points');
    assert.ok(value.points.length >= 60, `${value.points.length} points`);
    await keep('matrix');
  });

  test('runs nothing that is not its own', async () => {
    const blocked = await web.runAsync(async () => {
      const refused = [];
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.intruder = true';
      document.head.append(script);
      await fetch('http://127.0.0.1:9/').catch(() => {});
      await new Promise((done) => setTimeout(done, 200));
      return { refused, ran: window.intruder === true };
    });
    assert.equal(blocked.ran, false);
    assert.ok(blocked.refused.some((one) => one.startsWith('script-src')), blocked.refused.join());
    assert.ok(blocked.refused.includes('connect-src'), blocked.refused.join());
    await assert.rejects(
      web.runAsync(() => window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} })),
      /not allowed/,
    );
  });

  test('long work streams its progress', async () => {
    const { value, progress } = await call(web, 'plan.make', { from: '2026-03-02', to: '2026-03-15', seconds: 2 });
    assert.ok(value.proposals.length > 0, 'the draft has proposals');
    assert.ok(progress.length >= 2, `${progress.length} reports`);
  });

  test('an export is written', async () => {
    const folder = join(desktop.home, 'calendars');
    mkdirSync(folder);
    const { value } = await call(web, 'export.calendars', { folder, scope: { kind: 'everything' } });
    const files = readdirSync(folder);
    assert.equal(files.length, value.files.length);
    assert.ok(value.meetings > 0);
    for (const file of files) assert.match(readFileSync(join(folder, file), 'utf8'), /^BEGIN:VCALENDAR\r\n/);
  });

  test('a second start raises the first window and ends', async () => {
    assert.equal(await desktop.startAgain(), 0);
    assert.equal((await call(web, 'workspace.current')).value.problem, null);
  });

  test('a second start with a workspace opens it in the first window', async () => {
    const copy = join(desktop.home, 'copy.cuadrante');
    await call(web, 'workspace.backup', { path: copy });
    assert.equal(await desktop.startAgain('copy.cuadrante'), 0);
    await web.until('the copy', async () => (await call(web, 'workspace.current')).value.path === copy);
  });

  test('axe finds nothing on any screen', async (t) => {
    const all = await screens(async (name, request) => (await call(web, name, request)).value);
    for (const screen of all) {
      await t.test(screen.name, async () => {
        await go(screen.hash);
        await web.until('nothing busy', () => web.run(() => document.querySelector('#content [aria-busy="true"]') === null));
        await web.source(axeSource);
        assert.deepEqual(await web.runAsync(`() => ${runAxe}`), []);
      });
    }
  });

  test('a change outlives a restart, and so does its undo', async () => {
    const needs = async () => (await call(web, 'needs.list')).value.map((row) => row.need.id).sort();
    const before = await needs();
    await call(web, 'need.delete', { id: before[0] });
    await web.closeWindow();
    await web.end().catch(() => {});
    web = await desktop.start();
    assert.deepEqual(await needs(), before.slice(1));
    await call(web, 'undo');
    assert.deepEqual(await needs(), before);
  });
});
