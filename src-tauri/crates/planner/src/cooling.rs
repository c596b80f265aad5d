//! How hot a search is when: from hot to cold, once or several times, in segments between which walkers meet.

use crate::run::Clock;

/// Steps in which a problem cools down well, where there is time for more than one round: so many for each two needs,
/// and at most so many for each need. Found by trying on problems of 22 to 6,000 needs.
const STEPS_PER_PAIR: u64 = 45;
const MOST_PER_NEED: u64 = 10_000;
/// Fewest steps of a round.
const LEAST_STEPS: u64 = 20_000;
/// Most steps of a segment of a search without an end: while the others finish theirs, nobody asks the caller.
const LONGEST_SEGMENT: u64 = 20_000;
/// Segments of a round.
const SEGMENTS: u64 = 24;
/// Needs from which on walkers meet, and begin each round at the best plan of all.
const LEAST_TOGETHER: u64 = 60;
/// Segments after which they meet.
const MEET_EVERY: u64 = 4;
/// Heat at the beginning and at the end of a round, as parts of what a need costs on average. In a small problem one
/// group is a large part of the whole, and takes more heat to give up.
const HOT: f64 = 1.0;
const HOT_SMALL: f64 = 20.0;
const COLD: f64 = 0.01;
/// The part of the time after which the number of rounds is fixed by the speed seen so far.
const LOOK_AT: f64 = 0.04;

/// A stretch of a search between two meetings of its walkers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Heat at its beginning and at its end, in 1024ths of a point.
    pub heat: (f64, f64),
    pub bound: Bound,
    /// Whether a new round begins with it, from the best plan.
    pub again: bool,
    /// Whether the walkers meet before it.
    pub gather: bool,
}

/// What ends a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    /// So many steps of each walker.
    Steps(u64),
    /// From one part of the time to another.
    Time(f64, f64),
}

impl Segment {
    /// The heat when `steps` of it are done.
    pub(crate) fn heat(&self, steps: u64, clock: &Clock) -> i64 {
        let along = match self.bound {
            Bound::Steps(most) => steps as f64 / most.max(1) as f64,
            Bound::Time(from, to) => (clock.part().unwrap_or(1.0) - from) / (to - from).max(1e-9),
        };
        let (from, to) = self.heat;
        (from + (to - from) * along.clamp(0.0, 1.0)).round() as i64
    }

    /// How many of `batch` further steps it still takes after `steps`; none when it is over.
    pub(crate) fn left(&self, steps: u64, batch: u64, clock: &Clock) -> u64 {
        match self.bound {
            Bound::Steps(most) => batch.min(most.saturating_sub(steps)),
            Bound::Time(_, to) => {
                if clock.part().is_none_or(|part| part >= to) {
                    0
                } else {
                    batch
                }
            }
        }
    }
}

/// The segments of a search, one after the other.
pub(crate) struct Cooling {
    hot: f64,
    cold: f64,
    /// Steps of one walker in which the problem cools down well.
    length: u64,
    walkers: u64,
    /// Whether walkers ever meet: in a small problem each does better going its own way.
    together: bool,
    end: End,
    /// Segments given.
    given: u64,
}

enum End {
    /// After so many steps of each walker, in so many rounds.
    Steps { each: u64, rounds: u64 },
    /// After a time, in so many rounds, fixed by the speed at the beginning; each segment ends where the next begins.
    Time { rounds: Option<u64>, at: f64, round_began: f64 },
    /// Never: each round is twice as long as the one before.
    Never { lasting: u64 },
}

impl Cooling {
    /// For a problem of so many needs, each costing `per_need` points.
    pub(crate) fn new(needs: u64, per_need: f64, walkers: u64, steps: Option<u64>, clock: &Clock) -> Self {
        let length = (STEPS_PER_PAIR * needs * needs).min(MOST_PER_NEED * needs).max(LEAST_STEPS);
        let hot = HOT + HOT_SMALL / needs.max(1) as f64;
        let end = match (steps, clock.part()) {
            (Some(steps), _) => {
                let each = steps / walkers;
                End::Steps { each, rounds: (each / length).max(1) }
            }
            (None, Some(part)) => End::Time { rounds: None, at: part, round_began: part },
            (None, None) => End::Never { lasting: length },
        };
        Self {
            hot: per_need * hot * 1024.0,
            cold: per_need * COLD * 1024.0,
            length,
            walkers,
            together: needs >= LEAST_TOGETHER,
            end,
            given: 0,
        }
    }

    /// Heat at the boundary `number` of a round's segments.
    fn at(&self, number: u64) -> f64 {
        self.hot * (self.cold / self.hot).powf(number as f64 / SEGMENTS as f64)
    }

    /// A last segment of so many steps, cold.
    pub(crate) fn rest(&self, steps: u64) -> Segment {
        Segment { heat: (self.cold, self.cold), bound: Bound::Steps(steps), again: false, gather: false }
    }

    /// The next segment, after `steps` of all walkers; none after the last.
    pub(crate) fn next(&mut self, steps: u64) -> Option<Segment> {
        let number = self.given % SEGMENTS;
        let heat = (self.at(number), self.at(number + 1));
        let again = number == 0 && self.given > 0 && self.together;
        let gather = number > 0 && number.is_multiple_of(MEET_EVERY) && self.together;
        let bound = match &mut self.end {
            End::Steps { each, rounds } => {
                let all = SEGMENTS * *rounds;
                if self.given >= all {
                    return None;
                }
                // What does not divide goes to the first ones, so that not a step is lost.
                Bound::Steps(*each / all + u64::from(self.given < *each % all))
            }
            End::Time { rounds, at, round_began } => {
                if *at >= 1.0 {
                    return None;
                }
                if rounds.is_none() && *at >= LOOK_AT {
                    let each = steps as f64 / self.walkers as f64 / *at;
                    *rounds = Some(((each / self.length as f64) as u64).max(1));
                }
                if number == 0 {
                    *round_began = *at;
                }
                let round = (1.0 - *round_began).min(1.0 / rounds.unwrap_or(1) as f64);
                // Once the rounds are known to be several, the first may be over already.
                let to = (*round_began + round * (number + 1) as f64 / SEGMENTS as f64).clamp(*at, 1.0);
                let from = std::mem::replace(at, to);
                Bound::Time(from, to)
            }
            End::Never { lasting } => {
                if number == 0 && self.given > 0 {
                    *lasting *= 2;
                }
                Bound::Steps((*lasting / SEGMENTS).min(LONGEST_SEGMENT))
            }
        };
        self.given += 1;
        Some(Segment { heat, bound, again, gather })
    }
}
