//! Media types of the site's own files.
use anyhow::{Context, Result, bail};

/// The media type by the name's extension.
pub fn of(name: &str) -> Result<&'static str> {
    let (_, extension) = name.rsplit_once('.').with_context(|| format!("{name} has no extension"))?;
    Ok(match extension {
        "avif" => "image/avif",
        "css" => "text/css; charset=utf-8",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => bail!("{name}: no media type is known for .{extension}; add it in src/xtask/assets/media_type.rs"),
    })
}

/// Whether files of that type shrink: fonts and photographs are compressed already.
pub fn compressible(mime: &str) -> bool {
    let subtype = mime.split(';').next().unwrap_or(mime);
    subtype.starts_with("text/")
        || subtype.ends_with("json")
        || subtype.ends_with("xml")
        || ["application/wasm", "image/x-icon"].contains(&subtype)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_shrink_and_fonts_do_not() {
        assert!(compressible(of("logo.svg").expect("known")));
        assert!(compressible(of("front.wasm").expect("known")));
        assert!(compressible(of("loader.js").expect("known")));
        assert!(!compressible(of("serif.woff2").expect("known")));
        assert!(!compressible(of("photograph.jpg").expect("known")));
    }

    #[test]
    fn an_unknown_extension_is_named() {
        assert!(of("story.docx").expect_err("unknown").to_string().contains(".docx"));
    }
}
