// x1, x4: a plan goes out, changes, and goes out again, on every road at once, to programs that others wrote: khal on a
// watched folder, khal importing files, a real Radicale. Nothing twice, the moved meeting moved, the cancelled one gone.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ICAL from 'ical.js';
import { root, startBridge } from '../browser/bridge.mjs';

const FROM = '2026-03-03';
const TO = '2026-04-10';

describe('a plan that changes after it went out', { timeout: 300_000 }, () => {
  let bridge;
  let home;
  let planned;
  let moved;
  let cancelled;
  let elsewhere;
  const ends = [];
  const call = (name, request) => bridge.call(name, request);
  const folder = (name) => {
    const path = join(home, name);
    mkdirSync(path, { recursive: true });
    return path;
  };

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'cuadrante-journey-'));
    bridge = await startBridge({ workspace: 'sample' });
    const { id } = await call('plan.make', { from: FROM, to: '2026-03-20', seconds: 2 });
    await call('plan.accept', { draft: id });
    // Without an address nobody can be invited.
    const { providers } = await call('network.get', {});
    for (const row of providers) {
      const provider = row.provider ?? row;
      await call('provider.save', { ...provider, email: `p.${provider.id.slice(-12)}@house.example` });
    }
  });
  after(async () => {
    for (const end of ends) await end();
    await bridge?.close();
    rmSync(home, { recursive: true, force: true });
  });

  const meetings = async () =>
    (await call('calendar.get', { from: FROM, to: TO, zone: 'UTC' })).events.filter((event) => event.status === 'planned');
  const events = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  const instantOf = (event) => new Date(`${event.start}Z`).toISOString().slice(0, 16);

  /** A khal of its own over a folder. */
  function khal(store) {
    const own = folder(`khal-${store.length}-${Math.abs([...store].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7))}`);
    const config = join(own, 'config');
    const settings = readFileSync(new URL('khal.conf', import.meta.url), 'utf8').replace('path = CALENDAR', `path = ${store}`);
    writeFileSync(config, `${settings}\n[sqlite]\npath = ${join(own, 'khal.db')}\n`);
    const run = (...args) =>
      execFileSync('khal', ['-c', config, ...args], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', TZ: 'UTC', HOME: own, XDG_CACHE_HOME: own, XDG_DATA_HOME: own },
      });
    return {
      import: (path) => run('import', '--batch', '-a', 'test', path),
      /** `uid|start|status` of each event. */
      list: () =>
        run('list', '--format', '{uid}|{start-long-full}|{status}', '--day-format', '', FROM, '40d')
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .sort(),
    };
  }
  // The name of a meeting made here; those of the sample, whose ids are words, are known by others.
  const uidOf = (event) => `${event.id}@cuadrante`;
  const asKhal = (event) => instantOf(event).replace('T', ' ');
  /** The beginnings that khal shows, each meeting once. */
  const standing = (lines) => {
    const live = lines.filter((line) => !/CANCELLED\s*$/.test(line)).map((line) => line.split('|'));
    assert.equal(new Set(live.map(([uid]) => uid)).size, new Set(live.map(([uid, start]) => `${uid} ${start}`)).size, 'nothing twice');
    return [...new Map(live.map(([uid, start]) => [uid, start])).values()].sort();
  };

  let watched;
  let imported;
  let mail;
  const exportAll = async () => {
    await call('export.calendars', { folder: folder('watched'), scope: { kind: 'plan' }, from: FROM, shape: { kind: 'folder' } });
    await call('export.calendars', { folder: folder('files'), scope: { kind: 'plan' }, from: FROM, shape: { kind: 'files' } });
  };
  const planFile = () => join(home, 'files', readdirSync(join(home, 'files')).find((name) => name.endsWith('.ics')));
  const watchedFolder = () => {
    const [name] = readdirSync(join(home, 'watched'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return join(home, 'watched', name.name);
  };

  test('goes out: a watched folder, files, an invitation for each person', async () => {
    planned = await meetings();
    assert.ok(planned.length >= 6, `${planned.length} meetings`);
    await exportAll();
    watched = khal(watchedFolder());
    imported = khal(folder('khal-store'));
    imported.import(planFile());
    const expected = planned.map(asKhal).sort();
    assert.deepEqual(standing(watched.list()), expected);
    assert.deepEqual(standing(imported.list()), expected);
    mail = await call('invitations.write', { folder: folder('mail'), from: FROM, form: 'both' });
    assert.ok(mail.invitations > planned.length, `${mail.invitations} invitations`);
    assert.equal(mail.updates + mail.cancellations, 0);
    const again = await call('invitations.write', { folder: folder('mail'), from: FROM, form: 'both' });
    assert.equal(again.files.length, 0, 'everybody knows the present version');
  });

  test("x4_a_guest's file holds nobody else", async () => {
    const { rows } = await call('invitations.list', { from: FROM });
    const guests = rows.filter((row) => row.invited.kind === 'guest' && row.told);
    const names = new Map(rows.filter((row) => row.invited.kind === 'guest').map((row) => [row.email, row]));
    let looked = 0;
    for (const path of mail.files.filter((file) => file.endsWith('.ics'))) {
      const text = readFileSync(path, 'utf8').replaceAll('\r\n ', '');
      const [event] = events(text);
      const invited = event.getAllProperties('attendee').map((one) => one.getFirstValue().replace('mailto:', ''));
      const own = guests.find((row) => invited.length === 1 && row.email === invited[0]);
      if (!own) continue;
      looked += 1;
      for (const [address, other] of names) {
        if (address === own.email) continue;
        assert.ok(!text.includes(address), `${path} holds ${address}`);
        if (other.organisation !== own.organisation) assert.ok(!text.includes(other.organisation), `${path} holds ${other.organisation}`);
      }
      assert.equal(events(text).length, 1);
    }
    assert.ok(looked > 0, 'guests were invited');
  });

  test('one meeting moves, another is cancelled: who was told must be told again, and only they', async () => {
    const told = (await call('invitations.list', { from: FROM })).rows.filter((row) => row.told).map((row) => row.meeting);
    [moved, cancelled] = planned.filter((event) => told.includes(event.id) && !event.id.startsWith('meeting-'));
    const { meeting } = await call('meeting.get', { id: moved.id });
    const [first] = await call('meeting.free', { meeting: moved.id, most: 1, nearest: true });
    assert.ok(first, 'another time is free');
    await call('meeting.move', { id: moved.id, start: first.start, zone: first.zone });
    await call('meeting.cancel', { id: cancelled.id });
    const due = (await call('invitations.list', { from: FROM })).rows.filter((row) => row.due !== 'nothing' && row.told);
    assert.deepEqual(new Set(due.map((row) => row.meeting)), new Set([moved.id, cancelled.id]));
    for (const row of due) assert.equal(row.due, row.meeting === moved.id ? 'update' : 'cancellation');
    const written = await call('invitations.write', { folder: folder('mail-2'), from: FROM, form: 'ics' });
    assert.equal(written.updates, due.filter((row) => row.meeting === moved.id).length);
    assert.equal(written.cancellations, due.filter((row) => row.meeting === cancelled.id).length);
    const before = new Map();
    for (const path of mail.files.filter((file) => file.endsWith('.ics'))) {
      const [event] = events(readFileSync(path, 'utf8'));
      before.set(event.getFirstPropertyValue('uid'), event.getFirstPropertyValue('sequence'));
    }
    for (const path of written.files) {
      const text = readFileSync(path, 'utf8');
      const [event] = events(text);
      const uid = event.getFirstPropertyValue('uid');
      if (!before.has(uid)) continue;
      assert.ok(event.getFirstPropertyValue('sequence') > before.get(uid), `${path}: a higher SEQUENCE`);
      // Who invites keeps a copy, and is not invited.
      if (!/METHOD:PUBLISH/.test(text)) assert.match(text, uid === uidOf(cancelled) ? /METHOD:CANCEL/ : /METHOD:REQUEST/);
      assert.equal(event.getFirstPropertyValue('status'), uid === uidOf(cancelled) ? 'CANCELLED' : 'CONFIRMED');
    }
    assert.notEqual(meeting.start, first.start);
  });

  test('khal, given the export again, has the moved one moved and the cancelled one gone', async () => {
    await exportAll();
    imported.import(planFile());
    const expected = (await meetings()).map(asKhal).sort();
    assert.deepEqual(standing(watched.list()), expected);
    const lines = imported.list();
    assert.deepEqual(standing(lines), expected);
    const whole = events(readFileSync(planFile(), 'utf8'));
    const off = whole.find((event) => event.getFirstPropertyValue('uid') === uidOf(cancelled));
    assert.equal(off.getFirstPropertyValue('status'), 'CANCELLED');
  });

  test('Radicale holds each meeting once, through a move, a cancellation and a restart', async () => {
    const server = await startRadicale(folder('radicale'));
    ends.push(() => server.end());
    const { account } = await call('account.save', {
      account: { id: '', name: 'Radicale', address: server.url, user: 'ana', push_to: null, push_name: '', version: 0 },
      secret: 'secreto',
    });
    const [calendar] = await call('account.calendars', { id: account.id });
    const chosen = (await call('account.save', { account: { ...account, push_to: calendar.address, push_name: calendar.name } })).account;
    const first = await call('calendars.push', { account: chosen.id });
    assert.equal(first.problem, null);
    assert.equal(first.added, (await meetings()).length);
    const same = await call('calendars.push', { account: chosen.id });
    assert.deepEqual([same.added, same.changed, same.removed], [0, 0, 0]);

    const [one, other] = await meetings();
    const [free] = await call('meeting.free', { meeting: one.id, most: 1, nearest: true });
    await call('meeting.move', { id: one.id, start: free.start, zone: free.zone });
    await call('meeting.cancel', { id: other.id });
    await server.restart();
    const second = await call('calendars.push', { account: chosen.id });
    assert.equal(second.problem, null);
    assert.deepEqual([second.added, second.changed + second.removed], [0, 2]);

    const held = await server.events(calendar.address);
    const uids = held.map((event) => event.getFirstPropertyValue('uid'));
    assert.equal(new Set(uids).size, uids.length, 'nothing twice');
    const live = held.filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED');
    const zone = (event) => event.getFirstProperty('dtstart').getFirstValue().toJSDate().toISOString().slice(0, 16);
    assert.deepEqual(live.map(zone).sort(), (await meetings()).map(instantOf).sort());
  });

  test("k3_a provider's weekly series elsewhere keeps the planner out of exactly its hours, across a change of clocks", async () => {
    // Caracas keeps its clocks; New York, in which the series lives, sets them forward on 8 March 2026: seen from Caracas
    // the hour is 10:00 before it and 9:00 after it.
    elsewhere = join(folder('elsewhere'), 'series.ics');
    writeFileSync(
      elsewhere,
      [
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//elsewhere//EN', 'BEGIN:VEVENT', 'UID:weekly@elsewhere', 'DTSTAMP:20260101T000000Z',
        'DTSTART;TZID=America/New_York:20260303T090000', 'DTEND;TZID=America/New_York:20260303T110000', 'RRULE:FREQ=DAILY;COUNT=40',
        'SUMMARY:nobody may read this', 'END:VEVENT', 'END:VCALENDAR', '',
      ].join('\r\n'),
    );
    const { providers } = await call('network.get', {});
    const busiest = await busiestOf(providers.map((row) => row.provider ?? row));
    const { sources, hits } = await call('source.save', {
      id: '', name: 'Otra agenda', owner: { kind: 'provider', id: busiest.id }, origin: { kind: 'file', path: elsewhere },
      refresh: 60, tentative_counts: false, version: 0,
    });
    assert.equal(sources[0].problem, null);
    const whole = await call('calendar.get', { from: FROM, to: TO, zone: 'UTC' });
    const taken = whole.taken.filter((time) => time.lane === busiest.id);
    assert.equal(taken[0].start, '2026-03-03T14:00:00');
    assert.equal(taken.find((time) => time.start.startsWith('2026-03-10')).start, '2026-03-10T13:00:00');
    for (const hit of hits) assert.ok(hit.conflicts.some(({ conflict }) => conflict.kind === 'provider_taken'));
    const draft = await call('plan.make', { from: FROM, to: '2026-03-20', seconds: 2, moving: 'free' });
    let near = 0;
    for (const proposal of draft.proposals.filter((one) => one.providers.some((who) => who.id === busiest.id))) {
      const start = Date.parse(`${proposal.start}${offset(draft.zone)}`);
      const end = start + proposal.minutes * 60_000;
      const [begins, ends] = [(time) => Date.parse(`${time.start}Z`), (time) => Date.parse(`${time.end}Z`)];
      const hit = taken.find((time) => begins(time) < end && start < ends(time));
      assert.equal(hit, undefined, `${proposal.title} at ${proposal.start}`);
      if (taken.some((time) => Math.abs(ends(time) - start) < 3_600_000 || Math.abs(begins(time) - end) < 3_600_000)) near += 1;
    }
    assert.ok(near > 0, 'the hours beside the series are used');
    await call('plan.discard', { id: draft.id });
    const { taken: shown } = await call('calendar.get', { from: '2026-03-09', to: '2026-03-14', zone: 'America/Caracas' });
    assert.ok(shown.some((time) => time.lane === busiest.id && time.start === '2026-03-10T09:00:00' && time.source === 'Otra agenda'));
  });

  async function busiestOf(providers) {
    const counts = new Map();
    for (const event of await meetings()) for (const { id } of event.providers) counts.set(id, (counts.get(id) ?? 0) + 1);
    return providers.reduce((most, one) => ((counts.get(one.id) ?? 0) > (counts.get(most.id) ?? 0) ? one : most));
  }
});

