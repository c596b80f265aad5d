//! Watches for the first paint. Some graphics drivers leave WebKitGTK's window blank; the person is then offered a
//! restart without the buffers that those drivers mishandle.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager as _, State};

/// How long a blank window is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs in the page: reports the frame after the one that showed the interface's first element.
pub const REPORT: &str = r"
(() => {
  const look = () => {
    if (document.querySelector('#app > *') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => window.__TAURI_INTERNALS__.invoke('shell_ready'));
  };
  requestAnimationFrame(look);
})();
";

/// When the program began and whether the window has painted.
pub struct FirstPaint {
    began: Instant,
    seen: AtomicBool,
}

impl FirstPaint {
    pub fn since(began: Instant) -> Self {
        Self { began, seen: AtomicBool::new(false) }
    }
}

/// Called by the page after the first frame of the interface.
#[tauri::command]
pub fn shell_ready(paint: State<'_, FirstPaint>) {
    if !paint.seen.swap(true, Ordering::SeqCst) {
        // `xtask bench window` reads this line.
        tracing::info!("first paint after {} ms", paint.began.elapsed().as_millis());
    }
}

/// Waits, and offers safe graphics where nothing was painted.
pub fn watch(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        if !app.state::<FirstPaint>().seen.load(Ordering::SeqCst) {
            tracing::warn!("nothing painted after {PATIENCE:?}");
            crate::safe_graphics::offer(&app);
        }
    });
}
