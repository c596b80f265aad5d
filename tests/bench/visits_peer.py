#!/usr/bin/env python3
"""Plans a problem of visits alone with PyVRP and writes the plan document: visits_peer.py PROBLEM PLAN SECONDS SEED

The two definitions meet exactly: a provider's day is a vehicle of its own; road minutes are distances; what time passes
between two visits is the road rounded up to the grid, since visits begin on it; the road from and to the base takes no
working time. Every visit is required. Prints one line of JSON with how long it took.
"""

import gzip
import json
import sys
import time

from pyvrp import Model
from pyvrp.stop import MaxRuntime

DAY = 1440


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def window_of(need, client, minutes, days):
    """The stretch in which the visit may start, over all days; a client with several windows must have a whole one on
    each day, which the vehicles' own hours then cut."""
    windows = [(max(a, need["from"]), min(b, need["until"])) for a, b in client["available"]]
    windows = [(a, b) for a, b in windows if b - a >= minutes]
    if len(windows) > 1:
        for day in days:
            whole = [w for w in windows if w[0] <= day[0] and day[1] <= w[1]]
            if not whole:
                raise SystemExit(f"{client['id']}: several windows in one")
    return windows[0][0], windows[-1][1] - minutes


def main():
    problem, out, seconds, seed = read(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    began = time.monotonic()
    grid, travel = problem["grid"], problem["travel"]
    clients = {client["id"]: client for client in problem["clients"]}
    topics = {topic["id"]: topic for topic in problem["topics"]}
    shifts = [(provider, window) for provider in problem["providers"] for window in provider["available"]]

    model = Model()
    bases = sorted({provider["site"] for provider in problem["providers"]})
    stops = []  # each with its site, and whether it is a base
    depots = {}
    for site in bases:
        place = model.add_location(0, 0)
        depots[site] = model.add_depot(place)
        stops.append((place, site, True))
    visits = []
    for need in problem["needs"]:
        client, minutes = clients[need["client"]], topics[need["topic"]]["duration"]
        early, late = window_of(need, client, minutes, [window for _, window in shifts])
        place = model.add_location(0, 0)
        model.add_client(place, delivery=1, service_duration=minutes, tw_early=early, tw_late=late)
        stops.append((place, client["site"], False))
        visits.append((need, client, minutes, early))
    for provider, (opens, closes) in shifts:
        depot = depots[provider["site"]]
        model.add_vehicle_type(capacity=provider["max_per_day"], start_depot=depot, end_depot=depot, tw_early=opens,
                               tw_late=closes)
    for a, site_a, base_a in stops:
        for b, site_b, base_b in stops:
            if a is not b:
                minutes = travel[site_a][site_b]
                model.add_edge(a, b, minutes, 0 if base_a or base_b else -(-minutes // grid) * grid)
    found = model.solve(MaxRuntime(max(0.1, seconds - (time.monotonic() - began))), seed=seed, display=False)
    if not found.best.is_feasible():
        raise SystemExit("PyVRP found no plan that meets everyone")

    meetings = []
    for route in found.best.routes():
        provider, (opens, _) = shifts[route.vehicle_type()]
        free, site = opens, None
        for stop in route:
            if not stop.is_client():
                continue
            need, client, minutes, early = visits[stop.idx]
            road = 0 if site is None else travel[site][client["site"]]
            start = -(-max(free + road, early) // grid) * grid
            meetings.append({"topic": need["topic"], "needs": [need["id"]], "providers": [provider["id"]],
                             "start": start, "place": {"client": client["id"]}})
            free, site = start + minutes, client["site"]
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"format": "cuadrante-plan/1", "meetings": meetings, "unscheduled": []}, file)
    print(json.dumps({"seconds": round(time.monotonic() - began, 2), "iterations": found.num_iterations}))


if __name__ == "__main__":
    main()
