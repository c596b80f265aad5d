//! What was measured: a table to read, JSON to compare, a picture for each problem.

use super::asked::Asked;
use super::marks::{ANY, Mark};
use super::plot::{self, Level, Line, thousands};
use super::score::Score;
use super::trial::Trial;
use super::{Measured, root};
use crate::bench::figures;
use crate::process::Outcome;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::PathBuf;

pub fn table(all: &[(Measured, Mark)], asked: &Asked, load: Option<&str>) {
    println!("\n{}; load at the beginning {}\n", conditions(asked), load.unwrap_or("unknown"));
    println!(
        "{:<22} {:>5} {:>8} {:>13} {:>13} {:>13} {:>19} {:>25} {:>9} {:>7}",
        "problem",
        "needs",
        "first",
        "to peers'",
        "to goal",
        "to best",
        "medium",
        "soft (min/median/max)",
        "moves/s",
        "peak"
    );
    for (measured, _) in all {
        let Some(first) = measured.trials.first() else { continue };
        let of = |value: fn(&Trial) -> f64| measured.trials.iter().map(value).collect::<Vec<f64>>();
        let peak = measured.trials.iter().filter_map(|trial| trial.peak_kib).fold(0.0, f64::max);
        println!(
            "{:<22} {:>5} {:>8} {:>13} {:>13} {:>13} {:>19} {:>25} {:>9} {:>7}",
            measured.kept.name,
            first.needs,
            time(of(|trial| trial.first_ms).into_iter().fold(0.0, f64::max)),
            reached(&measured.trials, "peers"),
            reached(&measured.trials, "goal"),
            reached(&measured.trials, "best"),
            three(of(|trial| trial.score.medium as f64)),
            three(of(|trial| trial.score.soft as f64)),
            thousands(median(of(Trial::steps_a_second)) as i64),
            if peak > 0.0 { format!("{:.0} MB", peak / 1024.0) } else { "-".into() },
        );
    }
    println!(
        "\nfirst: the slowest seed's first plan. Times to marks: the middle seed that reached it, and how many did.\n"
    );
    for (measured, mark) in all {
        println!("{:<22} {}", measured.kept.name, beside(measured, mark));
    }
    let checked: u64 = all.iter().flat_map(|(measured, _)| &measured.trials).map(|trial| trial.checked).sum();
    let theirs = all.iter().map(|(measured, _)| measured.peers.len()).sum::<usize>();
    println!("\n{checked} plans of ours and {theirs} of peers evaluated in full: no rule broken, every score its own.");
}

pub fn json(all: &[(Measured, Mark)], asked: &Asked, load: Option<&str>) -> Outcome {
    let problems: Vec<Value> = all
        .iter()
        .map(|(measured, mark)| {
            let peers: Map<String, Value> =
                mark.peers.iter().map(|(name, score)| (name.clone(), score.pair())).collect();
            json!({
                "problem": measured.kept.name,
                "needs": measured.trials.first().map(|trial| trial.needs),
                "marks": { "peers": peers, "goal": mark.goal.map(Score::pair), "best": mark.best.map(Score::pair) },
                "runs": measured.trials.iter().map(Trial::json).collect::<Vec<Value>>(),
                "peer_runs": measured.peers.iter().map(super::PeerRun::json).collect::<Vec<Value>>(),
                "ratio_to_peer": ratio(measured),
            })
        })
        .collect();
    let report = json!({ "seconds": asked.seconds, "seeds": asked.seeds, "threads": asked.threads,
                         "load": load, "problems": problems });
    let path = folder()?.join("plan.json");
    fs::write(&path, format!("{report:#}\n")).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("figures: {}; pictures beside it", path.display());
    Ok(())
}

pub fn plot(measured: &Measured, mark: &Mark) -> Outcome {
    let lines: Vec<Line> = measured
        .trials
        .iter()
        .map(|trial| Line { name: format!("seed {}", trial.seed), course: trial.course.clone() })
        .collect();
    let level = |name: &str, score: Score, colour| Level {
        name: name.to_owned(),
        medium: score.medium,
        soft: (score.soft != ANY).then_some(score.soft),
        colour,
    };
    let mut levels: Vec<Level> = mark.peers.iter().map(|(name, score)| level(name, *score, plot::PEER)).collect();
    levels.extend(
        measured
            .peers
            .iter()
            .min_by_key(|run| run.score)
            .map(|run| level(&format!("{} in this run", run.peer), run.score, plot::PEER)),
    );
    levels.extend(mark.goal.map(|goal| level("goal", goal, plot::GOAL)));
    levels.extend(mark.best.map(|best| level("best known", best, plot::BEST)));
    let needs = measured.trials.first().map_or(0, |trial| trial.needs);
    let end = measured.trials.iter().map(|trial| trial.score).min();
    let end = end.map_or_else(String::new, |score| {
        format!(", best end {} / {}", thousands(score.medium), thousands(score.soft))
    });
    let subtitle = format!("{needs} needs{end} (medium / soft, lower is better)");
    let drawn = plot::svg(&measured.kept.name, &subtitle, &lines, &levels);
    let path = folder()?.join(format!("plan-{}.svg", measured.kept.name));
    fs::write(&path, drawn).map_err(|error| format!("{}: {error}", path.display()))
}

