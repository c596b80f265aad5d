//! `cuadrante`: the same use cases as the window's, for scripts.
//!
//! Exit codes: 0 done, 1 a check found something (a broken rule, faulty rows, nothing to plan), 2 the call was wrong,
//! 3 the work could not be done. Messages go to standard error; with `--json` a problem is one JSON object there.

// Writing to the terminal is what this program is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod commands;
mod deeds;
mod reasons;
mod remedies;
mod session;
mod why;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("cuadrante: {error}");
            return ExitCode::from(session::FAILED);
        }
    };
    runtime.block_on(commands::run(args))
}
