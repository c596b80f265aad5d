//! What each command does, for a person who has just cloned the project.

use crate::process::Outcome;

struct Help {
    command: &'static str,
    short: &'static str,
    long: &'static str,
}

const COMMANDS: &[Help] = &[
    Help {
        command: "run",
        short: "install what is missing, build, and open the app",
        long: "cargo xtask run [--release] [WORKSPACE]\n\n\
            Looks for what the app needs (system libraries, Node) and installs it with the system's package\n\
            manager, asking only for the system's own password; where it cannot, it prints the exact command.\n\
            Then builds the interface and the desktop shell and opens the window.\n\n\
            --release   build optimised (slower to build, faster to use)\n\
            WORKSPACE   the workspace file to open; without it the app's own",
    },
    Help {
        command: "test",
        short: "everything: set-up, lints, drift checks, tests, browser, desktop, calendars",
        long: "cargo xtask test [--only STEP]... [--list]\n\n\
            Runs every step even where one fails, prints each with its time, and ends non-zero if any failed.\n\n\
            --only STEP   run only this step (may be repeated)\n\
            --list        print the steps",
    },
    Help {
        command: "types",
        short: "write the TypeScript types of the contract",
        long: "cargo xtask types [--check]\n\n\
            Writes ui/src/lib/contract/generated from the Rust types. --check compares instead, and fails on drift.",
    },
    Help {
        command: "queries",
        short: "write the data that checks SQL at compile time without a database",
        long: "cargo xtask queries [--check]\n\n\
            Makes an empty database from the migrations and lets the compiler describe every query into\n\
            src-tauri/crates/store/.sqlx. --check compares instead, and fails on drift.",
    },
    Help {
        command: "tidy",
        short: "check the architecture and the rules of the house",
        long: "cargo xtask tidy\n\n\
            Which crate may know which, SQL only in store, imports of the interface, raw colours and sizes,\n\
            long files, machine paths, lock files, documents. Each finding says what to do.",
    },
    Help {
        command: "bench",
        short: "measure import, placing, calendars, planning, frames, and the window",
        long: "cargo xtask bench [import|place|calendars|plan|frames|window] [ARGUMENTS]\n\n\
            Without a name, all of them. `calendars` writes and reads beside icalendar (Python) and ical.js;\n\
            `window` compares start-up time and memory with an empty Tauri window;\n\
            `frames` passes ARGUMENTS on.\n\n\
            cargo xtask bench plan [--seconds N] [--seeds N] [--threads N] [--peers] [--keep] [PROBLEM...]\n\n\
            Plans each PROBLEM (a name in tests/bench/planning or a path; without any, all that are kept) and\n\
            shows how soon the first plan and each mark was there, the scores, moves a second and memory.\n\
            Writes plan.json and a plot of each problem's score over time (SVG) into target/xtask/bench.\n\n\
            --seconds N   for each run (5)\n\
            --seeds N     runs of each problem (3)\n\
            --threads N   at most (as many as there are cores)\n\
            --peers       beside it, for as long: PyVRP on problems of visits alone, CP-SAT on those without\n\
            \x20             travel cost (installs both in target/xtask/peers)\n\
            --keep        a plan better than the best known becomes the mark in marks.json",
    },
    Help {
        command: "package",
        short: "build what a person installs (.deb)",
        long: "cargo xtask package [--bundles LIST]\n\n\
            Builds the interface, the shell and the command line optimised and bundles them. LIST as in Tauri:\n\
            deb (the default on Linux), rpm, app, dmg, nsis, msi.",
    },
    Help {
        command: "pictures",
        short: "a picture of every screen, in both languages and themes",
        long: "cargo xtask pictures [--out FOLDER] [--only SCREEN]\n\n\
            Every screen on the sample, Spanish and English, light and dark, wide (1440x900) and narrow (900x700),\n\
            as PNGs into ./pictures.",
    },
];

pub fn overview() -> Outcome {
    println!("cargo xtask COMMAND\n");
    for help in COMMANDS {
        println!("  {:<9} {}", help.command, help.short);
    }
    println!("\n`cargo xtask help COMMAND` says more. First time here? `cargo xtask run`.");
    Ok(())
}

pub fn of(command: &str) -> Outcome {
    let help = COMMANDS
        .iter()
        .find(|help| help.command == command)
        .ok_or_else(|| format!("I do not know `{command}`; `cargo xtask help` lists the commands"))?;
    println!("{}\n\n{}", help.short, help.long);
    Ok(())
}
