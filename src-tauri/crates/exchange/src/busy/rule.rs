//! Recurrence rules followed within bounds.
//!
//! `ical-rs` works out the civil times. It follows a rule from its beginning one period after the other, so that what it
//! costs is known from the rule and from how far it came: that is counted here, and rules that would cost too much are
//! left off before they do.

use std::ops::ControlFlow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use ical::recur::expand::IcalRecurExpand;
use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule};

use super::Limits;
use super::remark::cut;

/// Bytes of a rule. All that a rule can say, every day of a year by its number included, takes less.
const LONGEST: usize = 4096;
/// Dates that a rule may name in one of its periods, times those of which BYSETPOS chooses.
const DENSEST: u64 = 200_000;
/// Most periods without an instance that the crate steps over before it gives up.
const BARREN: u64 = 1_000_000;

/// Steps left.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
    per_rule: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { left: limits.steps, per_rule: limits.steps_per_rule }
    }

    pub(super) fn spend(&mut self, steps: u64) {
        self.left = self.left.saturating_sub(steps);
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }
}

/// How a walk along a rule ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// At the rule's end, or at that of the time asked for.
    Whole,
    /// Where it became too long.
    Short,
}

/// Until when a rule holds, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Day(NaiveDate),
    Civil(NaiveDateTime),
    Instant(DateTime<Utc>),
}

/// A rule that can be followed.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    rule: IcalRecurRule,
    pub until: Option<Until>,
    text: Box<str>,
}

impl Rule {
    /// None where it cannot be read: then nothing of it is taken, rather than a part that means something else.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut rule = IcalRecurRule::parse(text).ok()?;
        if rule.scale.as_deref().is_some_and(|scale| scale != "GREGORIAN") {
            return None;
        }
        for list in [&mut rule.by_second, &mut rule.by_minute, &mut rule.by_hour, &mut rule.by_month] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut rule.by_month_day, &mut rule.by_week_no] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut rule.by_year_day, &mut rule.by_set_pos] {
            list.sort_unstable();
            list.dedup();
        }
        let until = match rule.until.take() {
            Some(until) => Some(until_of(text, until)?),
            None => None,
        };
        Some(Self { rule, until, text: cut(text).into() })
    }

    /// As it stands in the file.
    pub(super) fn shown(&self) -> String {
        self.text.to_string()
    }

    /// Gives the civil times that the rule names, in order, from `start` on: those before `from` are only counted (for
    /// COUNT), and `each` ends the walk, as do `to` and the rule's own end.
    ///
    /// `start` is the first of them even where the rule does not name it (RFC 5545, 3.3.10: it "always counts as the
    /// first occurrence").
    pub(super) fn walk(
        &self,
        start: NaiveDateTime,
        (from, to): (NaiveDateTime, NaiveDateTime),
        budget: &mut Budget,
        mut each: impl FnMut(NaiveDateTime) -> ControlFlow<()>,
    ) -> Ended {
        let cost = self.cost();
        if to < start || budget.is_spent() {
            return if budget.is_spent() { Ended::Short } else { Ended::Whole };
        }
        if cost.dense > DENSEST || cost.ahead(start, to).is_none_or(|steps| steps > budget.per_rule.saturating_mul(20))
        {
            return Ended::Short;
        }
        let mut left = self.rule.count.map(u64::from);
        if left != Some(0) && each(start).is_break() {
            return Ended::Whole;
        }
        left = left.map(|left| left.saturating_sub(1));

        let begin = if left.is_none() { self.skip_to(start, from) } else { start };
        let mut rule = self.rule.clone();
        rule.count = None;
        rule.until = Some(date_time(to));
        let mut walk = IcalRecurExpand::new(rule, date_time(begin));
        let mut spent = 0_u64;
        let mut at = begin;
        while left != Some(0) {
            let next = walk.next().and_then(naive);
            let steps = cost.steps(at, next.unwrap_or(to));
            spent = spent.saturating_add(steps);
            budget.spend(steps);
            let Some(next) = next.filter(|next| *next <= to) else { return Ended::Whole };
            at = next;
            if next != start {
                left = left.map(|left| left - 1);
                if next >= from && each(next).is_break() {
                    return Ended::Whole;
                }
            }
            if spent > budget.per_rule || budget.is_spent() {
                return Ended::Short;
            }
        }
        Ended::Whole
    }

    /// The last period that begins a good while before `from`, for rules that are the same from any of their periods
    /// on. Those by months and years are cheap enough from their beginning.
    fn skip_to(&self, start: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        let unit = match self.rule.freq {
            IcalRecurFreq::Secondly => 1,
            IcalRecurFreq::Minutely => 60,
            IcalRecurFreq::Hourly => 3600,
            IcalRecurFreq::Daily => 86_400,
            IcalRecurFreq::Weekly => 7 * 86_400,
            _ => return start,
        };
        let period = unit * i64::from(self.rule.interval.max(1));
        let periods = (from - start).num_seconds() / period - 1;
        if periods <= 0 {
            return start;
        }
        TimeDelta::try_seconds(periods * period).and_then(|skipped| start.checked_add_signed(skipped)).unwrap_or(start)
    }

    fn cost(&self) -> Cost {
        let rule = &self.rule;
        let some = |list: &[u8]| list.len().max(1) as u64;
        let (seconds, minutes, hours) = (some(&rule.by_second), some(&rule.by_minute), some(&rule.by_hour));
        let interval = i64::from(rule.interval.max(1));
        let (period, days, times) = match rule.freq {
            IcalRecurFreq::Secondly => (interval, 0, 1),
            IcalRecurFreq::Minutely => (interval * 60, 0, seconds),
            IcalRecurFreq::Hourly => (interval * 3600, 0, minutes * seconds),
            IcalRecurFreq::Daily => (interval * 86_400, 1, hours * minutes * seconds),
            IcalRecurFreq::Weekly => (interval * 7 * 86_400, 7, hours * minutes * seconds),
            IcalRecurFreq::Monthly => (interval * 28 * 86_400, 31, hours * minutes * seconds),
            IcalRecurFreq::Yearly => (interval * 365 * 86_400, 380, hours * minutes * seconds),
        };
        let listed = rule.by_day.len() + rule.by_month_day.len() + rule.by_year_day.len() + rule.by_week_no.len();
        let listed = (listed + rule.by_month.len()) as u64;
        let candidates = days.max(1) * times * (1 + rule.by_set_pos.len() as u64);
        Cost { period, daily: days > 0, dense: candidates, each: candidates / 4 + days.max(1) * (1 + listed / 8) }
    }
}

