//! The system's own dialogs for files and folders. Titles and names of kinds come from the window, in its language.

use serde::Deserialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// One kind of file that a dialog offers.
#[derive(Deserialize)]
pub struct FileKind {
    /// As shown, such as "CSV".
    name: String,
    /// Without the dot.
    extensions: Vec<String>,
}

/// Asks for one existing file; nothing where the dialog was dismissed.
#[tauri::command]
pub async fn choose_file(app: AppHandle, title: String, kinds: Vec<FileKind>) -> Option<PathBuf> {
    let mut dialog = over_window(&app, title);
    for kind in &kinds {
        dialog = dialog.add_filter(&kind.name, &borrowed(&kind.extensions));
    }
    answer(|reply| dialog.pick_file(reply)).await
}

/// Asks for one folder; nothing where the dialog was dismissed.
#[tauri::command]
pub async fn choose_folder(app: AppHandle, title: String) -> Option<PathBuf> {
    let dialog = over_window(&app, title).set_can_create_directories(true);
    answer(|reply| dialog.pick_folder(reply)).await
}

/// Asks where to write a file of the one kind offered. The extension is appended where the person left it out,
/// because GTK does not.
#[tauri::command]
pub async fn save_file(app: AppHandle, title: String, suggested: String, kind: FileKind) -> Option<PathBuf> {
    let dialog = over_window(&app, title)
        .set_file_name(suggested)
        .set_can_create_directories(true)
        .add_filter(&kind.name, &borrowed(&kind.extensions));
    let path = answer(|reply| dialog.save_file(reply)).await?;
    Some(with_extension(path, &kind.extensions))
}

fn over_window(app: &AppHandle, title: String) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file().set_title(title);
    match app.get_webview_window(crate::window::MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn borrowed(extensions: &[String]) -> Vec<&str> {
    extensions.iter().map(String::as_str).collect()
}

async fn answer(ask: impl FnOnce(Box<dyn FnOnce(Option<FilePath>) + Send>)) -> Option<PathBuf> {
    let (reply, answered) = oneshot::channel();
    ask(Box::new(move |chosen| {
        // The receiver is gone only when the window closed meanwhile.
        let _ = reply.send(chosen);
    }));
    answered.await.ok().flatten()?.into_path().ok()
}

fn with_extension(path: PathBuf, extensions: &[String]) -> PathBuf {
    let Some(first) = extensions.first() else {
        return path;
    };
    let has_one = |path: &Path| {
        path.extension().is_some_and(|given| extensions.iter().any(|known| given.eq_ignore_ascii_case(known)))
    };
    if has_one(&path) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(first);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_appended_once() {
        let extensions = ["ics".to_owned()];
        for (given, expected) in [
            ("/tmp/plan", "/tmp/plan.ics"),
            ("/tmp/plan.ics", "/tmp/plan.ics"),
            ("/tmp/plan.ICS", "/tmp/plan.ICS"),
            ("/tmp/plan v1.2", "/tmp/plan v1.2.ics"),
        ] {
            assert_eq!(with_extension(PathBuf::from(given), &extensions), PathBuf::from(expected));
        }
    }
}
