//! Makes the file of this program's schema that `tests/old` keeps for later programs to open. Once for each schema,
//! before the next migration is written:
//!
//! ```text
//! cargo run -p store --example keep_old_file -- src-tauri/crates/store/tests/old/v1.cuadrante
//! ```

#[path = "../tests/common/mod.rs"]
mod common;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: keep_old_file PATH")?;
    let path = std::path::PathBuf::from(path);
    let store = store::Store::create(&path).await?;
    common::fill(&store).await;
    store.close().await;
    let mut lock = path.into_os_string();
    lock.push("-lock");
    std::fs::remove_file(lock)?;
    Ok(())
}
