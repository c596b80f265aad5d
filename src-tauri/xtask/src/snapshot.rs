//! Generated folders compared with what would be generated now.

use crate::process::Outcome;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The text of every file in a folder, by its path inside it.
pub type Files = BTreeMap<PathBuf, String>;

/// Reads a folder; an absent one is empty.
pub fn read(folder: &Path) -> Outcome<Files> {
    let mut files = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inside) = path.strip_prefix(folder) {
                let text = fs::read_to_string(&path)
                    .map_err(|error| format!("{} could not be read: {error}", path.display()))?;
                files.insert(inside.to_owned(), text.replace("\r\n", "\n"));
            }
        }
    }
    Ok(files)
}

/// What differs between what is kept and what was generated now, one line each.
pub fn differences(kept: &Files, generated: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, text) in generated {
        match kept.get(path) {
            None => lines.push(format!("missing  {}", path.display())),
            Some(kept) if kept != text => lines.push(format!("differs  {}", path.display())),
            Some(_) => {}
        }
    }
    for path in kept.keys().filter(|path| !generated.contains_key(*path)) {
        lines.push(format!("obsolete {}", path.display()));
    }
    lines
}

/// Fails, naming what differs and the command that mends it.
pub fn require_same(kept: &Path, generated: &Path, mend: &str) -> Outcome {
    let generated_files = read(generated)?;
    if generated_files.is_empty() {
        return Err(format!("nothing was generated into {}", generated.display()));
    }
    let lines = differences(&read(kept)?, &generated_files);
    if lines.is_empty() {
        println!("{} files, all as kept", generated_files.len());
        return Ok(());
    }
    Err(format!(
        "{} is not what would be generated now:\n  {}\nrun `{mend}` and commit what it writes",
        kept.display(),
        lines.join("\n  ")
    ))
}

/// Makes `folder` hold exactly `generated`, leaving unchanged files untouched.
pub fn replace(folder: &Path, generated: &Path) -> Outcome {
    let wanted = read(generated)?;
    let kept = read(folder)?;
    let write = |error: std::io::Error| format!("{} could not be written: {error}", folder.display());
    for path in kept.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(folder.join(path)).map_err(write)?;
    }
    for (path, text) in &wanted {
        if kept.get(path) != Some(text) {
            let to = folder.join(path);
            fs::create_dir_all(to.parent().unwrap_or(folder)).map_err(write)?;
            fs::write(to, text).map_err(write)?;
        }
    }
    println!("{} files in {}", wanted.len(), folder.display());
    Ok(())
}

/// An empty folder of this name under Cargo's, anew.
pub fn fresh(name: &str) -> Outcome<PathBuf> {
    let folder = crate::root::target().join("xtask").join(name);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect()
    }

    #[test]
    fn names_each_kind_of_difference() {
        let kept = files(&[("a.ts", "1"), ("b.ts", "1"), ("old.ts", "1")]);
        let generated = files(&[("a.ts", "1"), ("b.ts", "2"), ("new.ts", "1")]);
        assert_eq!(differences(&kept, &generated), ["differs  b.ts", "missing  new.ts", "obsolete old.ts"]);
        assert!(differences(&kept, &kept).is_empty());
    }
}
