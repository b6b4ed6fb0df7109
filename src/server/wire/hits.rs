//! Kept pages, as they are sent: nothing is asked of anyone, and a page's fields are put together once.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, Method, Response, StatusCode, Uri, header};
use dateline_cache::PageCache;
use dateline_cache::encoding::{self, Liked};
use dateline_story::Language;
use http_body_util::Full;

use crate::app::App;
use crate::headers::{self, Policy};
use crate::outside::ninjs::asks_for_data;
use crate::sent;

/// What a client would like to be done to the answer (RFC 3229).
const A_IM: HeaderName = HeaderName::from_static("a-im");

/// The pages kept, with the fields that they are sent with.
pub struct Hits {
    cache: PageCache,
    /// What every answer carries.
    pub policy: Policy,
    /// The site's languages.
    pub languages: Vec<Language>,
}

impl Hits {
    /// Of a program.
    pub fn of(app: &App) -> Self {
        let site = app.site();
        Self { cache: app.cache.clone(), policy: headers::policy(&site), languages: site.languages.clone() }
    }

    /// The answer to a request, where it is a page that is kept in the encoding that the client likes best. A page's address with
    /// parameters is looked up by whoever knows which of them count.
    pub async fn find(&self, method: &Method, uri: &Uri, asked: &HeaderMap) -> Option<Response<Full<Bytes>>> {
        if !(method == Method::GET || method == Method::HEAD) || uri.query().is_some() {
            return None;
        }
        // Who wants something else of an address than the page is answered by whoever makes it.
        if asked.contains_key(A_IM) || asks_for_data(asked) {
            return None;
        }
        let liked = encoding::liked(asked, Liked::ALL);
        let made = self.cache.fresh(uri.path(), liked).await?;
        let encoded = made.at_hand(liked)?;
        let fields = made.fields(encoded.form, || {
            let mut fields = sent::page_fields(&made, &encoded);
            fields.extend(made.edge.clone());
            self.policy.put(&mut fields);
            fields
        });
        let mut fields = fields.clone();
        let mut status = StatusCode::OK;
        let mut body = Bytes::new();
        if let Some(held) = sent::held(asked, &made, liked) {
            status = StatusCode::NOT_MODIFIED;
            sent::CONTENT_FIELDS.iter().for_each(|field| drop(fields.remove(field)));
            fields.insert(header::ETAG, held);
        } else if method == Method::GET {
            body = encoded.bytes;
        }
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = fields;
        Some(response)
    }
}
