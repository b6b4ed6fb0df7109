use dateline_story::{Block, Inline, List, markup};
use url::Url;

use super::{Options, Paragraphs, to_blocks};

mod clipboards;
mod lists;
mod looks;
mod notes;
mod word;

/// The blocks as story markup, and the reports' words.
fn read(html: &str) -> (String, Vec<String>) {
    read_with(html, &Options::default())
}

fn read_with(html: &str, options: &Options) -> (String, Vec<String>) {
    let (blocks, losses) = to_blocks(html, options);
    (markup::write(&blocks).trim_end().to_owned(), losses.into_iter().map(|loss| loss.what).collect())
}

fn classic(html: &str) -> String {
    read_with(html, &Options { paragraphs: Paragraphs::BlankLines, ..Options::default() }).0
}

fn clean(html: &str) -> String {
    let (markup, losses) = read(html);
    assert_eq!(losses, Vec::<String>::new(), "{html}");
    markup
}

#[test]
fn ordinary_text_keeps_its_marks() {
    let html = "<h1>Top</h1><p>One <b>two <i>three</i></b>, x<sup>2</sup>.<br>Next <a href=\"https://a.example/\">link</a>.</p><ul><li>a<li>b<ul><li>c</ul></ul><hr><pre><code class=\"language-rust\">let a;\nlet b;</code></pre>";
    let markup = clean(html);
    assert!(markup.starts_with("## Top\n"), "{markup}");
    for part in ["x<sup>2</sup>", "[link](https://a.example/)", "```rust\nlet a;\nlet b;\n```"] {
        assert!(markup.contains(part), "{part} in {markup}");
    }
    let (blocks, _) = to_blocks(html, &Options::default());
    assert!(matches!(&blocks[2], Block::List(List { start: None, items }) if items.len() == 2 && items[1].len() == 2));
}

#[test]
fn classic_posts_make_paragraphs_of_blank_lines() {
    assert_eq!(
        classic("One\ntwo\n\n<em>three</em> four\n\n\n\nfive"),
        markup::write(&[
            Block::Paragraph(vec![Inline::text("One"), Inline::LineBreak, Inline::text("two")]),
            Block::Paragraph(vec![Inline::Emphasis(vec![Inline::text("three")]), Inline::text(" four")]),
            Block::Paragraph(vec![Inline::text("five")]),
        ])
        .trim_end()
    );
    let markup = classic("<h2>Head</h2>\ntext after\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nmore\n<pre>a\n\nb</pre>");
    let blocks = markup::parse(&markup).blocks;
    assert_eq!(blocks.len(), 5, "{markup}");
    assert_eq!(blocks[1], Block::Paragraph(vec![Inline::text("text after")]));
    assert!(matches!(&blocks[4], Block::Code { text, .. } if text == "a\n\nb"));
}

#[test]
fn a_players_address_alone_on_a_line_is_the_player() {
    let markup = classic(
        "before\nhttps://www.youtube.com/watch?v=abcdefghijk\nafter https://youtu.be/abcdefghijk\n\nhttps://example.org/page",
    );
    let blocks = markup::parse(&markup).blocks;
    assert!(
        matches!(&blocks[1], Block::Embed(embed) if embed.url == "https://www.youtube.com/watch?v=abcdefghijk"),
        "{markup}"
    );
    assert_eq!(blocks.len(), 4);
}

#[test]
fn pictures_leave_sentences_whole() {
    let (blocks, _) =
        to_blocks("<p>Start <img src=\"https://a.example/a.jpg\" alt=\"A\"> end.</p>", &Options::default());
    assert!(matches!(&blocks[..], [Block::Paragraph(_), Block::Figure(figure)] if figure.alt == "A"), "{blocks:?}");
    let (blocks, _) = to_blocks("<p><img src=\"https://a.example/a.jpg\">Then words.</p>", &Options::default());
    assert!(matches!(&blocks[..], [Block::Figure(_), Block::Paragraph(_)]), "{blocks:?}");
    let (blocks, _) = to_blocks("<p>Words<br><img src=\"https://a.example/a.jpg\"><br>more.</p>", &Options::default());
    assert!(matches!(&blocks[..], [Block::Paragraph(_), Block::Figure(_), Block::Paragraph(_)]), "{blocks:?}");
}

