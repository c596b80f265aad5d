//! `cargo xtask bench`: measures, in release builds, what the project promises figures for.

mod calendars;
mod clients;
mod figures;
mod memory;
mod plan;
mod screen;
mod window;

use crate::process::{Outcome, Program};
use crate::{npm, root, setup};

struct Bench {
    name: &'static str,
    run: fn(&[&str]) -> Outcome,
}

const BENCHES: &[Bench] = &[
    Bench { name: "import", run: clients::import },
    Bench { name: "place", run: clients::place },
    Bench { name: "calendars", run: calendars::run },
    Bench { name: "plan", run: plan::run },
    Bench { name: "frames", run: frames },
    Bench { name: "window", run: window::run },
];

pub fn run(words: &[&str]) -> Outcome {
    let (chosen, passed_on) = choose(words)?;
    for bench in chosen {
        println!("\n=== bench {}", bench.name);
        (bench.run)(passed_on)?;
    }
    Ok(())
}

/// The benches named first (none named: all), and what is passed on to them: all that follows, with or without `--`.
fn choose<'w, 'a>(words: &'w [&'a str]) -> Outcome<(Vec<&'static Bench>, &'w [&'a str])> {
    let mut chosen = Vec::new();
    let mut rest = words;
    while let Some(bench) = rest.first().and_then(|word| BENCHES.iter().find(|bench| bench.name == *word)) {
        chosen.push(bench);
        rest = &rest[1..];
    }
    match (rest.first(), chosen.is_empty()) {
        (Some(&"--"), _) => rest = &rest[1..],
        (Some(word), true) => return Err(format!("no bench {word}; see `cargo xtask help bench`")),
        _ => {}
    }
    if chosen.is_empty() {
        chosen = BENCHES.iter().collect();
    }
    Ok((chosen, rest))
}

/// The matrix at 10,000 clients, in Chromium on the built interface.
fn frames(words: &[&str]) -> Outcome {
    setup::ensure(setup::Purpose::Browser)?;
    npm::install("tests")?;
    npm::build_ui()?;
    Program::cargo().args(["build", "--release", "-p", "bridge", "-p", "cuadrante-cli"]).run()?;
    Program::new("node")
        .arg("tests/browser/matrix-frames.mjs")
        .args(words)
        .env("CUADRANTE_BRIDGE_PROGRAM", root::built("release", "bridge"))
        .env("CUADRANTE_CLI_PROGRAM", root::built("release", "cuadrante"))
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], names: &[&str], passed_on: &[&str]) {
        let (chosen, rest) = choose(words).unwrap();
        assert_eq!(chosen.iter().map(|bench| bench.name).collect::<Vec<_>>(), names, "{words:?}");
        assert_eq!(rest, passed_on, "{words:?}");
    }

    #[test]
    fn names_come_first_and_the_rest_is_passed_on() {
        check(&["plan", "--seconds", "5", "bank-1"], &["plan"], &["--seconds", "5", "bank-1"]);
        check(&["import", "place"], &["import", "place"], &[]);
        check(&["frames", "--", "import"], &["frames"], &["import"]);
        check(&[], &["import", "place", "calendars", "plan", "frames", "window"], &[]);
        assert!(choose(&["plans"]).is_err());
    }
}
