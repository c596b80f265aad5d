//! The desktop shell: one window, one door (`call`) to the use cases, and what only a desktop has: file dialogs,
//! a second start that raises the first window, and a way out when the graphics driver paints nothing.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod call;
mod closing;
mod dialogs;
mod first_paint;
mod launch;
mod safe_graphics;
mod second_start;
mod window;

use std::process::ExitCode;
use tauri::Manager as _;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .init();
    let launch = launch::Launch::from_command_line();
    if let Some(error) = safe_graphics::restart_if_remembered() {
        tracing::warn!("safe graphics could not be used: {error}");
    }
    match build(launch) {
        Ok(app) => {
            app.run(closing::on_run_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            if let Some(failure) = second_start::try_again(&error) {
                tracing::warn!("no second try to start: {failure}");
            }
            tracing::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(launch: launch::Launch) -> tauri::Result<tauri::App> {
    tauri::Builder::default()
        // First, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(second_start::received))
        .plugin(tauri_plugin_dialog::init())
        .manage(call::Workspace::new(launch.options()))
        .manage(first_paint::FirstPaint::since(launch.began))
        .manage(closing::Closing::default())
        .invoke_handler(tauri::generate_handler![
            call::call,
            dialogs::choose_file,
            dialogs::choose_folder,
            dialogs::save_file,
            first_paint::shell_ready,
        ])
        .setup(|app| {
            // The workspace opens while WebKit starts; the first call waits for it.
            let handle = app.handle().clone();
            tauri::async_runtime::spawn(async move {
                handle.state::<call::Workspace>().host().await;
            });
            window::open(app.handle())?;
            first_paint::watch(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())
}
