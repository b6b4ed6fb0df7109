use proptest::prelude::*;

use super::*;
use crate::{Align, Block, Embed, Figure, Focus, Inline, Language, List, LivePost, Table, Timestamp, normal};

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z ]{1,12}",
        2 => "[ -~]{1,10}",
        1 => "[*_`~#>|:&;!\\\\<>\\[\\]()=+.0-9 -]{1,8}",
        1 => "[اردو میں ۔،آ\u{64b}]{1,10}",
        1 => "\\PC{1,6}",
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::Text),
        1 => words().prop_map(Inline::Code),
        1 => Just(Inline::LineBreak),
        1 => (words(), words()).prop_map(|(short, long)| Inline::Abbreviation { short, long }),
    ];
    leaf.prop_recursive(4, 12, 4, |inner| {
        let content = prop::collection::vec(inner, 0..4);
        prop_oneof![
            content.clone().prop_map(Inline::Emphasis),
            content.clone().prop_map(Inline::Strong),
            content.clone().prop_map(Inline::Superscript),
            content.clone().prop_map(Inline::Subscript),
            content.clone().prop_map(Inline::note),
            (
                prop_oneof!["https?://[a-z]{1,5}/[!-~]{0,10}", "/[a-z/]{0,9}", "#[a-z]{1,4}", "[!-~]{1,8}"],
                content.clone()
            )
                .prop_map(|(href, content)| Inline::Link { href, content }),
            (prop_oneof![Just("ur"), Just("tr"), Just("pt-BR")], content)
                .prop_map(|(tag, content)| Inline::LanguageSpan { language: Language::new(tag).unwrap(), content }),
        ]
    })
}

pub fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 0..5)
}

