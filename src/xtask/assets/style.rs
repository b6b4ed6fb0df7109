//! The page's own stylesheet: one text, inlined in every page.
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::place::Place;

/// Bundles and minifies `main.css` and all it imports, with the final addresses in it. `None` where there is no such
/// file. `addresses` holds what a `url()` may name.
///
/// lightningcss does it, as the program that npm has ready: as a crate it took 70 others and two minutes.
pub fn bundle(place: &Place, main: &Path, addresses: &BTreeMap<String, String>) -> Result<Option<String>> {
    if !main.exists() {
        return Ok(None);
    }
    let script = place.root.join("src/xtask/assets/style.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(place.node_modules())
        .arg(main)
        .output()
        .context("node did not start: run scripts/setup")?;
    if !output.status.success() {
        bail!("styles: {}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let printed = String::from_utf8(output.stdout).context("styles: the bundle is not UTF-8")?;
    let style = with_final_addresses(&printed, addresses)?;
    if style.contains("</") {
        bail!("styles: `</` would end the page's <style> element early; write it as an escape");
    }
    Ok(Some(style))
}

/// Puts the final address for each `url(/…)`.
fn with_final_addresses(style: &str, addresses: &BTreeMap<String, String>) -> Result<String> {
    let mut out = String::with_capacity(style.len() + 256);
    let mut rest = style;
    while let Some(found) = rest.find("url(") {
        let (before, after) = rest.split_at(found + "url(".len());
        out.push_str(before);
        let end = after.find(')').ok_or_else(|| anyhow!("styles: a url( without an end"))?;
        let (written, tail) = after.split_at(end);
        let bare = written.trim_matches(['"', '\'', ' ']);
        if bare.starts_with('/') {
            let known = addresses.get(bare);
            out.push_str(known.ok_or_else(|| anyhow!("styles: {bare} is not a file of public/"))?);
        } else {
            out.push_str(written);
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bundles `text` with `parts.css` beside it.
    fn bundled(test: &str, text: &str) -> Result<String> {
        let folder = std::env::temp_dir().join(format!("dateline-style-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("main.css"), text)?;
        std::fs::write(folder.join("parts.css"), ".card { & p { color: light-dark(black, white) } }")?;
        let known = BTreeMap::from([("/assets/serif.woff2".to_owned(), "/assets/serif-0123.woff2".to_owned())]);
        let style = bundle(&Place::find()?, &folder.join("main.css"), &known);
        std::fs::remove_dir_all(&folder)?;
        style.map(Option::unwrap_or_default)
    }

    #[test]
    fn imports_come_in_and_new_words_become_old_ones() {
        let style = bundled("imports", "@import './parts.css'; :root { color-scheme: light dark }").expect("bundles");
        assert!(style.contains(".card p"), "{style}");
        assert!(!style.contains("@import") && !style.contains("light-dark("), "{style}");
    }

    #[test]
    fn logical_properties_stay_logical() {
        let style = bundled("logical", "p { margin-inline-start: 1em; inset-inline-end: 0; text-align: start }");
        let style = style.expect("bundles");
        for word in ["margin-inline-start", "inset-inline-end", "text-align:start"] {
            assert!(style.contains(word), "{word}: {style}");
        }
    }

    #[test]
    fn addresses_are_final_and_unknown_ones_are_refused() {
        let face =
            |file: &str| format!("@font-face {{ font-family: S; src: url(\"/assets/{file}\") format(\"woff2\") }}");
        let style = bundled("known", &face("serif.woff2")).expect("bundles");
        assert!(style.contains("url(/assets/serif-0123.woff2)"), "{style}");
        let error = bundled("unknown", &face("sans.woff2")).expect_err("no such file");
        assert!(error.to_string().contains("/assets/sans.woff2"), "{error}");
    }

    #[test]
    fn data_addresses_stay() {
        let style =
            bundled("data", "p { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) }").expect("bundles");
        assert!(style.contains("data:image/gif;base64,R0lGODlhAQABAAAAACw="), "{style}");
    }

    #[test]
    fn a_fault_names_its_file_and_line() {
        let error = bundled("fault", "@import './parts.css';\n.a { } } x").expect_err("does not parse");
        assert!(error.to_string().contains("main.css:2"), "{error}");
    }
}
