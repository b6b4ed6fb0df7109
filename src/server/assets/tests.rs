use super::*;

const SCRIPT: Asset = Asset {
    name: "front.js",
    path: "/assets/front-0123456789ab.js",
    mime: "text/javascript; charset=utf-8",
    tag: "0123456789abcdef0123",
    immutable: true,
    identity: b"export default 1",
    brotli: Some(b"brotli"),
    gzip: Some(b"gzipped"),
};
const ICON: Asset = Asset { immutable: false, brotli: None, gzip: None, mime: "image/svg+xml", ..SCRIPT };

fn request(fields: &[(header::HeaderName, &'static str)]) -> HeaderMap {
    fields.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
}

fn field(response: &Response, name: header::HeaderName) -> Option<&str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

async fn body(response: Response) -> Bytes {
    axum::body::to_bytes(response.into_body(), 1000).await.expect("a short body")
}

#[tokio::test]
async fn a_browser_gets_brotli_and_may_keep_it() {
    let response = respond(&SCRIPT, &Method::GET, &request(&[(header::ACCEPT_ENCODING, "gzip, br")]));
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(field(&response, header::CONTENT_TYPE), Some("text/javascript; charset=utf-8"));
    assert_eq!(field(&response, header::CONTENT_ENCODING), Some("br"));
    assert_eq!(field(&response, header::CONTENT_LENGTH), Some("6"));
    assert_eq!(field(&response, header::CACHE_CONTROL), Some("public, max-age=31536000, immutable"));
    assert_eq!(field(&response, header::VARY), Some("accept-encoding"));
    assert_eq!(field(&response, header::ETAG), Some("\"0123456789abcdef0123-br\""));
    assert_eq!(body(response).await, "brotli");
}

#[tokio::test]
async fn a_fixed_address_is_kept_for_an_hour() {
    let response = respond(&ICON, &Method::GET, &request(&[(header::ACCEPT_ENCODING, "gzip, br")]));
    assert_eq!(field(&response, header::CACHE_CONTROL), Some("public, max-age=3600"));
    assert_eq!(field(&response, header::CONTENT_ENCODING), None);
    assert_eq!(field(&response, header::VARY), None);
    assert_eq!(body(response).await, "export default 1");
}

#[tokio::test]
async fn head_tells_the_length_and_sends_nothing() {
    let response = respond(&SCRIPT, &Method::HEAD, &request(&[]));
    assert_eq!(field(&response, header::CONTENT_LENGTH), Some("16"));
    assert_eq!(field(&response, header::ETAG), Some("\"0123456789abcdef0123\""));
    assert!(body(response).await.is_empty());
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    for tags in ["\"0123456789abcdef0123-gz\"", "\"x\", W/\"0123456789abcdef0123-gz\"", "*"] {
        let fields = [(header::ACCEPT_ENCODING, "gzip"), (header::IF_NONE_MATCH, tags)];
        let response = respond(&SCRIPT, &Method::GET, &request(&fields));
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{tags}");
        assert_eq!(field(&response, header::ETAG), Some("\"0123456789abcdef0123-gz\""));
        assert_eq!(field(&response, header::CONTENT_TYPE), None);
        assert!(body(response).await.is_empty());
    }
}

#[test]
fn the_same_file_in_another_encoding_is_another() {
    let fields = [(header::ACCEPT_ENCODING, "br"), (header::IF_NONE_MATCH, "\"0123456789abcdef0123-gz\"")];
    assert_eq!(respond(&SCRIPT, &Method::GET, &request(&fields)).status(), StatusCode::OK);
}

#[test]
fn files_cannot_be_posted_to() {
    let response = respond(&SCRIPT, &Method::POST, &request(&[]));
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(field(&response, header::ALLOW), Some("GET, HEAD"));
}

#[test]
fn every_embedded_file_is_found_and_unpacks_to_itself() {
    use std::io::Read;

    for asset in all() {
        assert_eq!(by_path(asset.path).map(|it| it.name), Some(asset.name));
        assert_eq!(by_name(asset.name).map(|it| it.path), Some(asset.path));
        if let Some(mut packed) = asset.brotli {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut packed, &mut plain).expect("Brotli");
            assert!(plain == asset.identity && asset.brotli.is_some_and(|it| it.len() < plain.len()), "{}", asset.name);
        }
        if let Some(packed) = asset.gzip {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).expect("gzip");
            assert!(plain == asset.identity && packed.len() < plain.len(), "{}", asset.name);
        }
    }
    assert!(by_path("/assets/nothing.js").is_none() && serve(&Method::GET, "/assets/", &HeaderMap::new()).is_none());
}
