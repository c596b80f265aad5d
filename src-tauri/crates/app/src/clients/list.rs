//! The client table.

use contract::Problem;
use contract::views::{ClientPage, ClientQuery};

use crate::state::App;

/// The rows asked for, and how many match.
pub(crate) async fn list(app: &App, query: ClientQuery) -> Result<ClientPage, Problem> {
    let index = app.index().await?;
    let mut rows = index.rows(&query);
    let total = rows.len() as u32;
    if query.offset > 0 {
        rows.drain(..rows.len().min(query.offset as usize));
    }
    if query.limit > 0 {
        rows.truncate(query.limit as usize);
    }
    Ok(ClientPage { rows, total, all: index.clients.len() as u32, tags: index.tags.clone() })
}
