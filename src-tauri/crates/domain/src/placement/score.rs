//! From answers to scores, bounds, confidence, state, fit and flips.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, Item, PlacementSettings};
use crate::Format;

/// An axis of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Axis {
    /// How much the client and its peers gain from exchanging information.
    Sharing,
    /// How many providers must be in the room.
    Providers,
}

/// What one answer does to its axis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Contribution {
    /// The question.
    pub item: Item,
    /// The answer, 1 to 5.
    pub answer: u8,
    /// What it counts as, 0 to 100, after reversal.
    pub value: f64,
    /// Points by which it pulls the score away from 50: `w (v - 50) / sum(w)`.
    pub pull: f64,
}

/// One axis of a placement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AxisScore {
    /// 0 to 100; `None` where nothing is answered.
    pub score: Option<f64>,
    /// The score if everything unanswered counted 0.
    pub low: f64,
    /// The score if everything unanswered counted 100.
    pub high: f64,
    /// Share of the weight that is answered, 0 to 1.
    pub coverage: f64,
    /// How sure the score is, 0 to 100: coverage, agreement of the answers, freshness.
    pub confidence: f64,
    /// What each answer does, in the questionnaire's order.
    pub contributions: Vec<Contribution>,
}

/// Whether a placement can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum State {
    /// Too little is answered.
    Undetermined,
    /// A little more, or another answer, could move it.
    NearBoundary,
    /// Well inside its quadrant.
    Clear,
}

/// How well each format fits, in percent; the four total 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[allow(missing_docs)] // One for each format.
pub struct Fit {
    pub work_table: u8,
    pub panel: u8,
    pub focus_group: u8,
    pub visit: u8,
}

impl Fit {
    /// How well each format fits a point of the matrix.
    pub fn at(sharing: f64, providers: f64, settings: &PlacementSettings) -> Self {
        fit(sharing, providers, settings)
    }

    /// Percent of one format.
    pub fn of(&self, format: Format) -> u8 {
        match format {
            Format::WorkTable => self.work_table,
            Format::Panel => self.panel,
            Format::FocusGroup => self.focus_group,
            Format::Visit => self.visit,
        }
    }

    /// The formats, the best fit first.
    pub fn ranked(&self) -> [Format; 4] {
        let mut formats = Format::ALL;
        formats.sort_by_key(|format| std::cmp::Reverse(self.of(*format)));
        formats
    }
}

/// One answer that, changed alone, moves the client to another quadrant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Flip {
    /// The question.
    pub item: Item,
    /// The answer as it is.
    pub from: u8,
    /// The nearest answer that moves the client.
    pub to: u8,
    /// The quadrant it moves to.
    pub format: Format,
}

/// A client's place on the matrix about a topic, from the answers alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Placement {
    /// How much is gained from peers.
    pub sharing: AxisScore,
    /// How many must be in the room.
    pub providers: AxisScore,
    /// Whether it can be relied on.
    pub state: State,
    /// The quadrant; `None` while undetermined.
    pub format: Option<Format>,
    /// How well each format fits; `None` where an axis has no score.
    pub fit: Option<Fit>,
    /// The unanswered question of largest weight.
    pub next_question: Option<Item>,
    /// Single answers that would move it.
    pub flips: Vec<Flip>,
}

/// Value of an answer on its axis, 0 to 100.
fn value(item: Item, answer: u8) -> f64 {
    let answer = if item.is_reversed() { 6 - i32::from(answer) } else { i32::from(answer) };
    25.0 * f64::from(answer - 1)
}

/// Places a client from its answers.
///
/// Where a question has several answers the last one counts. `today` ages them.
pub fn place(answers: &[Answer], settings: &PlacementSettings, today: NaiveDate) -> Placement {
    let mut latest: [Option<&Answer>; 14] = [None; 14];
    for answer in answers.iter().filter(|answer| (1..=5).contains(&answer.value)) {
        latest[answer.item as usize] = Some(answer);
    }
    let sharing = axis(Axis::Sharing, &latest, settings, today);
    let providers = axis(Axis::Providers, &latest, settings, today);
    let state = state(&sharing, &providers, settings);
    let quadrant = sharing.score.zip(providers.score).map(|(s, p)| Format::of_point(s, p));
    let next_question = Item::ALL
        .into_iter()
        .filter(|item| latest[*item as usize].is_none())
        // Of equal weights the first in the questionnaire: max_by would take the last.
        .rev()
        .max_by(|a, b| settings.weight(*a).total_cmp(&settings.weight(*b)));
    Placement {
        fit: sharing.score.zip(providers.score).map(|(s, p)| fit(s, p, settings)),
        flips: quadrant.map_or_else(Vec::new, |now| flips(now, &latest, &sharing, &providers, settings)),
        format: if state == State::Undetermined { None } else { quadrant },
        sharing,
        providers,
        state,
        next_question,
    }
}

