//! What the command line and the environment ask for at the start.

use std::path::{Path, PathBuf};
use std::time::Instant;

/// The start as asked for: `cuadrante-desktop [WORKSPACE]`.
pub struct Launch {
    /// When the process began, for the start-up time that is logged at the first paint.
    pub began: Instant,
    workspace: Option<PathBuf>,
}

impl Launch {
    pub fn from_command_line() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        Self { began: Instant::now(), workspace: workspace_in(std::env::args_os().skip(1).map(PathBuf::from), &here) }
    }

    /// What the app starts with. `CUADRANTE_TODAY` (YYYY-MM-DD) stands in for the clock's date, for tests and
    /// demonstrations.
    pub fn options(&self) -> app::StartOptions {
        app::StartOptions {
            workspace: self.workspace.clone(),
            today: std::env::var("CUADRANTE_TODAY").ok().and_then(|date| date.parse().ok()),
            memory_secrets: false,
        }
    }
}

/// The workspace file among the arguments of a start made in the folder `here`: the first that is not an option
/// (a desktop may add options of its own).
pub fn workspace_in(mut arguments: impl Iterator<Item = PathBuf>, here: &Path) -> Option<PathBuf> {
    arguments.find(|argument| !argument.to_string_lossy().starts_with('-')).map(|path| here.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], expected: Option<&str>) {
        let found = workspace_in(arguments.iter().map(PathBuf::from), Path::new("/srv/ana"));
        assert_eq!(found, expected.map(PathBuf::from), "{arguments:?}");
    }

    #[test]
    fn the_workspace_is_the_first_argument_that_is_no_option() {
        check(&[], None);
        check(&["--gapplication-service"], None);
        check(&["bank.cuadrante"], Some("/srv/ana/bank.cuadrante"));
        check(&["-v", "/srv/bank.cuadrante"], Some("/srv/bank.cuadrante"));
    }
}
