//! One run of the planner in a process of its own, and what it said.

use super::asked::Asked;
use super::marks::Mark;
use super::problems::Kept;
use super::score::Score;
use super::{example, parse};
use crate::process::Outcome;
use serde_json::{Map, Value, json};

/// One problem, one seed.
#[derive(Debug, PartialEq)]
pub struct Trial {
    pub seed: u64,
    pub needs: u64,
    pub score: Score,
    pub first_ms: f64,
    pub took_ms: f64,
    pub steps: f64,
    /// The most memory held; nothing where the system does not tell.
    pub peak_kib: Option<f64>,
    /// By the name of the mark; nothing where it was not reached.
    pub marks_ms: Vec<(&'static str, Option<f64>)>,
    /// Milliseconds and the best score then.
    pub course: Vec<(f64, Score)>,
    pub by_rule: Map<String, Value>,
    /// Plans evaluated in full after the run: the first, the last, and the first at each mark.
    pub checked: u64,
}

impl Trial {
    /// The example itself fails where a plan breaks a rule or claims a score that is not its own.
    pub fn run(kept: &Kept, mark: &Mark, asked: &Asked, seed: u64) -> Outcome<Self> {
        let mut program = example().arg(asked.seconds.to_string()).arg(&kept.path).args(["--trace", "--seed"]);
        program = program.arg(seed.to_string());
        if let Some(threads) = asked.threads {
            program = program.arg("--threads").arg(threads.to_string());
        }
        let timed = mark.timed();
        for timed in &timed {
            let between = if timed.both { "," } else { "/" };
            program = program.arg("--mark").arg(format!("{}{between}{}", timed.score.medium, timed.score.soft));
        }
        let names: Vec<&'static str> = timed.iter().map(|timed| timed.name).collect();
        Self::read(&program.output()?, &names)
    }

    fn read(said: &str, marks: &[&'static str]) -> Outcome<Self> {
        let mut course = Vec::new();
        let mut end = None;
        for line in said.lines() {
            let value = parse(line)?;
            match (value["ms"].as_f64(), Score::of(&value)) {
                (Some(ms), Some(score)) => course.push((ms, score)),
                _ => end = Some(value),
            }
        }
        let end = end.ok_or("the run said no outcome")?;
        let number = |name: &str| end[name].as_f64().ok_or_else(|| format!("the outcome lacks {name}: {end}"));
        Ok(Self {
            seed: number("seed")? as u64,
            needs: number("needs")? as u64,
            score: Score::of(&end).ok_or("the outcome lacks a score")?,
            first_ms: number("first_ms")?,
            took_ms: number("took_ms")?,
            steps: number("steps")?,
            peak_kib: number("peak_kib").ok(),
            marks_ms: marks.iter().enumerate().map(|(at, name)| (*name, end["marks_ms"][at].as_f64())).collect(),
            course,
            by_rule: end["by_rule"].as_object().cloned().unwrap_or_default(),
            checked: number("checked")? as u64,
        })
    }

    pub fn steps_a_second(&self) -> f64 {
        self.steps / (self.took_ms / 1000.0).max(1e-3)
    }

    /// When a mark was reached.
    pub fn reached(&self, name: &str) -> Option<f64> {
        self.marks_ms.iter().find(|(mark, _)| *mark == name)?.1
    }

    pub fn json(&self) -> Value {
        let course: Vec<Value> = self.course.iter().map(|(ms, at)| json!([ms, at.medium, at.soft])).collect();
        let marks: Map<String, Value> = self.marks_ms.iter().map(|(name, ms)| ((*name).into(), json!(ms))).collect();
        json!({
            "seed": self.seed, "medium": self.score.medium, "soft": self.score.soft, "first_ms": self.first_ms,
            "marks_ms": marks, "took_ms": self.took_ms, "steps": self.steps, "steps_a_second": self.steps_a_second(),
            "peak_kib": self.peak_kib, "by_rule": self.by_rule, "plans_checked": self.checked, "course": course,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = r#"{"ms":2,"medium":30,"soft":900,"steps":0}
{"ms":104,"medium":0,"soft":950,"steps":40}
{"problem":"x","needs":7,"seed":1,"first_ms":2,"took_ms":500,"steps":100,"medium":0,"soft":950,"by_rule":{"travel":9},"marks_ms":[104,null],"peak_kib":null,"checked":3}
"#;

    #[test]
    fn reads_what_the_example_says() {
        let trial = Trial::read(SAID, &["peers", "best"]).unwrap();
        assert_eq!(trial.score, Score { medium: 0, soft: 950 });
        assert_eq!(trial.course[0], (2.0, Score { medium: 30, soft: 900 }));
        assert_eq!((trial.reached("peers"), trial.reached("best")), (Some(104.0), None));
        assert_eq!((trial.steps_a_second(), trial.peak_kib), (200.0, None));
    }

    #[test]
    fn half_an_answer_is_none() {
        assert!(Trial::read("{\"ms\":2,\"medium\":30,\"soft\":900}", &[]).is_err());
        assert!(Trial::read("panicked", &[]).is_err());
    }
}