fn axis(axis: Axis, latest: &[Option<&Answer>; 14], settings: &PlacementSettings, today: NaiveDate) -> AxisScore {
    let items = || Item::ALL.into_iter().filter(|item| item.axis() == axis);
    let full: f64 = items().map(|item| settings.weight(item)).sum();
    let given: Vec<(Item, &Answer, f64)> =
        items().filter_map(|item| Some((item, latest[item as usize]?, settings.weight(item)))).collect();
    let answered: f64 = given.iter().map(|(_, _, weight)| weight).sum();
    if full <= 0.0 || answered <= 0.0 {
        return AxisScore {
            score: None,
            low: 0.0,
            high: 100.0,
            coverage: 0.0,
            confidence: 0.0,
            contributions: Vec::new(),
        };
    }
    let sum: f64 = given.iter().map(|(item, answer, weight)| weight * value(*item, answer.value)).sum();
    let score = sum / answered;
    let variance: f64 =
        given.iter().map(|(item, answer, weight)| weight * (value(*item, answer.value) - score).powi(2)).sum::<f64>()
            / answered;
    let age: f64 = given
        .iter()
        .map(|(_, answer, weight)| weight * answer.on.map_or(0.0, |on| (today - on).num_days().max(0) as f64))
        .sum::<f64>()
        / answered;
    let coverage = answered / full;
    let agreement = 1.0 - variance.sqrt() / 50.0;
    let freshness = 0.5_f64.powf(age / settings.half_life);
    AxisScore {
        score: Some(score),
        low: sum / full,
        high: (sum + 100.0 * (full - answered)) / full,
        coverage,
        confidence: 100.0 * coverage * (0.5 + agreement / 2.0) * (0.5 + freshness / 2.0),
        contributions: given
            .iter()
            .map(|(item, answer, weight)| {
                let value = value(*item, answer.value);
                Contribution { item: *item, answer: answer.value, value, pull: weight * (value - 50.0) / answered }
            })
            .collect(),
    }
}

fn state(sharing: &AxisScore, providers: &AxisScore, settings: &PlacementSettings) -> State {
    let axes = [sharing, providers];
    if axes.iter().any(|axis| axis.coverage < settings.least_coverage) {
        return State::Undetermined;
    }
    let near = axes.iter().any(|axis| {
        axis.score.is_none_or(|score| (score - 50.0).abs() < settings.near) || (axis.low < 50.0 && axis.high >= 50.0)
    });
    if near { State::NearBoundary } else { State::Clear }
}

/// Logistic fit of each format, rounded so that the four total 100 (largest remainder).
fn fit(sharing: f64, providers: f64, settings: &PlacementSettings) -> Fit {
    let p = |score: f64| 1.0 / (1.0 + (-(score - 50.0) / settings.steepness).exp());
    let (s, q) = (p(sharing), p(providers));
    let shares = [s * q, (1.0 - s) * q, s * (1.0 - q), (1.0 - s) * (1.0 - q)].map(|share| 100.0 * share);
    let mut percent = shares.map(|share| share.floor() as u8);
    let mut by_remainder = [0, 1, 2, 3];
    by_remainder.sort_by(|&a, &b| (shares[b] - shares[b].floor()).total_cmp(&(shares[a] - shares[a].floor())));
    let missing = 100 - percent.iter().map(|share| usize::from(*share)).sum::<usize>();
    for index in by_remainder.into_iter().take(missing) {
        percent[index] += 1;
    }
    Fit { work_table: percent[0], panel: percent[1], focus_group: percent[2], visit: percent[3] }
}

