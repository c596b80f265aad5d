#!/usr/bin/env python3
"""Plans a problem without travel cost with OR-tools CP-SAT and writes the plan document:
meetings_peer.py PROBLEM PLAN SECONDS SEED

A straightforward model: optional intervals that must not overlap, for clients, providers and rooms, what they cannot do
being fixed intervals; as many possible meetings of a topic as its needs can fill. All hard rules and all soft measures
are in it but the length of the road. It starts from a greedy plan. Building the model counts.
"""

import gzip
import json
import os
import sys
import time
from collections import defaultdict

from ortools.sat.python import cp_model

DAY = 1440
# One point left out outweighs whatever a plan costs.
MEDIUM = 100_000


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return json.load(file)


class Possible:
    """A meeting that may take place: its needs, providers, place and start are what is looked for."""


def possible_meetings(model, pb, horizon):
    by_topic = defaultdict(list)
    for need in pb["needs"]:
        by_topic[need["topic"]].append(need)
    meetings = []
    for topic in pb["topics"]:
        needs = by_topic[topic["id"]]
        low, high = topic["clients"]
        groups = [[need] for need in needs] if high == 1 else [needs] * (len(needs) // low)
        for group in groups:
            m = Possible()
            m.topic, m.duration = topic, topic["duration"]
            last = (horizon - m.duration) // pb["grid"]
            slot = model.new_int_var(0, last, "")
            m.start = slot * pb["grid"]
            m.slot = slot
            m.day = model.new_int_var(0, horizon // DAY - 1, "")
            model.add(DAY * m.day <= m.start)
            model.add(m.start < DAY * m.day + DAY)
            m.on = model.new_bool_var("")
            m.needs = {need["id"]: m.on if high == 1 else model.new_bool_var("") for need in group}
            if high > 1:
                model.add(sum(m.needs.values()) >= low * m.on)
                model.add(sum(m.needs.values()) <= high * m.on)
            able = pb["providers"]
            m.providers = {p["id"]: model.new_bool_var("") for p in able}
            model.add(sum(m.providers.values()) >= topic["providers"][0] * m.on)
            model.add(sum(m.providers.values()) <= topic["providers"][1] * m.on)
            for skill in topic["skills"]:
                holders = [m.providers[p["id"]] for p in able if skill in p["skills"]]
                model.add_bool_or(*holders, ~m.on)
            # Places by kind and id; the sites they lie at.
            m.places = {}
            if "room" in topic["places"]:
                for room in pb["rooms"]:
                    if room["seats"] >= low + topic["providers"][0]:
                        here = m.places["room", room["id"]] = model.new_bool_var("")
                        people = sum(m.needs.values()) + sum(m.providers.values())
                        model.add(people <= room["seats"]).only_enforce_if(here)
            if "client" in topic["places"] and high == 1:
                m.places["client", group[0]["client"]] = model.new_bool_var("")
            if "remote" in topic["places"]:
                m.places["remote", ""] = model.new_bool_var("")
            model.add(sum(m.places.values()) == m.on)
            meetings.append(m)
    # Like meetings of one topic in order of start: their names mean nothing.
    for one, next_one in zip(meetings, meetings[1:]):
        if one.topic is next_one.topic and one.topic["clients"][1] > 1:
            model.add_implication(next_one.on, one.on)
            model.add(one.slot <= next_one.slot)
    return meetings


def outside(windows, horizon):
    at = 0
    for a, b in sorted(windows):
        if a > at:
            yield at, a
        at = max(at, b)
    if at < horizon:
        yield at, horizon


def hard_rules(model, pb, meetings, horizon):
    needs = {need["id"]: need for need in pb["needs"]}
    taking = defaultdict(list)  # who or what, with the meeting and the literal of taking part
    for m in meetings:
        for need, there in m.needs.items():
            taking["client", needs[need]["client"]].append((m, there))
            low, high = needs[need]["from"], needs[need]["until"] - m.duration
            model.add(m.start >= low).only_enforce_if(there)
            model.add(m.start <= high).only_enforce_if(there)
        for provider, there in m.providers.items():
            taking["provider", provider].append((m, there))
        for (kind, name), there in m.places.items():
            if kind == "room":
                taking["room", name].append((m, there))
    for kind in ("client", "provider", "room"):
        for one in pb[kind + "s"]:
            parts = taking[kind, one["id"]]
            model.add_no_overlap(
                [model.new_optional_fixed_size_interval_var(m.start, m.duration, there, "") for m, there in parts]
                + [model.new_fixed_size_interval_var(a, b - a, "") for a, b in outside(one["available"], horizon)])
            if kind != "room":
                days = [model.new_optional_fixed_size_interval_var(m.day, 1, there, "") for m, there in parts]
                model.add_cumulative(days, [1] * len(days), one["max_per_day"])
    for client in pb["clients"]:
        for other in client["conflicts"]:
            for m, there in taking["client", client["id"]]:
                for n, too in taking["client", other]:
                    if m is n:
                        model.add_bool_or(~there, ~too)
    met = {}
    for need in needs:
        met[need] = model.new_bool_var("")
        model.add(sum(m.needs[need] for m in meetings if need in m.needs) == met[need])
    travelling(model, pb, meetings)
    return met, taking


def travelling(model, pb, meetings):
    """Time for the road between two meetings of one provider. Days are far enough apart not to matter."""
    site = {("client", c["id"]): c["site"] for c in pb["clients"]}
    site.update({("room", r["id"]): r["site"] for r in pb["rooms"]})
    for m in meetings:
        at = defaultdict(list)
        for place, here in m.places.items():
            if place[0] != "remote":
                at[site[place]].append(here)
        m.sites = {}
        for where, literals in at.items():
            m.sites[where] = literals[0]
            if len(literals) > 1:
                m.sites[where] = model.new_bool_var("")
                model.add(sum(literals) == m.sites[where])
    for i, m in enumerate(meetings):
        for n in meetings[:i]:
            both = set(m.providers) & set(n.providers)
            roads = [(here, there, pb["travel"][a][b], pb["travel"][b][a])
                     for a, here in m.sites.items() for b, there in n.sites.items() if a != b]
            if not both or not roads:
                continue
            shared, before = model.new_bool_var(""), model.new_bool_var("")
            for p in both:
                model.add_bool_or(~m.providers[p], ~n.providers[p], shared)
            for here, there, out, back in roads:
                model.add(n.start >= m.start + m.duration + out).only_enforce_if(shared, here, there, before)
                model.add(m.start >= n.start + n.duration + back).only_enforce_if(shared, here, there, ~before)


def cost(model, pb, meetings, met, taking, horizon):
    weight = defaultdict(int, pb["weights"])
    clients = {client["id"]: client for client in pb["clients"]}
    holding = defaultdict(list)
    for m in meetings:
        for need, there in m.needs.items():
            holding[need].append((m, there))
    terms = []
    on_day = {}

    def day_literal(m, day):
        if (m.slot.index, day) not in on_day:
            literal = on_day[m.slot.index, day] = model.new_bool_var("")
            model.add(m.day == day).only_enforce_if(literal)
            model.add(m.day != day).only_enforce_if(~literal)
        return on_day[m.slot.index, day]

    for need in pb["needs"]:
        client, here = clients[need["client"]], met[need["id"]]
        terms.append(MEDIUM * client["value"] * need["priority"] * (1 - here))
        ties = sorted(set(client["continuity"].values()), reverse=True)
        if ties and weight["continuity"]:
            terms.append(weight["continuity"] * ties[0] * here)
            for value, below in zip(ties, ties[1:] + [0]):
                kept = model.new_bool_var("")
                model.add_implication(kept, here)
                close = [p for p, tie in client["continuity"].items() if tie >= value]
                for m, there in holding[need["id"]]:
                    model.add_bool_or(~kept, ~there, *(m.providers[p] for p in close if p in m.providers))
                terms.append(-weight["continuity"] * (value - below) * kept)
        if client["preferred"] and weight["preferred"]:
            liked = model.new_bool_var("")
            model.add_implication(liked, here)
            for m, there in holding[need["id"]]:
                starts = [[a, b - m.duration] for a, b in client["preferred"] if b - a >= m.duration]
                domain = cp_model.Domain.from_intervals(starts)
                model.add_linear_expression_in_domain(m.start, domain).only_enforce_if(liked, there)
            terms.append(weight["preferred"] * (here - liked))
        late = model.new_int_var(0, horizon // DAY, "")
        for m, there in holding[need["id"]]:
            model.add(late >= m.day - need["from"] // DAY).only_enforce_if(there)
        terms.append(weight["delay"] * need["priority"] * late)
    for m in meetings:
        terms.append(weight["effort"] * (m.duration // 15) * sum(m.providers.values()))
        mix = m.topic.get("mix")
        if mix:
            alike = defaultdict(list)
            for need, there in m.needs.items():
                client = clients[next(n["client"] for n in pb["needs"] if n["id"] == need)]
                alike[client["attributes"].get(mix["attribute"], "")].append(there)
            distinct = []
            for literals in alike.values():
                has = model.new_bool_var("")
                model.add_max_equality(has, literals)
                distinct.append(has)
            of = sum(distinct) - m.on if mix["prefer"] == "same" else sum(m.needs.values()) - sum(distinct)
            terms.append(weight["mix"] * of)
    for provider in pb["providers"]:
        parts = [there for _, there in taking["provider", provider["id"]]]
        count, square = model.new_int_var(0, len(parts), ""), model.new_int_var(0, len(parts) ** 2, "")
        model.add(count == sum(parts))
        model.add_multiplication_equality(square, [count, count])
        terms.append(weight["load"] * square)
    for client in pb["clients"]:
        parts = taking["client", client["id"]]
        own = [need["id"] for need in pb["needs"] if need["client"] == client["id"]]
        if len(own) < 2:
            continue
        days = []
        for day in range(horizon // DAY):
            used = model.new_bool_var("")
            for m, there in parts:
                model.add_bool_or(~there, ~day_literal(m, day), used)
            days.append(used)
        some = model.new_bool_var("")
        model.add_max_equality(some, [met[need] for need in own])
        terms.append(weight["days"] * (sum(days) - some))
    model.minimize(sum(terms))


def greedy(pb, meetings):
    """What the search starts from: groups first, each at the hour at which the most worth can come, then the others."""
    clients = {c["id"]: c for c in pb["clients"]}
    rooms = {r["id"]: r for r in pb["rooms"]}
    needs = {n["id"]: n for n in pb["needs"]}
    providers = {p["id"]: p for p in pb["providers"]}
    busy = defaultdict(list)
    left = set(needs)
    worth = {n["id"]: clients[n["client"]]["value"] * n["priority"] for n in pb["needs"]}

    def free(kind, one, a, b, site=None):
        taken = busy[kind, one["id"]]
        if not any(f <= a and b <= t for f, t in one["available"]):
            return False
        if sum(x // DAY == a // DAY for x, _, _ in taken) >= one.get("max_per_day", 10**9):
            return False
        for x, y, at in taken:
            road = pb["travel"][site][at] if kind == "provider" and None not in (site, at) and site != at else 0
            if a < y + road and x < b + road:
                return False
        return True

    def who(m, start, end):
        """Needs that can be met then, the worthiest first, no two of one client or of clients in conflict."""
        going = []
        for need in sorted(left & set(m.needs), key=lambda need: (-worth[need], need)):
            one = clients[needs[need]["client"]]
            others = [clients[needs[other]["client"]] for other in going]
            if (needs[need]["from"] <= start and end <= needs[need]["until"] and free("client", one, start, end)
                    and not any(one is c or one["id"] in c["conflicts"] or c["id"] in one["conflicts"] for c in others)
                    and len(going) < m.topic["clients"][1]):
                going.append(need)
        return going

    def where(m, going, start, end):
        """The first place and team that can be had."""
        low, high = m.topic["providers"]
        for place in m.places:
            if place[0] == "room" and not free("room", rooms[place[1]], start, end):
                continue
            site = None if place[0] == "remote" else (rooms if place[0] == "room" else clients)[place[1]]["site"]
            team, lacking = [], set(m.topic["skills"])
            for p in sorted(m.providers, key=lambda p: -len(lacking & set(providers[p]["skills"]))):
                helps = lacking & set(providers[p]["skills"]) or (not lacking and len(team) < low)
                if helps and free("provider", providers[p], start, end, site):
                    team.append(p)
                    lacking -= set(providers[p]["skills"])
            fits = place[0] != "room" or len(going) + len(team) <= rooms[place[1]]["seats"]
            if not lacking and low <= len(team) <= high and fits:
                return place, site, team
        return None

    plan = {}
    for m in sorted(meetings, key=lambda m: (-m.topic["clients"][1], -max(worth[need] for need in m.needs))):
        best = None
        for start in range(0, max(needs[need]["until"] for need in m.needs), pb["grid"]):
            going = who(m, start, start + m.duration)
            total = sum(worth[need] for need in going)
            if len(going) >= m.topic["clients"][0] and (best is None or total > best[0]):
                found = where(m, going, start, start + m.duration)
                if found:
                    best = total, start, going, *found
        if best:
            _, start, going, place, site, team = best
            span = start, start + m.duration
            for need in going:
                busy["client", needs[need]["client"]].append((*span, None))
            if place[0] == "room":
                busy["room", place[1]].append((*span, None))
            for p in team:
                busy["provider", p].append((*span, site))
            left -= set(going)
            plan[m.slot.index] = (start, place, set(team), set(going))
    # Like meetings of one topic go by their start, as the model wants it.
    for topic in pb["topics"]:
        alike = [m.slot.index for m in meetings if m.topic is topic and topic["clients"][1] > 1]
        made = sorted((plan.pop(at) for at in alike if at in plan), key=lambda made: made[0])
        plan.update(zip(alike, made))
    return plan


def main():
    pb, out, seconds, seed = read(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    began = time.monotonic()
    last = max(need["until"] for need in pb["needs"])
    horizon = -(-last // DAY) * DAY
    model = cp_model.CpModel()
    meetings = possible_meetings(model, pb, horizon)
    met, taking = hard_rules(model, pb, meetings, horizon)
    cost(model, pb, meetings, met, taking, horizon)
    plan = greedy(pb, meetings)
    for m in meetings:
        start, place, team, going = plan.get(m.slot.index, (last - m.duration, None, set(), set()))
        model.add_hint(m.on, place is not None)
        model.add_hint(m.slot, start // pb["grid"])
        model.add_hint(m.day, start // DAY)
        if m.topic["clients"][1] > 1:
            for need, there in m.needs.items():
                model.add_hint(there, need in going)
        for one, there in m.places.items():
            model.add_hint(there, one == place)
        for one, there in m.providers.items():
            model.add_hint(there, one in team)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(2, os.cpu_count() or 2)
    solver.parameters.random_seed = seed
    # Probing alone takes longer than the search is given.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_time_in_seconds = max(0.5, seconds - (time.monotonic() - began))
    status = solver.solve(model)
    # Where the time did not do for the search, what it would have started from counts.
    searched = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    made, left = [], {need["id"] for need in pb["needs"]}
    for m in meetings:
        if searched and solver.value(m.on):
            start = solver.value(m.start)
            needs = [need for need, there in m.needs.items() if solver.value(there)]
            team = [p for p, there in m.providers.items() if solver.value(there)]
            place = next(place for place, here in m.places.items() if solver.value(here))
        elif not searched and m.slot.index in plan:
            start, place, team, needs = plan[m.slot.index]
        else:
            continue
        made.append({"topic": m.topic["id"], "needs": sorted(needs), "start": start, "providers": sorted(team),
                     "place": "remote" if place[0] == "remote" else {place[0]: place[1]}})
        left -= set(needs)
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"format": "cuadrante-plan/1", "meetings": made, "unscheduled": sorted(left)}, file)
    print(json.dumps({"seconds": round(time.monotonic() - began, 2), "status": solver.status_name(status),
                      "greedy": len(plan), "possible": len(meetings)}))


if __name__ == "__main__":
    main()
