//! `POST /call/NAME` with `{"task": ..., "request": ...}` answers with lines of JSON: any number of
//! `{"progress": ...}`, then one `{"reply": ...}` or `{"problem": ...}`.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::UnboundedReceiverStream;

#[derive(Deserialize)]
pub struct Call {
    /// Names the work, so that a later call can cancel it.
    #[serde(default)]
    task: Option<String>,
    #[serde(default)]
    request: Value,
}

/// Runs one command of the contract. The work goes on when the page goes away, as it does behind the window: only a
/// cancelling call ends it.
pub async fn call(State(host): State<app::Host>, Path(name): Path<String>, Json(call): Json<Call>) -> Response {
    let (lines, received) = mpsc::unbounded_channel::<Value>();
    tokio::spawn(async move {
        let progress = lines.clone();
        let report = Arc::new(move |value: Value| {
            // Nobody listens any more: the page went away.
            let _ = progress.send(json!({ "progress": value }));
        });
        let outcome = host.call(&name, call.request, call.task, report).await;
        let _ = lines.send(match outcome {
            Ok(reply) => json!({ "reply": reply }),
            Err(problem) => json!({ "problem": problem }),
        });
    });
    let body = UnboundedReceiverStream::new(received).map(|line| Ok::<_, Infallible>(format!("{line}\n")));
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    (kind, Body::from_stream(body)).into_response()
}
