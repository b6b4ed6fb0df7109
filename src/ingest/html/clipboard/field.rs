//! Word's fields: an instruction that nobody is to see, such as `HYPERLINK "…"`, and the words that it came to.

use std::collections::{HashMap, HashSet};

use super::super::nesting;
use super::super::sheet::Sheet;
use super::super::style::Part;
use super::super::tree::{ElementRef, Html, Node};

/// The fields of a page.
#[derive(Default)]
pub struct Fields {
    /// The texts of instructions, by their places.
    pub instructions: HashSet<usize>,
    /// Where the words lead that are a link by their field alone.
    links: HashMap<usize, String>,
    open: Vec<Field>,
}

#[derive(Default)]
struct Field {
    instruction: String,
    /// The places of its instruction.
    places: Vec<usize>,
    shown: bool,
    href: Option<String>,
}

impl Fields {
    /// The fields of a page, of which `html` is the source.
    pub fn read(tree: &Html, html: &str) -> Self {
        let mut fields = Self::default();
        if !html.contains("field-begin") {
            return fields;
        }
        for node in tree.root_element().descendants() {
            match node.value() {
                Node::Text(text) => fields.text(text, Some(node.place())),
                Node::Element(_) => fields.element(ElementRef::wrap(node)),
                Node::Comment(comment) if comment.starts_with("[if supportFields") => {
                    let inner = comment.split_once('>').map_or("", |(_, inner)| inner);
                    let (inner, _) = nesting::tame(inner);
                    for node in Html::parse_fragment(&inner).root_element().descendants() {
                        match node.value() {
                            Node::Text(text) => fields.text(text, None),
                            _ => fields.element(ElementRef::wrap(node)),
                        }
                    }
                }
                Node::Comment(_) | Node::Other => {}
            }
        }
        fields
    }

    /// Where words lead that are a link by their field alone.
    pub fn link(&self, place: usize) -> Option<&str> {
        self.links.get(&place).map(String::as_str)
    }

    fn text(&mut self, text: &str, place: Option<usize>) {
        if let Some(unread) = self.open.iter_mut().rev().find(|field| !field.shown) {
            unread.instruction.push_str(text);
            unread.places.extend(place);
        } else if let Some(place) = place
            && let Some(href) = self.open.iter().rev().find_map(|field| field.href.as_ref())
        {
            self.links.insert(place, href.clone());
        }
    }

    fn element(&mut self, element: Option<ElementRef<'_>>) {
        let part = element
            .map(ElementRef::value)
            .filter(|element| element.attr("style").is_some_and(|style| style.contains("field-")))
            .and_then(|element| Sheet::default().says(element).part);
        match part {
            Some(Part::FieldBegin) => self.open.push(Field::default()),
            Some(Part::FieldSeparator) => {
                if let Some(field) = self.open.last_mut() {
                    field.shown = true;
                    field.href = hyperlink(&field.instruction);
                    self.instructions.extend(field.places.drain(..));
                }
            }
            // What was never closed may be no field at all, and its words stay.
            Some(Part::FieldEnd) => {
                if let Some(field) = self.open.pop() {
                    self.instructions.extend(field.places);
                }
            }
            _ => {}
        }
    }
}

/// The address in the instruction of a link; one that leads within the document has none.
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix(['"', '“']) {
        Some(quoted) => quoted.split(['"', '”']).next()?,
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\'))?,
    };
    Some(address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_name_addresses() {
        assert_eq!(hyperlink(" HYPERLINK \"https://a.example/\" \\o \"x\"").as_deref(), Some("https://a.example/"));
        assert_eq!(hyperlink("HYPERLINK https://a.example/ ").as_deref(), Some("https://a.example/"));
        assert_eq!(hyperlink("HYPERLINK \\l \"_Toc1\""), None);
        assert_eq!(hyperlink(" PAGEREF _Toc1 \\h "), None);
    }
}
