//! A look over HTML before it is parsed, so that no input makes the parser slow.
//!
//! The HTML standard's tree construction is quadratic in the depth of open elements, and copies open formatting
//! elements into every paragraph. This pass drops start tags beyond limits that no written text reaches.

use std::borrow::Cow;

/// Open elements at once.
const MAX_DEPTH: usize = 100;
/// Attributes of one tag.
const MAX_ATTRIBUTES: usize = 200;
/// Start tags, each counted as often as there are formatting elements open around it, beyond which those close.
const MAX_COPIES: usize = 400_000;

/// Tags in all. A story of a hundred thousand paragraphs is none; what is beyond keeps its words.
const MAX_TAGS: usize = 200_000;

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// `html` with its excess tags taken out, and whether there were any. Nothing is copied when there were none.
pub fn tame(html: &str) -> (Cow<'_, str>, bool) {
    let mut look = Look { html, open: Vec::new(), overflow: 0, copies: 0, tags: 0, kept: 0, out: None };
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        at = look.tag(at + found);
    }
    match look.out {
        Some(mut out) => {
            out.push_str(&html[look.kept..]);
            (Cow::Owned(out), true)
        }
        None => (Cow::Borrowed(html), false),
    }
}

struct Look<'a> {
    html: &'a str,
    open: Vec<&'a str>,
    /// Start tags dropped whose end tags are still to come.
    overflow: usize,
    copies: usize,
    tags: usize,
    /// Everything before this is in `out`, or was dropped.
    kept: usize,
    out: Option<String>,
}

impl<'a> Look<'a> {
    /// Looks at the tag that may start at `start`; returns where to look on.
    fn tag(&mut self, start: usize) -> usize {
        let rest = &self.html[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(self.html.len(), |end| start + 4 + end + 3);
        }
        let closing = rest.starts_with("</");
        let name_at = if closing { 2 } else { 1 };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return start + 1;
        }
        let name_len = rest[name_at..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(rest.len() - name_at);
        let name = &rest[name_at..name_at + name_len];
        let (len, attributes) = extent(&rest[name_at + name_len..]);
        let end = start + name_at + name_len + len;
        self.tags += 1;
        if self.tags > MAX_TAGS && !one_of(&RAW, name) {
            self.drop(start, end);
            return end;
        }
        if closing {
            self.close(name, start, end);
            return end;
        }
        if attributes > MAX_ATTRIBUTES || !self.opens(name) {
            self.drop(start, end);
            return end;
        }
        if one_of(&RAW, name) { self.close_raw(name, end) } else { end }
    }

    /// Whether the parser may see this start tag.
    fn opens(&mut self, name: &'a str) -> bool {
        if one_of(&VOID, name) || one_of(&RAW, name) {
            return true;
        }
        if self.overflow > 0 {
            self.overflow += 1;
            return false;
        }
        while self.open.last().is_some_and(|top| closes(name, top)) {
            self.open.pop();
        }
        self.copies += self.open.iter().filter(|open| one_of(&FORMATTING, open)).count();
        if self.copies > MAX_COPIES && one_of(&FORMATTING, name) {
            return false;
        }
        if self.open.len() >= MAX_DEPTH {
            self.overflow = 1;
            return false;
        }
        self.open.push(name);
        true
    }

    fn close(&mut self, name: &str, start: usize, end: usize) {
        if self.overflow > 0 && !one_of(&VOID, name) {
            self.overflow -= 1;
            self.drop(start, end);
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) else { return };
        if one_of(&FORMATTING, name) {
            self.open.remove(at);
        } else {
            // The parser keeps formatting open across a block's end; the count of copies must, too.
            let kept: Vec<&str> = self.open.drain(at..).filter(|open| one_of(&FORMATTING, open)).collect();
            self.open.extend(kept);
        }
        if self.copies > MAX_COPIES {
            let ends: String =
                self.open.iter().filter(|open| one_of(&FORMATTING, open)).map(|open| format!("</{open}>")).collect();
            if !ends.is_empty() {
                self.drop(end, end);
                if let Some(out) = &mut self.out {
                    out.push_str(&ends);
                }
                self.open.retain(|open| !one_of(&FORMATTING, open));
            }
        }
    }

    /// Where the content of a raw text element that began before `from` ends.
    fn close_raw(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(found) = self.html[at..].find("</") {
            at += found + 2;
            let is_end = self
                .html
                .as_bytes()
                .get(at..at + name.len())
                .is_some_and(|bytes| bytes.eq_ignore_ascii_case(name.as_bytes()));
            if is_end {
                return at - 2;
            }
        }
        self.html.len()
    }

    fn drop(&mut self, start: usize, end: usize) {
        let out = self.out.get_or_insert_with(String::new);
        out.push_str(&self.html[self.kept..start]);
        self.kept = end;
    }
}

/// How long the rest of a tag is, its `>` included, and about how many attributes it has.
fn extent(rest: &str) -> (usize, usize) {
    let (mut quote, mut attributes, mut before) = (None, 0, b' ');
    for (index, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return (index + 1, attributes),
            (None, _) if before.is_ascii_whitespace() && !byte.is_ascii_whitespace() => attributes += 1,
            _ => {}
        }
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
    }
    (rest.len(), attributes)
}

fn one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a start tag `name` ends an open element `top` that has no end tag of its own.
fn closes(name: &str, top: &str) -> bool {
    let is = |names: &[&str]| one_of(names, top);
    match name.to_ascii_lowercase().as_str() {
        "li" => is(&["li", "p"]),
        "dt" | "dd" => is(&["dt", "dd", "p"]),
        "td" | "th" => is(&["td", "th", "p"]),
        "tr" => is(&["td", "th", "p", "tr"]),
        "tbody" | "thead" | "tfoot" => is(&["td", "th", "p", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"]),
        "option" | "optgroup" => is(&["option"]),
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "pre" | "figure" | "section" | "article" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "form" | "hr" => is(&["p"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_html_is_left_alone() {
        let html = "<p class=\"a>b\">One <b>two</b><br><p>three<ul><li>a<li>b</ul><script>if (a < b) '</p>'</script><!-- <div> -->".repeat(500);
        assert!(matches!(tame(&html), (Cow::Borrowed(same), false) if same == html));
    }

    #[test]
    fn too_deep_tags_go_and_words_stay() {
        let html = format!("{}word{}<p>after</p>", "<div>".repeat(5000), "</div>".repeat(5000));
        let (tamed, cut) = tame(&html);
        assert!(cut);
        assert_eq!(tamed.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(tamed.matches("</div>").count(), MAX_DEPTH);
        assert!(tamed.contains("word") && tamed.ends_with("<p>after</p>"));
    }

    #[test]
    fn unclosed_formatting_is_closed_before_it_multiplies() {
        let html = format!("{}{}", "<b><i><u><s><em><tt>".repeat(10), "<p>x</p>".repeat(50_000));
        let (tamed, cut) = tame(&html);
        assert!(cut && tamed.contains("</b>"));
        assert!(super::super::tree::Html::parse_fragment(&tamed).len() < 1_000_000);
    }

    #[test]
    fn endless_tags_go_and_words_stay() {
        let html = "<p>x".repeat(MAX_TAGS + 10);
        let (tamed, cut) = tame(&html);
        assert!(cut && tamed.matches('x').count() == MAX_TAGS + 10 && tamed.matches("<p>").count() == MAX_TAGS);
    }

    #[test]
    fn a_tag_of_endless_attributes_goes() {
        let html = format!("a<p {}>b", "x=1 ".repeat(10_000));
        assert_eq!(tame(&html), (Cow::Owned("ab".to_owned()), true));
    }
}
