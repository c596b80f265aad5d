//! Whether there is a screen to open a window on.

use crate::process::{Outcome, is_installed};

/// Fails, saying what to do, where a window could not be opened.
pub fn require() -> Outcome {
    if is_present() {
        return Ok(());
    }
    let without_screen = if is_installed("xvfb-run") {
        "  - to try it without a screen: `xvfb-run -a cargo xtask run` (nothing will be visible)"
    } else {
        "  - to try it without a screen: install Xvfb (`apt-get install xvfb`), then\n    \
         `xvfb-run -a cargo xtask run` (nothing will be visible)"
    };
    Err(format!(
        "there is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\
         What you can do:\n  \
         - run it in a terminal of your desktop; over ssh, connect with `ssh -X`\n\
         {without_screen}\n  \
         - use the same app without a window: `cargo run -p cuadrante-cli -- --help`"
    ))
}

/// Only Linux says so in the environment; elsewhere a person's terminal has a screen.
pub fn is_present() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