/** What a zone without daylight saving is away from UTC. */
function offset(zone) {
  assert.ok(['America/Caracas', 'America/Bogota'].includes(zone), zone);
  return zone === 'America/Caracas' ? '-04:00' : '-05:00';
}

async function startRadicale(home) {
  const python = [process.env.CUADRANTE_PYTHON, join(root, 'target', 'xtask', 'python', 'bin', 'python'), join(root, 'target', 'xtask', 'python', 'Scripts', 'python.exe')].find((path) => path && existsSync(path));
  assert.ok(python, 'Radicale is not set up: cargo xtask test does it');
  const port = await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
  const users = join(home, 'users');
  writeFileSync(users, 'ana:secreto\n');
  const url = `http://127.0.0.1:${port}/`;
  const authorization = `Basic ${Buffer.from('ana:secreto').toString('base64')}`;
  let child;
  const start = async () => {
    child = spawn(
      python,
      ['-m', 'radicale', '--server-hosts', `127.0.0.1:${port}`, '--auth-type', 'htpasswd', '--auth-htpasswd-filename', users, '--auth-htpasswd-encryption', 'plain', '--storage-filesystem-folder', join(home, 'store')],
      { stdio: 'ignore' },
    );
    for (let tries = 0; tries < 100; tries += 1) {
      if (await fetch(url).then(() => true, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('Radicale does not answer');
  };
  const end = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  await start();
  const made = await fetch(new URL('ana/work/', url), { method: 'MKCALENDAR', headers: { authorization } });
  assert.equal(made.status, 201, 'the calendar is made');
  return {
    url,
    end,
    restart: async () => {
      await end();
      await start();
    },
    /** Every event of a calendar, its zones known. */
    events: async (address) => {
      const text = await (await fetch(new URL(address, url), { headers: { authorization } })).text();
      const whole = new ICAL.Component(ICAL.parse(text));
      for (const zone of whole.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
      return whole.getAllSubcomponents('vevent');
    },
  };
}