/// What following a rule costs.
struct Cost {
    /// Seconds of one period, no more than there are.
    period: i64,
    /// Whether a period is of days. Others are jumped over where their day does not fit.
    daily: bool,
    /// What is held and sifted for one period.
    dense: u64,
    /// Steps for one period.
    each: u64,
}

impl Cost {
    fn periods(&self, from: NaiveDateTime, to: NaiveDateTime) -> u64 {
        u64::try_from((to - from).num_seconds() / self.period).unwrap_or(0)
    }

    /// Steps from one instance to the next.
    fn steps(&self, from: NaiveDateTime, to: NaiveDateTime) -> u64 {
        let periods = self.periods(from, to);
        let periods = if self.daily { periods } else { periods.min(BARREN) };
        // Several instances may share a period.
        if periods == 0 { 1 } else { periods.saturating_mul(self.each) }
    }

    /// Steps that one search for an instance may take at most; none where that is beyond counting.
    fn ahead(&self, from: NaiveDateTime, to: NaiveDateTime) -> Option<u64> {
        let periods = self.periods(from, to);
        if self.daily { periods.checked_mul(self.each) } else { Some(self.each) }
    }
}

fn until_of(text: &str, until: IcalRecurDateTime) -> Option<Until> {
    // What was written is needed here: the crate keeps neither that it was a day nor that it was UTC.
    let written = text
        .split(';')
        .filter_map(|part| part.split_once('='))
        .rfind(|(name, _)| name.trim().eq_ignore_ascii_case("UNTIL"))
        .map(|(_, value)| value.trim())?;
    let civil = naive(until)?;
    Some(match written.len() {
        8 => Until::Day(civil.date()),
        16 => Until::Instant(civil.and_utc()),
        _ => Until::Civil(civil),
    })
}

fn date_time(civil: NaiveDateTime) -> IcalRecurDateTime {
    IcalRecurDateTime {
        year: civil.year(),
        month: civil.month() as u8,
        day: civil.day() as u8,
        hour: civil.hour() as u8,
        minute: civil.minute() as u8,
        second: civil.second() as u8,
    }
}

fn naive(at: IcalRecurDateTime) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(at.year, u32::from(at.month), u32::from(at.day))?.and_hms_opt(
        u32::from(at.hour),
        u32::from(at.minute),
        u32::from(at.second.min(59)),
    )
}
