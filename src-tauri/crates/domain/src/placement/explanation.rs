//! Why this format: the answers that weigh most, how sure, the runner-up, and what would flip it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Axis, Flip, Item, Placement, Recommendation};
use crate::Format;

/// An answer that weighs for or against.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WeighingAnswer {
    /// Which axis.
    pub axis: Axis,
    /// The question.
    pub item: Item,
    /// The answer, 1 to 5.
    pub answer: u8,
    /// Points by which it pulls its axis away from 50; negative towards the low side.
    pub pull: f64,
}

/// The format that fits next best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RunnerUp {
    /// Which.
    pub format: Format,
    /// Its fit in percent.
    pub fit: u8,
}

/// The explanation of a placement, as data; the catalogues of texts put it in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Explanation {
    /// The two answers of each axis that speak most for the side it lies on, the strongest first.
    pub reasons: Vec<WeighingAnswer>,
    /// The answer of each axis that speaks most against it, where one does.
    pub against: Vec<WeighingAnswer>,
    /// How sure, 0 to 100: the less sure of the two axes.
    pub confidence: f64,
    /// The format that fits next best.
    pub runner_up: Option<RunnerUp>,
    /// Single answers that would move it, the smallest change first.
    pub flips: Vec<Flip>,
}

/// Explains a placement and what became of it.
pub fn explain(placement: &Placement, recommendation: &Recommendation) -> Explanation {
    let mut reasons = Vec::new();
    let mut against = Vec::new();
    for (axis, scored) in [(Axis::Sharing, &placement.sharing), (Axis::Providers, &placement.providers)] {
        let Some(score) = scored.score else { continue };
        let side = if score >= 50.0 { 1.0 } else { -1.0 };
        let mut pulls: Vec<WeighingAnswer> = scored
            .contributions
            .iter()
            .map(|c| WeighingAnswer { axis, item: c.item, answer: c.answer, pull: c.pull })
            .collect();
        pulls.sort_by(|a, b| (side * b.pull).total_cmp(&(side * a.pull)));
        reasons.extend(pulls.iter().filter(|reason| side * reason.pull > 0.0).take(2));
        against.extend(pulls.last().filter(|reason| side * reason.pull < 0.0));
    }
    reasons.sort_by(|a: &WeighingAnswer, b| b.pull.abs().total_cmp(&a.pull.abs()));
    let met = recommendation.format.or(recommendation.quadrant);
    let runner_up = placement.fit.and_then(|fit| {
        let format = fit.ranked().into_iter().find(|format| Some(*format) != met)?;
        Some(RunnerUp { format, fit: fit.of(format) })
    });
    let mut flips = placement.flips.clone();
    flips.sort_by_key(|flip| flip.to.abs_diff(flip.from));
    Explanation {
        reasons,
        against,
        confidence: placement.sharing.confidence.min(placement.providers.confidence),
        runner_up,
        flips,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Circumstances, PlacementSettings, parse_answers, place, recommend};
    use super::*;

    #[test]
    fn the_explanation_names_what_weighs_most_and_what_would_flip() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let placement = place(&parse_answers("3334333/4243344").unwrap(), &PlacementSettings::default(), today);
        let recommendation = recommend(placement.format, true, placement.fit.as_ref(), &Circumstances::default());
        let explanation = explain(&placement, &recommendation);
        assert_eq!(explanation.runner_up, Some(RunnerUp { format: Format::Panel, fit: 35 }));
        let items: Vec<_> = explanation.reasons.iter().map(|r| r.item).collect();
        assert_eq!(items, vec![Item::P1, Item::P2, Item::S4]);
        assert_eq!(explanation.flips[0].to.abs_diff(explanation.flips[0].from), 1);
    }
}
