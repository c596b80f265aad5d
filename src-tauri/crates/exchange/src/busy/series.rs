//! Series to their instances.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::event::{Item, Taken};
use super::remark::{BusyDoubt, Remarks};
use super::rule::{Budget, Ended, Rule, Until};
use super::when::{Length, When};
use super::zone::Zones;
use super::{BusyFault, BusySpan};

/// What a zone's clocks may be away from UTC, and more than a change of theirs.
const MARGIN: TimeDelta = TimeDelta::days(2);

/// Spans as they are collected.
#[derive(Debug)]
pub(super) struct Spans {
    window: (DateTime<Utc>, DateTime<Utc>),
    limit: u32,
    list: Vec<BusySpan>,
}

impl Spans {
    pub(super) fn new(window: (DateTime<Utc>, DateTime<Utc>), limit: u32) -> Self {
        Self { window, limit, list: Vec::new() }
    }

    fn holds(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        from < to && from < self.window.1 && to > self.window.0
    }

    /// Takes a span that has length and reaches into the window.
    pub(super) fn add(&mut self, span: BusySpan) -> Result<(), BusyFault> {
        if self.holds(span.from, span.to) {
            if self.list.len() >= self.limit as usize {
                return Err(BusyFault::TooManyInstances { uid: span.uid, limit: self.limit });
            }
            self.list.push(span);
        }
        Ok(())
    }

    pub(super) fn into_sorted(mut self) -> Vec<BusySpan> {
        self.list.sort_by(|a, b| (a.from, a.to, &a.uid).cmp(&(b.from, b.to, &b.uid)));
        self.list
    }
}

/// Gives the spans of all events, those of one name being one series.
pub(super) fn expand(
    mut items: Vec<Item>,
    zones: &Zones,
    budget: &mut Budget,
    remarks: &mut Remarks,
    spans: &mut Spans,
) -> Result<(), BusyFault> {
    // Stable: within a series, the order of the file.
    items.sort_by(|a, b| a.uid.cmp(&b.uid));
    for group in items.chunk_by(|a, b| a.uid == b.uid && !a.uid.is_empty()) {
        if let [one] = group
            && one.repeat.is_none()
        {
            add(one, one.start.instant(zones), one.start.civil, one.length, zones, spans)?;
            continue;
        }
        Series::of(group, zones, remarks).expand(budget, remarks, spans)?;
        if budget.is_spent() {
            return Err(BusyFault::TooMuchWork { uid: group[0].uid.to_string() });
        }
    }
    Ok(())
}

/// One instance of an event.
fn add(
    item: &Item,
    from: DateTime<Utc>,
    start: NaiveDateTime,
    length: Length,
    zones: &Zones,
    spans: &mut Spans,
) -> Result<(), BusyFault> {
    if matches!(item.taken, Taken::Free | Taken::Cancelled) {
        return Ok(());
    }
    let to = length.end(from, start, item.start.zone, zones);
    if !spans.holds(from, to) {
        return Ok(());
    }
    spans.add(BusySpan {
        from,
        to,
        all_day: item.start.day,
        tentative: item.taken == Taken::Tentative,
        uid: item.uid.to_string(),
        summary: item.summary.to_string(),
    })
}

/// The events of one name.
struct Series<'a> {
    masters: Vec<&'a Item>,
    /// Exceptions by the instant of the instance that each replaces.
    single: BTreeMap<DateTime<Utc>, &'a Item>,
    /// Those that name the day of their instance only.
    by_day: BTreeMap<NaiveDate, &'a Item>,
    /// Exceptions for an instance and all later ones.
    future: BTreeMap<DateTime<Utc>, &'a Item>,
    zones: &'a Zones,
}

impl<'a> Series<'a> {
    fn of(group: &'a [Item], zones: &'a Zones, remarks: &mut Remarks) -> Self {
        let mut series = Self {
            masters: Vec::new(),
            single: BTreeMap::new(),
            by_day: BTreeMap::new(),
            future: BTreeMap::new(),
            zones,
        };
        let versions = group.iter().filter(|item| item.replaces.is_none()).map(|item| item.sequence);
        let newest = versions.max().unwrap_or(0);
        for item in group {
            match item.replaces {
                None if item.sequence == newest => series.masters.push(item),
                // An older version of the whole.
                None => {}
                Some(replaces) => {
                    let at = replaces.instance.instant(zones);
                    if replaces.future {
                        newer(&mut series.future, at, item);
                    }
                    // A day stands for an instance at whatever time of that day, unless the series is one of days.
                    if replaces.instance.day && !item.start.day {
                        newer(&mut series.by_day, replaces.instance.civil.date(), item);
                    } else {
                        newer(&mut series.single, at, item);
                    }
                }
            }
        }
        if series.masters.len() > 1 {
            remarks.add(&series.masters[0].uid, series.masters[1].line, BusyDoubt::SameUid);
        }
        series
    }

