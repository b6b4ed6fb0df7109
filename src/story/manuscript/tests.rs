use proptest::prelude::*;

use super::*;
use crate::document::document;
use crate::markup::tests::block;
use crate::{Inline, normal};

/// Markup in forms that we would not write: closing hashes, underlined headings, lists by `*` and `+`, addresses elsewhere.
const BY_HAND: &str = "\
Lead __with__ [a link][one] and `code`.
On the same paragraph.

Head
----


* one
* two

1) first
2) second

> quoted
lazily

[one]: https://example.org/ \"t\"

:::figure{credit=\"Ours\"   src=\"a.jpg\" alt=\"A\"}
A caption.
:::
| a | b |
|---|---|
| 1 | 2 |

***

~~~ rust
let a = 1;
~~~
Last_word_
";

fn paragraph(text: &str) -> Node {
    document(&[Block::Paragraph(vec![Inline::text(text)])]).content.remove(0)
}

fn put(at: usize, node: Node) -> Change {
    Change { from: at, to: at + 1, blocks: vec![Piece::Node(node)] }
}

#[test]
fn what_is_not_touched_stays_as_it_was_written() {
    let opened = Manuscript::new(BY_HAND);
    let count = opened.parts.len();
    assert_eq!(count, 10);
    for at in 0..count {
        let mut edited = opened.clone();
        edited.edit(put(at, paragraph("Put in.")));
        let old: Vec<&str> = BY_HAND.split_inclusive('\n').collect();
        let new: Vec<&str> = edited.source().split_inclusive('\n').collect();
        let before = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
        let after = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
        let span = opened.parts[at].span.clone();
        let lines = |to: usize| BY_HAND[..to].matches('\n').count();
        assert!(before >= lines(span.start), "{at}: {}", edited.source());
        assert!(after >= old.len() - lines(span.end), "{at}: {}", edited.source());
        assert!(edited.source().contains("[one]: https://example.org/ \"t\""), "{at}");
        assert!(edited.source().contains("Put in.\n"), "{at}");
    }
    let mut moved = opened.clone();
    moved.edit(Change { from: 2, to: 4, blocks: vec![Piece::Kept(3), Piece::Kept(2)] });
    assert!(
        moved.source().contains("\n\n1) first\n2) second\n\n* one\n* two\n\n> quoted\nlazily\n"),
        "{}",
        moved.source()
    );
    let mut removed = opened.clone();
    removed.edit(Change { from: 4, to: 5, blocks: Vec::new() });
    assert_eq!(
        removed.source(),
        BY_HAND.replace("> quoted\nlazily\n\n", ""),
        "the address that the first paragraph names stays"
    );
}

#[test]
fn a_text_that_says_the_same_changes_nothing() {
    let mut opened = Manuscript::new("One\ntwo.\n\nThree.\n");
    assert_eq!(opened.rewrite("One two.\n\n\nThree.\n"), None);
    assert_eq!(opened.source(), "One two.\n\n\nThree.\n");
    let change = opened.rewrite("One two.\n\nNew.\n\nThree.\n").unwrap();
    assert_eq!((change.from, change.to, change.blocks.len()), (1, 1, 1));
    // Somebody else's change leaves alone the block that is just being begun.
    opened.edit(Change { from: 3, to: 3, blocks: vec![Piece::Node(paragraph(""))] });
    assert_eq!(opened.source(), "One two.\n\nNew.\n\nThree.\n");
    let change = opened.rewrite("One 2.\n\nNew.\n\nThree.\n").unwrap();
    assert_eq!((change.from, change.to), (0, 1));
    assert_eq!(opened.parts.len(), 4);
    let mut all = Manuscript::new("One.\n\nTwo.\n");
    assert_eq!(all.rewrite("").unwrap(), Change { from: 0, to: 2, blocks: vec![Piece::Node(paragraph(""))] });
}

#[test]
fn lists_that_come_together_stay_two() {
    let mut opened = Manuscript::new("- a\n\nBetween.\n\n- b\n");
    opened.edit(Change { from: 1, to: 2, blocks: Vec::new() });
    assert_eq!(markup::parse(opened.source()).blocks.len(), 2, "{}", opened.source());
    assert!(opened.source().starts_with("- a\n"), "{}", opened.source());
}

#[test]
fn places_are_found_in_both() {
    let source =
        "## A *head* &amp; more\n\nSay **it** [here](https://a.example/ere) now.\n\n::figure{src=\"a\" alt=\"b\"}\n";
    let opened = Manuscript::new(source);
    let at = |needle: &str| source.find(needle).unwrap();
    let place = |block, offset| Place { block, offset };
    assert_eq!(opened.byte(place(0, 0)), at("A *"));
    assert_eq!(opened.byte(place(0, 3)), at("ead*"), "inside a word");
    assert_eq!(opened.place(at("ead*")), place(0, 3));
    assert_eq!(opened.byte(place(1, 7)), at("[here]"));
    assert_eq!(opened.place(at("here]")), place(1, 7));
    assert_eq!(opened.byte(place(1, 12)), at("now"));
    assert_eq!(opened.place(at("now")), place(1, 12));
    assert_eq!(opened.byte(place(2, 0)), source.len());
    assert_eq!(opened.place(at("figure")).block, 2);
    // Urdu letters are two bytes and one unit, others four bytes and two.
    let opened = Manuscript::new("بارش **𝄞** کل\n");
    assert_eq!(opened.byte(place(0, 7)), "بارش **𝄞".len());
    assert_eq!(opened.place("بارش **𝄞** ".len()), place(0, 8));
}

fn piece(count: usize) -> impl Strategy<Value = Piece> {
    prop_oneof![
        1 => (0..count.max(1)).prop_map(Piece::Kept),
        2 => block().prop_map(|block| Piece::Node(document(&normal::blocks(vec![block])).content.remove(0))),
    ]
}

fn source() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => prop::collection::vec(block(), 0..6).prop_map(|body| markup::write(&normal::blocks(body))),
        2 => prop::collection::vec(prop::sample::select(BY_HAND.split_inclusive("\n\n").collect::<Vec<_>>()), 0..6)
            .prop_map(|parts| parts.concat()),
        1 => "(\\PC|\n|[*_`<>\\[\\]():#|&;{}\"=-]|:::|::figure|> |- |\\[a\\]: b|</?em>){0,40}",
    ]
}

