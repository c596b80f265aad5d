"""Python's `icalendar` at what `cargo xtask bench calendars` measures: `read PATH` or `write`. Says JSON.

Reading is parsing, and the beginning and end of each event; series are not expanded, which ours are.
"""

import json
import resource
import sys
import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress

MEETINGS = 10_000


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    began = time.perf_counter()
    calendar = Calendar.from_ical(data)
    events = 0
    for event in calendar.walk("VEVENT"):
        event["DTSTART"].dt, event["DTEND"].dt
        events += 1
    return time.perf_counter() - began, events, len(data)


def person(name, mail, **params):
    address = vCalAddress(f"mailto:{mail}")
    address.params["CN"] = name
    for key, value in params.items():
        address.params[key] = value
    return address


def write():
    stamp = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
    zones = [ZoneInfo(name) for name in ("America/Caracas", "Europe/Madrid", "America/New_York")]
    began = time.perf_counter()
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Bench//EN")
    for at in range(MEETINGS):
        event = Event()
        event.add("uid", f"{at}@cuadrante")
        event.add("sequence", 0)
        for name in ("dtstamp", "created", "last-modified"):
            event.add(name, stamp)
        start = (datetime(2026, 11, 1, 9) + timedelta(minutes=15 * at)).replace(tzinfo=zones[at % 3])
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=1))
        event.add("summary", f"Seguro de flota · Comercial Núñez {at}, C.A.")
        event.add("description", "Agenda: 1. Reglas, 10 min\n2. Casos; propuestas\n" * 4)
        event.add("location", "Sala Ávila, Torre Norte, Caracas")
        event.add("status", "CONFIRMED")
        event.add("class", "PUBLIC")
        event.add("transp", "OPAQUE")
        event.add("x-microsoft-cdo-busystatus", "BUSY")
        event.add("organizer", person("Ana Pérez", "ana@example.com"))
        for name in ("Luis", "Marta", "Pedro"):
            guest = person(name, f"{name.lower()}{at}@example.com", CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="TRUE")
            event.add("attendee", guest)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Seguro de flota · Comercial Núñez {at}, C.A.")
        alarm.add("trigger", timedelta(minutes=-30))
        event.add_component(alarm)
        calendar.add_component(event)
    text = calendar.to_ical()
    return time.perf_counter() - began, MEETINGS, len(text)


seconds, events, size = read(sys.argv[2]) if sys.argv[1] == "read" else write()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
json.dump({"seconds": seconds, "events": events, "bytes": size, "peak_kib": peak}, sys.stdout)
