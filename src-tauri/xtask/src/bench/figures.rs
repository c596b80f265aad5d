//! Figures of repeated runs.

/// The middle and the 95th percentile of some measurements, in their own unit.
#[derive(Debug, PartialEq)]
pub struct Spread {
    pub median: f64,
    pub p95: f64,
    pub runs: usize,
}

/// Nothing where nothing was measured.
pub fn spread(mut values: Vec<f64>) -> Option<Spread> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let p95 = (values.len() * 95).div_ceil(100) - 1;
    Some(Spread {
        median: f64::midpoint(values[last / 2], values[values.len() / 2]),
        p95: values[p95],
        runs: values.len(),
    })
}

/// One line of a report.
pub fn print(what: &str, unit: &str, values: Vec<f64>) -> Option<Spread> {
    let spread = spread(values)?;
    println!(
        "{what:<34} median {:>9.1} {unit}   p95 {:>9.1} {unit}   ({} runs)",
        spread.median, spread.p95, spread.runs
    );
    Some(spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail() {
        let of = |values: &[f64]| spread(values.to_vec()).map(|spread| (spread.median, spread.p95));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[3.0]), Some((3.0, 3.0)));
        assert_eq!(of(&[4.0, 1.0]), Some((2.5, 4.0)));
        assert_eq!(of(&[5.0, 1.0, 3.0]), Some((3.0, 5.0)));
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(of(&hundred), Some((50.5, 95.0)));
    }
}
