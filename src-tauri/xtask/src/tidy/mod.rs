//! `cargo xtask tidy`: the architecture and the rules of the house, checked.

mod crates;
mod documents;
mod imports;
mod length;
mod look;
mod places;
mod sql;

use crate::process::{Outcome, Program};
use crate::root;

/// One text file of the project.
pub struct Source {
    /// From the project's folder, with forward slashes.
    pub path: String,
    pub text: String,
}

impl Source {
    /// The lines with their numbers, from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    /// Written by a program, not by a person.
    fn is_generated(&self) -> bool {
        self.path.contains("/generated/") || self.path.ends_with("-lock.json") || self.path == "Cargo.lock"
    }
}

/// What is wrong, where, and what to do.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    place: String,
    words: String,
}

impl Finding {
    fn new(place: impl Into<String>, words: impl Into<String>) -> Self {
        Self { place: place.into(), words: words.into() }
    }

    fn at(source: &Source, line: usize, words: impl Into<String>) -> Self {
        Self::new(format!("{}:{line}", source.path), words)
    }
}

pub fn run() -> Outcome {
    let sources = sources()?;
    let mut findings = crates::check(&crates::of_workspace()?);
    findings.extend(sql::check(&sources));
    findings.extend(imports::check(&sources));
    findings.extend(look::check(&sources));
    findings.extend(length::check(&sources, length::ALLOWED));
    findings.extend(places::check(&sources));
    findings.extend(documents::check(&sources));
    findings.sort();
    if findings.is_empty() {
        println!("{} files, tidy", sources.len());
        return Ok(());
    }
    for finding in &findings {
        println!("{}: {}", finding.place, finding.words);
    }
    Err(format!("tidy: {} findings", findings.len()))
}

/// Every text file that is tracked, or would be: what git does not ignore.
fn sources() -> Outcome<Vec<Source>> {
    let listed = Program::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output()?;
    let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    // Pictures and databases are not text; a file deleted but not yet committed is gone.
    Ok(paths
        .into_iter()
        .filter_map(|path| {
            let text = std::fs::read_to_string(root::at(path)).ok()?;
            Some(Source { path: path.to_owned(), text })
        })
        .collect())
}

#[cfg(test)]
pub mod example {
    use super::{Finding, Source};

    /// A project of these files.
    pub fn sources(files: &[(&str, &str)]) -> Vec<Source> {
        files.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).into() }).collect()
    }

    /// Where something was found.
    pub fn places(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.place.as_str()).collect()
    }
}
