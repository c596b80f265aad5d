//! Files written whole or not at all.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use contract::{FieldFault, Problem};

use crate::problems;

/// A file to be written.
pub(crate) struct Writing {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// Another name beside a file. Programs that watch a folder leave names alone that begin with a dot.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.part"))
}

fn write_beside(file: &Writing) -> std::io::Result<()> {
    let mut part = std::fs::File::create(beside(&file.path))?;
    part.write_all(&file.bytes)?;
    part.sync_all()
}

/// Writes some files that belong together: all of them, or where one fails none. Each takes the place of its old version
/// only once it is whole, so that a full disk leaves the old ones as they were.
pub(crate) fn put(files: &[Writing]) -> Result<(), Problem> {
    for file in files {
        if let Err(error) = write_beside(file) {
            forget(files);
            return Err(problems::file(&file.path, &error));
        }
    }
    for (at, file) in files.iter().enumerate() {
        let last = at + 1 == files.len();
        // The old version stays beside until all are in their places: half of what belongs together says what the other
        // half does not. The last needs none, because nothing can fail after it.
        let kept = last || !file.path.is_file() || std::fs::rename(&file.path, former(&file.path)).is_ok();
        let placed = if kept { std::fs::rename(beside(&file.path), &file.path) } else { Err(ErrorKind::Other.into()) };
        if let Err(error) = placed {
            forget(files);
            for (number, before) in files[..=at].iter().enumerate() {
                if number < at {
                    let _ = std::fs::remove_file(&before.path);
                }
                let _ = std::fs::rename(former(&before.path), &before.path);
            }
            return Err(problems::file(&file.path, &error));
        }
    }
    for file in files {
        let _ = std::fs::remove_file(former(&file.path));
    }
    Ok(())
}

/// Where the version before waits while files that belong together take their places.
fn former(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.former"))
}

fn forget(files: &[Writing]) {
    for file in files {
        // Best effort: what matters is the error that led here.
        let _ = std::fs::remove_file(beside(&file.path));
    }
}

/// The folder, there and fit to be written to. Nothing is recorded as told before this is known.
pub(crate) async fn folder(text: &str) -> Result<PathBuf, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Invalid { faults: vec![FieldFault::Empty { field: "folder".into() }] });
    }
    let folder = PathBuf::from(text);
    off_the_worker(move || {
        std::fs::create_dir_all(&folder).map_err(|error| problems::file(&folder, &error))?;
        let probe = folder.join(format!(".{}.part", crate::gesture::new_id()));
        let tried = std::fs::write(&probe, b"cuadrante").and_then(|()| std::fs::remove_file(&probe));
        if let Err(error) = tried {
            let _ = std::fs::remove_file(&probe);
            return Err(problems::file(&folder, &error));
        }
        Ok(folder)
    })
    .await
}

/// Does what waits for a disk where nothing else waits for it.
pub(crate) async fn off_the_worker<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(problems::unexpected)?
}
