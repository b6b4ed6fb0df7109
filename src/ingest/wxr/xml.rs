//! Elements and their text out of a piece of XML. No document type, so no entities but XML's own five.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element at its end.
pub struct Element<'a> {
    /// The names of the elements around it, outermost first.
    pub path: &'a [String],
    /// Its name with its prefix, as the export writes it.
    pub name: &'a str,
    attributes: &'a [(String, String)],
    /// Its own text, without its children's.
    pub text: String,
}

impl Element<'_> {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Where XML is broken, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Damage {
    /// The byte.
    pub at: usize,
    /// What the parser said.
    pub why: String,
}

struct Open {
    attributes: Vec<(String, String)>,
    text: String,
}

/// How deep elements may nest; exports need four.
const MAX_DEPTH: usize = 64;

/// Calls `end` for every element as it ends. Where the XML breaks, the elements open there end too, with what has been
/// read of them, so that nothing read is lost.
///
/// `unfinished` says that elements may be open at the end: the head of an export is.
pub fn read(xml: &str, unfinished: bool, end: &mut dyn FnMut(Element)) -> Result<(), Damage> {
    let mut reader = Reader::from_str(xml);
    // A lone ampersand is text: older exporters did not escape it.
    reader.config_mut().allow_dangling_amp = true;
    let mut path: Vec<String> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let outcome = events(&mut reader, &mut path, &mut open, end);
    let finished = open.is_empty();
    while let Some(element) = open.pop() {
        close(&mut path, &mut open, element, end);
    }
    match outcome {
        Ok(()) if finished || unfinished => Ok(()),
        Ok(()) => Err(Damage { at: xml.len(), why: "it ends before its elements do".to_owned() }),
        Err(damage) => Err(damage),
    }
}

fn events(
    reader: &mut Reader<&[u8]>,
    path: &mut Vec<String>,
    open: &mut Vec<Open>,
    end: &mut dyn FnMut(Element),
) -> Result<(), Damage> {
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(Damage { at: position(reader.error_position()), why: error.to_string() }),
        };
        let mut add = |text: &str| {
            if let Some(element) = open.last_mut() {
                element.text.push_str(text);
            }
        };
        match event {
            Event::Start(tag) => {
                if path.len() >= MAX_DEPTH {
                    let at = position(reader.buffer_position());
                    return Err(Damage { at, why: "elements are nested too deeply".to_owned() });
                }
                path.push(tag.name().as_ref().to_owned());
                open.push(Open { attributes: attributes(&tag), text: String::new() });
            }
            Event::Empty(tag) => {
                path.push(tag.name().as_ref().to_owned());
                close(path, open, Open { attributes: attributes(&tag), text: String::new() }, end);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(path, open, element, end);
                }
            }
            Event::Text(text) => add(&text.xml10_content()),
            Event::CData(text) => add(&text.xml10_content()),
            Event::GeneralRef(reference) => match (reference.resolve_char_ref(), predefined(&reference)) {
                (Ok(Some(character)), _) => add(character.encode_utf8(&mut [0; 4])),
                (_, Some(text)) => add(text),
                _ => add(&format!("&{};", &*reference)),
            },
            Event::DocType(_) => {
                let at = position(reader.buffer_position());
                return Err(Damage { at, why: "it declares a document type, which exports never do".to_owned() });
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn close(path: &mut Vec<String>, open: &mut [Open], element: Open, end: &mut dyn FnMut(Element)) {
    let Some(name) = path.pop() else { return };
    // HTML that an exporter forgot to escape is still the content's.
    if let (Some("content:encoded" | "excerpt:encoded"), Some(content)) =
        (path.last().map(String::as_str), open.last_mut())
    {
        content.text.push_str(&format!("<{name}>{}</{name}>", element.text));
    }
    end(Element { path, name: &name, attributes: &element.attributes, text: element.text });
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut pairs = tag.html_attributes();
    pairs
        .with_checks(false)
        .flatten()
        .map(|pair| {
            let value = quick_xml::escape::unescape(&pair.value)
                .map_or_else(|_| pair.value.to_string(), |text| text.into_owned());
            (pair.key.as_ref().to_owned(), value)
        })
        .take(50)
        .collect()
}

fn predefined(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_xml_entity(name)
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> (Vec<String>, Result<(), Damage>) {
        let mut out = Vec::new();
        let outcome = read(xml, false, &mut |element| {
            out.push(format!("{}/{}={}", element.path.join("/"), element.name, element.text))
        });
        (out, outcome)
    }

    #[test]
    fn text_cdata_and_references_join() {
        let (out, outcome) =
            texts("<a><b x='1'>1 &lt; 2 &amp; <![CDATA[<p>]]]]><![CDATA[>]]>&#65;&nbsp;& co</b><c/></a>");
        assert_eq!(outcome, Ok(()));
        assert_eq!(out, ["a/b=1 < 2 & <p>]]>A&nbsp;& co", "a/c=", "/a="]);
    }

    #[test]
    fn what_was_read_before_the_break_is_kept() {
        let (out, outcome) = texts("<a><b>one</b><c>two</d></a>");
        assert_eq!(out, ["a/b=one", "a/c=two", "/a="]);
        assert!(outcome.is_err_and(|damage| damage.at >= 13));
    }

    #[test]
    fn document_types_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        let (out, outcome) = texts(bomb);
        assert!(out.is_empty());
        assert!(outcome.is_err_and(|damage| damage.why.contains("document type")));
    }
}