    fn expand(&self, budget: &mut Budget, remarks: &mut Remarks, spans: &mut Spans) -> Result<(), BusyFault> {
        let mut out = HashSet::new();
        for master in &self.masters {
            // Each master looks at all exceptions, and a hostile file has many of both.
            budget.spend(1 + (self.single.len() + self.by_day.len()) as u64);
            let instances = self.instances(master, budget, remarks, spans)?;
            if budget.is_spent() {
                return Err(BusyFault::TooMuchWork { uid: master.uid.to_string() });
            }
            for (at, (start, length)) in &instances.found {
                if !instances.is_excluded(*at, *start) {
                    self.place(master, *at, *start, *length, spans)?;
                }
            }
            let single = self.single.iter().map(|(at, item)| (Some(*at), *item));
            let by_day = self.by_day.values().map(|item| (None, *item));
            out.extend(
                single
                    .chain(by_day)
                    .filter(|(at, item)| instances.rules_out(*at, item, master))
                    .map(|(_, item)| item.line),
            );
        }
        for item in self.single.values().chain(self.by_day.values()).filter(|item| !out.contains(&item.line)) {
            add(item, item.start.instant(self.zones), item.start.civil, item.length, self.zones, spans)?;
        }
        Ok(())
    }

    /// An instance of the series as it is, or as an exception changes it and all that follow.
    fn place(
        &self,
        master: &Item,
        at: DateTime<Utc>,
        start: NaiveDateTime,
        length: Length,
        spans: &mut Spans,
    ) -> Result<(), BusyFault> {
        if self.single.contains_key(&at) || self.by_day.contains_key(&start.date()) {
            return Ok(());
        }
        let Some((_, change)) = self.future.range(..=at).next_back() else {
            return add(master, at, start, length, self.zones, spans);
        };
        let Some(moved) = self.shift(change).and_then(|shift| start.checked_add_signed(shift)) else { return Ok(()) };
        let from = self.zones.instant(moved, change.start.zone);
        add(change, from, moved, change.length, self.zones, spans)
    }

    /// How far an exception moves its instance and those that follow, by the clocks of its zone.
    fn shift(&self, change: &Item) -> Option<TimeDelta> {
        let replaced = change.replaces?.instance;
        Some(change.start.civil - self.local(&replaced, &change.start))
    }

    /// A time by the clocks of another's zone. Days are the same everywhere.
    fn local(&self, when: &When, other: &When) -> NaiveDateTime {
        if when.day || when.zone == other.zone {
            when.civil
        } else {
            self.zones.civil(when.instant(self.zones), other.zone)
        }
    }

