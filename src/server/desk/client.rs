//! The network address of whoever asks.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl Client {
    /// Whoever is connected; behind a proxy on this machine, whoever that proxy says was connected to it.
    fn of(peer: IpAddr, headers: &HeaderMap) -> Self {
        // The last one only: the proxy adds it, and what stands before it anybody can write.
        let forwarded = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Self(forwarded.filter(|_| peer.is_loopback()).unwrap_or(peer).to_canonical())
    }

    /// Out of a request.
    pub fn of_request(parts: &Parts) -> Self {
        // Only tests ask without a connection.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Self::of(peer.unwrap_or(std::net::Ipv4Addr::LOCALHOST.into()), &parts.headers)
    }

    /// What is counted as one: an IPv4 address, or an IPv6 subscriber's network (RFC 6177: at least a /64).
    pub fn network(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of_request(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        Client::of(peer.parse().unwrap(), &headers).0.to_string()
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        assert_eq!(client("192.0.2.1", &[]), "192.0.2.1");
        assert_eq!(client("192.0.2.1", &["198.51.100.9"]), "192.0.2.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.66, 198.51.100.9"]), "198.51.100.9");
        assert_eq!(client("::1", &["203.0.113.66", "198.51.100.9"]), "198.51.100.9");
        assert_eq!(client("127.0.0.1", &["nonsense"]), "127.0.0.1");
        assert_eq!(client("::ffff:192.0.2.1", &[]), "192.0.2.1");
    }

    #[test]
    fn an_ipv6_subscriber_is_one() {
        let network = |address: &str| Client(address.parse().unwrap()).network().to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
    }
}
