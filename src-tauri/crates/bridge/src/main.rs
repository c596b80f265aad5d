//! The contract over loopback HTTP, for browser tests: the built UI and the real use cases behind it, without a
//! window. Never bundled, never beyond 127.0.0.1.
//!
//! `bridge [--workspace FILE] [--today YYYY-MM-DD] [--port N] [--ui FOLDER]`; port 0 takes a free one. Prints
//! `listening on http://127.0.0.1:PORT` once it answers.

mod arguments;
mod calls;
mod loopback;
mod policy;
mod routes;

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("bridge: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = arguments::Arguments::parse(std::env::args().skip(1))?;
    let host = app::Host::start(app::StartOptions {
        workspace: arguments.workspace,
        today: match arguments.today {
            Some(date) => Some(date.parse()?),
            None => None,
        },
        memory_secrets: true,
    })
    .await;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = tokio::net::TcpListener::bind(address).await?;
    let mut out = std::io::stdout();
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    out.flush()?;
    let router = routes::router(host.clone(), &arguments.ui);
    tokio::select! {
        served = async { axum::serve(listener, router).await } => served?,
        () = asked_to_end() => {}
    }
    host.close().await;
    Ok(())
}

/// Waits for an interrupt or a termination: a test ends its bridge so.
async fn asked_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}
