//! The documents a newcomer looks for, and both languages' catalogues.

use super::{Finding, Source};

/// A document and a line that it must hold.
const DOCUMENTS: [(&str, &str); 4] = [
    ("README.md", "cargo xtask run"),
    ("ARCHITECTURE.md", "domain"),
    ("CONTRIBUTING.md", "cargo xtask test"),
    ("CHANGELOG.md", "## "),
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    DOCUMENTS
        .iter()
        .filter_map(|(path, held)| match sources.iter().find(|source| source.path == *path) {
            None => Some(Finding::new(*path, "is missing")),
            Some(source) if !source.text.contains(held) => {
                Some(Finding::new(*path, format!("does not mention `{}`", held.trim())))
            }
            Some(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    #[test]
    fn a_missing_or_empty_document_is_found() {
        let sources = sources(&[
            ("README.md", "Run `cargo xtask run`."),
            ("ARCHITECTURE.md", ""),
            ("CHANGELOG.md", "## Unreleased"),
        ]);
        assert_eq!(places(&check(&sources)), ["ARCHITECTURE.md", "CONTRIBUTING.md"]);
    }
}
