use super::*;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as Segments, State};
use axum::http::{Method, StatusCode, Uri};
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
    media.remove("a-240.jpg").await.unwrap();
    media.remove("a-240.jpg").await.unwrap();
    assert!(!media.has("a-240.jpg").await.unwrap());
}

#[tokio::test]
async fn a_folder_keeps_files_and_lets_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "x").unwrap();
    let media = Media::folder(&folder.path().join("media")).unwrap();
    keeps_what_it_is_given(&media).await;
    assert_eq!(std::fs::read(folder.path().join("media/originals/a")).unwrap(), b"whole");
    assert_eq!(media.get("../secret").await.unwrap(), None);
    media.remove("../secret").await.unwrap();
    assert!(folder.path().join("secret").exists());
    let error = Media::folder(&folder.path().join("secret/media")).err().unwrap();
    assert!(error.to_string().contains("secret/media"), "{error}");
}

type Objects = std::sync::Arc<Mutex<HashMap<String, Bytes>>>;

/// As much of S3 as is used: whole objects are put, got, asked after and deleted; a request without a signature is refused, and every
/// third is turned away, as a busy store does.
async fn s3(
    State(objects): State<Objects>,
    Segments(key): Segments<String>,
    method: Method,
    address: Uri,
    body: Bytes,
) -> Response {
    static REQUESTS: AtomicU32 = AtomicU32::new(0);
    if REQUESTS.fetch_add(1, Ordering::Relaxed) % 3 == 2 {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let query = address.query().unwrap_or_default();
    let signed = ["X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Credential=test-key%2F", "X-Amz-Signature="];
    if !signed.iter().all(|part| query.contains(part)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut objects = objects.lock().unwrap();
    if method == Method::PUT {
        objects.insert(key, body);
        return [("etag", "\"1\"")].into_response();
    }
    if method == Method::DELETE {
        objects.remove(&key);
        return StatusCode::NO_CONTENT.into_response();
    }
    let fields = [("etag", "\"1\""), ("last-modified", "Tue, 24 Nov 2026 06:00:00 GMT")];
    objects.get(&key).cloned().map_or(StatusCode::NOT_FOUND.into_response(), |bytes| (fields, bytes).into_response())
}

fn test_keys(name: &str) -> Option<String> {
    let known = [("AWS_ACCESS_KEY_ID", "test-key"), ("AWS_SECRET_ACCESS_KEY", "test-secret")];
    known.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned())
}

#[test]
fn what_a_bucket_lacks_is_named() {
    let bucket = Bucket { name: "pictures".into(), endpoint: Some("nowhere".into()), ..Bucket::default() };
    let said = |bucket: Result<Media, Error>| bucket.err().map(|error| error.to_string()).unwrap_or_default();
    let without = said(Media::bucket_as(&bucket, |_| None));
    assert!(without.contains("pictures") && without.contains("AWS_ACCESS_KEY_ID"), "{without}");
    let nowhere = said(Media::bucket_as(&bucket, test_keys));
    assert!(nowhere.contains("nowhere"), "{nowhere}");
}

#[tokio::test]
async fn a_bucket_keeps_files_by_s3() {
    let objects = Objects::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/{*key}", any(s3)).with_state(objects.clone());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let bucket = Bucket { name: "pictures".into(), region: Some("eu-test-1".into()), endpoint: Some(endpoint) };
    let media = Media::bucket_as(&bucket, test_keys).unwrap();
    keeps_what_it_is_given(&media).await;
    assert!(objects.lock().unwrap().contains_key("pictures/originals/a"));
    server.abort();
}