fn edits() -> impl Strategy<Value = (String, Vec<(usize, usize, Vec<Piece>)>)> {
    (source(), prop::collection::vec((0..7usize, 0..3usize, prop::collection::vec(piece(7), 0..3)), 0..4))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_says_what_the_document_says((source, edits) in edits()) {
        let mut manuscript = Manuscript::new(source.clone());
        prop_assert_eq!(manuscript.source(), &source);
        for (from, count, blocks) in edits {
            let count_of = manuscript.parts.len();
            let from = from.min(count_of);
            let to = (from + count).min(count_of);
            // As from a surface: a node that stays is named once.
            let blocks = blocks.into_iter().filter(|piece| !matches!(piece, Piece::Kept(at) if !(from..to).contains(at))).collect::<Vec<_>>();
            let old = manuscript.clone();
            manuscript.edit(Change { from, to, blocks });
            let said: Vec<Block> = manuscript.parts.iter().flat_map(|part| part.blocks.clone()).collect();
            prop_assert_eq!(&markup::parse(manuscript.source()).blocks, &said, "{}", manuscript.source());
            prop_assert_eq!(crate::document::blocks(&manuscript.document()), said);
            // And back, as an undo does.
            let mut back = manuscript.clone();
            if let Some(change) = back.rewrite(old.source()) {
                let parts = splice::applied(&manuscript.parts, change).0;
                prop_assert_eq!(parts.iter().flat_map(|part| part.blocks.clone()).collect::<Vec<_>>(), markup::parse(old.source()).blocks);
            }
            prop_assert_eq!(back.source(), old.source());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_is_somewhere((source, edits) in edits()) {
        let mut manuscript = Manuscript::new(source);
        for (from, count, blocks) in edits {
            manuscript.edit(Change { from, to: from + count, blocks });
            if manuscript.parts.is_empty() {
                manuscript.edit(Change { from: 0, to: 0, blocks: vec![Piece::Node(paragraph(""))] });
            }
        }
        let source = manuscript.source().to_owned();
        for (byte, _) in source.char_indices() {
            let place = manuscript.place(byte);
            let part = &manuscript.parts[place.block];
            prop_assert!(place.offset <= part.node.words().encode_utf16().count());
            let again = manuscript.byte(place);
            prop_assert!(source.is_char_boundary(again));
            prop_assert!(part.span.is_empty() || (part.span.start <= again && again <= part.span.end));
        }
        for block in 0..manuscript.parts.len() + 1 {
            let byte = manuscript.byte(Place { block, offset: 9 });
            prop_assert!(byte <= source.len());
        }
    }
}
