//! From values to places on paper.

/// A stretch of values laid on a stretch of paper, evenly or by their logarithms.
pub struct Scale {
    values: (f64, f64),
    paper: (f64, f64),
    is_log: bool,
}

impl Scale {
    pub fn even(values: (f64, f64), paper: (f64, f64)) -> Self {
        Self { values, paper, is_log: false }
    }

    /// Values must be above 0.
    pub fn log(values: (f64, f64), paper: (f64, f64)) -> Self {
        Self { values, paper, is_log: true }
    }

    /// A value outside lands on the nearer end.
    pub fn place(&self, value: f64) -> f64 {
        self.on_paper(self.part(value).clamp(0.0, 1.0))
    }

    /// A value outside lands outside.
    pub fn beyond(&self, value: f64) -> f64 {
        self.on_paper(self.part(value))
    }

    fn part(&self, value: f64) -> f64 {
        let on = |value: f64| if self.is_log { value.max(f64::MIN_POSITIVE).ln() } else { value };
        let (from, to) = (on(self.values.0), on(self.values.1));
        if to > from { (on(value) - from) / (to - from) } else { 0.5 }
    }

    fn on_paper(&self, part: f64) -> f64 {
        self.paper.0 + (self.paper.1 - self.paper.0) * part
    }

    /// Of a scale by logarithms: every 1, 2 and 5 times a power of ten inside.
    pub fn fine_ticks(&self) -> Vec<f64> {
        let (from, to) = self.values;
        let powers = (from.log10().floor() as i32)..=(to.log10().floor() as i32);
        let all = powers.flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(power)));
        all.filter(|tick| (from..=to).contains(tick)).collect()
    }

    /// Round values inside: powers of ten where the scale goes by logarithms, else about `count` steps of 1, 2 or 5.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        let (from, to) = self.values;
        if self.is_log {
            let powers = (from.log10().ceil() as i32)..=(to.log10().floor() as i32);
            return powers.map(|power| 10f64.powi(power)).collect();
        }
        let step = round_step((to - from) / count.max(1) as f64).max(1.0);
        let first = (from / step).ceil() as i64;
        let last = (to / step).floor() as i64;
        (first..=last).map(|at| at as f64 * step).collect()
    }
}

/// The least of 1, 2, 5 times a power of ten that is no less than `least`.
fn round_step(least: f64) -> f64 {
    if least <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].iter().map(|digit| digit * power).find(|step| *step >= least * 0.999).unwrap_or(power)
}

/// Moves labels apart until no two are nearer than `gap`, keeping their order and as near their places as can be.
pub fn spread(places: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    let mut placed = places.to_vec();
    let mut least = top;
    for &at in &order {
        placed[at] = placed[at].max(least);
        least = placed[at] + gap;
    }
    let mut most = bottom;
    for &at in order.iter().rev() {
        placed[at] = placed[at].min(most);
        most = placed[at] - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_find_their_places() {
        let even = Scale::even((100.0, 200.0), (50.0, 0.0));
        assert_eq!([100.0, 150.0, 200.0, 900.0].map(|value| even.place(value)), [50.0, 25.0, 0.0, 0.0]);
        let log = Scale::log((1.0, 100.0), (0.0, 200.0));
        assert_eq!([0.0, 1.0, 10.0, 100.0].map(|value| log.place(value).round()), [0.0, 0.0, 100.0, 200.0]);
        assert_eq!(Scale::even((7.0, 7.0), (0.0, 10.0)).place(7.0), 5.0);
        assert_eq!(even.beyond(300.0), -50.0);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(Scale::even((955.0, 1_210.0), (0.0, 1.0)).ticks(3), [1_000.0, 1_100.0, 1_200.0]);
        assert_eq!(Scale::even((0.0, 2.0), (0.0, 1.0)).ticks(4), [0.0, 1.0, 2.0]);
        let log = Scale::log((20.0, 3_000.0), (0.0, 1.0));
        assert_eq!(log.ticks(0), [100.0, 1_000.0]);
        assert_eq!(log.fine_ticks(), [20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0]);
    }

    #[test]
    fn labels_keep_their_distance_and_order() {
        let places = spread(&[50.0, 51.0, 10.0, 98.0], 10.0, (0.0, 100.0));
        assert_eq!(places, [50.0, 60.0, 10.0, 98.0]);
        assert_eq!(spread(&[99.0, 100.0], 10.0, (0.0, 100.0)), [90.0, 100.0]);
    }
}
