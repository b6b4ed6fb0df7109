//! What the log says of each request.

use axum::body::Body;
use axum::http::Request;
use tracing::Span;

/// The span of a request: its method and path. The query is left out, and the token of a link that lets somebody in.
pub fn span(request: &Request<Body>) -> Span {
    tracing::debug_span!("request", method = %request.method(), path = discreet(request.uri().path()))
}

/// A path as the log has it, without the token of a link: who reads the log must not come in by it.
pub fn discreet(path: &str) -> &str {
    const LINKS: [&str; 2] = ["/desk/link/", "/preview/"];
    LINKS.into_iter().find(|link| path.starts_with(link)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::discreet;

    #[test]
    fn a_token_is_not_written_down() {
        assert_eq!(discreet("/desk/link/secret"), "/desk/link/");
        assert_eq!(discreet("/preview/secret"), "/preview/");
        assert_eq!(discreet("/preview"), "/preview");
        assert_eq!(discreet("/desk/users"), "/desk/users");
    }
}
