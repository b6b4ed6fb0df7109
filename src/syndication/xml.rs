//! Writing XML: elements are closed in the order in which they were opened, and what XML has no place for is left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that is being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document whose root is `name`.
    pub fn document(name: &'static str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self::fragment();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.open(name, attributes);
        xml
    }

    /// A piece of a document.
    pub fn fragment() -> Self {
        Self { writer: Writer::new(Vec::new()), open: Vec::new() }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &'static str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// An element with attributes that holds text.
    pub fn text_with(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        let text = allowed(text);
        self.event(Event::Text(BytesText::new(&text)));
        self.close();
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// What was written, with everything closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.begun()
    }

    /// What was written, with what is open left so: the beginning of a document that is written as a stream.
    pub fn begun(self) -> String {
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }

    fn event(&mut self, event: Event<'_>) {
        // A vector takes whatever is written into it.
        let _ = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// Text without the characters that no XML may hold, escaped or not (XML 1.0, section 2.2).
pub fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_closed() {
        let mut xml = Xml::document("a", &[("b", "1 < \"2\" & 3")]);
        xml.text("c", "]]> </c>\u{0}\u{1f}\u{fffe}");
        xml.open("d", &[]);
        xml.empty("e", &[]);
        let written = xml.finish();
        assert_eq!(
            written,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"1 &lt; &quot;2&quot; &amp; 3\"><c>]]&gt; &lt;/c&gt;</c><d><e/></d></a>"
        );
    }
}
