// The first start: welcome, the sample, the matrix; and the language without a restart.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { go, settled, startHost } from './host.mjs';

describe('the first start', () => {
  let host;
  before(async () => {
    host = await startHost({ workspace: 'none' });
  });
  after(() => host?.close());

  test('welcomes, makes the sample, and shows it on the matrix', async () => {
    const page = await host.open();
    assert.equal(await page.evaluate(() => location.hash), '#/welcome');
    await page.getByRole('button', { name: 'Abrir la muestra' }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/matrix'), null, { timeout: 20_000 });
    await settled(page);
    assert.equal((await host.call('workspace.current', {})).problem, null);
    const count = (await host.call('matrix.points', {})).points.length;
    assert.ok(count >= 60, `${count} points`);
    await page.getByRole('heading', { level: 1, name: 'Matriz' }).waitFor();
    await page.context().close();
  });

  test('speaks the other language at once', async () => {
    const page = await host.open({ language: 'es', hash: '#/matrix' });
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
    const english = await host.open({ language: 'en', hash: '#/matrix' });
    await english.getByRole('link', { name: 'Clients', exact: true }).waitFor();
    await go(page, '#/settings');
    await page.getByText('English', { exact: true }).first().click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await page.getByRole('link', { name: 'Clients', exact: true }).waitFor();
  });

  test('complained of nothing', () => {
    assert.deepEqual(host.complaints, []);
  });
});

describe('the bridge', () => {
  let host;
  before(async () => {
    host = await startHost({ workspace: 'empty' });
  });
  after(() => host?.close());

  test('sends the policy of the window with every page', async () => {
    const response = await fetch(`${host.bridge.url}/`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-security-policy'), /default-src 'self'/);
    assert.doesNotMatch(response.headers.get('content-security-policy'), /unsafe/);
  });

  test('answers no other page', async () => {
    const response = await fetch(`${host.bridge.url}/call/workspace.current`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://example.org' },
      body: '{"request":{}}',
    });
    assert.equal(response.status, 403);
  });
});
