//! Safe graphics: WebKitGTK without DMA-BUF buffers. Slower, so never set unasked; remembered once accepted.

use std::path::PathBuf;
use std::process::Command;
use tauri::AppHandle;

const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts anew with safe graphics where that was accepted before. Returns only if it need not or could not.
#[cfg(target_os = "linux")]
pub fn restart_if_remembered() -> Option<std::io::Error> {
    use std::os::unix::process::CommandExt as _;
    if std::env::var_os(VARIABLE).is_some() || !remembered_at()?.exists() {
        return None;
    }
    // `exec` keeps the process: the desktop and the test driver still hold the one they started.
    Some(same_again().ok()?.exec())
}

/// Other systems have no such buffers.
#[cfg(not(target_os = "linux"))]
pub fn restart_if_remembered() -> Option<std::io::Error> {
    None
}

/// Asks whether to start anew with safe graphics. The page has painted nothing, so the system's dialog asks.
#[cfg(target_os = "linux")]
pub fn offer(app: &AppHandle) {
    use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    let words = Words::of_system();
    let app = app.clone();
    app.clone()
        .dialog()
        .message(words.question)
        .title("Cuadrante")
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(words.restart.to_owned(), words.wait.to_owned()))
        .show(move |accepted| {
            if accepted {
                remember();
                start_anew(&app);
            }
        });
}

/// Other systems have no such buffers.
#[cfg(not(target_os = "linux"))]
pub fn offer(_app: &AppHandle) {}

fn same_again() -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(std::env::args_os().skip(1)).env(VARIABLE, "1");
    Ok(command)
}

fn start_anew(app: &AppHandle) {
    // The name on the bus must be free, or the new start would only raise this blank window.
    tauri_plugin_single_instance::destroy(app);
    match same_again().and_then(|mut command| command.spawn()) {
        Ok(_) => crate::closing::end(app, 0),
        Err(error) => tracing::error!("no restart with safe graphics: {error}"),
    }
}

/// The file whose presence means "accepted"; removing it goes back to ordinary graphics.
fn remembered_at() -> Option<PathBuf> {
    app::default_workspace_path().parent().map(|folder| folder.join("safe-graphics"))
}

fn remember() {
    let Some(path) = remembered_at() else { return };
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, b""));
    if let Err(error) = written {
        tracing::warn!("safe graphics will be asked for again: {error}");
    }
}

/// The question in the system's language. The typed catalogues live in the page, which has not painted.
struct Words {
    question: &'static str,
    restart: &'static str,
    wait: &'static str,
}

impl Words {
    fn of_system() -> &'static Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        if locale.is_some_and(|locale| locale.starts_with("es")) { &SPANISH } else { &ENGLISH }
    }
}

const SPANISH: Words = Words {
    question: "La ventana sigue en blanco. Puede deberse al controlador gráfico. \
               ¿Reiniciar con gráficos seguros? Nada se pierde.",
    restart: "Reiniciar",
    wait: "Esperar",
};

const ENGLISH: Words = Words {
    question: "The window is still blank. The graphics driver may be the cause. \
               Restart with safe graphics? Nothing is lost.",
    restart: "Restart",
    wait: "Wait",
};
