//! Where an address of the site is in a copy on a disk.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What an address in the copy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file, by its path in the copy.
    File(String),
    /// Nothing that works without a server: what leads there is left out.
    Gone,
    /// No part of the copy: links lead to the site itself.
    Away,
}

/// First segments of addresses that answer only where there is a server.
const SERVED: [&str; 10] = ["search", "more", "desk", "preview", "oembed", "embed", "qr", "api", "healthz", "readyz"];

/// What stays as it is in a link: the parts of file names that are in no way special in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The place of an address from the root, with its query and without its fragment.
pub fn of(address: &str) -> Place {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = percent_decode_str(path).decode_utf8_lossy();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let older = query.strip_prefix("before=").filter(|cursor| is_cursor(cursor));
    let whole = query.is_empty() || older.is_some();
    let file = |path: String| if whole { Place::File(path) } else { Place::Away };
    if segments.iter().any(|part| part.starts_with('.') || part.contains(['\\', ':', '\0'])) {
        return Place::Away;
    }
    match segments.as_slice() {
        [""] if query.is_empty() => Place::File("index.html".to_owned()),
        [first, ..] if SERVED.contains(first) => Place::Gone,
        ["feed", name] if name.starts_with("search.") => Place::Gone,
        // A folder's name at its end is no page of ours.
        [.., ""] | [] => Place::Away,
        [.., last] if last.contains('.') && query.is_empty() => Place::File(segments.join("/")),
        [page] => file(older.map_or(format!("{page}/index.html"), |older| format!("{page}/older.{older}.html"))),
        // The section's own page has that name; no slug has a dot.
        [of, "index"] => {
            file(older.map_or(format!("{of}/index.page.html"), |older| format!("{of}/index.older.{older}.html")))
        }
        [of, page] => {
            file(older.map_or(format!("{of}/{page}.html"), |older| format!("{of}/{page}.older.{older}.html")))
        }
        _ => Place::Away,
    }
}

/// A place in a list, as its pages' addresses have it.
fn is_cursor(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

/// How a file of the copy names another.
pub fn between(from: &str, to: &str) -> String {
    let up = "../".repeat(from.matches('/').count());
    format!("{up}{}", utf8_percent_encode(to, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_a_file_of_its_own() {
        for (address, expected) in [
            ("/", "index.html"),
            ("/ur", "ur/index.html"),
            ("/world?before=17.8", "world/older.17.8.html"),
            ("/world/talks", "world/talks.html"),
            ("/topic/un?before=17.8", "topic/un.older.17.8.html"),
            ("/world/index", "world/index.page.html"),
            ("/world/%D8%B3%D9%84", "world/سل.html"),
            ("/media/ab-800.jpg", "media/ab-800.jpg"),
            ("/feed/section/world.rss", "feed/section/world.rss"),
        ] {
            assert_eq!(of(address), Place::File(expected.into()), "{address}");
        }
        for address in ["/search", "/search?lang=ur", "/more/a/b?from=6", "/feed/search.rss?q=a", "/qr/a/b", "/desk"] {
            assert_eq!(of(address), Place::Gone, "{address}");
        }
        for address in
            ["/?p=12", "/2012/03/old/", "/a/b/c", "/../etc/passwd.txt", "/a/%2e%2e/b.txt", "/world?x=y", "/a/..%5Cb"]
        {
            assert_eq!(of(address), Place::Away, "{address}");
        }
    }

    #[test]
    fn files_name_each_other_from_where_they_are() {
        assert_eq!(between("index.html", "world/a.html"), "world/a.html");
        assert_eq!(between("feed/section/a.html", "index.html"), "../../index.html");
        assert_eq!(between("world/a.html", "world/سل.html"), "../world/%D8%B3%D9%84.html");
    }
}
