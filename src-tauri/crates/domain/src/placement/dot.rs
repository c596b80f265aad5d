//! A client's one dot among its topics.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Format, TopicId};

/// One topic of a client on the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Satellite {
    /// Which.
    pub topic: TopicId,
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// Weight among the client's topics: the highest priority of its needs about it, else 1.
    pub weight: f64,
}

/// Where a client as a whole stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Dot {
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// The format, where all topics lie in one quadrant; `None`: the client has no single format.
    pub format: Option<Format>,
}

/// The weighted centre of a client's topics; `None` where it has none.
pub fn dot(satellites: &[Satellite]) -> Option<Dot> {
    let total: f64 = satellites.iter().map(|s| s.weight).sum();
    let first = satellites.first()?;
    if total <= 0.0 {
        return None;
    }
    let mean = |of: fn(&Satellite) -> f64| satellites.iter().map(|s| s.weight * of(s)).sum::<f64>() / total;
    let format = Format::of_point(first.sharing, first.providers);
    let single = satellites.iter().all(|s| Format::of_point(s.sharing, s.providers) == format);
    Some(Dot { sharing: mean(|s| s.sharing), providers: mean(|s| s.providers), format: single.then_some(format) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_in_different_quadrants_leave_no_single_format() {
        let at =
            |topic: &str, sharing, providers, weight| Satellite { topic: topic.into(), sharing, providers, weight };
        let mixed = dot(&[at("a", 80.0, 70.0, 3.0), at("b", 20.0, 10.0, 1.0)]).unwrap();
        assert_eq!((mixed.sharing, mixed.providers, mixed.format), (65.0, 55.0, None));
        let single = dot(&[at("a", 80.0, 70.0, 1.0), at("b", 60.0, 90.0, 1.0)]).unwrap();
        assert_eq!(single.format, Some(Format::WorkTable));
        assert_eq!(dot(&[]), None);
    }
}
