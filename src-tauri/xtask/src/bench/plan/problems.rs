//! The kept problems, packed in `tests/bench/planning`, and any others by their path.

use crate::process::Outcome;
use crate::root;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

const KEPT: &str = "tests/bench/planning";
const PACKED: &str = ".json.gz";

/// A problem file, unpacked.
#[derive(Debug)]
pub struct Kept {
    pub name: String,
    pub path: PathBuf,
    pub kind: Kind,
}

/// Which peer can be held against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Visits at the clients' alone, and only the road costs: vehicle routing.
    Visits,
    /// Nothing is asked of the road's length.
    NoTravel,
    Whole,
}

/// The problems of these names or paths, or all that are kept, as plain JSON; the smallest first.
pub fn unpack(wanted: &[String]) -> Outcome<Vec<Kept>> {
    let paths = if wanted.is_empty() { all()? } else { wanted.iter().map(|word| find(word)).collect() };
    let mut sized = Vec::new();
    for path in paths {
        let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let name = name_of(&path);
        let bytes = fs::read(&path).map_err(|error| shown(&error))?;
        let mut text = String::new();
        let plain = if path.to_string_lossy().ends_with(".gz") {
            GzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(|error| shown(&error))?;
            let folder = root::target().join("xtask").join("bench").join("problems");
            fs::create_dir_all(&folder).map_err(|error| shown(&error))?;
            let plain = folder.join(format!("{name}.json"));
            fs::write(&plain, &text).map_err(|error| shown(&error))?;
            plain
        } else {
            text = String::from_utf8(bytes).map_err(|error| shown(&error))?;
            fs::canonicalize(&path).map_err(|error| shown(&error))?
        };
        let problem: Value = serde_json::from_str(&text).map_err(|error| shown(&error))?;
        if problem["format"] != "cuadrante-problem/1" {
            return Err(shown(&"is no planning problem"));
        }
        let needs = problem["needs"].as_array().map_or(0, Vec::len);
        sized.push((needs, Kept { name, path: plain, kind: kind(&problem) }));
    }
    sized.sort_by(|(fewer, a), (more, b)| (fewer, &a.name).cmp(&(more, &b.name)));
    Ok(sized.into_iter().map(|(_, kept)| kept).collect())
}

fn all() -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(root::at(KEPT)).map_err(|error| format!("{KEPT}: {error}"))?;
    let found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(PACKED)).collect();
    if found.is_empty() { Err(format!("no problem is kept in {KEPT}")) } else { Ok(found) }
}

/// A kept problem's name wins over a path.
fn find(word: &str) -> PathBuf {
    let kept = root::at(KEPT).join(format!("{word}{PACKED}"));
    if kept.exists() { kept } else { root::at(word) }
}

fn name_of(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    file.trim_end_matches(".gz").trim_end_matches(".json").to_owned()
}

fn kind(problem: &Value) -> Kind {
    let weight = |name: &str| problem["weights"][name].as_i64().unwrap_or(0);
    let topics = problem["topics"].as_array().map_or(&[][..], Vec::as_slice);
    let is_visit = |topic: &Value| topic["places"] == serde_json::json!(["client"]) && topic["clients"][1] == 1;
    let weights = problem["weights"].as_object();
    let only_travel = weights.is_some_and(|all| all.iter().all(|(name, of)| name == "travel" || of == 0));
    if weight("travel") == 0 {
        Kind::NoTravel
    } else if only_travel && topics.iter().all(is_visit) {
        Kind::Visits
    } else {
        Kind::Whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(places: &[&str], weights: Value, expected: Kind) {
        let topics = json!([{ "places": places, "clients": [1, 1] }]);
        assert_eq!(kind(&json!({ "topics": topics, "weights": weights })), expected);
    }

    #[test]
    fn a_peer_is_chosen_by_what_costs() {
        check(&["client"], json!({ "travel": 1 }), Kind::Visits);
        check(&["client"], json!({ "travel": 1, "load": 0 }), Kind::Visits);
        check(&["client"], json!({ "travel": 1, "load": 2 }), Kind::Whole);
        check(&["client", "remote"], json!({ "travel": 1 }), Kind::Whole);
        check(&["room"], json!({ "travel": 0, "load": 2 }), Kind::NoTravel);
    }

    #[test]
    fn names_lose_their_endings() {
        assert_eq!(name_of(Path::new("a/bank-1.json.gz")), "bank-1");
        assert_eq!(name_of(Path::new("b/x.json")), "x");
    }

    #[test]
    fn every_kept_problem_can_be_unpacked() {
        let kept = unpack(&["bank-1".into(), "account-1".into(), "visits-50-one-base".into()]).unwrap();
        let names: Vec<&str> = kept.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["account-1", "visits-50-one-base", "bank-1"]);
        assert_eq!(kept[1].kind, Kind::Visits);
    }
}
