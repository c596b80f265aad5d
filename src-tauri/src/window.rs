//! The one window.

use crate::first_paint;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};

/// Its label, named in the capability file too.
pub const MAIN: &str = "main";

/// Opens the window. It shows the app's own pages and nothing else: no other address, no second window.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Cuadrante")
        .inner_size(1280.0, 820.0)
        .min_inner_size(720.0, 520.0)
        .zoom_hotkeys_enabled(true)
        .initialization_script(first_paint::REPORT)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Brings the window before the others.
pub fn raise(app: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(MAIN) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
    }
    Ok(())
}

/// Pages built into the program come as `tauri://localhost`, on Windows as `http://tauri.localhost`.
fn is_own_page(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_shown() {
        for (address, expected) in [
            ("tauri://localhost/index.html#/matrix", true),
            ("http://tauri.localhost/", true),
            ("https://example.org/", false),
            ("http://tauri.localhost.example.org/", false),
            ("file:///etc/passwd", false),
        ] {
            let url = Url::parse(address).expect("an address");
            assert_eq!(is_own_page(&url), expected, "{address}");
        }
    }
}
