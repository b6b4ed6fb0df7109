use super::*;

/// The tree as it is nested: `p(“one”, b(“two”))`.
fn shape(html: &str) -> String {
    fn of(node: NodeRef<'_>) -> String {
        match node.value() {
            Node::Text(text) => format!("“{text}”"),
            Node::Comment(words) => format!("<!{words}>"),
            Node::Element(element) => {
                let inner: Vec<_> = ElementRef::wrap(node).unwrap().children().map(of).collect();
                format!("{}({})", element.name(), inner.join(" "))
            }
            Node::Other => String::new(),
        }
    }
    let tree = Html::parse_fragment(html);
    tree.root_element().children().map(of).collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_that_overlap_nest_as_browsers_nest_them() {
    // The standard's own example of misnested tags (section 13.2.10.1).
    assert_eq!(shape("<p>1<b>2<i>3</b>4</i>5</p>"), "p(“1” b(“2” i(“3”)) i(“4”) “5”)");
    assert_eq!(shape("<b>1<p>2</b>3</p>"), "b(“1”) p(b(“2”) “3”)");
    assert_eq!(shape("a<!-- b -->c"), "“a” <! b > “c”");
}

#[test]
fn what_a_table_cannot_hold_stands_before_it() {
    // The standard's example of unexpected markup in tables (section 13.2.10.3).
    assert_eq!(
        shape("<table><b><tr><td>aaa</td></tr>bbb</table>ccc"),
        "b() b(“bbb”) table(tbody(tr(td(“aaa”)))) b(“ccc”)"
    );
    assert_eq!(shape("<table>a<tr>b</tr>c</table>"), "“abc” table(tbody(tr()))");
}

#[test]
fn children_are_met_from_both_ends() {
    let tree = Html::parse_fragment("<i>1</i><i>2</i><i>3</i>");
    let root = tree.root_element();
    let mut children = root.children().filter_map(ElementRef::wrap).map(|it| it.text().collect::<String>());
    assert_eq!((children.next(), children.next_back()), (Some("1".into()), Some("3".into())));
    assert_eq!((children.next_back(), children.next(), children.next_back()), (Some("2".into()), None, None));
    assert_eq!(root.descendants().count(), 6);
    assert_eq!(root.text().collect::<String>(), "123");
}

#[test]
fn attributes_and_classes_are_read() {
    let tree = Html::parse_fragment("<p CLASS=' one\ttwo ' class=three lang=ur>x");
    let paragraph = tree.root_element().children().find_map(ElementRef::wrap).unwrap().value();
    assert_eq!(paragraph.classes().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!((paragraph.attr("lang"), paragraph.attr("id")), (Some("ur"), None));
}
