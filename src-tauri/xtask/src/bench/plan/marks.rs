//! What others reach on the kept problems, what is aimed at, and the best plan known, from `marks.json`.

use super::Measured;
use super::score::Score;
use crate::process::Outcome;
use crate::root;
use serde_json::{Map, Value};
use std::fs;

const FILE: &str = "tests/bench/planning/marks.json";

/// By problem: `peers` (name to score), `goal` (both parts are limits; an absent one is none), `best`.
pub struct Marks(Map<String, Value>);

/// The marks of one problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    pub peers: Vec<(String, Score)>,
    pub goal: Option<Score>,
    pub best: Option<Score>,
}

/// A mark that is timed.
pub struct Timed {
    pub name: &'static str,
    pub score: Score,
    /// Whether both parts are limits; else a lower medium makes up for any soft.
    pub both: bool,
}

/// Stands for "any soft".
pub const ANY: i64 = i64::MAX;

impl Mark {
    /// The best that others reach.
    pub fn peer(&self) -> Option<Score> {
        self.peers.iter().map(|(_, score)| *score).min()
    }

    /// What a run is timed against, in this order.
    pub fn timed(&self) -> Vec<Timed> {
        let all = [("peers", self.peer(), false), ("goal", self.goal, true), ("best", self.best, false)];
        all.into_iter().filter_map(|(name, score, both)| Some(Timed { name, score: score?, both })).collect()
    }
}

impl Marks {
    pub fn read() -> Outcome<Self> {
        let text = fs::read_to_string(root::at(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
        serde_json::from_str(&text).map(Self).map_err(|error| format!("{FILE}: {error}"))
    }

    pub fn of(&self, problem: &str) -> Mark {
        let Some(entry) = self.0.get(problem) else { return Mark::default() };
        let peers = entry["peers"].as_object().into_iter().flatten();
        let goal = &entry["goal"];
        Mark {
            peers: peers.filter_map(|(name, pair)| Some((name.clone(), Score::of_pair(pair)?))).collect(),
            goal: goal["medium"].as_i64().map(|medium| Score { medium, soft: goal["soft"].as_i64().unwrap_or(ANY) }),
            best: Score::of_pair(&entry["best"]),
        }
    }

    /// The best plan of these runs becomes the mark where none was better. Every one of them was checked.
    pub fn keep(&mut self, measured: &Measured) {
        if let Some(best) = measured.trials.iter().map(|trial| trial.score).min() {
            self.keep_best(&measured.kept.name, best);
        }
    }

    fn keep_best(&mut self, problem: &str, best: Score) {
        if self.of(problem).best.is_none_or(|known| best < known) {
            let entry = self.0.entry(problem).or_insert_with(|| Value::Object(Map::new()));
            entry["best"] = best.pair();
            println!("{problem}: {best} is the best plan known");
        }
    }

    pub fn write(&self) -> Outcome {
        fs::write(root::at(FILE), self.text()).map_err(|error| format!("{FILE}: {error}"))
    }

    /// A line for each problem, so that a change shows as one.
    fn text(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(|(name, entry)| format!("  \"{name}\": {entry}")).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn marks() -> Marks {
        let text = r#"{"bank": {"peers": {"A": [21, 7520], "B": [29, 6000]}, "goal": {"medium": 21, "soft": 6768}},
                       "stress": {"peers": {}, "goal": {"medium": 300}, "best": [0, 5]}}"#;
        Marks(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn the_better_peer_counts() {
        let mark = marks().of("bank");
        assert_eq!(mark.peer(), Some(Score { medium: 21, soft: 7520 }));
        let timed: Vec<_> = mark.timed().iter().map(|timed| (timed.name, timed.score.soft, timed.both)).collect();
        assert_eq!(timed, [("peers", 7520, false), ("goal", 6768, true)]);
        assert_eq!(marks().of("stress").goal, Some(Score { medium: 300, soft: ANY }));
        assert_eq!(marks().of("unknown"), Mark::default());
    }

    #[test]
    fn only_a_better_plan_becomes_the_mark() {
        let mut marks = marks();
        marks.keep_best("stress", Score { medium: 0, soft: 6 });
        assert_eq!(marks.0["stress"]["best"], json!([0, 5]));
        marks.keep_best("stress", Score { medium: 0, soft: 4 });
        marks.keep_best("bank", Score { medium: 30, soft: 1 });
        assert_eq!(marks.0["stress"]["best"], json!([0, 4]));
        assert_eq!(marks.0["bank"]["best"], json!([30, 1]));
        let again: Map<String, Value> = serde_json::from_str(&marks.text()).unwrap();
        assert_eq!(again, marks.0);
    }

    #[test]
    fn the_kept_marks_can_be_read() {
        let mark = Marks::read().unwrap().of("bank-1");
        assert_eq!(mark.peer(), Some(Score { medium: 21, soft: 7520 }));
        assert!(mark.goal.is_some());
    }
}
