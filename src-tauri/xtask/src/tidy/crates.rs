//! Which crate may know which (ARCHITECTURE.md draws it), and the libraries that stay in one crate.

use super::Finding;
use crate::process::{Outcome, Program};
use serde_json::Value;

/// A crate of the workspace and the crates of the workspace that it may name.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("planner", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("servers", &[]),
    ("contract", &["domain", "planner", "exchange", "servers"]),
    ("app", &["contract", "domain", "planner", "store", "exchange", "servers"]),
    ("cuadrante-cli", &["app", "contract"]),
    ("bridge", &["app", "contract"]),
    ("cuadrante-desktop", &["app", "contract"]),
    ("xtask", &[]),
    ("cuadrante-tests", &["app", "contract", "domain", "planner", "store", "exchange"]),
];

/// A library (by the start of its name) and the only crate that may name it.
const ONLY_IN: &[(&str, &str)] = &[
    ("tauri", "cuadrante-desktop"),
    ("wry", "cuadrante-desktop"),
    ("sqlx", "store"),
    ("rusqlite", "store"),
    ("axum", "bridge"),
    ("reqwest", "servers"),
    ("libdav", "servers"),
    ("keyring", "servers"),
    ("clap", "cuadrante-cli"),
];

/// A crate and what its manifest names.
pub struct Crate {
    pub name: String,
    pub names: Vec<String>,
}

/// Reads the workspace as Cargo sees it.
pub fn of_workspace() -> Outcome<Vec<Crate>> {
    let text = Program::cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).output()?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    // A library may be called as a crate of ours is (`domain`); it is then renamed where it is used.
    let named = |value: &Value| match value["rename"].as_str() {
        Some(rename) if !value["source"].is_null() && MAY_KNOW.iter().any(|(ours, _)| *ours == name(value)) => {
            rename.to_owned()
        }
        _ => name(value),
    };
    let crates: Vec<Crate> = list(&metadata, "packages")
        .iter()
        .map(|package| Crate { name: name(package), names: list(package, "dependencies").iter().map(named).collect() })
        .collect();
    if crates.is_empty() {
        return Err("cargo metadata named no crate".into());
    }
    Ok(crates)
}

pub fn check(crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in crates {
        let place = format!("crate {}", one.name);
        let Some((_, may_know)) = MAY_KNOW.iter().find(|(name, _)| *name == one.name) else {
            findings.push(Finding::new(place, "new: say in tidy/crates.rs and ARCHITECTURE.md whom it may know"));
            continue;
        };
        for named in &one.names {
            let is_ours = crates.iter().any(|other| other.name == *named);
            if is_ours && !may_know.contains(&named.as_str()) {
                findings.push(Finding::new(&place, format!("must not know {named} (ARCHITECTURE.md, direction)")));
            }
            for (library, home) in ONLY_IN {
                let is_it =
                    named == library || named.strip_prefix(library).is_some_and(|rest| rest.starts_with(['-', '_']));
                if is_it && one.name != *home {
                    findings.push(Finding::new(&place, format!("must not name {named}: only {home} does")));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_one(name: &str, names: &[&str]) -> Vec<String> {
        let mut crates: Vec<Crate> = MAY_KNOW
            .iter()
            .filter(|(other, _)| *other != name)
            .map(|(other, _)| Crate { name: (*other).into(), names: Vec::new() })
            .collect();
        crates.push(Crate { name: name.into(), names: names.iter().map(|&one| one.to_owned()).collect() });
        check(&crates).into_iter().map(|finding| finding.words).collect()
    }

    #[test]
    fn the_drawn_direction_passes() {
        assert!(check_one("app", &["domain", "store", "serde"]).is_empty());
        assert!(check_one("cuadrante-desktop", &["app", "tauri", "tauri-build"]).is_empty());
        assert!(check_one("store", &["domain", "sqlx"]).is_empty());
    }

    #[test]
    fn each_wrong_arrow_is_found() {
        for (name, named) in [
            ("domain", "planner"),
            ("planner", "domain"),
            ("store", "exchange"),
            ("exchange", "store"),
            ("contract", "store"),
            ("app", "bridge"),
            ("cuadrante-cli", "store"),
            ("bridge", "tauri"),
            ("app", "tauri-plugin-dialog"),
            ("app", "sqlx"),
            ("exchange", "sqlx-core"),
            ("servers", "domain"),
            ("app", "libdav"),
            ("app", "reqwest"),
        ] {
            assert_eq!(check_one(name, &[named]).len(), 1, "{name} -> {named}");
        }
    }

    #[test]
    fn a_new_crate_must_be_placed() {
        assert_eq!(check_one("newcomer", &[]).len(), 1);
    }
}
