//! An empty Tauri window: what `cargo xtask bench window` measures the app's own beside.

use std::time::Instant;
use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let began = Instant::now();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .init();
    tauri::Builder::default()
        .setup(move |app| {
            let blank = WebviewUrl::External(tauri::Url::parse("about:blank")?);
            WebviewWindowBuilder::new(app, "empty", blank)
                .inner_size(1280.0, 820.0)
                .on_page_load(move |_, load| {
                    if load.event() == PageLoadEvent::Finished {
                        tracing::info!("first paint after {} ms", began.elapsed().as_millis());
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