#[test]
fn figures_keep_captions_and_full_sizes() {
    let markup = clean(
        "<figure class=\"wp-block-image\"><a href=\"https://a.example/a.jpg\"><img src=\"https://a.example/a-300x200.jpg\" alt=\"A\"></a><figcaption>The <em>caption</em></figcaption></figure>",
    );
    let blocks = markup::parse(&markup).blocks;
    let [Block::Figure(figure)] = &blocks[..] else { panic!("{markup}") };
    assert_eq!(figure.src, "https://a.example/a.jpg");
    assert_eq!(figure.caption, [Inline::text("The "), Inline::Emphasis(vec![Inline::text("caption")])]);

    let gallery = "<figure class=\"wp-block-gallery\"><figure><img src=\"https://a.example/1.jpg\"><figcaption>One</figcaption></figure><figure><img src=\"https://a.example/2.jpg\"></figure><figcaption>Both</figcaption></figure>";
    let blocks = markup::parse(&clean(gallery)).blocks;
    assert!(
        matches!(&blocks[..], [Block::Gallery { figures, caption }] if figures.len() == 2 && !caption.is_empty() && figures[0].caption == [Inline::text("One")]),
        "{blocks:?}"
    );
}

#[test]
fn embeds_are_known_by_every_way_of_writing_them() {
    for html in [
        "<iframe src=\"//www.youtube.com/embed/abcdefghijk?rel=0\" title=\"T\"></iframe>",
        "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/abcdefghijk\n</div><figcaption>T</figcaption></figure>",
        "<p><object><param name=\"movie\" value=\"https://www.youtube.com/v/abcdefghijk\"></object></p>",
    ] {
        let blocks = markup::parse(&clean(html)).blocks;
        assert!(
            matches!(&blocks[..], [Block::Embed(embed)] if embed.url == "https://www.youtube.com/watch?v=abcdefghijk"),
            "{html}"
        );
    }
    let tweet = "<blockquote class=\"twitter-tweet\"><p>Words</p>&mdash; A (@a) <a href=\"https://twitter.com/a/status/1\">2020</a></blockquote><script async src=\"https://platform.twitter.com/widgets.js\"></script>";
    let blocks = markup::parse(&clean(tweet)).blocks;
    assert!(matches!(&blocks[..], [Block::Embed(embed)] if embed.url == "https://twitter.com/a/status/1"));
}

#[test]
fn quotes_know_who_said_them() {
    let (blocks, _) = to_blocks(
        "<blockquote><p>Words.</p><p>— <cite>— Ann</cite></p></blockquote><blockquote><p>In <cite>Book</cite> it says.</p></blockquote><figure class=\"wp-block-pullquote\"><blockquote><p>Large</p><cite>Bo</cite></blockquote></figure>",
        &Options::default(),
    );
    assert!(matches!(&blocks[0], Block::Quote { by, .. } if by == "Ann"), "{blocks:?}");
    assert!(matches!(&blocks[1], Block::Quote { by, .. } if by.is_empty()), "{blocks:?}");
    assert!(
        matches!(&blocks[2], Block::PullQuote { by, content } if by == "Bo" && content == &[Inline::text("Large")]),
        "{blocks:?}"
    );
}

