//! Marks that only styles and classes make.

use super::{clean, read};

#[test]
fn google_docs_marks_by_weight_and_its_wrapper_is_nothing() {
    let html = "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-0b1c2d3e-7fff\"><h2 dir=\"ltr\"><span style=\"font-size:16pt;font-weight:400;font-style:normal;white-space:pre-wrap;\">Floods recede</span></h2><p dir=\"ltr\"><span style=\"font-weight:400;font-style:normal;vertical-align:baseline;\">The river fell </span><span style=\"font-weight:700;font-style:normal;\">two metres</span><span style=\"font-weight:400;\">, said </span><span style=\"font-weight:400;font-style:italic;\">The Herald</span><span style=\"font-weight:700;font-style:italic;\"> twice</span><span style=\"font-weight:400;font-size:0.6em;vertical-align:super;\">1</span><span> and CO</span><span style=\"vertical-align:sub\">2</span></p></b><br class=\"Apple-interchange-newline\">";
    assert_eq!(
        clean(html),
        "## Floods recede\n\nThe river fell **two metres**, said *The Herald* <strong>*twice*</strong><sup>1</sup> and CO<sub>2</sub>"
    );
}

#[test]
fn an_explicit_normal_turns_marks_off() {
    assert_eq!(clean("<p><b>one <span style='font-weight:normal'>two</span> three</b>"), "**one** two **three**");
    assert_eq!(clean("<p><strong style='font-weight:400'>one</strong>"), "one");
    assert_eq!(clean("<p><i>one <span style='font-style:normal'>two</span></i>"), "*one* two");
    assert_eq!(clean("<p><b>one <i style='font-weight:400'>two</i></b>"), "**one** *two*");
}

#[test]
fn marks_go_around_links_and_reach_into_lists() {
    assert_eq!(
        clean("<p style='font-weight:700'>See <a href='https://a.example/'>this</a> now"),
        "**See [this](https://a.example/) now**"
    );
    assert_eq!(clean("<b><ul><li>one<li style='font-weight:400'>two</ul></b>"), "- **one**\n- two");
}

#[test]
fn words_cut_into_pieces_are_marked_once() {
    assert_eq!(clean("<p><b>New</b><b> </b><b>Delhi</b>"), "**New Delhi**");
    assert_eq!(
        clean("<p><a href='https://a.example/'>one </a><a href='https://a.example/'>link</a>"),
        "[one link](https://a.example/)"
    );
}

#[test]
fn the_weight_of_a_heading_is_no_stress() {
    assert_eq!(clean("<h2><b>All of it</b></h2>"), "## All of it");
    assert_eq!(clean("<h2><span style='font-weight:400'>All of it</span></h2>"), "## All of it");
    assert_eq!(
        clean("<style>h3{font-style:italic;font-weight:bold}</style><h3>A <em>title</em></h3>"),
        "### A *title*"
    );
    assert_eq!(clean("<style>p.MsoTitle{font-weight:bold}</style><p class=x_MsoTitle>A title"), "## A title");
    assert_eq!(clean("<style>p.Sub{mso-outline-level:3}</style><p class=Sub>A part"), "### A part");
}

#[test]
fn quotations_and_head_cells_look_as_the_house_has_them() {
    assert_eq!(clean("<blockquote style='font-style:italic'><p>So <i>it</i> is.</blockquote>"), "> So *it* is.");
    let table = clean("<table><tr><th style='font-weight:bold'>a<th>b<tr><td style='font-weight:bold'>1<td>2</table>");
    assert!(table.starts_with("| a | b |") && table.ends_with("| **1** | 2 |"), "{table}");
}

#[test]
fn apple_pages_marks_by_classes_of_the_head() {
    let html = "<html><head><style type=\"text/css\">p.p1 {margin: 0.0px; font: 12.0px Helvetica}\nspan.s1 {font: bold 12.0px Helvetica}\nspan.s2 {font-style: italic}\nspan.s3 {font: 12.0px Helvetica; vertical-align: 4.0px}</style></head><body><p class=\"p1\"><span class=\"s1\">The mayor</span> spoke<span class=\"Apple-converted-space\">&nbsp;</span><span class=\"s2\">softly</span>.</p></body></html>";
    assert_eq!(clean(html), "**The mayor** spoke *softly*.");
}

