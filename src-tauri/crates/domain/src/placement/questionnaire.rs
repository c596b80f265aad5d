//! The fourteen questions, and answers to them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Axis;

/// A question of the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
#[allow(missing_docs)] // Named by the questionnaire; the wording is in the catalogues of texts.
pub enum Item {
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    S7,
    P1,
    P2,
    P3,
    P4,
    P5,
    P6,
    P7,
}

/// Whether a question is answered once for the client or anew for each topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Scope {
    /// Per topic.
    Topic,
    /// Once per client, inherited by its topics.
    Client,
}

impl Item {
    /// All of them, sharing first.
    pub const ALL: [Item; 14] = [
        Self::S1,
        Self::S2,
        Self::S3,
        Self::S4,
        Self::S5,
        Self::S6,
        Self::S7,
        Self::P1,
        Self::P2,
        Self::P3,
        Self::P4,
        Self::P5,
        Self::P6,
        Self::P7,
    ];

    /// The axis it belongs to.
    pub fn axis(self) -> Axis {
        match self {
            Self::S1 | Self::S2 | Self::S3 | Self::S4 | Self::S5 | Self::S6 | Self::S7 => Axis::Sharing,
            _ => Axis::Providers,
        }
    }

    /// Whether it is answered per client or per topic.
    pub fn scope(self) -> Scope {
        match self {
            Self::S3 | Self::S5 | Self::P5 => Scope::Client,
            _ => Scope::Topic,
        }
    }

    /// Whether a high answer speaks against the axis: the value counted is 6 less the answer.
    pub fn is_reversed(self) -> bool {
        matches!(self, Self::S2 | Self::S5 | Self::S7 | Self::P2)
    }

    /// Its weight where no setting says otherwise.
    pub fn default_weight(self) -> f64 {
        match self {
            Self::S1 | Self::S2 | Self::P1 | Self::P2 => 3.0,
            Self::S6 | Self::P6 => 1.0,
            _ => 2.0,
        }
    }

    /// The word by which it is stored.
    pub fn word(self) -> &'static str {
        const WORDS: [&str; 14] = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "P1", "P2", "P3", "P4", "P5", "P6", "P7"];
        WORDS[self as usize]
    }

    /// The question of a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.word() == word)
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Answer {
    /// To which question.
    pub item: Item,
    /// 1 (not at all) to 5 (fully).
    pub value: u8,
    /// When it was given, where known; an answer ages.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Who gave it.
    #[serde(default)]
    pub author: String,
    /// Answered for the client as a whole and inherited by the topic.
    #[serde(default)]
    pub inherited: bool,
}

/// Weights and thresholds of the placement; the workspace may change them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct PlacementSettings {
    /// Weights that differ from the questionnaire's own.
    pub weights: BTreeMap<Item, f64>,
    /// Share of an axis's weight (0 to 1) below which a client is undetermined.
    pub least_coverage: f64,
    /// Distance from 50 below which a score is near the boundary.
    pub near: f64,
    /// Points of score by which the logistic fit changes e-fold odds.
    pub steepness: f64,
    /// Days after which an answer counts half.
    pub half_life: f64,
    /// Days after which an answer is asked again.
    pub stale_after: u32,
}

impl Default for PlacementSettings {
    fn default() -> Self {
        Self {
            weights: BTreeMap::new(),
            least_coverage: 0.6,
            near: 10.0,
            steepness: 12.0,
            half_life: 365.0,
            stale_after: 365,
        }
    }
}

impl PlacementSettings {
    /// Weight of a question.
    pub fn weight(&self, item: Item) -> f64 {
        self.weights.get(&item).copied().unwrap_or_else(|| item.default_weight())
    }
}

/// The questions worth asking first: the unanswered by falling weight, then the stale, oldest first.
pub fn questions(answers: &[Answer], settings: &PlacementSettings, today: NaiveDate) -> Vec<Item> {
    let answered = |item: Item| answers.iter().find(|answer| answer.item == item);
    let mut open: Vec<Item> = Item::ALL.into_iter().filter(|&item| answered(item).is_none()).collect();
    // The sort is stable: of equal weights the questionnaire's order stands.
    open.sort_by(|a, b| settings.weight(*b).total_cmp(&settings.weight(*a)));
    let mut stale: Vec<(NaiveDate, Item)> = answers
        .iter()
        .filter_map(|answer| Some((answer.on?, answer.item)))
        .filter(|(on, _)| (today - *on).num_days() > i64::from(settings.stale_after))
        .collect();
    stale.sort();
    open.extend(stale.into_iter().map(|(_, item)| item));
    open
}

/// What is wrong with answers written as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum AnswerFault {
    /// Not fourteen signs with a stroke between the seventh and the eighth.
    #[error("expected seven answers, a stroke, seven answers; found {found:?}")]
    Shape {
        /// What was given.
        found: String,
    },
    /// A sign that is neither 1 to 5 nor a dash.
    #[error("the answer to {item:?} must be 1 to 5, or - for none; found {found:?}")]
    Value {
        /// Of which question.
        item: Item,
        /// What was given.
        found: String,
    },
}

/// Reads answers written as S1..S7, a stroke, P1..P7, with `-` for none: `5245342/4243344`.
///
/// # Errors
/// [`AnswerFault`] naming the question whose answer cannot be read.
pub fn parse_answers(text: &str) -> Result<Vec<Answer>, AnswerFault> {
    let shape = || AnswerFault::Shape { found: text.to_owned() };
    let (sharing, providers) = text.trim().split_once('/').ok_or_else(shape)?;
    if sharing.chars().count() != 7 || providers.chars().count() != 7 {
        return Err(shape());
    }
    let mut answers = Vec::new();
    for (item, sign) in Item::ALL.into_iter().zip(sharing.chars().chain(providers.chars())) {
        match sign {
            '-' => {}
            '1'..='5' => answers.push(Answer {
                item,
                value: sign as u8 - b'0',
                on: None,
                author: String::new(),
                inherited: false,
            }),
            other => return Err(AnswerFault::Value { item, found: other.to_string() }),
        }
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unanswered_come_first_by_weight_then_stale() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        let mut answers = parse_answers("-24534-/42433-4").unwrap();
        answers[0].on = day(2024, 1, 1);
        answers[1].on = day(2023, 1, 1);
        answers[2].on = day(2026, 10, 1);
        let asked = questions(&answers, &PlacementSettings::default(), day(2026, 11, 21).unwrap());
        assert_eq!(asked, vec![Item::S1, Item::S7, Item::P6, Item::S3, Item::S2]);
    }

    #[test]
    fn bad_answers_name_the_question() {
        assert_eq!(parse_answers("5245342/4263344"), Err(AnswerFault::Value { item: Item::P3, found: "6".into() }));
        assert_eq!(parse_answers("52453424243344"), Err(AnswerFault::Shape { found: "52453424243344".into() }));
    }
}
