//! The address at which the numbers are told: one of its own, which readers cannot reach.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::app::App;

/// The type of the text (OpenMetrics 1.0.0, "Protocol negotiation").
const TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Tells the numbers at `/metrics`.
pub fn start(listener: TcpListener, app: App) -> JoinHandle<()> {
    let router = Router::new().route("/metrics", get(told)).with_state(app);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the program's numbers are not told any more");
        }
    })
}

async fn told(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, TYPE)], app.metrics.text(&app).await)
}
