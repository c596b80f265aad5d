//! SQL is written in `store` and nowhere else.

use super::{Finding, Source};

const HOME: &str = "src-tauri/crates/store/";
/// As SQL is written here, in capitals; a word of prose does not look so.
const MARKS: [&str; 8] =
    ["SELECT ", "INSERT INTO ", "INSERT OR ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE ", "PRAGMA ", "sqlx::"];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("src-tauri/") && source.has_extension(&["rs"]))
        // This very list.
        .filter(|source| !source.path.starts_with(HOME) && !source.path.ends_with("tidy/sql.rs"))
        .flat_map(|source| {
            source.lines().filter_map(|(number, line)| {
                let mark = MARKS.iter().find(|mark| line.contains(**mark))?;
                Some(Finding::at(source, number, format!("`{}` outside the store", mark.trim())))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    #[test]
    fn sql_outside_the_store_is_found() {
        let sources = sources(&[
            ("src-tauri/crates/store/src/client.rs", "sqlx::query(\"SELECT 1\")"),
            ("src-tauri/crates/app/src/a.rs", "fn a() {}\nlet sql = \"DELETE FROM client\";"),
            ("src-tauri/crates/app/src/b.rs", "// Selects and inserts nothing."),
            ("src-tauri/crates/cli/src/c.rs", "use sqlx::Row;"),
            ("ui/src/lib/d.ts", "const words = 'SELECT a row';"),
        ]);
        assert_eq!(places(&check(&sources)), ["src-tauri/crates/app/src/a.rs:2", "src-tauri/crates/cli/src/c.rs:1"]);
    }
}
