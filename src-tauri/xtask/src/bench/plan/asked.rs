//! What a call of the bench asks for.

use crate::process::Outcome;

/// Read from the words after `bench plan`.
#[derive(Debug, PartialEq)]
pub struct Asked {
    /// Of searching, for each problem and seed.
    pub seconds: f64,
    /// How many seeds, from 0.
    pub seeds: u64,
    /// Most threads; none: as the planner sees fit.
    pub threads: Option<u64>,
    /// Whether to run the peers beside it.
    pub peers: bool,
    /// Whether a plan better than any before becomes the mark.
    pub keep: bool,
    /// Names of kept problems, or paths; none: every kept problem.
    pub files: Vec<String>,
}

impl Asked {
    pub fn read(words: &[&str]) -> Outcome<Self> {
        let mut asked = Self { seconds: 5.0, seeds: 3, threads: None, peers: false, keep: false, files: Vec::new() };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            let mut number = || {
                let value = words.next().and_then(|value| value.parse::<f64>().ok()).filter(|value| *value > 0.0);
                value.ok_or_else(|| format!("{word} wants a number above 0"))
            };
            match word {
                "--seconds" => asked.seconds = number()?,
                "--seeds" => asked.seeds = number()?.ceil() as u64,
                "--threads" => asked.threads = Some(number()?.ceil() as u64),
                "--peers" => asked.peers = true,
                "--keep" => asked.keep = true,
                _ if word.starts_with('-') => {
                    return Err(format!("bench plan does not know {word}; see `cargo xtask help bench`"));
                }
                file => asked.files.push(file.to_owned()),
            }
        }
        Ok(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], change: impl FnOnce(&mut Asked)) {
        let mut expected = Asked::read(&[]).unwrap();
        change(&mut expected);
        assert_eq!(Asked::read(words), Ok(expected), "{words:?}");
    }

    #[test]
    fn words_are_read() {
        check(&["--seconds", "0.5"], |asked| asked.seconds = 0.5);
        check(&["bank-1", "--seeds", "2", "x/y.json"], |asked| {
            asked.seeds = 2;
            asked.files = vec!["bank-1".into(), "x/y.json".into()];
        });
        check(&["--peers", "--threads", "1"], |asked| {
            asked.peers = true;
            asked.threads = Some(1);
        });
    }

    #[test]
    fn nonsense_is_refused() {
        for words in [&["--seconds"][..], &["--seconds", "soon"], &["--seeds", "0"], &["--second", "3"]] {
            assert!(Asked::read(words).is_err(), "{words:?}");
        }
    }
}
