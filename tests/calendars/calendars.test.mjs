// Calendars as exported from the sample, read by programs that others wrote: ical.js (in Thunderbird), khal, and
// libical's restriction checks. What none of them catches is checked here too.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ICAL from 'ical.js';
import { startBridge } from '../browser/bridge.mjs';

const FROM = '2026-03-02';
const TO = '2026-03-16';

describe('exported calendars', () => {
  let bridge;
  let folder;
  let files;
  let meetings;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cuadrante-calendars-'));
    bridge = await startBridge({ workspace: 'sample' });
    const out = join(folder, 'out');
    mkdirSync(out);
    // In UTC, so that instants can be compared without any zone data of ours.
    meetings = (await bridge.call('calendar.get', { from: FROM, to: TO, zone: 'UTC' })).events;
    const exported = await bridge.call('export.calendars', { folder: out, scope: { kind: 'everything' }, from: FROM, to: '2026-03-15' });
    files = readdirSync(out).map((name) => ({ name, path: join(out, name), text: readFileSync(join(out, name), 'utf8') }));
    assert.equal(files.length, exported.files.length);
    assert.ok(files.length > 5, `${files.length} files`);
    assert.ok(meetings.length > 5, `${meetings.length} meetings`);
  });
  after(async () => {
    await bridge?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const plan = () => files.reduce((longest, file) => (file.text.length > longest.text.length ? file : longest));
  const calendar = (file) => new ICAL.Component(ICAL.parse(file.text));

  /** An instant by the file's own VTIMEZONE, as `YYYY-MM-DDTHH:MM:SSZ`. */
  function instant(component, property, zones) {
    const value = component.getFirstProperty(property);
    const time = value.getFirstValue();
    const zone = value.getParameter('tzid');
    if (zone) time.zone = new ICAL.Timezone(zones.get(zone));
    return new Date(time.toUnixTime() * 1000).toISOString().replace('.000', '');
  }

  test('lines end in CRLF, none is over 75 octets, nothing precedes the calendar', () => {
    for (const { name, text } of files) {
      assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n'), name);
      assert.ok(text.endsWith('END:VCALENDAR\r\n'), name);
      assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/, name);
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `${name}: ${line}`);
    }
  });

  test('every zone used is defined, no event floats, none ends before it starts, no UID comes twice', () => {
    for (const file of files) {
      const whole = calendar(file);
      const zones = new Map(whole.getAllSubcomponents('vtimezone').map((zone) => [zone.getFirstPropertyValue('tzid'), zone]));
      const uids = new Set();
      for (const event of whole.getAllSubcomponents('vevent')) {
        const uid = event.getFirstPropertyValue('uid');
        assert.ok(!uids.has(uid), `${file.name}: ${uid} twice`);
        uids.add(uid);
        for (const property of ['dtstart', 'dtend']) {
          const value = event.getFirstProperty(property);
          const zone = value.getParameter('tzid');
          assert.ok(zone ? zones.has(zone) : value.getFirstValue().zone === ICAL.Timezone.utcTimezone, `${file.name}: ${property} of ${uid}`);
        }
        assert.ok(instant(event, 'dtstart', zones) < instant(event, 'dtend', zones), `${file.name}: ${uid}`);
        for (const needed of ['dtstamp', 'last-modified', 'sequence', 'summary', 'status', 'transp', 'organizer']) {
          assert.notEqual(event.getFirstPropertyValue(needed), null, `${file.name}: ${uid} has no ${needed}`);
        }
      }
      assert.equal(whole.getFirstPropertyValue('method'), 'PUBLISH', file.name);
    }
  });

  test('no UID and no file name holds a name of a client or a person', async () => {
    const { rows } = await bridge.call('clients.list', {});
    const words = new Set(rows.flatMap((row) => row.name.toLowerCase().split(/[^\p{L}]+/u)).filter((word) => word.length > 4));
    for (const file of files) {
      const uids = calendar(file).getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('uid'));
      for (const id of [file.name, ...uids]) {
        for (const word of words) assert.ok(!id.toLowerCase().includes(word), `${id} holds ${word}`);
      }
    }
  });

  test('ical.js reads the same instants and titles as the calendar shows', () => {
    const whole = calendar(plan());
    const zones = new Map(whole.getAllSubcomponents('vtimezone').map((zone) => [zone.getFirstPropertyValue('tzid'), zone]));
    const read = whole
      .getAllSubcomponents('vevent')
      .filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED')
      .map((event) => `${instant(event, 'dtstart', zones)} ${instant(event, 'dtend', zones)}`)
      .sort();
    const shown = meetings
      .filter((meeting) => meeting.status !== 'cancelled')
      .map((meeting) => {
        const start = Date.parse(`${meeting.start}Z`);
        const end = start + meeting.minutes * 60_000;
        return [start, end].map((time) => new Date(time).toISOString().replace('.000', '')).join(' ');
      })
      .sort();
    assert.deepEqual(read, shown);
  });

  test('libical finds nothing that breaks a restriction', () => {
    const checker = join(folder, 'restriction');
    const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'libical'], { encoding: 'utf8' }).trim().split(/\s+/);
    execFileSync('cc', ['-o', checker, new URL('restriction.c', import.meta.url).pathname, ...flags]);
    for (const { name, path, text } of files) {
      // It fails where anything is wrong, and prints a line for each event.
      const said = execFileSync(checker, [path], { encoding: 'utf8' });
      assert.equal(said.split('\n').length - 1, text.split('BEGIN:VEVENT').length - 1, name);
    }
  });

  test('khal reads each meeting of the plan once, at its hour, and again after a second import', () => {
    const home = join(folder, 'khal');
    const store = join(home, 'plan');
    mkdirSync(store, { recursive: true });
    const config = join(home, 'config');
    const settings = readFileSync(new URL('khal.conf', import.meta.url), 'utf8').replace('path = CALENDAR', `path = ${store}`);
    writeFileSync(config, `${settings}\n[sqlite]\npath = ${join(home, 'khal.db')}\n`);
    const khal = (...args) =>
      execFileSync('khal', ['-c', config, ...args], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', TZ: 'UTC', HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home },
      });
    const listed = () =>
      [...new Set(khal('list', '--format', '{uid}|{start-long-full}|{end-long-full}', '--day-format', '', FROM, '14d').trim().split('\n'))]
        .filter((line) => line !== '')
        .sort();
    const whole = calendar(plan());
    const zones = new Map(whole.getAllSubcomponents('vtimezone').map((zone) => [zone.getFirstPropertyValue('tzid'), zone]));
    const civil = (time) => time.slice(0, 16).replace('T', ' ');
    const expected = whole
      .getAllSubcomponents('vevent')
      .map((event) =>
        [event.getFirstPropertyValue('uid'), civil(instant(event, 'dtstart', zones)), civil(instant(event, 'dtend', zones))].join('|'),
      )
      .sort();
    khal('import', '--batch', '-a', 'test', plan().path);
    assert.deepEqual(listed(), expected);
    khal('import', '--batch', '-a', 'test', plan().path);
    assert.deepEqual(listed(), expected);
  });
});
