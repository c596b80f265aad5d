#!/usr/bin/env python3
"""Makes the benchmark's problems of visits alone: vehicle routing with time windows, in the planner's own documents.

    make_visits.py FOLDER

A provider's day is a vehicle, its base a depot, and only minutes on the road cost anything. Every client's window is
laid around the hour of a tour that was drawn first, so that a plan leaving nobody out exists. The same text comes out
on every machine: of the generator only `random()` is used, whose sequence Python promises to keep.
"""

import gzip
import json
import pathlib
import random
import sys

GRID = 15
DAY = 1440
OPENS, CLOSES = 8 * 60, 18 * 60

# Name, visits, providers, days, bases, seed.
KEPT = [
    ("visits-50-one-base", 50, 6, 1, 1, 1),
    ("visits-50-three-bases", 50, 4, 2, 3, 2),
    ("visits-100-one-base", 100, 11, 1, 1, 3),
    ("visits-100-four-bases", 100, 7, 2, 4, 4),
]


def make(visits, people, days, bases, seed):
    dice = random.Random(seed)

    def whole(low, high):
        return low + int(dice.random() * (high - low + 1))

    def pick(options):
        return options[int(dice.random() * len(options))]

    # A city of 60 by 60 minutes: bases first, half of the clients in quarters, the rest anywhere.
    points = [(15 + 30 * dice.random(), 15 + 30 * dice.random()) for _ in range(bases)]
    quarters = [(60 * dice.random(), 60 * dice.random()) for _ in range(max(3, visits // 12))]
    for _ in range(visits):
        if dice.random() < 0.5:
            x, y = pick(quarters)
            points.append((x + 8 * (dice.random() - 0.5), y + 8 * (dice.random() - 0.5)))
        else:
            points.append((60 * dice.random(), 60 * dice.random()))
    travel = [[0 if a == b else max(1, round(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)) for b in points]
              for a in points]

    providers = []
    for number in range(people):
        opens = pick([OPENS, OPENS, OPENS + 60])
        closes = pick([CLOSES, CLOSES, CLOSES - 60])
        providers.append({
            "id": f"p{number}", "site": number % bases, "skills": ["s0"],
            "available": [[day * DAY + opens, day * DAY + closes] for day in range(days)], "max_per_day": 12,
        })

    durations = {"t30": 30, "t45": 45}
    wanted = [(bases + number, pick(["t30", "t30", "t45"])) for number in range(visits)]
    starts = tours(wanted, providers, travel, durations, dice)

    clients, needs = [], []
    for number, (site, topic) in enumerate(wanted):
        start, end = starts[number], starts[number] + durations[topic]
        day = start // DAY
        # An hour beyond the visit, three hours, half a day, or whenever the house works.
        width = pick([60, 60, 180, 180, 300, None])
        if width is None:
            available = [[d * DAY + OPENS, d * DAY + CLOSES] for d in range(days)]
        else:
            before = whole(0, width // GRID) * GRID
            available = [[max(day * DAY + OPENS, start - before), min(day * DAY + CLOSES, end + width - before)]]
        clients.append({
            "id": f"c{number}", "site": site, "value": 10, "available": available, "preferred": [], "conflicts": [],
            "attributes": {}, "max_per_day": 1, "continuity": {},
        })
        needs.append({"id": f"n{number}", "client": f"c{number}", "topic": topic, "priority": 3, "from": 0,
                      "until": days * DAY})
    topics = [{"id": topic, "format": "visit", "duration": minutes, "skills": ["s0"], "clients": [1, 1],
               "providers": [1, 1], "places": ["client"]} for topic, minutes in durations.items()]
    return {"format": "cuadrante-problem/1", "grid": GRID, "travel": travel, "clients": clients,
            "providers": providers, "rooms": [], "topics": topics, "needs": needs, "weights": {"travel": 1}}


def tours(wanted, providers, travel, durations, dice):
    """A start for every visit: each, in an order drawn, goes to the end of the tour where it costs least road, with
    some minutes lost on the way, so that the tour drawn is no good one."""
    ends = [[window[0], provider["site"], window[1], 0] for provider in providers for window in provider["available"]]
    starts = {}
    left = list(range(len(wanted)))
    while left:
        best = None
        for number in left:
            site, topic = wanted[number]
            for at, (free, where, closes, count) in enumerate(ends):
                arrival = free if count == 0 else free + travel[where][site]
                start = -(-arrival // GRID) * GRID
                if start + durations[topic] <= closes and count < 12:
                    cost = travel[where][site] + 30 * dice.random() + (free % DAY - OPENS) / 8
                    best = min(best or (cost, number, at, start), (cost, number, at, start))
        if best is None:
            raise SystemExit("too few providers for so many visits")
        _, number, at, start = best
        site, topic = wanted[number]
        starts[number] = start
        ends[at] = [start + durations[topic], site, ends[at][2], ends[at][3] + 1]
        left.remove(number)
    return starts


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, *shape in KEPT:
        text = json.dumps(make(*shape), separators=(",", ":")) + "\n"
        # No time in the archive's head: the same bytes every time.
        (folder / f"{name}.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
