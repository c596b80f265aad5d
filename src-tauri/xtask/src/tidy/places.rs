//! Nothing names a folder of one machine or the address of a package registry; lock files least of all.

use super::{Finding, Source};

/// Folders of one machine; a letter before them would make them part of a longer name.
const FOLDERS: [&str; 5] = ["/work/", "/root/", "/home/", "/Users/", "C:\\Users\\"];
/// Outside the project: there only on the machine it was written on.
const OUTSIDE: &str = concat!("../", "shared/");
/// Put together here so that this file names none either.
const REGISTRIES: [&str; 6] = [
    concat!("registry.npmjs", ".org"),
    concat!("registry.yarnpkg", ".com"),
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("pypi", ".org"),
    concat!("deb.debian", ".org"),
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !source.path.ends_with("tidy/places.rs")) {
        for (number, line) in source.lines() {
            if let Some(host) = REGISTRIES.iter().find(|host| line.contains(**host)) {
                findings.push(Finding::at(source, number, format!("names the registry host {host}")));
            }
            if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
                findings.push(Finding::at(source, number, format!("names a folder of one machine ({folder})")));
            }
            if line.contains(OUTSIDE) && is_outside(&source.path) {
                findings.push(Finding::at(source, number, format!("names {OUTSIDE}, which is outside the project")));
            }
        }
        if source.path.ends_with("package-lock.json") && source.text.contains("\"resolved\"") {
            findings.push(Finding::new(
                &source.path,
                "keeps download addresses: write it anew with omit-lockfile-registry-resolved=true in .npmrc",
            ));
        }
    }
    findings
}

/// The interface has a layer of that name, which its files reach so.
fn is_outside(path: &str) -> bool {
    !path.starts_with("ui/")
}

fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|one| one.is_alphanumeric() || matches!(one, '.' | '_' | '-' | '$' | '}' | '/' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    #[test]
    fn places_of_one_machine_are_found() {
        let npm = format!("see https://{}/x", REGISTRIES[0]);
        let outside = format!("read(\"{OUTSIDE}data.csv\")");
        let sources = sources(&[
            ("README.md", "cd /work/main"),
            ("a.rs", "let path = \"/root/x\";"),
            ("b.md", npm.as_str()),
            ("tests/c.rs", outside.as_str()),
            ("ui/package-lock.json", "{ \"resolved\": \"\" }"),
        ]);
        assert_eq!(
            places(&check(&sources)),
            ["README.md:1", "a.rs:1", "b.md:1", "tests/c.rs:1", "ui/package-lock.json"]
        );
    }

    #[test]
    fn parts_of_longer_names_pass() {
        let inside = format!("import a from '{OUTSIDE}a';");
        let sources = sources(&[
            ("a.md", "frame/work/x, ./work/x, ui/root/x"),
            ("ui/src/views/m/a.ts", inside.as_str()),
            ("ui/package-lock.json", "{ \"version\": \"1.0.0\" }"),
        ]);
        assert_eq!(check(&sources), []);
    }
}
