//! The style sheets inside a text, as far as they say what a story can keep.

use std::collections::HashMap;

use super::style::{Listed, Says, end_of};
use super::tree::{Element, ElementRef, Node};

/// The rules of all style sheets.
#[derive(Default)]
pub struct Sheet {
    /// By `p`, `.c1` or `p.MsoTitle`; with each its place among the rules. Other selectors are not read: no word
    /// processor marks words by them.
    rules: HashMap<String, (usize, Says)>,
    /// By list and level: Word's `@list l0:level1`.
    levels: HashMap<(String, u8), Says>,
    /// How many rules were read.
    read: usize,
}

impl Sheet {
    /// Reads one more style sheet; says whether anything in it counts.
    pub fn read(&mut self, css: &str) -> bool {
        let css = without_comments(css);
        let mut rest = css.as_str();
        let mut counts = false;
        while let Some(open) = rest.find('{') {
            let head = rest[..open].rsplit(['}', ';']).next().unwrap_or_default().trim();
            let body = &rest[open + 1..];
            let end = if nests(head) { end_of_nest(body) } else { end_of(body, b'}') };
            counts |= self.rule(head, &body[..end]);
            rest = body.get(end + 1..).unwrap_or_default();
        }
        counts
    }

    fn rule(&mut self, head: &str, body: &str) -> bool {
        let level = head.strip_prefix("@list").map(str::trim);
        if head.starts_with('@') && level.is_none() {
            return false;
        }
        let says = Says::read(body);
        if let Some((list, level)) = level.and_then(|level| level.split_once(":level")) {
            let Ok(level) = level.trim().parse() else { return false };
            self.levels.insert((list.trim().to_ascii_lowercase(), level), says);
            return true;
        }
        if says.nothing() {
            return false;
        }
        for selector in head.split(',').filter_map(simple) {
            self.read += 1;
            let (last, so_far) = self.rules.entry(selector).or_default();
            *last = self.read;
            so_far.overrule(&says);
        }
        true
    }

    /// What the rules and its own style say of an element.
    pub fn says(&self, element: &Element) -> Says {
        let mut says = Says::default();
        if !self.rules.is_empty() {
            let tag = element.name();
            let heard = |found: Option<&(usize, Says)>, says: &mut Says| {
                if let Some((_, more)) = found {
                    says.overrule(more);
                }
            };
            heard(self.rules.get(tag), &mut says);
            let mut by_class: Vec<_> = Vec::new();
            for class in element.classes() {
                by_class.extend(self.rules.get(&format!(".{class}")).map(|(place, says)| (false, *place, says)));
                by_class.extend(self.rules.get(&format!("{tag}.{class}")).map(|(place, says)| (true, *place, says)));
            }
            by_class.sort_by_key(|(specific, place, _)| (*specific, *place));
            by_class.iter().for_each(|(_, _, more)| says.overrule(more));
        }
        if let Some(style) = element.attr("style") {
            says.overrule(&Says::read(style));
        }
        says
    }

    /// What an `@list` rule says of a level of a list.
    pub fn level(&self, listed: &Listed) -> Option<&Says> {
        match listed {
            Listed::Item { list, level } => self.levels.get(&(list.clone(), *level)),
            Listed::Marker | Listed::No => None,
        }
    }
}

/// The text of a `<style>` element.
pub fn css(element: ElementRef<'_>) -> String {
    let text = element.children().filter_map(|node| match node.value() {
        Node::Text(text) => Some(text.as_str()),
        _ => None,
    });
    text.collect()
}

/// A selector of a tag, a class, or a tag with a class.
fn simple(selector: &str) -> Option<String> {
    let selector = selector.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let (tag, class) = selector.split_once('.').unwrap_or((selector, ""));
    if selector.is_empty() || class.contains('.') || !selector.chars().all(plain) {
        return None;
    }
    let tag = tag.to_ascii_lowercase();
    Some(if class.is_empty() { tag } else { format!("{tag}.{class}") })
}

/// Whether a rule holds rules.
fn nests(head: &str) -> bool {
    ["@media", "@supports", "@layer", "@container", "@keyframes"].iter().any(|nesting| head.starts_with(nesting))
}

fn end_of_nest(body: &str) -> usize {
    let mut depth = 0_usize;
    for (index, byte) in body.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return index,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    body.len()
}

/// Style sheets hide from old browsers in HTML's comments, which CSS passes over.
fn without_comments(css: &str) -> String {
    let css = css.replace("<!--", " ").replace("-->", " ");
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::Html;

    fn bold(css: &str, html: &str) -> Option<bool> {
        let mut sheet = Sheet::default();
        sheet.read(css);
        let tree = Html::parse_fragment(html);
        let element = tree.root_element().children().find_map(ElementRef::wrap).unwrap();
        sheet.says(element.value()).bold
    }

    #[test]
    fn the_more_exact_and_the_later_rule_wins() {
        let css = "<!-- /* p.a{font-weight:bold} */\np.a, li.a {font-weight:bold}\n.a{font-weight:400} p {font-weight:400} -->";
        assert_eq!(bold(css, "<p class=a>x"), Some(true));
        assert_eq!(bold(css, "<p class='b a' style='font-weight:normal'>x"), Some(false));
        assert_eq!(bold(css, "<div class=a>x"), Some(false));
        assert_eq!(bold(".a{font-weight:400}.b{font-weight:700}", "<p class='b a'>x"), Some(true));
        assert_eq!(bold(".b{font-weight:700}.a{font-weight:400}", "<p class='b a'>x"), Some(false));
    }

    #[test]
    fn rules_that_cannot_be_judged_are_passed_over() {
        let css = "@media print{p{font-weight:bold}} @page {margin:1in} div p{font-weight:bold} p:hover{font-weight:bold} p{mso-style-name:\"a}p{font-weight:bold\"}";
        assert_eq!(bold(css, "<p>x"), None);
    }

    #[test]
    fn levels_of_words_lists_are_known() {
        let mut sheet = Sheet::default();
        sheet.read(
            "@list l0\n{mso-list-id:1;}\n@list l0:level2\n{mso-level-number-format:bullet;mso-level-text:\\F0B7;}",
        );
        let level = |level| Listed::Item { list: "l0".into(), level };
        assert_eq!(sheet.level(&level(2)).and_then(|says| says.bullets), Some(true));
        assert_eq!(sheet.level(&level(1)), None);
    }
}
