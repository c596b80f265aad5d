"""Prints each event of a calendar as the package icalendar reads it: uid, start, end, title, attendees, minutes of its
alarms before it."""

import sys
from datetime import timezone

from icalendar import Calendar


def instant(time):
    if time.tzinfo is None:
        sys.exit("a floating time")
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
for event in calendar.walk("VEVENT"):
    if event.errors:
        sys.exit(f"{event['UID']}: {event.errors}")
    alarms = [-alarm["TRIGGER"].dt.total_seconds() / 60 for alarm in event.walk("VALARM")]
    cells = [
        str(event["UID"]),
        instant(event["DTSTART"].dt),
        instant(event["DTEND"].dt),
        str(event["SUMMARY"]),
        " ".join(str(attendee) for attendee in listed(event.get("ATTENDEE"))),
        " ".join(f"{minutes:g}" for minutes in alarms),
    ]
    print("\t".join(cells))
