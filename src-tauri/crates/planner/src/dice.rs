//! Randomness that is the same on every machine: integers only, from one seed.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Entries of the table of logarithms.
const LOGS: usize = 4096;

/// A seeded source of choices.
pub(crate) struct Dice {
    source: Xoshiro256PlusPlus,
    /// 1024 x -ln(u) for u in the middle of each of [`LOGS`] equal parts of (0, 1). Rounded once here,
    /// so that no later comparison hangs on the last bit of a logarithm.
    logs: Vec<i64>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let log = |i: usize| {
            let u = (i as f64 + 0.5) / LOGS as f64;
            (-u.ln() * 1024.0).round() as i64
        };
        Self { source: Xoshiro256PlusPlus::seed_from_u64(seed), logs: (0..LOGS).map(log).collect() }
    }

    /// A number below `n`, which must not be 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.source.next_u64()) * n as u128;
        (wide >> 64) as usize
    }

    /// True `part` times in `whole`.
    pub(crate) fn chance(&mut self, part: usize, whole: usize) -> bool {
        self.below(whole) < part
    }

    /// One of `items`, none where there are none.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        if items.is_empty() { None } else { Some(items[self.below(items.len())]) }
    }

    /// Moves `count` items chosen at random to the front.
    pub(crate) fn draw<T>(&mut self, items: &mut [T], count: usize) {
        for i in 0..count.min(items.len()) {
            let j = i + self.below(items.len() - i);
            items.swap(i, j);
        }
    }

    /// How much worse a step may be at `heat` (in 1024ths of a point), exponentially distributed.
    pub(crate) fn tolerance(&mut self, heat: i64) -> i64 {
        let at = self.below(LOGS);
        let log = self.logs[at];
        (heat * log) >> 20
    }
}
