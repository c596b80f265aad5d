// Prints each event of a calendar as ical.js, the parser in Thunderbird, reads it: uid, start, end, title, attendees,
// minutes of its alarms before it.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node read.mjs FILE');
  process.exit(2);
}
const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, 'utf8')));
// The file's own rules, so that a wrong VTIMEZONE gives a wrong hour.
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const instant = (time) => new Date(time.toUnixTime() * 1000).toISOString();
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component);
  for (const time of [event.startDate, event.endDate]) {
    if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${event.uid}: a floating time`);
  }
  const attendees = event.attendees.map((attendee) => attendee.getFirstValue());
  const alarms = component.getAllSubcomponents('valarm').map((alarm) => -alarm.getFirstPropertyValue('trigger').toSeconds() / 60);
  const cells = [event.uid, instant(event.startDate), instant(event.endDate), event.summary, attendees.join(' '), alarms.join(' ')];
  console.log(cells.join('\t'));
}
