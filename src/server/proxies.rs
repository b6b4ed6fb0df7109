//! Which proxies are believed when they say for whom they ask.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, header};
use serde::Deserialize;

/// Addresses that begin with the same bits: one address, or a network in CIDR notation (RFC 4632, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

impl Network {
    fn holds(self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(32 - self.bits).unwrap_or_default() == 0
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(128 - self.bits).unwrap_or_default() == 0
            }
            _ => false,
        }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (address, bits) =
            text.split_once('/').map_or((text.as_str(), None), |(address, bits)| (address, Some(bits)));
        let network = address.trim().parse().ok().and_then(|address: IpAddr| {
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.map_or(Some(most), |bits| bits.trim().parse().ok())?;
            (bits <= most).then_some(Self { address, bits })
        });
        network.ok_or_else(|| {
            format!("“{text}” is no network: expected an address such as 172.17.0.1 or a network such as 172.16.0.0/12")
        })
    }
}

/// The proxies that are believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxies(pub Vec<Network>);

impl Default for Proxies {
    /// Those on this machine.
    fn default() -> Self {
        let loopback = Network { address: Ipv4Addr::LOCALHOST.into(), bits: 8 };
        Self(vec![loopback, Network { address: Ipv6Addr::LOCALHOST.into(), bits: 128 }])
    }
}

impl Proxies {
    /// Whoever asks: the peer, or, where that is a believed proxy, whom it and the believed ones before it name.
    ///
    /// Of X-Forwarded-For and Forwarded a proxy often writes one and hands on what a browser wrote into the other. So
    /// where both are there and name different ones, neither is believed.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        let named = |name: HeaderName, read: fn(&str) -> Option<IpAddr>| {
            headers.contains_key(&name).then(|| self.named(peer, headers, &name, read))
        };
        let one = named(HeaderName::from_static("x-forwarded-for"), address);
        let other = named(header::FORWARDED, forwarded);
        match (one, other) {
            (Some(one), Some(other)) if one != other => peer,
            (one, other) => one.or(other).unwrap_or(peer),
        }
    }

    /// Whether an address is such a proxy's.
    pub fn believes(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.holds(address))
    }

    /// From the nearest hop on back: each believed proxy adds the one that asked it at the end, and what stands before
    /// the first that is not believed anybody can write.
    fn named(&self, peer: IpAddr, headers: &HeaderMap, name: &HeaderName, read: fn(&str) -> Option<IpAddr>) -> IpAddr {
        let fields = headers.get_all(name).iter().rev();
        let mut hops = fields.flat_map(|field| field.to_str().unwrap_or("unreadable").rsplit(','));
        let mut client = peer;
        while self.believes(client) {
            match hops.next().and_then(|hop| read(hop.trim())) {
                Some(before) => client = before.to_canonical(),
                None => break,
            }
        }
        client
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

/// The address that an element of Forwarded is for (RFC 7239, section 4). An element with half a quoted string is part
/// of something else.
fn forwarded(element: &str) -> Option<IpAddr> {
    if !element.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let (_, node) = pairs.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    address(node.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(networks: &[&str]) -> Proxies {
        Proxies(networks.iter().map(|text| Network::try_from((*text).to_owned()).unwrap()).collect())
    }

    fn client(proxies: &Proxies, peer: &str, fields: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(*name, value.parse().unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    const FOR: &str = "x-forwarded-for";

    #[test]
    fn without_configuration_only_a_proxy_on_this_machine_is_believed() {
        let client = |peer: &str, fields: &[&str]| {
            let fields: Vec<_> = fields.iter().map(|value| (FOR, *value)).collect();
            client(&Proxies::default(), peer, &fields)
        };
        assert_eq!(client("192.0.2.1", &[]), "192.0.2.1");
        assert_eq!(client("192.0.2.1", &["198.51.100.9"]), "192.0.2.1");
        assert_eq!(client("172.17.0.1", &["198.51.100.9"]), "172.17.0.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.66, 198.51.100.9"]), "198.51.100.9");
        assert_eq!(client("::1", &["203.0.113.66", "198.51.100.9"]), "198.51.100.9");
        assert_eq!(client("127.0.0.1", &["nonsense"]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.66, nonsense"]), "127.0.0.1");
        assert_eq!(client("::ffff:192.0.2.1", &[]), "192.0.2.1");
        assert_eq!(client("::ffff:127.0.0.1", &["198.51.100.9"]), "198.51.100.9");
    }

    #[test]
    fn the_last_one_who_is_no_believed_proxy_is_the_client() {
        let proxies = proxies(&["172.16.0.0/12", "10.0.0.7", "2001:db8::/32"]);
        let client = |peer: &str, field: &str| client(&proxies, peer, &[(FOR, field)]);
        assert_eq!(client("172.17.0.1", "203.0.113.66, 198.51.100.9"), "198.51.100.9");
        assert_eq!(client("172.17.0.1", "203.0.113.66, 198.51.100.9, 10.0.0.7"), "198.51.100.9");
        assert_eq!(client("172.17.0.1", "203.0.113.66, 198.51.100.9, 10.0.0.8"), "10.0.0.8");
        assert_eq!(client("2001:db8::5", "198.51.100.9:4711, [2001:db8:1::1]:80"), "198.51.100.9");
        assert_eq!(client("172.17.0.1", "172.31.255.255"), "172.31.255.255", "one of the house asks by itself");
        assert_eq!(client("127.0.0.1", "198.51.100.9"), "127.0.0.1", "the list stands in the default's place");
        assert_eq!(client("172.32.0.1", "198.51.100.9"), "172.32.0.1");
    }

    #[test]
    fn forwarded_is_read_too_and_neither_is_believed_where_they_disagree() {
        let client = |fields: &[(&'static str, &str)]| client(&Proxies::default(), "127.0.0.1", fields);
        let forwarded = |value: &str| client(&[("forwarded", value)]);
        assert_eq!(forwarded("for=203.0.113.66, For=198.51.100.9;proto=https;by=127.0.0.1"), "198.51.100.9");
        assert_eq!(forwarded("proto=https;for=\"[2001:db8::17]:4711\""), "2001:db8::17");
        for hidden in ["for=unknown", "for=_hidden", "proto=https", "", "for=198.51.100.9;host=\"a,for=192.0.2.1;b=\""]
        {
            assert_eq!(forwarded(hidden), "127.0.0.1", "{hidden}");
        }
        let both = |one: &str| client(&[(FOR, "198.51.100.9"), ("forwarded", one)]);
        assert_eq!(both("for=198.51.100.9"), "198.51.100.9");
        assert_eq!(both("for=203.0.113.66"), "127.0.0.1");
    }

    #[test]
    fn a_network_is_an_address_with_or_without_a_length() {
        let all = proxies(&["0.0.0.0/0", "::/0"]);
        assert!(all.0[0].holds("203.0.113.66".parse().unwrap()) && !all.0[0].holds("::1".parse().unwrap()));
        assert!(all.0[1].holds("2001:db8::1".parse().unwrap()));
        for wrong in ["", "localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8"] {
            let why = Network::try_from(wrong.to_owned()).unwrap_err();
            assert!(why.contains(wrong) && why.contains("172.16.0.0/12"), "{why}");
        }
    }
}