#[test]
fn google_publishes_with_classes() {
    let html = "<style type=\"text/css\">@import url(https://themes.example/f.css);.lst-kix_ab1-0>li:before{content:\"x\"}.c1{font-weight:700}.c2{font-style:italic;font-weight:400}ul.lst-kix_ab1-1{list-style-type:none}</style><p class=\"c0\"><span class=\"c1\">Bold</span><span class=\"c2\">, not</span></p><ul class=\"c5 lst-kix_ab1-0 start\"><li class=\"c0 li-bullet-0\"><span>one</span></li></ul><ul class=\"c5 lst-kix_ab1-1 start\"><li class=\"c0\"><span>deeper</span></li></ul><ul class=\"c5 lst-kix_ab1-0\"><li class=\"c0\"><span>two</span></li></ul>";
    assert_eq!(clean(html), "**Bold**<em>, not</em>\n\n- one\n\n  - deeper\n\n- two");
}

#[test]
fn libreoffice_marks_by_elements_inside_fonts() {
    let html = "<style type=\"text/css\">p { line-height: 115%; font-weight: normal }\nh1.western { font-family: \"Liberation Sans\"; font-weight: bold }</style><h1 class=\"western\">Budget</h1><p class=\"western\" style=\"margin-bottom: 0in\"><font face=\"Liberation Serif, serif\"><font size=\"3\">It <b>grew</b> by <i><span style=\"font-weight: normal\">a third</span></i></font></font></p><ol><li><p class=\"western\">First</p></li><li><p class=\"western\">Second</p></li></ol>";
    assert_eq!(clean(html), "## Budget\n\nIt **grew** by *a third*\n\n1. First\n2. Second");
}

#[test]
fn gmail_and_outlook_write_paragraphs_as_divisions() {
    let gmail = "<div dir=\"ltr\"><div>Dear desk,</div><div><br></div><div>it is <b>true</b>.</div></div><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Monday Ann wrote:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\"><div dir=\"ltr\">Is it?</div></blockquote></div>";
    assert_eq!(clean(gmail), "Dear desk,\n\nit is **true**.\n\nOn Monday Ann wrote:\n\n> Is it?");
    let outlook = "<div class=\"elementToProof\" style=\"font-family: Aptos; font-size: 12pt;\">One</div><div class=\"elementToProof\"><br></div><p class=\"x_MsoPlainText\" style=\"margin:0\">Two <b><span style=\"font-weight:700\">three</span></b></p>";
    assert_eq!(clean(outlook), "One\n\nTwo **three**");
}

#[test]
fn struck_out_words_are_told_once_however_they_are_struck() {
    let (markup, losses) = read(
        "<p>It is <s><span style='text-decoration:line-through'>not</span></s> so, <span style='text-decoration: underline line-through'>ever</span>",
    );
    assert_eq!(markup, "It is not so, ever");
    assert_eq!(losses.len(), 2, "{losses:?}");
    assert!(losses[0].contains("“not”") && losses[1].contains("“ever”"), "{losses:?}");
}

#[test]
fn a_style_sheet_is_a_loss_only_where_nothing_of_it_was_used() {
    assert_eq!(read("<style>p{color:red}</style><p>x").1.len(), 1);
    assert_eq!(read("<style>p{color:red}.a{font-weight:bold}</style><p>x").1.len(), 0);
}

#[test]
fn line_breaks_count_where_white_space_is_kept() {
    assert_eq!(clean("<p><span style='white-space:pre-wrap'>one\ntwo\n</span></p>"), "one\\\ntwo");
    assert_eq!(clean("<p><span>one\ntwo</span></p>"), "one two");
}

#[test]
fn the_language_of_most_words_is_the_texts_own() {
    let html = "<p><span lang=EN-GB>Most of the words here are English, </span><span lang=UR>سلام</span></p>";
    assert_eq!(clean(html), "Most of the words here are English, <span lang=\"ur\">سلام</span>");
    // Word guesses Polish where an English name stands; only another script is a reason to believe it.
    let word = "<body lang=EN-US style='mso-x:y'><p class=MsoNormal>Words <span lang=PL style='mso-ansi-language:PL'>Smith</span> <span lang=UR dir=RTL>سلام</span></p>";
    assert_eq!(clean(word), "Words Smith <span lang=\"ur\">سلام</span>");
}
