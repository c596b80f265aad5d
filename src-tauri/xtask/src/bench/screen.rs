//! A screen of its own, so that a measurement disturbs nobody and the desktop does not disturb it.

use crate::process::Outcome;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// An Xvfb that ends with this value.
pub struct Screen {
    server: Child,
    /// As DISPLAY wants it, such as ":99".
    pub name: String,
}

impl Screen {
    /// The server chooses a free number and says which.
    pub fn open() -> Outcome<Self> {
        let failed = |error: std::io::Error| format!("Xvfb: {error}");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out).read_line(&mut number).map_err(failed)?;
        }
        let number = number.trim();
        if number.is_empty() {
            return Err("Xvfb ended without a screen".into());
        }
        Ok(Self { name: format!(":{number}"), server })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
