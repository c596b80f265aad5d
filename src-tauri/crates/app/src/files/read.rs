//! Files that came from outside, read up to a bound.

use std::io::{ErrorKind, Read as _};
use std::path::PathBuf;

use contract::Problem;
use contract::problem::FileTrouble;

use super::put::off_the_worker;
use crate::problems;

/// The bytes of a file of at most so many bytes.
pub(crate) async fn read_bounded(path: &str, most: usize) -> Result<Vec<u8>, FileTrouble> {
    let path = PathBuf::from(path);
    let read = off_the_worker(move || {
        let mut bytes = Vec::new();
        // One byte more tells a file that is too large, whatever the system says of its size.
        let bound = most as u64 + 1;
        let read = std::fs::File::open(&path).and_then(|file| file.take(bound).read_to_end(&mut bytes));
        match read {
            Ok(_) if bytes.len() > most => Err(problems::file(&path, &ErrorKind::FileTooLarge.into())),
            Ok(_) => Ok(bytes),
            Err(error) => Err(problems::file(&path, &error)),
        }
    })
    .await;
    read.map_err(|problem| match problem {
        Problem::File { trouble, .. } => trouble,
        _ => FileTrouble::Other,
    })
}
