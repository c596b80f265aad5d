//! The project's own commands: `cargo xtask help` lists them.

// A command-line tool speaks on its standard streams.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod display;
mod help;
mod npm;
mod package;
mod pictures;
mod process;
mod queries;
mod root;
mod run;
mod setup;
mod snapshot;
mod test;
mod tidy;
mod types;

use process::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Outcome {
    match words {
        [] | ["help" | "--help" | "-h"] => help::overview(),
        [command, "--help" | "-h"] | ["help", command] => help::of(command),
        ["run", rest @ ..] => run::run(rest),
        ["test", rest @ ..] => test::run(rest),
        ["types", rest @ ..] => types::run(check_flag("types", rest)?),
        ["queries", rest @ ..] => queries::run(check_flag("queries", rest)?),
        ["tidy"] => tidy::run(),
        ["bench", rest @ ..] => bench::run(rest),
        ["package", rest @ ..] => package::run(rest),
        ["pictures", rest @ ..] => pictures::run(rest),
        [command, ..] => Err(format!(
            "I do not know `{}`; `cargo xtask help` lists the commands",
            words.join(" ").trim_start_matches(&format!("{command} --")).trim()
        )),
    }
}

/// Whether `--check` was given: compare, and change nothing.
fn check_flag(command: &str, rest: &[&str]) -> Outcome<bool> {
    match rest {
        [] => Ok(false),
        ["--check"] => Ok(true),
        _ => Err(format!("{command} takes nothing, or --check")),
    }
}
