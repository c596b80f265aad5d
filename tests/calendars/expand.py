"""Expands calendars with `recurring-ical-events`, the referee of exchange's busy times.

Reads a JSON list of {name, text | path, home, from?, to?} and writes a list of {name, from, to, spans, starts | fault}:
the busy instances as pairs of seconds since 1970, and the beginnings of all, those without length included. Without a window, that of the calendar's first 500 days.
With `--corpora` it prints the paths of the calendars that the packages ship.
"""

import json
import os
import sys
import warnings
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

UTC = timezone.utc


def corpora():
    for package in (icalendar, recurring_ical_events):
        for folder, _, files in os.walk(os.path.dirname(package.__file__)):
            for file in files:
                if file.endswith(".ics"):
                    yield os.path.join(folder, file)


def instant(value, home):
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if value.tzinfo is None:
        value = value.replace(tzinfo=home)
    return int(value.timestamp())


def is_busy(event):
    status = str(event.get("STATUS", "")).upper()
    transparent = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    shown = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return status != "CANCELLED" and not transparent and shown not in ("FREE", "WORKINGELSEWHERE")


def window_of(calendar, home):
    starts = [event["DTSTART"].dt for event in calendar.walk("VEVENT") if "DTSTART" in event]
    first = min((instant(start, home) for start in starts), default=0)
    return first - 7 * 86400, first + 500 * 86400


def expand(case):
    if "text" in case:
        data = case["text"].encode()
    else:
        with open(case["path"], "rb") as file:
            data = file.read()
    home = ZoneInfo(case["home"])
    found = icalendar.Calendar.from_ical(data, multiple=True)
    spans, starts, window = set(), set(), (case.get("from"), case.get("to"))
    for calendar in found:
        if "X-WR-TIMEZONE" in calendar:
            try:
                home = ZoneInfo(str(calendar["X-WR-TIMEZONE"]))
            except Exception:
                pass
        if window[0] is None:
            window = window_of(calendar, home)
        # A day more on each side: days and times without a zone have none yet.
        begin, end = (datetime.fromtimestamp(window[0], UTC) - timedelta(days=2), datetime.fromtimestamp(window[1], UTC) + timedelta(days=2))
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        for event in query.between(begin, end):
            if not is_busy(event):
                continue
            start = event["DTSTART"].dt
            stop = event["DTEND"].dt if "DTEND" in event else start
            from_, to = instant(start, home), instant(stop, home)
            if window[0] <= from_ < window[1]:
                starts.add(from_)
            if from_ < to and from_ < window[1] and to > window[0]:
                spans.add((from_, to))
    if window[0] is None:
        raise ValueError("no calendar")
    return {"name": case["name"], "from": window[0], "to": window[1], "spans": sorted(spans), "starts": sorted(starts)}


def main():
    warnings.simplefilter("ignore")
    if "--corpora" in sys.argv:
        json.dump(sorted(corpora()), sys.stdout)
        return
    results = []
    for case in json.load(sys.stdin):
        try:
            results.append(expand(case))
        except Exception as fault:
            results.append({"name": case["name"], "fault": f"{type(fault).__name__}: {fault}"[:200]})
    json.dump(results, sys.stdout)


main()