fn flips(
    now: Format,
    latest: &[Option<&Answer>; 14],
    sharing: &AxisScore,
    providers: &AxisScore,
    settings: &PlacementSettings,
) -> Vec<Flip> {
    let (Some(s), Some(p)) = (sharing.score, providers.score) else { return Vec::new() };
    // The whole mean anew: adding a difference to the score would put an exact 50 on either side of the line.
    let changed = |item: Item, to: u8| -> f64 {
        let axis = || latest.iter().flatten().filter(|answer| answer.item.axis() == item.axis());
        let counted = |answer: &Answer| value(answer.item, if answer.item == item { to } else { answer.value });
        axis().map(|answer| settings.weight(answer.item) * counted(answer)).sum::<f64>()
            / axis().map(|answer| settings.weight(answer.item)).sum::<f64>()
    };
    let mut found = Vec::new();
    for answer in latest.iter().flatten() {
        let item = answer.item;
        let mut others: Vec<u8> = (1..=5).filter(|to| *to != answer.value).collect();
        others.sort_by_key(|to| to.abs_diff(answer.value));
        let moved = others.into_iter().find_map(|to| {
            let format = match item.axis() {
                Axis::Sharing => Format::of_point(changed(item, to), p),
                Axis::Providers => Format::of_point(s, changed(item, to)),
            };
            (format != now).then_some(Flip { item, from: answer.value, to, format })
        });
        found.extend(moved);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::parse_answers;
    use super::*;

    fn placed(answers: &str) -> Placement {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        place(&parse_answers(answers).unwrap(), &PlacementSettings::default(), today)
    }

    fn check(answers: &str, sharing: f64, providers: f64, format: Format, percent: u8) {
        let placement = placed(answers);
        let round = |axis: &AxisScore| (axis.score.unwrap() * 10.0).round() / 10.0;
        assert_eq!((round(&placement.sharing), round(&placement.providers)), (sharing, providers), "{answers}");
        assert_eq!(placement.format, Some(format), "{answers}");
        assert_eq!(placement.fit.unwrap().of(format), percent, "{answers}");
    }

    #[test]
    fn r3_golden_cases() {
        check("5245342/4243344", 80.0, 68.3, Format::WorkTable, 76);
        check("2512214/5153224", 21.7, 75.0, Format::Panel, 81);
        check("4145152/1422112", 88.3, 15.0, Format::FocusGroup, 91);
        check("2412425/2522221", 18.3, 16.7, Format::Visit, 88);
        check("3334333/4243344", 53.3, 68.3, Format::WorkTable, 47);
    }

    #[test]
    fn r3_near_the_boundary_one_answer_flips_it() {
        let placement = placed("3334333/4243344");
        assert_eq!(placement.state, State::NearBoundary);
        assert_eq!(placement.fit.unwrap().panel, 35);
        assert!(placement.flips.contains(&Flip { item: Item::S2, from: 3, to: 4, format: Format::Panel }));
    }

    #[test]
    fn r3_half_answered_is_undetermined() {
        let placement = placed("5--4---/424----");
        let axis = |a: &AxisScore| [a.score.unwrap(), a.low, a.high].map(|x| (x * 10.0).round() / 10.0);
        assert_eq!(axis(&placement.sharing), [90.0, 30.0, 96.7]);
        assert_eq!(axis(&placement.providers), [75.0, 40.0, 86.7]);
        assert_eq!((placement.state, placement.format), (State::Undetermined, None));
        assert_eq!(placement.next_question, Some(Item::S2));
    }

    #[test]
    fn no_answer_no_score() {
        let placement = placed("-------/-------");
        assert_eq!((placement.sharing.score, placement.fit), (None, None));
        assert_eq!((placement.sharing.low, placement.sharing.high), (0.0, 100.0));
    }

    #[test]
    fn confidence_falls_with_age_and_disagreement() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let settings = PlacementSettings::default();
        let confidence = |answers: &[Answer]| place(answers, &settings, today).sharing.confidence;
        // All agree, all fresh: full confidence. A year old: F = 1/2, so 75. Opposed halves: sd 50, A = 0, so 50.
        let agreed = parse_answers("5151515/-------").unwrap();
        let same = parse_answers("5155151/-------").unwrap();
        assert!((confidence(&same) - 100.0).abs() < 1e-9, "{}", confidence(&same));
        assert!(confidence(&agreed) < confidence(&same));
        let mut old = same.clone();
        for answer in &mut old {
            answer.on = NaiveDate::from_ymd_opt(2025, 11, 21);
        }
        assert!((confidence(&old) - 75.0).abs() < 1e-9, "{}", confidence(&old));
    }

    proptest::proptest! {
        #[test]
        fn fit_totals_one_hundred_and_a_flip_does_flip(signs in proptest::collection::vec(0u8..6, 14)) {
            let text: String = signs.iter().enumerate()
                .map(|(i, s)| format!("{}{}", if i == 7 { "/" } else { "" }, if *s == 0 { "-".into() } else { s.to_string() }))
                .collect();
            let placement = placed(&text);
            if let Some(fit) = placement.fit {
                let total: u32 = Format::ALL.iter().map(|f| u32::from(fit.of(*f))).sum();
                proptest::prop_assert_eq!(total, 100);
                let now = Format::of_point(placement.sharing.score.unwrap(), placement.providers.score.unwrap());
                for flip in &placement.flips {
                    let mut changed = parse_answers(&text).unwrap();
                    changed.iter_mut().filter(|a| a.item == flip.item).for_each(|a| a.value = flip.to);
                    let moved = place(&changed, &PlacementSettings::default(), NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
                    let then = Format::of_point(moved.sharing.score.unwrap(), moved.providers.score.unwrap());
                    proptest::prop_assert_eq!(then, flip.format);
                    proptest::prop_assert_ne!(then, now);
                }
            }
        }
    }
}
