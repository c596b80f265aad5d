//! Placing a client on the matrix, per topic: questionnaire, arithmetic, overrides, explanation.
//!
//! Source of every formula here: the product's placement definition (weighted means, logistic fit, half-life of a
//! year for answers). Scores come from the answers alone; a person may place a point by hand beside them.

mod dot;
mod explanation;
mod history;
mod overrides;
mod questionnaire;
mod score;

pub use dot::{Dot, Satellite, dot};
pub use explanation::{Explanation, RunnerUp, WeighingAnswer, explain};
pub use history::{Cause, Chosen, PlacementEntry};
pub use overrides::{AppliedOverride, Circumstances, Override, OverrideKind, Recommendation, Ruling, recommend};
pub use questionnaire::{Answer, AnswerFault, Item, PlacementSettings, Scope, parse_answers, questions};
pub use score::{Axis, AxisScore, Contribution, Fit, Flip, Placement, State, place};
