//! Memory of a program with the processes it started: WebKit's own are most of a window's.

use std::collections::HashSet;
use std::fs;

/// Proportional set size in KiB of a process and all below it: pages that several share count once in the sum.
pub fn of_tree(root: u32) -> u64 {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            Some((process, parent(&fs::read_to_string(entry.path().join("stat")).ok()?)?))
        })
        .collect();
    below(root, &parents)
        .into_iter()
        .filter_map(|process| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok())
        .filter_map(|text| proportional(&text))
        .sum()
}

/// The parent in a line of `/proc/PID/stat`; the name before it may hold spaces and brackets.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn below(root: u32, parents: &[(u32, u32)]) -> HashSet<u32> {
    let mut tree = HashSet::from([root]);
    loop {
        let found: Vec<u32> = parents
            .iter()
            .filter(|(process, parent)| tree.contains(parent) && !tree.contains(process))
            .map(|(process, _)| *process)
            .collect();
        if found.is_empty() {
            return tree;
        }
        tree.extend(found);
    }
}

fn proportional(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_kernel_writes() {
        assert_eq!(parent("42 (Web (Content) x) S 7 42 42 0"), Some(7));
        assert_eq!(proportional("Rss:  900 kB\nPss:   345 kB\nPss_Dirty: 1 kB\n"), Some(345));
        assert_eq!(proportional(""), None);
    }

    #[test]
    fn takes_all_generations() {
        let parents = [(2, 1), (3, 2), (4, 3), (9, 8)];
        assert_eq!(below(2, &parents), HashSet::from([2, 3, 4]));
    }
}
