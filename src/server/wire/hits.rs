//! Kept pages, as they are sent: nothing is asked of anyone, and a page's fields are put together once.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use dateline_cache::{PageCache, encoding};
use http_body_util::Full;

use crate::app::App;
use crate::assets;
use crate::headers::{self, Policy};
use crate::sent;

/// The pages kept, with the fields that they are sent with.
pub struct Hits {
    cache: PageCache,
    /// What every answer carries.
    pub policy: Policy,
}

impl Hits {
    /// Of a program.
    pub fn of(app: &App) -> Self {
        Self { cache: app.cache.clone(), policy: headers::policy(&app.site()) }
    }

    /// The answer to a request, where it is a page that is kept in the encoding that the client likes best. A page's address with
    /// parameters is looked up by whoever knows which of them count.
    pub async fn find(&self, method: &Method, uri: &Uri, asked: &HeaderMap) -> Option<Response<Full<Bytes>>> {
        if !(method == Method::GET || method == Method::HEAD) || uri.query().is_some() {
            return None;
        }
        let made = self.cache.fresh(uri.path()).await?;
        let encoding = encoding::preferred(asked, true, true);
        let encoded = made.at_hand(encoding)?;
        let fields = made.fields(&encoded, || {
            let mut fields = sent::page_fields(&made, encoding, &encoded);
            self.policy.put(&mut fields);
            fields
        });
        let mut fields = fields.clone();
        let mut status = StatusCode::OK;
        let mut body = Bytes::new();
        if asked.contains_key(header::IF_NONE_MATCH)
            && let Some(held) = assets::held(asked, &made.tag, encoding)
        {
            status = StatusCode::NOT_MODIFIED;
            sent::CONTENT_FIELDS.iter().for_each(|field| drop(fields.remove(field)));
            fields.insert(header::ETAG, HeaderValue::try_from(held).ok()?);
        } else if method == Method::GET {
            body = encoded.bytes;
        }
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = fields;
        Some(response)
    }
}
