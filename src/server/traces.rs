//! Spans as OpenTelemetry traces, for those who collect them: compiled in by the feature `opentelemetry`, and sent where
//! `OTEL_EXPORTER_OTLP_ENDPOINT` says (OpenTelemetry Protocol Exporter specification; OTLP over HTTP).

use std::time::Duration;

use axum::http::HeaderMap;
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HttpClient, HttpError};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tracing::Span;
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt};
use tracing_subscriber::registry::LookupSpan;

/// The variable that says where traces are sent; without it they are not.
const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is sent when the program ends.
pub struct Traces(SdkTracerProvider);

impl Drop for Traces {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            eprintln!("dateline: the last traces were not sent: {error}");
        }
    }
}

/// What turns a subscriber's spans into traces, and what sends them until it is dropped.
pub type Layer<S> = (OpenTelemetryLayer<S, SdkTracer>, Traces);

/// The layer that turns spans into traces, where somebody collects them; they are sent until what comes with it is dropped.
///
/// # Errors
/// Where the variables cannot be understood.
pub fn layer<S>() -> Result<Option<Layer<S>>, ExporterBuildError>
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
{
    if std::env::var_os(ENDPOINT).is_none() {
        return Ok(None);
    }
    let exporter = SpanExporter::builder().with_http().with_http_client(Sender::new()).build()?;
    let resource = Resource::builder().with_service_name("dateline").build();
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("dateline"));
    Ok(Some((layer, Traces(provider))))
}

/// Makes a request's span part of the trace that whoever asks has begun (W3C Trace Context).
pub fn continue_from(span: &Span, fields: &HeaderMap) {
    struct Fields<'a>(&'a HeaderMap);
    impl Extractor for Fields<'_> {
        fn get(&self, key: &str) -> Option<&str> {
            self.0.get(key)?.to_str().ok()
        }
        fn keys(&self) -> Vec<&str> {
            self.0.keys().map(axum::http::HeaderName::as_str).collect()
        }
    }
    // A span that is not collected has no parent either.
    let _ = span.set_parent(TraceContextPropagator::new().extract(&Fields(fields)));
}

/// The client that the program has anyway.
#[derive(Debug)]
struct Sender(ureq::Agent);

impl Sender {
    fn new() -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        Self(config.build().into())
    }
}

#[async_trait::async_trait]
impl HttpClient for Sender {
    /// Waits in place: traces are sent by a thread of their own.
    async fn send_bytes(&self, request: axum::http::Request<Bytes>) -> Result<axum::http::Response<Bytes>, HttpError> {
        let (parts, body) = request.into_parts();
        let request = axum::http::Request::from_parts(parts, body.to_vec());
        let (parts, mut body) = self.0.run(request)?.into_parts();
        Ok(axum::http::Response::from_parts(parts, body.read_to_vec()?.into()))
    }
}
