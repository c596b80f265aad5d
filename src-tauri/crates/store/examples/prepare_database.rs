//! Makes an empty database with the newest schema, against which the queries of this crate are recorded:
//!
//! ```text
//! cargo run -p store --no-default-features --example prepare_database -- /tmp/schema.db
//! SQLX_OFFLINE=false DATABASE_URL=sqlite:/tmp/schema.db SQLX_OFFLINE_DIR=$PWD/src-tauri/crates/store/.sqlx \
//!     cargo check -p store
//! ```
//!
//! Without the default features the crate holds no queries, so this builds when the recorded ones are stale.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: prepare_database PATH (of a file that does not exist)")?;
    if std::path::Path::new(&path).try_exists()? {
        return Err(format!("{} exists already", path.display()).into());
    }
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).foreign_keys(false);
    let mut connection = options.connect().await?;
    store::migrations::MIGRATIONS.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}