fn folder() -> Outcome<PathBuf> {
    let folder = root::target().join("xtask").join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn conditions(asked: &Asked) -> String {
    let threads = asked.threads.map_or_else(|| "as many threads as cores".into(), |most| format!("{most} threads"));
    format!("{} s for each of {} seeds, {threads}", asked.seconds, asked.seeds)
}

/// The marks in words, and the ratio to a peer that ran beside it.
fn beside(measured: &Measured, mark: &Mark) -> String {
    let mut parts: Vec<String> = mark.peers.iter().map(|(name, score)| format!("{name}: {score}")).collect();
    parts.extend(mark.goal.map(|goal| match goal.soft {
        ANY => format!("goal: {} / any", goal.medium),
        _ => format!("goal: {goal}"),
    }));
    parts.extend(mark.best.map(|best| format!("best known: {best}")));
    if let Some((peer, theirs)) = peer(measured) {
        parts.push(format!("{peer} in this run: {theirs} (the middle seed)"));
        parts.extend(ratio(measured).map(|ratio| format!("our cost / theirs: {ratio:.3}")));
    }
    parts.join("; ")
}

/// The peer that ran beside it and its middle score.
fn peer(measured: &Measured) -> Option<(&'static str, Score)> {
    let scores = measured.peers.iter().map(|run| run.score).collect();
    Some((measured.peers.first()?.peer, middle(scores)?))
}

/// Our middle soft over the peer's, where both leave out as much.
fn ratio(measured: &Measured) -> Option<f64> {
    let (_, theirs) = peer(measured)?;
    let ours = middle(measured.trials.iter().map(|trial| trial.score).collect())?;
    (ours.medium == theirs.medium && theirs.soft > 0).then(|| ours.soft as f64 / theirs.soft as f64)
}

/// The lower of the two middle ones where the number is even.
fn middle(mut scores: Vec<Score>) -> Option<Score> {
    scores.sort_unstable();
    scores.get(scores.len().checked_sub(1)? / 2).copied()
}

fn median(values: Vec<f64>) -> f64 {
    figures::spread(values).map_or(0.0, |spread| spread.median)
}

/// Least, middle and most; one number where all are the same.
fn three(values: Vec<f64>) -> String {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min) as i64;
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) as i64;
    if least == most { least.to_string() } else { format!("{least}/{}/{most}", median(values) as i64) }
}

/// The middle time to a mark over the seeds that reached it, and how many of how many that is.
fn reached(trials: &[Trial], mark: &str) -> String {
    let is_known = trials.iter().any(|trial| trial.marks_ms.iter().any(|(name, _)| *name == mark));
    let times: Vec<f64> = trials.iter().filter_map(|trial| trial.reached(mark)).collect();
    match (is_known, times.len()) {
        (false, _) => "-".into(),
        (true, 0) => "not".into(),
        (true, count) if count == trials.len() => time(median(times)),
        (true, count) => format!("{} {count}/{}", time(median(times)), trials.len()),
    }
}

fn time(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.1} s", ms / 1000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(mark: Option<f64>) -> Trial {
        Trial {
            seed: 0,
            needs: 1,
            score: Score { medium: 0, soft: 1 },
            first_ms: 1.0,
            took_ms: 1000.0,
            steps: 10.0,
            peak_kib: None,
            marks_ms: vec![("peers", mark)],
            course: Vec::new(),
            by_rule: Map::new(),
            checked: 2,
        }
    }

    #[test]
    fn says_how_many_seeds_reached_a_mark() {
        let all = [trial(Some(400.0)), trial(None), trial(Some(2_000.0))];
        assert_eq!(reached(&all, "peers"), "1.2 s 2/3");
        assert_eq!(reached(&all[..1], "peers"), "400 ms");
        assert_eq!(reached(&all[1..2], "peers"), "not");
        assert_eq!(reached(&all, "goal"), "-");
    }

    #[test]
    fn the_spread_over_seeds() {
        assert_eq!(three(vec![7.0, 7.0]), "7");
        assert_eq!(three(vec![9.0, 7.0, 8.0]), "7/8/9");
        let scores = [(1, 5), (0, 9), (0, 3), (0, 4)].map(|(medium, soft)| Score { medium, soft });
        assert_eq!(middle(scores.to_vec()), Some(Score { medium: 0, soft: 4 }));
        assert_eq!(middle(Vec::new()), None);
    }
}