#[test]
fn tables_keep_their_shape() {
    let (blocks, losses) = to_blocks(
        "<table><caption>C</caption><thead><tr><th>A<th>B</thead><tr><td>1<td style=\"text-align: right\">2<br>3<tr><td colspan=2>wide</table>",
        &Options::default(),
    );
    let [Block::Table(table)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!((table.caption.as_str(), table.columns.len(), table.rows.len()), ("C", 2, 2));
    assert_eq!(table.rows[0][1], [Inline::text("2"), Inline::LineBreak, Inline::text("3")]);
    assert_eq!(table.columns[1], dateline_story::Align::End);
    assert_eq!(losses.len(), 1);

    let (markup, losses) = read("<table><tr><td>outer<table><tr><td>a<td>b</table></table>");
    assert!(markup.contains("outer") && markup.contains('a') && losses[0].contains("tables"), "{markup} {losses:?}");
}

#[test]
fn nothing_that_runs_survives_and_each_loss_is_told() {
    let (markup, losses) = read(
        "<p onclick=\"x()\">Hello <a href=\"javascript:alert(1)\">click</a><img src=\"data:image/png;base64,AA\" alt=\"dot\"></p><script>alert(1)</script><style>p{}</style><form><label>Name</label><input><button>Send</button></form><iframe srcdoc=\"<script>\"></iframe><custom-thing>inner</custom-thing><del>old</del>",
    );
    for word in ["Hello", "click", "dot", "Name", "Send", "inner", "old"] {
        assert!(markup.contains(word), "{word} in {markup}");
    }
    for word in ["alert", "javascript", "onclick", "data:", "script", "p{}"] {
        assert!(!markup.contains(word), "{word} in {markup}");
    }
    assert_eq!(losses.len(), 8, "{losses:#?}");
}

#[test]
fn languages_and_short_forms_are_marked() {
    let options = Options { language: Some(dateline_story::Language::english()), ..Options::default() };
    let (markup, _) = read_with(
        "<p><span lang=\"EN-GB\">a</span> <span lang=\"ur\">سلام</span> <abbr title=\"United Nations\">UN</abbr></p>",
        &options,
    );
    assert_eq!(markup, "a <span lang=\"ur\">سلام</span> <abbr title=\"United Nations\">UN</abbr>");
}

#[test]
fn headings_and_pictures_find_a_place_in_lists_and_cells() {
    let (blocks, _) =
        to_blocks("<ul><li><h3>Head</h3>text<img src=\"https://a.example/a.jpg\"></li></ul>", &Options::default());
    assert!(matches!(&blocks[..], [Block::List(_), Block::Figure(_)]), "{blocks:?}");
    let (markup, losses) = read("<table><tr><td><ul><li>a<li>b</ul><td><img src=\"https://a.example/a.jpg\">x</table>");
    assert!(markup.contains("• a<br>• b") && losses.len() == 1, "{markup} {losses:?}");
}

#[test]
fn relative_addresses_count_from_the_page() {
    let options = Options { base: Some(Url::parse("https://old.example/2012/post/").unwrap()), ..Options::default() };
    let (markup, losses) = read_with("<p><a href=\"/about\">a</a><img src=\"pic.jpg\"></p>", &options);
    assert!(
        markup.contains("https://old.example/about") && markup.contains("https://old.example/2012/post/pic.jpg"),
        "{markup}"
    );
    assert!(losses.is_empty());
}

#[test]
fn lazy_pictures_come_once() {
    let html = "<p><img src=\"data:image/gif;base64,R0\" data-src=\"https://a.example/a.jpg\"><noscript><img src=\"https://a.example/a.jpg\"></noscript></p>";
    let blocks = markup::parse(&clean(html)).blocks;
    assert_eq!(blocks.len(), 1, "{blocks:?}");
}

#[test]
fn hostile_input_is_quick_and_safe() {
    let start = std::time::Instant::now();
    for html in [
        "<div>".repeat(200_000),
        "<b><i><u><s><a href=x>".repeat(20_000),
        format!("{}{}", "<font>".repeat(90), "<p>x".repeat(100_000)),
        "<table><tr><td>".repeat(30_000),
        "<ul><li>".repeat(50_000),
        "<noscript>".repeat(50_000),
        format!("<p {}>", "a=b ".repeat(200_000)),
        "<!--".repeat(100_000),
        "&".repeat(300_000),
        "\0<\0p>\0".repeat(10_000),
        "<svg><math><annotation-xml>".repeat(10_000),
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>1.&nbsp; x</p>".repeat(20_000),
        format!("<p style='mso-list:l0 level1'>x{}", "<p class=MsoListParagraph>".repeat(50_000)),
        "<h1 style='mso-list:l0 level1'>x</h1><p class=MsoList>y".repeat(10_000),
        (0..50_000).map(|n| format!("<p style='mso-list:l{n} level{};margin-left:{n}pt'>x", n % 9)).collect(),
        format!("<style>{}</style>{}", ".a{font-weight:bold}".repeat(50_000), "<p class=a>x".repeat(50_000)),
        format!("<style>{}</style>", "a{b:'".repeat(50_000)),
        format!("<p style=\"{}\">x", "a:b;(\\'".repeat(100_000)),
        "<b><span style='font-weight:400'>x".repeat(20_000),
        "<ol class=lst-kix_a-1><li>x</ol>".repeat(20_000),
    ] {
        let (blocks, _) = to_blocks(&html, &Options::default());
        drop(blocks);
    }
    // Quadratic work would take minutes here, even optimised.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

mod anything {
    use dateline_story::{markup, normal};
    use proptest::prelude::*;

    use super::*;

    /// Tags, text and rubbish in any order.
    fn soup() -> impl Strategy<Value = String> {
        let tag = prop::sample::select(vec![
            "p",
            "div",
            "b",
            "i",
            "em",
            "a",
            "ul",
            "ol",
            "li",
            "table",
            "tr",
            "td",
            "th",
            "blockquote",
            "cite",
            "figure",
            "figcaption",
            "img",
            "br",
            "hr",
            "pre",
            "code",
            "h2",
            "span",
            "dl",
            "dt",
            "dd",
            "iframe",
            "script",
            "form",
            "sup",
            "abbr",
            "noscript",
            "details",
            "summary",
            "svg",
            "math",
            "select",
            "template",
            "x-y",
            "caption",
            "q",
            "o:p",
            "dl",
        ]);
        let attribute = prop::sample::select(vec![
            "",
            " href=\"https://a.example/\"",
            " src=\"https://a.example/a.jpg\"",
            " class=\"gallery\"",
            " lang=ur",
            " title=\"T\"",
            " href=\"javascript:x\"",
            " colspan=3",
            " src=\"https://youtu.be/abcdefghijk\"",
            " class=\"wp-block-pullquote\"",
            " style=\"mso-list:l0 level1 lfo1\"",
            " style=\"mso-list:l1 level3 lfo1;margin-left:40pt\"",
            " style=\"mso-list:Ignore\"",
            " style=\"font-weight:400;font-style:italic\"",
            " style=\"font-weight:700;vertical-align:super\"",
            " class=MsoListParagraph",
            " data-aria-level=2",
        ]);
        let part = prop_oneof![
            (tag.clone(), attribute).prop_map(|(tag, attribute)| format!("<{tag}{attribute}>")),
            tag.prop_map(|tag| format!("</{tag}>")),
            "\\PC{0,10}",
            prop::sample::select(vec![
                "word ",
                "\n",
                "\n\n",
                " ",
                "&amp;",
                "&#0;",
                "<!--",
                "-->",
                "1.&nbsp;",
                "<![if !supportLists]>",
                "<![endif]>",
                "<",
                "https://youtu.be/abcdefghijk",
                "*",
                "::"
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn becomes_a_body_that_can_be_written_and_read(html in soup(), classic in any::<bool>()) {
            let paragraphs = if classic { Paragraphs::BlankLines } else { Paragraphs::Tags };
            let (blocks, _) = to_blocks(&html, &Options { paragraphs, ..Options::default() });
            prop_assert_eq!(&normal::blocks(blocks.clone()), &blocks);
            let written = markup::write(&blocks);
            prop_assert_eq!(&markup::parse(&written).blocks, &blocks, "{}", written);
        }
    }
}
