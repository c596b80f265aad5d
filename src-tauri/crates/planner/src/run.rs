//! The course of a search: its clock, its end and what is told of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::evaluate::{MeasureCost, by_rule};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::solve::{Control, Options, Progress};

/// Least time between two words of progress.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// The most of the time that telling may take is one part in so many: a large plan takes long to write down.
const TELL_PART: u32 = 25;

/// What may still be done once a search was ended from outside: whoever stopped it waits for the plan.
const GRACE: Duration = Duration::from_millis(80);

/// How long finishing may take: no longer than [`GRACE`] where a clock or the caller ended the search, and as long as it
/// needs where steps did, so that the plan does not hang on the machine.
#[derive(Default)]
pub(crate) struct Grace(Option<Instant>);

impl Grace {
    /// Whether there is time left.
    pub(crate) fn lasts(&self) -> bool {
        self.0.is_none_or(|until| Instant::now() < until)
    }
}

/// What every searching thread looks at: how long it may go on.
pub(crate) struct Clock {
    began: Instant,
    time: Option<Duration>,
    ended: AtomicBool,
}

impl Clock {
    /// Whether to end now, for whatever reason.
    pub(crate) fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed) || self.time.is_some_and(|most| self.began.elapsed() >= most)
    }

    /// The part of the time that is over; none where time does not end the search.
    pub(crate) fn part(&self) -> Option<f64> {
        self.time.map(|most| self.began.elapsed().as_secs_f64() / most.as_secs_f64().max(1e-6))
    }
}

/// A search's clock, its count of steps and its listener. Only the thread that asked for the search holds it.
pub(crate) struct Run<'c> {
    pub clock: Arc<Clock>,
    /// Most steps, of all walkers together.
    pub most_steps: Option<u64>,
    pub steps: u64,
    control: &'c dyn Control,
    told: Option<Instant>,
    /// How long telling took the last time.
    telling: Duration,
    told_score: (i64, i64),
    by_rule: Vec<MeasureCost>,
    /// Needs left out and meetings of the best plan told.
    counts: (u32, u32),
}

impl<'c> Run<'c> {
    pub(crate) fn new(options: &Options, control: &'c dyn Control) -> Self {
        // Where steps bound the search, the clock may end it, but decides on nothing else.
        let clock = Clock { began: Instant::now(), time: options.time, ended: AtomicBool::new(false) };
        Self {
            clock: Arc::new(clock),
            most_steps: options.steps,
            steps: 0,
            control,
            told: None,
            telling: Duration::ZERO,
            told_score: (i64::MAX, i64::MAX),
            by_rule: Vec::new(),
            counts: (0, 0),
        }
    }

    /// Asks the caller whether to go on, and tells the walkers if not.
    pub(crate) fn ended(&self) -> bool {
        if self.control.cancelled() || self.control.stop() {
            self.clock.ended.store(true, Ordering::Relaxed);
        }
        self.clock.ended() || self.most_steps.is_some_and(|most| self.steps >= most)
    }

    /// The time to finish in, from now.
    pub(crate) fn grace(&self) -> Grace {
        Grace(self.clock.ended().then(|| Instant::now() + GRACE))
    }

    /// Whether the listener was told long enough ago to be told again.
    pub(crate) fn is_due(&self) -> bool {
        self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY.max(self.telling * TELL_PART))
    }

    /// Tells the listener how the search stands after so many steps: the best score as the search goes by it, and the
    /// plan, asked for only where it is news.
    pub(crate) fn tell(&mut self, problem: &Problem, steps: u64, score: (i64, i64), plan: impl FnOnce() -> Plan) {
        let began = Instant::now();
        // Walkers take turns: one may know less than was told already.
        let best = (score < self.told_score).then(plan);
        self.told_score = score.min(self.told_score);
        if let Some(plan) = &best {
            self.by_rule = by_rule(problem, plan);
            self.counts = (plan.unscheduled.len() as u32, plan.meetings.len() as u32);
        }
        self.control.progress(Progress {
            elapsed_ms: u64::try_from(self.clock.began.elapsed().as_millis()).unwrap_or(u64::MAX),
            steps,
            medium: self.told_score.0,
            // The definition's, whatever else the search goes by.
            soft: self.by_rule.iter().map(|rule| rule.cost).sum(),
            left_out: self.counts.0,
            meetings: self.counts.1,
            by_rule: self.by_rule.clone(),
            best,
        });
        self.told = Some(Instant::now());
        self.telling = began.elapsed();
    }
}