    /// The instances of an event that may reach into the window, before exceptions.
    fn instances(
        &self,
        master: &Item,
        budget: &mut Budget,
        remarks: &mut Remarks,
        spans: &Spans,
    ) -> Result<Instances, BusyFault> {
        let zone = master.start.zone;
        let Some(repeat) = &master.repeat else {
            let found = [(master.start.instant(self.zones), (master.start.civil, master.length))];
            return Ok(Instances { found: found.into(), without: HashSet::new(), days: HashSet::new() });
        };
        budget.spend((self.future.len() + self.single.len()) as u64);
        let (from, to) = self.reach(master, spans.window);
        let too_many = || BusyFault::TooManyInstances { uid: master.uid.to_string(), limit: spans.limit };
        let mut found = BTreeMap::<DateTime<Utc>, (NaiveDateTime, Length)>::new();
        let mut full = false;
        let mut follow = |rule: &Rule, each: &mut dyn FnMut(DateTime<Utc>, NaiveDateTime) -> bool| {
            let ended = rule.walk(master.start.civil, (from, to), budget, |start| {
                let at = self.zones.instant(start, zone);
                if is_over(rule.until, at, start, &master.start, self.zones) || !each(at, start) {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
            if ended == Ended::Short {
                remarks.add(&master.uid, master.line, BusyDoubt::Truncated { rule: rule.shown() });
            }
        };
        if repeat.rules.is_empty() {
            found.insert(master.start.instant(self.zones), (master.start.civil, master.length));
        }
        for rule in &repeat.rules {
            follow(rule, &mut |at, start| {
                found.insert(at, (start, master.length));
                full = found.len() > spans.limit as usize;
                !full
            });
        }
        for (when, length) in &repeat.more {
            // A day added to a series of times is a day on which it happens at its time.
            let civil = match (when.day, master.start.day) {
                (true, false) => when.civil.date().and_time(master.start.civil.time()),
                (false, true) => self.local(when, &master.start).date().and_time(NaiveTime::MIN),
                _ => self.local(when, &master.start),
            };
            let at =
                if when.day == master.start.day { when.instant(self.zones) } else { self.zones.instant(civil, zone) };
            let length = if master.start.day { master.length } else { length.unwrap_or(master.length) };
            found.insert(at, (civil, length));
            full = full || found.len() > spans.limit as usize;
        }
        if full {
            return Err(too_many());
        }
        let mut without = HashSet::new();
        for rule in &repeat.but {
            follow(rule, &mut |at, _| {
                without.insert(at);
                without.len() <= spans.limit as usize
            });
        }
        let mut days = HashSet::new();
        for when in &repeat.except {
            match (when.day, master.start.day) {
                (true, false) => _ = days.insert(when.civil.date()),
                (false, true) => _ = days.insert(self.local(when, &master.start).date()),
                _ => _ = without.insert(when.instant(self.zones)),
            }
        }
        Ok(Instances { found, without, days })
    }

    /// Between which civil times instances begin that may reach into the window, moved as exceptions move them.
    fn reach(&self, master: &Item, window: (DateTime<Utc>, DateTime<Utc>)) -> (NaiveDateTime, NaiveDateTime) {
        let mut lasts = master.length.reach();
        let (mut early, mut late) = (TimeDelta::zero(), TimeDelta::zero());
        for change in self.future.values() {
            lasts = lasts.max(change.length.reach());
            let shift = self.shift(change).unwrap_or_default();
            late = late.max(shift);
            early = early.max(-shift);
        }
        let from = window.0.naive_utc().checked_sub_signed(MARGIN).and_then(|at| at.checked_sub_signed(lasts));
        let from = from.and_then(|at| at.checked_sub_signed(late)).unwrap_or(NaiveDateTime::MIN);
        let to = window.1.naive_utc().checked_add_signed(MARGIN).and_then(|at| at.checked_add_signed(early));
        // Of exceptions older than the series it must be known whether their instance is still one.
        let old = self.single.iter().filter(|(_, item)| item.sequence < master.sequence).map(|(at, _)| at.naive_utc());
        let from = old.clone().filter_map(|at| at.checked_sub_signed(MARGIN)).fold(from, NaiveDateTime::min);
        let to = old
            .filter_map(|at| at.checked_add_signed(MARGIN))
            .fold(to.unwrap_or(NaiveDateTime::MAX), NaiveDateTime::max);
        (from, to)
    }
}

/// The instances of an event before exceptions, and what takes some of them away.
struct Instances {
    /// Civil time and length, by instant.
    found: BTreeMap<DateTime<Utc>, (NaiveDateTime, Length)>,
    without: HashSet<DateTime<Utc>>,
    days: HashSet<NaiveDate>,
}

impl Instances {
    fn is_excluded(&self, at: DateTime<Utc>, start: NaiveDateTime) -> bool {
        self.without.contains(&at) || self.days.contains(&start.date())
    }

    /// Whether an exception stands for an instance that is not, or no longer, one: it was taken away by an EXDATE, or
    /// the series has been changed since so that it does not come.
    fn rules_out(&self, at: Option<DateTime<Utc>>, item: &Item, master: &Item) -> bool {
        let Some(replaces) = item.replaces else { return false };
        let instance = replaces.instance;
        let excluded = match at {
            Some(at) => self.is_excluded(at, self.found.get(&at).map_or(instance.civil, |(start, _)| *start)),
            None => self.days.contains(&instance.civil.date()),
        };
        excluded || at.is_some_and(|at| item.sequence < master.sequence && !self.found.contains_key(&at))
    }
}

/// Whether an instance is beyond a rule's UNTIL.
fn is_over(until: Option<Until>, at: DateTime<Utc>, start: NaiveDateTime, first: &When, zones: &Zones) -> bool {
    match until {
        None => false,
        // A day is meant whole, for a series of times too: that is how calendar programs show it.
        Some(Until::Day(day)) => start.date() > day,
        Some(Until::Civil(civil)) if first.day => start.date() > civil.date(),
        Some(Until::Civil(civil)) => start > civil,
        // For a series of days: midnight in UTC stands for the day itself, anything else for an instant of the zone.
        Some(Until::Instant(last)) if first.day => {
            let civil = last.naive_utc();
            let local = if civil.time() == NaiveTime::MIN { civil } else { zones.civil(last, first.zone) };
            start.date() > local.date()
        }
        Some(Until::Instant(last)) => at > last,
    }
}

/// Of two exceptions for one instance the newer version holds; of one version, the later in the file.
fn newer<'a, K: Ord>(list: &mut BTreeMap<K, &'a Item>, key: K, item: &'a Item) {
    match list.get(&key) {
        Some(known) if known.sequence > item.sequence => {}
        _ => _ = list.insert(key, item),
    }
}
