use super::*;
use std::collections::HashMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as Segments, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

async fn keeps_what_it_is_given(media: &Media) {
    assert_eq!(media.get("a-240.jpg").await.unwrap(), None);
    assert!(!media.has("a-240.jpg").await.unwrap());
    media.put("a-240.jpg", b"one".to_vec()).await.unwrap();
    media.put("a-240.jpg", b"two".to_vec()).await.unwrap();
    media.put("originals/a", b"whole".to_vec()).await.unwrap();
    assert!(media.has("a-240.jpg").await.unwrap());
    assert_eq!(media.get("a-240.jpg").await.unwrap().as_deref(), Some(&b"two"[..]));
    assert_eq!(media.get("originals/a").await.unwrap().as_deref(), Some(&b"whole"[..]));
}

#[tokio::test]
async fn a_folder_keeps_files_and_lets_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "x").unwrap();
    let media = Media::folder(&folder.path().join("media")).unwrap();
    keeps_what_it_is_given(&media).await;
    assert_eq!(std::fs::read(folder.path().join("media/originals/a")).unwrap(), b"whole");
    assert_eq!(media.get("../secret").await.unwrap(), None);
    let error = Media::folder(&folder.path().join("secret/media")).err().unwrap();
    assert!(error.to_string().contains("secret/media"), "{error}");
}

type Objects = std::sync::Arc<Mutex<HashMap<String, Bytes>>>;

/// As much of S3 as is used: whole objects are put, got and asked after; a request without a signature is refused.
async fn s3(
    State(objects): State<Objects>,
    Segments(key): Segments<String>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let authorization = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !authorization.starts_with("AWS4-HMAC-SHA256 Credential=test-key/") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut objects = objects.lock().unwrap();
    if method == Method::PUT {
        objects.insert(key, body);
        return [("etag", "\"1\"")].into_response();
    }
    let fields = [("etag", "\"1\""), ("last-modified", "Tue, 24 Nov 2026 06:00:00 GMT")];
    objects.get(&key).cloned().map_or(StatusCode::NOT_FOUND.into_response(), |bytes| (fields, bytes).into_response())
}

#[tokio::test]
async fn a_bucket_keeps_files_by_s3() {
    let objects = Objects::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/{*key}", any(s3)).with_state(objects.clone());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let bucket = Bucket { name: "pictures".into(), region: Some("eu-test-1".into()), endpoint: Some(endpoint) };
    let media = Media::bucket_with(&bucket, |builder| {
        builder.with_access_key_id("test-key").with_secret_access_key("test-secret")
    })
    .unwrap();
    keeps_what_it_is_given(&media).await;
    assert!(objects.lock().unwrap().contains_key("pictures/originals/a"));
    server.abort();
}
