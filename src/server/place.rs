//! The slugs in an address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use dateline_story::Slug;
use percent_encoding::percent_decode_str;

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;

/// The last `N` segments of the path as slugs. An address whose segments are none gets the page for what is nowhere.
pub struct Place<const N: usize>(pub [Slug; N]);

impl<const N: usize> FromRequestParts<App> for Place<N> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        match slugs(parts.uri.path()) {
            Some(slugs) => Ok(Self(slugs)),
            None => {
                let asked = Asked::of(parts);
                Err(app.explain(&asked, &AppError::NotFound).await)
            }
        }
    }
}

/// The last `N` segments of a path as slugs.
pub fn slugs<const N: usize>(path: &str) -> Option<[Slug; N]> {
    let mut slugs = Vec::with_capacity(N);
    for segment in path.rsplit('/').take(N) {
        slugs.push(Slug::new(&percent_decode_str(segment).decode_utf8().ok()?).ok()?);
    }
    slugs.reverse();
    slugs.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_slugs_from_the_end_and_nothing_else() {
        let slug = |text| Slug::new(text).unwrap();
        assert_eq!(slugs("/more/world/a-b"), Some([slug("world"), slug("a-b")]));
        assert_eq!(slugs("/%D8%AE%D8%A8%D8%B1"), Some([slug("خبر")]));
        for path in ["/a/%FF%FE", "/a/B", "/a/", "/a%2Fb/c", "/"] {
            assert_eq!(slugs::<2>(path), None, "{path}");
        }
    }
}
