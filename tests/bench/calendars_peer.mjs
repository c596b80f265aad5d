// ical.js, the parser in Thunderbird, at what `cargo xtask bench calendars` measures: `read PATH` or `write`. Says JSON.
//
// Reading is parsing alone; ours works out the series too.

import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const MEETINGS = 10_000;

function read(path) {
  const text = readFileSync(path, 'utf8');
  const began = performance.now();
  // Parsed, no more: its components look through the whole calendar for each event's zone and exceptions.
  const [, , components] = ICAL.parse(text);
  const events = components.filter(([name]) => name === 'vevent').length;
  return [(performance.now() - began) / 1000, events, Buffer.byteLength(text)];
}

function time(minutes) {
  const at = new Date(Date.UTC(2026, 10, 1, 9) + minutes * 60_000);
  return ICAL.Time.fromJSDate(at, true);
}

function write() {
  const zones = ['America/Caracas', 'Europe/Madrid', 'America/New_York'];
  const began = performance.now();
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Bench//EN');
  const stamp = time(0);
  for (let at = 0; at < MEETINGS; at += 1) {
    const event = new ICAL.Component('vevent');
    event.addPropertyWithValue('uid', `${at}@cuadrante`);
    event.addPropertyWithValue('sequence', 0);
    for (const name of ['dtstamp', 'created', 'last-modified']) event.addPropertyWithValue(name, stamp);
    for (const [name, minutes] of [['dtstart', 15 * at], ['dtend', 15 * at + 60]]) {
      const local = time(minutes);
      local.zone = ICAL.Timezone.localTimezone;
      event.addPropertyWithValue(name, local).setParameter('tzid', zones[at % 3]);
    }
    event.addPropertyWithValue('summary', `Seguro de flota · Comercial Núñez ${at}, C.A.`);
    event.addPropertyWithValue('description', 'Agenda: 1. Reglas, 10 min\n2. Casos; propuestas\n'.repeat(4));
    event.addPropertyWithValue('location', 'Sala Ávila, Torre Norte, Caracas');
    event.addPropertyWithValue('status', 'CONFIRMED');
    event.addPropertyWithValue('class', 'PUBLIC');
    event.addPropertyWithValue('transp', 'OPAQUE');
    event.addPropertyWithValue('x-microsoft-cdo-busystatus', 'BUSY');
    event.addPropertyWithValue('organizer', 'mailto:ana@example.com').setParameter('cn', 'Ana Pérez');
    for (const name of ['Luis', 'Marta', 'Pedro']) {
      const guest = event.addPropertyWithValue('attendee', `mailto:${name.toLowerCase()}${at}@example.com`);
      const params = { cn: name, cutype: 'INDIVIDUAL', role: 'REQ-PARTICIPANT', partstat: 'ACCEPTED', rsvp: 'TRUE' };
      for (const [key, value] of Object.entries(params)) guest.setParameter(key, value);
    }
    const alarm = new ICAL.Component('valarm');
    alarm.addPropertyWithValue('action', 'DISPLAY');
    alarm.addPropertyWithValue('description', `Seguro de flota · Comercial Núñez ${at}, C.A.`);
    alarm.addPropertyWithValue('trigger', ICAL.Duration.fromString('-PT30M'));
    event.addSubcomponent(alarm);
    calendar.addSubcomponent(event);
  }
  const text = calendar.toString();
  return [(performance.now() - began) / 1000, MEETINGS, Buffer.byteLength(text)];
}

const [, , what, path] = process.argv;
const [seconds, events, bytes] = what === 'read' ? read(path) : write();
console.log(JSON.stringify({ seconds, events, bytes, peak_kib: process.resourceUsage().maxRSS }));
