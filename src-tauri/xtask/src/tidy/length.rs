//! A file stays small enough to read in one sitting; a longer one is asked why, here.

use super::{Finding, Source};

const MOST_LINES: usize = 400;

/// Longer files, each with the reason.
pub const ALLOWED: &[(&str, &str)] = &[];

pub fn check(sources: &[Source], allowed: &[(&str, &str)]) -> Vec<Finding> {
    let written = |source: &&Source| {
        !source.is_generated() && source.has_extension(&["rs", "ts", "svelte", "css", "mjs", "js", "sql", "c"])
    };
    let mut findings = Vec::new();
    for source in sources.iter().filter(written) {
        let lines = source.text.lines().count();
        let reason = allowed.iter().find(|(path, _)| *path == source.path);
        match reason {
            None if lines > MOST_LINES => findings.push(Finding::new(
                &source.path,
                format!("{lines} lines: split it by what it is about, or say why in tidy/length.rs"),
            )),
            Some(_) if lines <= MOST_LINES => {
                findings.push(Finding::new(&source.path, "short again: take it off the list in tidy/length.rs"));
            }
            _ => {}
        }
    }
    for (path, _) in allowed.iter().filter(|(path, _)| sources.iter().all(|source| source.path != *path)) {
        findings.push(Finding::new(*path, "is gone: take it off the list in tidy/length.rs"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    #[test]
    fn long_files_need_a_reason_and_reasons_a_long_file() {
        let long = "x\n".repeat(MOST_LINES + 1);
        let sources = sources(&[
            ("src-tauri/a.rs", &long),
            ("src-tauri/b.rs", &long),
            ("src-tauri/c.rs", "short\n"),
            ("ui/src/lib/contract/generated/commands.ts", &long),
            ("CHANGELOG.md", &long),
        ]);
        let allowed = [("src-tauri/b.rs", "a table"), ("src-tauri/c.rs", "was long"), ("gone.rs", "was long")];
        assert_eq!(places(&check(&sources, &allowed)), ["src-tauri/a.rs", "src-tauri/c.rs", "gone.rs"]);
    }
}
