//! A plan's score, as far as plans without a broken rule differ.

use serde_json::{Value, json};
use std::fmt;

/// What is left out, then what it costs: lower is better in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    pub medium: i64,
    pub soft: i64,
}

impl Score {
    /// From `{"medium": …, "soft": …}`.
    pub fn of(value: &Value) -> Option<Self> {
        Some(Self { medium: value["medium"].as_i64()?, soft: value["soft"].as_i64()? })
    }

    /// From `[medium, soft]`.
    pub fn of_pair(value: &Value) -> Option<Self> {
        Some(Self { medium: value[0].as_i64()?, soft: value[1].as_i64()? })
    }

    pub fn pair(self) -> Value {
        json!([self.medium, self.soft])
    }
}

impl fmt::Display for Score {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} / {}", self.medium, self.soft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_outweighs_any_cost() {
        assert!(Score { medium: 0, soft: 900 } < Score { medium: 1, soft: 0 });
        assert!(Score { medium: 1, soft: 8 } < Score { medium: 1, soft: 9 });
    }

    #[test]
    fn reads_what_it_writes() {
        let score = Score { medium: 21, soft: 7520 };
        assert_eq!(Score::of_pair(&score.pair()), Some(score));
        assert_eq!(Score::of(&json!({ "medium": 21, "soft": 7520, "ms": 3 })), Some(score));
        assert_eq!(Score::of_pair(&json!([21])), None);
    }
}
