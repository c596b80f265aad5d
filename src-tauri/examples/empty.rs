//! An empty Tauri window: what `cargo xtask bench window` measures the app's own beside.

use std::time::Instant;
use tauri::http::{HeaderValue, Response};
use tauri::webview::PageLoadEvent;
use tauri::{Url, WebviewUrl, WebviewWindowBuilder};

const PAGE: &[u8] = b"<!doctype html><html lang=\"en\"><title>Empty</title><p>Empty</p></html>";

fn main() -> tauri::Result<()> {
    let began = Instant::now();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .init();
    tauri::Builder::default()
        // A page of its own: WebKit tells nothing of loading about:blank.
        .register_uri_scheme_protocol("empty", |_, _| {
            let mut response = Response::new(PAGE.to_vec());
            response.headers_mut().insert("content-type", HeaderValue::from_static("text/html"));
            response
        })
        .setup(move |app| {
            let page = WebviewUrl::CustomProtocol(Url::parse("empty://localhost/")?);
            WebviewWindowBuilder::new(app, "empty", page)
                .inner_size(1280.0, 820.0)
                .on_page_load(move |_, load| {
                    if load.event() == PageLoadEvent::Finished {
                        // The words that the app logs at its first paint.
                        tracing::info!("first paint after {} ms", began.elapsed().as_millis());
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
