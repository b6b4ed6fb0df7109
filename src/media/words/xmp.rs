//! XMP, the newer of the two ways (ISO 16684-1): RDF in XML, of which a few properties are read.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::{Properties, tidy};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";

/// The largest packet that is read, in bytes; one of words alone has a few thousand.
const MAX_PACKET: usize = 1 << 20;

/// Elements within elements; a property's text stands at most six deep.
const MAX_DEPTH: usize = 64;

/// Which of our properties a name means (IPTC Photo Metadata Standard 2023.2).
fn field<'p>(found: &'p mut Properties, namespace: &str, local: &str) -> Option<&'p mut String> {
    match (namespace, local) {
        (DUBLIN_CORE, "description") => Some(&mut found.description),
        (DUBLIN_CORE, "creator") => Some(&mut found.creator),
        (DUBLIN_CORE, "rights") => Some(&mut found.copyright),
        (PHOTOSHOP, "Headline") => Some(&mut found.headline),
        (PHOTOSHOP, "Credit") => Some(&mut found.credit_line),
        (IPTC_CORE, "AltTextAccessibility") => Some(&mut found.alt),
        _ => None,
    }
}

/// The property whose text is being read.
struct Open {
    namespace: String,
    local: String,
    depth: usize,
}

/// Reads a packet. What comes after a fault in it is passed over. No entity but XML's own five is expanded, and nothing
/// that a document type declares.
pub fn read(packet: &[u8]) -> Properties {
    let mut found = Properties::default();
    let text = String::from_utf8_lossy(&packet[..packet.len().min(MAX_PACKET)]);
    let mut reader = NsReader::from_str(&text);
    let mut depth = 0;
    let mut open: Option<Open> = None;
    let mut words = String::new();
    while let Ok((resolved, event)) = reader.read_resolved_event() {
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    break;
                }
                let ResolveResult::Bound(Namespace(namespace)) = resolved else { continue };
                let local = element.local_name();
                if open.is_none() && field(&mut found, namespace, local.as_ref()).is_some() {
                    open = Some(Open { namespace: namespace.to_owned(), local: local.as_ref().to_owned(), depth });
                    words.clear();
                } else if (namespace, local.as_ref()) == (RDF, "li") {
                    // Of several languages the default is taken, which stands first; of several creators the first.
                    words.clear();
                } else if (namespace, local.as_ref()) == (RDF, "Description") {
                    attributes(&reader, &element, &mut found);
                }
            }
            Event::Empty(element) => {
                if matches!(resolved, ResolveResult::Bound(Namespace(RDF)))
                    && element.local_name().as_ref() == "Description"
                {
                    attributes(&reader, &element, &mut found);
                }
            }
            Event::Text(part) => words.push_str(&part),
            Event::CData(part) => words.push_str(&part),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => words.push(character),
                _ => {
                    words.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default());
                }
            },
            Event::End(element) => {
                let is_item =
                    matches!(resolved, ResolveResult::Bound(Namespace(RDF))) && element.local_name().as_ref() == "li";
                if let Some(property) = &open {
                    let ends = depth == property.depth;
                    if (is_item || ends)
                        && let Some(field) = field(&mut found, &property.namespace, &property.local)
                        && field.is_empty()
                    {
                        *field = tidy(&words);
                    }
                    if ends {
                        open = None;
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
    found
}

/// Simple properties may be written as attributes (ISO 16684-1, 7.9.2.2).
fn attributes(reader: &NsReader<&[u8]>, element: &BytesStart<'_>, found: &mut Properties) {
    for attribute in element.attributes().flatten() {
        let (resolved, local) = reader.resolver().resolve_attribute(attribute.key);
        let ResolveResult::Bound(Namespace(namespace)) = resolved else { continue };
        if namespace == XML {
            continue;
        }
        if let Some(field) = field(found, namespace, local.as_ref())
            && field.is_empty()
            && let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0)
        {
            *field = tidy(&value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" p:Headline="A ferry &amp; gulls" p:City="Istanbul">
<dc:creator><rdf:Seq><rdf:li>Zoë Akın</rdf:li><rdf:li>Second</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A ferry crosses
 the strait &#8211; slowly.</rdf:li><rdf:li xml:lang="tr">Bir vapur.</rdf:li></rdf:Alt></dc:description>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A white ferry.</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
<p:Credit>Reuters</p:Credit>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;

    #[test]
    fn reads_elements_lists_and_attributes_whatever_their_prefix() {
        let found = read(PACKET.as_bytes());
        let expected = Properties {
            headline: "A ferry & gulls".into(),
            description: "A ferry crosses the strait – slowly.".into(),
            creator: "Zoë Akın".into(),
            credit_line: "Reuters".into(),
            copyright: String::new(),
            alt: "A white ferry.".into(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn broken_deep_and_declared_packets_do_no_harm() {
        for end in 0..PACKET.len() {
            read(&PACKET.as_bytes()[..end]);
        }
        read("<a>".repeat(100_000).as_bytes());
        let declared =
            format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}", PACKET.replace("Reuters", "&b;"));
        assert_eq!(read(declared.as_bytes()).credit_line, "");
    }
}
