//! Declares the commands that the window may call; any other is refused by the capability file.

fn main() {
    let commands =
        tauri_build::AppManifest::new().commands(&["call", "choose_file", "choose_folder", "save_file", "shell_ready"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("tauri-build: {error:#}");
    }
}
