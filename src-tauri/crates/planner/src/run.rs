//! The course of a search: its end, its temperature and what is told of it.

use std::time::{Duration, Instant};

use crate::delta::Scoring;
use crate::outcome::plan_of;
use crate::search::Search;
use crate::solve::{Control, Options, Progress};

/// Least time between two words of progress.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Steps for each need in which a problem cools down once, where there is time for more.
const STEPS_PER_NEED: u64 = 2500;

/// A search's clock, its count of steps and its listener.
pub(crate) struct Run<'c> {
    options: Options,
    control: &'c dyn Control,
    began: Instant,
    told: Option<Instant>,
    told_score: (i64, i64),
    pub steps: u64,
}

impl<'c> Run<'c> {
    pub(crate) fn new(options: &Options, control: &'c dyn Control) -> Self {
        Self {
            options: *options,
            control,
            began: Instant::now(),
            told: None,
            told_score: (i64::MAX, i64::MAX),
            steps: 0,
        }
    }

    /// Whether the search is to end now, for whatever reason.
    pub(crate) fn ended(&self) -> bool {
        self.control.cancelled()
            || self.control.stop()
            || self.options.steps.is_some_and(|most| self.steps >= most)
            || self.options.time.is_some_and(|most| self.began.elapsed() >= most)
    }

    /// How many of `batch` steps may still be done.
    pub(crate) fn allowed(&self, batch: u64) -> u64 {
        self.options.steps.map_or(batch, |most| batch.min(most.saturating_sub(self.steps)))
    }

    /// The part of the run that is over, where its end is known: by steps if they are bounded.
    fn part(&self) -> Option<f64> {
        match (self.options.steps, self.options.time) {
            (Some(most), _) => Some(self.steps as f64 / most.max(1) as f64),
            (None, Some(most)) => Some(self.began.elapsed().as_secs_f64() / most.as_secs_f64().max(1e-6)),
            (None, None) => None,
        }
    }

    /// Tells the listener how the search stands, unless it was told a moment ago.
    pub(crate) fn tell<S: Scoring>(&mut self, search: &Search<'_, S>) {
        let now = Instant::now();
        if self.told.is_some_and(|told| now - told < TELL_EVERY) {
            return;
        }
        self.told = Some(now);
        let (medium, soft) = search.best_score;
        let news = search.best_score != self.told_score;
        self.told_score = search.best_score;
        let needs = search.draft.state.index.needs.len();
        let met: usize = search.best_meetings().map(|m| m.needs.len()).sum();
        let elapsed = (now - self.began).as_millis();
        self.control.progress(Progress {
            elapsed_ms: u64::try_from(elapsed).unwrap_or(u64::MAX),
            steps: self.steps,
            medium,
            soft,
            left_out: (needs - met) as u32,
            meetings: search.best_meetings().count() as u32,
            best: news.then(|| plan_of(search)),
        });
    }
}

/// Cooling from hot to cold, once or several times.
pub(crate) struct Cooling {
    /// Heat at the beginning and at the end, in 1024ths of a point.
    hot: f64,
    cold: f64,
    /// Steps in which the problem cools down well.
    length: u64,
    /// How often a run whose end is known cools down; none until that can be said.
    rounds: Option<u64>,
    round: u64,
    /// Where the present round of a run without an end began, and how long it is.
    since: u64,
    lasting: u64,
}

impl Cooling {
    /// For a problem of so many needs, each costing `per_need` points.
    pub(crate) fn new(needs: u64, per_need: f64) -> Self {
        let length = (needs * STEPS_PER_NEED).max(10_000);
        Self {
            hot: per_need * 0.35 * 1024.0,
            cold: per_need * 0.01 * 1024.0,
            length,
            rounds: None,
            round: 0,
            since: 0,
            lasting: length,
        }
    }

    /// The heat now, and whether a new round begins with it.
    pub(crate) fn heat(&mut self, run: &Run<'_>) -> (i64, bool) {
        let (part, again) = match run.part() {
            Some(part) => self.of_known(part, run),
            None => self.of_endless(run.steps),
        };
        let heat = self.hot * (self.cold / self.hot).powf(part.clamp(0.0, 1.0));
        (heat.round() as i64, again)
    }

    fn of_known(&mut self, part: f64, run: &Run<'_>) -> (f64, bool) {
        if self.rounds.is_none() {
            let expected = match run.options.steps {
                Some(steps) => Some(steps),
                None => (part > 0.03).then(|| (run.steps as f64 / part) as u64),
            };
            self.rounds = expected.map(|steps| (steps / self.length).max(1));
        }
        let along = part * self.rounds.unwrap_or(1) as f64;
        let round = along as u64;
        let again = round > self.round;
        self.round = round;
        (along - round as f64, again)
    }

    fn of_endless(&mut self, steps: u64) -> (f64, bool) {
        let again = steps - self.since >= self.lasting;
        if again {
            self.since = steps;
            self.lasting *= 2;
        }
        ((steps - self.since) as f64 / self.lasting as f64, again)
    }
}
