//! `cargo xtask queries`: the data by which SQL is checked at compile time without a database.

use crate::process::{Outcome, Program};
use crate::{root, snapshot};
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

const STORE: &str = "src-tauri/crates/store";

pub fn run(check: bool) -> Outcome {
    let kept = root::at(STORE).join(".sqlx");
    let generated = snapshot::fresh("queries")?;
    describe_into(&generated)?;
    if check {
        snapshot::require_same(&kept, &generated, "cargo xtask queries")
    } else {
        snapshot::replace(&kept, &generated)
    }
}

/// Lets the compiler ask an empty database, made from the migrations, about every query.
fn describe_into(folder: &Path) -> Outcome {
    let database = snapshot::fresh("queries-database")?.join("empty.sqlite");
    // Without its queries, so that it builds where their data is stale.
    Program::cargo()
        .args(["run", "--quiet", "-p", "store", "--no-default-features", "--example", "prepare_database", "--"])
        .arg(&database)
        .env("SQLX_OFFLINE", "true")
        .run()?;
    // Cargo does not know that the macros read the environment: a newer source makes it compile the crate again.
    touch(&root::at(STORE).join("src/lib.rs"))?;
    let described = Program::cargo()
        .args(["check", "-p", "store", "--all-targets"])
        .env("SQLX_OFFLINE", "false")
        .env("DATABASE_URL", format!("sqlite:{}", database.display()))
        .env("SQLX_OFFLINE_DIR", folder)
        .run();
    touch(&root::at(STORE).join("src/lib.rs"))?;
    described
}

fn touch(path: &Path) -> Outcome {
    File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.set_modified(SystemTime::now()))
        .map_err(|error| format!("{} could not be touched: {error}", path.display()))
}