fn figure() -> impl Strategy<Value = Figure> {
    ("[a-z.-]{0,8}", words(), inlines(), words(), (0..=110u8, 0..=110u8))
        .prop_map(|(src, alt, caption, credit, (x, y))| Figure { src, alt, caption, credit, focus: Focus { x, y } })
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (-1_000_000_000i64..4_000_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

pub fn block() -> impl Strategy<Value = Block> {
    let code = ("[a-z+]{0,5}", "[ -~\n`:]{0,40}").prop_map(|(language, text)| Block::Code { language, text });
    let leaf = prop_oneof![
        6 => inlines().prop_map(Block::Paragraph),
        1 => (0..8u8, inlines()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => (inlines(), words()).prop_map(|(content, by)| Block::PullQuote { content, by }),
        1 => figure().prop_map(Block::Figure),
        1 => (prop::collection::vec(figure(), 0..3), prop_oneof![Just(String::new()), words()])
            .prop_map(|(figures, caption)| Block::Gallery { figures, caption }),
        1 => (words(), prop::collection::vec(inlines(), 0..3)).prop_map(|(title, points)| Block::KeyPoints { title, points }),
        1 => ("https?://[a-z.]{1,9}/[!-~]{0,9}", words()).prop_map(|(url, title)| Block::Embed(Embed { url, title })),
        1 => inlines().prop_map(|content| Block::Channel { content }),
        1 => (instant(), inlines()).prop_map(|(at, content)| Block::Correction { at, content }),
        1 => code,
        1 => Just(Block::Rule),
        1 => table(),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let content = prop::collection::vec(inner, 0..3);
        prop_oneof![
            2 => (prop::option::of(0..2_000_000_000u32), prop::collection::vec(content.clone(), 0..3))
                .prop_map(|(start, items)| Block::List(List { start, items })),
            2 => (content.clone(), prop_oneof![Just(String::new()), words()]).prop_map(|(content, by)| Block::Quote { content, by }),
            1 => (instant(), words(), words(), any::<bool>(), content)
                .prop_map(|(at, headline, by, key, content)| Block::LivePost(LivePost { at, headline, by, key, content })),
        ]
    })
}

fn table() -> impl Strategy<Value = Block> {
    let align = prop_oneof![Just(Align::Start), Just(Align::Centre), Just(Align::End)];
    let row = || prop::collection::vec(inlines(), 0..3);
    (words(), prop::collection::vec(align, 0..3), row(), prop::collection::vec(row(), 0..3))
        .prop_map(|(caption, columns, header, rows)| Block::Table(Table { caption, columns, header, rows }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(body in prop::collection::vec(block(), 0..5)) {
        let body = normal::blocks(body);
        let source = write(&body);
        let parsed = parse(&source);
        prop_assert_eq!(&parsed.problems, &vec![], "{}", source);
        prop_assert_eq!(&parsed.blocks, &body, "{}", source);
        // From the line that a block is said to begin on, that block is the first.
        prop_assert_eq!(parsed.lines.len(), body.len());
        for (line, block) in parsed.lines.iter().zip(&body) {
            let from: String = source.split_inclusive('\n').skip(line - 1).collect();
            let tail = parse(&from).blocks;
            prop_assert_eq!(tail.first(), Some(block), "line {} of {}", line, source);
        }
    }

    #[test]
    fn normal_form_is_stable(body in prop::collection::vec(block(), 0..5)) {
        let once = normal::blocks(body);
        prop_assert_eq!(normal::blocks(once.clone()), once);
    }

    #[test]
    fn any_source_is_read_and_settles(source in "(\\PC|\n|[*_`<>\\[\\]():#|&;{}\"=-]|:::|::figure|> |- |</?em>){0,60}") {
        let parsed = parse(&source);
        for problem in &parsed.problems {
            prop_assert!(problem.line >= 1 && problem.column >= 1 && problem.line <= source.split(['\n', '\r']).count() + 1);
        }
        let again = parse(&write(&parsed.blocks));
        prop_assert_eq!(&again.blocks, &parsed.blocks, "{}", source);
    }
}

#[test]
fn every_character_may_be_emphasised_inside_a_word() {
    let text = |text: String| Inline::Text(text);
    for character in (' '..=char::MAX).filter(|c| c.is_alphanumeric()) {
        let emphasis = Inline::Emphasis(vec![text(character.to_string())]);
        let underscores = text(format!("a{character}_b_{character}"));
        for content in [vec![text("a".into()), emphasis, text("b".into())], vec![underscores]] {
            let body = vec![Block::Paragraph(content)];
            assert_eq!(parse(&write(&body)).blocks, body, "{character} (U+{:04X})", u32::from(character));
        }
    }
}

#[test]
fn reads_every_directive() {
    let source = "\
:::key-points{title=\"In brief\"}
- One
- Two *things*
:::

:::figure{src=\"a.jpg\" alt=\"A hall\" credit=\"Ours\" focus=\"20,30\"}
A **caption**.
:::

:::gallery{caption=\"All of it\"}
::figure{src=\"b.jpg\" alt=\"B\"}
:::figure{src=\"c.jpg\" alt=\"C\"}
See.
:::
:::

:::quote{by=\"Somebody\"}
Said.
:::

:::table{caption=\"Trade\"}
| Year | Value |
| --- | --: |
| 2024 | 1.4 |
:::

::embed{url=\"https://youtu.be/abcdefghijk\" title=\"A film\"}

::channel

:::correction{at=\"2025-07-10T08:00:00Z\"}
It was Tuesday.
:::

:::live-post{at=\"2025-07-09T09:00:00Z\" headline=\"Arrival\" by=\"A\" key}
They land.
:::
";
    let parsed = parse(source);
    assert_eq!(parsed.problems, []);
    let names: Vec<_> = parsed
        .blocks
        .iter()
        .map(|block| match block {
            Block::KeyPoints { points, .. } => format!("points {}", points.len()),
            Block::Figure(figure) => format!("figure {},{}", figure.focus.x, figure.focus.y),
            Block::Gallery { figures, caption } => format!("gallery {} {caption}", figures.len()),
            Block::Quote { by, .. } => format!("quote {by}"),
            Block::Table(table) => format!("table {} {:?}", table.caption, table.columns),
            Block::Embed(embed) => format!("embed {}", embed.provider().name()),
            Block::Channel { .. } => "channel".into(),
            Block::Correction { at, .. } => format!("correction {at}"),
            Block::LivePost(post) => format!("live {} {}", post.headline, post.key),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        names,
        [
            "points 2",
            "figure 20,30",
            "gallery 2 All of it",
            "quote Somebody",
            "table Trade [Start, End]",
            "embed YouTube",
            "channel",
            "correction 2025-07-10T08:00:00Z",
            "live Arrival true"
        ]
    );
}

#[test]
fn names_what_is_wrong_and_where_and_loses_nothing() {
    let cases = [
        ("Hello\n\n::nothing{a=\"b\"}\n", (3, 1), "there is no directive “nothing”", "::nothing"),
        ("é <b onclick=\"x\">y", (1, 3), "no tag of story markup", "onclick"),
        ("a\n\n:::\n", (3, 1), "closes nothing", ":::"),
        (":::live-post{at=\"noon\"}\nWords\n:::\n", (1, 1), "needs at=", "Words"),
        ("::figure{src=\"a\n", (1, 15), "not closed", "::figure"),
        ("::embed{url=\"javascript:alert(1)\"}\n", (1, 1), "needs url", "alert"),
        ("<div>kept</div>\n", (1, 1), "HTML is not story markup", "kept"),
        (":::pull-quote\nOpen", (1, 1), "not closed", "Open"),
        ("::figure{src=\"a\" focus=\"200,1\" size=\"9\"}", (1, 1), "no point", ""),
    ];
    for (source, (line, column), message, kept) in cases {
        let parsed = parse(source);
        let found = parsed.problems.iter().find(|problem| problem.message.contains(message));
        let found = found.unwrap_or_else(|| panic!("{source:?}: {:?}", parsed.problems));
        assert_eq!((found.line, found.column), (line, column), "{source:?}");
        assert!(crate::text::of_blocks(&parsed.blocks).contains(kept), "{source:?}: {:?}", parsed.blocks);
    }
}

#[test]
fn links_to_scripts_are_text() {
    for source in ["[x](javascript:alert(1))", "[x](data:text/html,y)", "[x](VBSCRIPT:y)", "<javascript:alert(1)>"] {
        let parsed = parse(source);
        assert!(!format!("{:?}", parsed.blocks).contains("Link"), "{source}: {:?}", parsed.blocks);
    }
}

#[test]
fn survives_adversaries() {
    let deep = [
        ">",
        "- ",
        "*",
        "[",
        "<em>",
        "![",
        "1. ",
        "`",
        "**a",
        "a**",
        "_a ",
        "[a](",
        "> - ",
        "&",
        "|",
        ":::figure\n",
        ":::\n",
        "<sup>*",
    ];
    for piece in deep {
        let source = piece.repeat(50_000 / piece.len());
        let parsed = parse(&source);
        let again = parse(&write(&parsed.blocks));
        assert_eq!(again.blocks, parsed.blocks, "{piece:?}");
    }
}

/// Bodies that an earlier writer got wrong.
#[test]
fn bodies_that_once_came_back_changed() {
    let code = |text: &str| Block::Code { language: String::new(), text: text.into() };
    let bodies = [
        // “]:” inside code ended the label of a link reference definition.
        vec![Block::Paragraph(vec![Inline::Link {
            href: "http://a/".into(),
            content: vec![Inline::Emphasis(vec![Inline::Code("]:".into())])],
        }])],
        // The fence that closes code in a list item was taken for one that opens.
        vec![Block::Quote {
            content: vec![Block::List(List { start: None, items: vec![vec![code("!")]] }), code("!")],
            by: "a".into(),
        }],
    ];
    for body in bodies {
        let parsed = parse(&write(&body));
        assert_eq!((parsed.blocks, parsed.problems), (body, vec![]));
    }
}
