//! What is answered where: `/call/NAME` by the use cases, everything else by the built UI.

use crate::{calls, loopback, policy};
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::routing::{get, post};
use std::path::Path;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// The whole host.
pub fn router(host: app::Host, ui: &Path) -> Router {
    let policy = HeaderValue::from_str(&policy::content_security_policy()).expect("a policy is plain ASCII");
    Router::new()
        .route("/call/{name}", post(calls::call))
        .with_state(host)
        // Browsers ask for it unasked; the interface has none.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .fallback_service(ServeDir::new(ui))
        .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy))
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(axum::middleware::from_fn(loopback::only))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    async fn answer(request: axum::http::request::Builder) -> axum::response::Response {
        let host = app::Host::start(app::StartOptions {
            workspace: Some(std::env::temp_dir().join("cuadrante-bridge-no-such-folder/none.db")),
            today: None,
            memory_secrets: true,
        })
        .await;
        let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let request = request.body(Body::from(r#"{"request":{}}"#)).unwrap();
        router(host, &ui).oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn files_come_with_the_closed_policy() {
        let response = answer(Request::get("/main.rs").header("host", "127.0.0.1:1")).await;
        assert_eq!(response.status(), StatusCode::OK);
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert_eq!(policy, policy::content_security_policy());
    }

    #[tokio::test]
    async fn a_file_outside_the_ui_is_not_served() {
        let response = answer(Request::get("/../Cargo.toml").header("host", "127.0.0.1:1")).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn a_foreign_page_is_refused_before_anything_runs() {
        let call = Request::post("/call/anything")
            .header("host", "127.0.0.1:1")
            .header("content-type", "application/json")
            .header("origin", "https://example.org");
        assert_eq!(answer(call).await.status(), StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn a_call_ends_with_one_line_that_closes_it() {
        let call = Request::post("/call/no.such.command")
            .header("host", "127.0.0.1:1")
            .header("content-type", "application/json");
        let response = answer(call).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "application/x-ndjson");
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        assert!(last.get("problem").is_some(), "{text}");
        assert!(text.ends_with('\n'));
    }
}
