// The main job as a person does it in the window: clients in, questions answered, a plan made and accepted, a meeting
// moved by keyboard and by pointer, each of it undone.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { go, settled, startHost } from './host.mjs';

const CLIENTS = `customerID,companyName,contactName,contactTitle,city,country
AVILA,"Ávila Alimentos, C.A.",Ana Pérez,Gerente,Caracas,Venezuela
MONSE,Monserrate Textil,Luis Rojas,Compras,Bogotá,Colombia
ORINO,"Orinoco ""Naves""",Eva Gil,Dueña,Puerto Ordaz,Venezuela
`;

describe('importing clients', () => {
  let host;
  let page;
  let file;
  before(async () => {
    host = await startHost({ workspace: 'empty' });
    file = join(host.bridge.home, 'clients.csv');
    writeFileSync(file, CLIENTS);
    page = await host.open({ hash: `#/import?path=${encodeURIComponent(file)}` });
  });
  after(() => host?.close());
  const names = async () => (await host.call('clients.list', {})).rows.map((row) => row.name).sort();
  const all = ['Monserrate Textil', 'Orinoco "Naves"', 'Ávila Alimentos, C.A.'];

  test('shows what will happen, then does it', async () => {
    assert.deepEqual(await names(), []);
    await page.getByRole('button', { name: 'Importar 3 clientes' }).click();
    await page.getByRole('heading', { name: 'Importación terminada' }).waitFor();
    assert.deepEqual(await names(), all);
  });

  test('is one step to undo and to do again', async () => {
    await go(page, '#/clients');
    await page.getByText('Monserrate Textil').first().waitFor();
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.body.innerText.includes('Monserrate Textil') === false);
    assert.deepEqual(await names(), []);
    await page.keyboard.press('Control+Shift+z');
    await page.getByText('Monserrate Textil').first().waitFor();
    assert.deepEqual(await names(), all);
  });

  test('adds nothing the second time', async () => {
    await go(page, `#/import?path=${encodeURIComponent(file)}`);
    await page.getByText('Este archivo no trae nada nuevo', { exact: false }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Importar \d/ }).count(), 0);
    assert.deepEqual(host.complaints, []);
  });
});

describe('placing, planning, moving', () => {
  let host;
  let page;
  before(async () => {
    host = await startHost({ workspace: 'sample' });
    page = await host.open();
  });
  after(() => host?.close());

  test('an answer given with a digit places the client', async () => {
    const [row] = (await host.call('clients.list', { states: ['undetermined'] })).rows;
    const { topics } = await host.call('clients.get', { id: row.id });
    const topic = topics.find((one) => one.entry?.state === 'undetermined').topic;
    const view = () => host.call('placement.get', { client: row.id, topic });
    const [item] = (await view()).ask;
    await go(page, `#/clients/${row.id}?tab=topics&topic=${topic}`);
    await page.getByRole('tab', { name: 'Preguntas' }).click();
    const question = page.locator(`[data-item="${item}"]`);
    await question.getByRole('radio').first().focus();
    await page.keyboard.press('5');
    await page.waitForFunction((one) => document.querySelector(`[data-item="${one}"] [aria-checked="true"]`) !== null, item);
    const answered = (await view()).answers.find((answer) => answer.item === item);
    assert.equal(answered.value, 5);
    await page.keyboard.press('Control+z');
    await page.waitForFunction((one) => document.querySelector(`[data-item="${one}"] [aria-checked="true"]`) === null, item);
  });

  test('a plan is made, accepted as a whole, and undone as a whole', async () => {
    const planned = async () => (await host.call('calendar.get', { from: '2026-03-02', to: '2026-03-30' })).events.length;
    const before = await planned();
    await go(page, '#/planner');
    await page.getByRole('spinbutton', { name: 'Búsqueda' }).or(page.getByLabel('Búsqueda', { exact: true })).first().fill('1');
    await page.getByRole('form').getByRole('button', { name: 'Planificar' }).click();
    await page.getByRole('button', { name: 'Aceptar todo' }).click({ timeout: 30_000 });
    await page.getByText(/reuniones están en la agenda/).first().waitFor();
    const after = await planned();
    assert.ok(after > before, `${before} meetings before, ${after} after`);
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    await settled(page);
    assert.equal(await planned(), before);
  });

  test('a meeting moves by keyboard and by pointer, and back by undo', async () => {
    const { events, zone } = await host.call('calendar.get', { from: '2026-03-02', to: '2026-03-07' });
    const { event, hours } = await freeMove(host.call, events, zone);
    const start = async () => (await host.call('meeting.get', { id: event.id })).meeting.start;
    const first = await start();
    await go(page, `#/calendar?date=${event.start.slice(0, 10)}`);
    const card = page.locator(`[data-event="${event.id}"]`).first();
    await page.locator('.week [tabindex="0"]').first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-event'));
    for (let next = 0; next < events.length && (await focused()) !== event.id; next += 1) await page.keyboard.press('j');
    assert.equal(await focused(), event.id);
    // Four steps of a quarter with Alt held are one move.
    await page.keyboard.down('Alt');
    for (let quarter = 0; quarter < 4; quarter += 1) await page.keyboard.press(hours > 0 ? 'ArrowDown' : 'ArrowUp');
    await page.keyboard.up('Alt');
    const moved = await changed(start, first);
    assert.notEqual(moved, first);
    await page.keyboard.press('Control+z');
    assert.equal(await changed(start, moved), first);
    await settled(page);
    const box = await card.boundingBox();
    // The card's height is its minutes'.
    const hour = (box.height / event.minutes) * 60 * hours;
    const [x, y] = [box.x + box.width / 2, box.y + 10];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + hour / 2, { steps: 6 });
    await page.mouse.move(x, y + hour, { steps: 6 });
    await page.mouse.up();
    assert.equal(await changed(start, first), moved);
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    assert.equal(await changed(start, moved), first);
    assert.deepEqual(host.complaints, []);
  });
});

/** A meeting and the hour, forth or back, by which it can move with nothing in its way. */
async function freeMove(call, events, zone) {
  for (const event of events) {
    for (const hours of [1, -1]) {
      const start = new Date(Date.parse(`${event.start}Z`) + hours * 3_600_000).toISOString().slice(0, 19);
      const change = { id: event.id, start, zone, minutes: null, place: null, providers: null, keep_conflicts: false };
      const probed = await call('meeting.probe', { kind: 'moved', change });
      if (probed.conflicts.length === 0 && !event.lock.start) return { event, hours };
    }
  }
  throw new Error('no meeting of the sample can move by an hour');
}

/** Waits until `read` no longer gives `old`; after five seconds gives whatever it gives. */
async function changed(read, old) {
  for (let tries = 0; tries < 50; tries += 1) {
    const now = await read();
    if (now !== old) return now;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read();
}
