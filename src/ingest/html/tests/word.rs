//! Word's clipboard. All texts are this newsroom's own, in the form in which Word writes.

use super::{clean, read};

/// An item as Word for Windows writes it.
fn item(place: &str, marker: &str, words: &str) -> String {
    format!(
        "\n\n<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:\n{place} lfo1'><![if !supportLists]><span\nlang=EN-GB style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>{marker}<span\nstyle='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;\n</span></span></span><![endif]><span lang=EN-GB>{words}<o:p></o:p></span></p>"
    )
}

fn page(style: &str, body: &str) -> String {
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"\nxmlns=\"http://www.w3.org/TR/REC-html40\">\n<head><meta name=Generator content=\"Microsoft Word 15\"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n<style>\n<!--\n/* Style Definitions */\np.MsoNormal, li.MsoNormal {{margin:0cm; font-size:11.0pt;}}\np.MsoListParagraph, p.MsoListParagraphCxSpMiddle {{margin-left:36.0pt;}}\n{style}\n-->\n</style></head>\n<body lang=EN-GB style='tab-interval:36.0pt'>\n<!--StartFragment-->{body}\n\n<!--EndFragment-->\n</body></html>"
    )
}

#[test]
fn lists_nest_by_their_levels_and_count_by_their_markers() {
    let body = [
        item("l0 level1", "1.", "Budget"),
        item("l0 level2", "a)", "Schools"),
        item("l0 level3", "iv.", "Roofs"),
        item("l0 level2", "b)", "Roads"),
        item("l0 level1", "2.", "Taxes"),
    ]
    .concat();
    assert_eq!(clean(&page("", &body)), "1. Budget\n\n   1. Schools\n\n      4. Roofs\n\n   2. Roads\n\n2. Taxes");
}

#[test]
fn bullets_are_known_by_their_signs() {
    for sign in ["·", "o", "§", "-", "\u{f0b7}", "Ø"] {
        let body = [item("l0 level1", sign, "Rain"), item("l0 level1", sign, "Wind")].concat();
        assert_eq!(clean(&page("", &body)), "- Rain\n- Wind", "{sign}");
    }
}

#[test]
fn the_style_sheet_says_what_a_marker_is() {
    let style = "@list l4:level1\n{mso-level-number-format:bullet;mso-level-text:v;}\n@list l5:level1\n{mso-level-number-format:alpha-lower;mso-level-start-at:3;}";
    assert_eq!(clean(&page(style, &item("l4 level1", "v.", "Rain"))), "- Rain");
    assert_eq!(clean(&page(style, &item("l5 level1", "i.", "Rain"))), "9. Rain");
    assert_eq!(clean(&page(style, &item("l5 level1", "", "Rain"))), "3. Rain");
}

#[test]
fn bullets_and_numbers_mix() {
    let body = [
        item("l0 level1", "·", "Rain"),
        item("l1 level2", "1.", "North"),
        item("l1 level2", "2.", "South"),
        item("l0 level1", "·", "Wind"),
    ]
    .concat();
    assert_eq!(clean(&page("", &body)), "- Rain\n\n  1. North\n  2. South\n\n- Wind");
}

#[test]
fn levels_that_are_skipped_leave_no_gap() {
    let body =
        [item("l0 level1", "·", "Rain"), item("l0 level3", "§", "Hail"), item("l0 level2", "o", "Snow")].concat();
    assert_eq!(clean(&page("", &body)), "- Rain\n\n  - Hail\n  - Snow");
}

#[test]
fn a_list_begins_at_its_number_and_goes_on_after_a_paragraph() {
    let body = [
        item("l0 level1", "3.", "Third"),
        item("l0 level1", "4.", "Fourth"),
        "<p class=MsoNormal>Between.<o:p></o:p></p>".to_owned(),
        item("l0 level1", "5.", "Fifth"),
    ]
    .concat();
    assert_eq!(clean(&page("", &body)), "3. Third\n4. Fourth\n\nBetween.\n\n5. Fifth");
}

#[test]
fn a_list_without_its_markers_counts_on() {
    let style = "@list l0:level1\n{mso-level-text:%1;}";
    let one = "<p class=MsoNormal style='mso-list:l0 level1 lfo1'>One</p>";
    let body = format!("{one}<p class=MsoNormal>Between.</p>{one}");
    assert_eq!(clean(&page(style, &body)), "1. One\n\nBetween.\n\n2. One");
}

#[test]
fn further_paragraphs_belong_to_the_item_they_are_set_in_as() {
    let body = [
        item("l0 level1", "1.", "Budget"),
        "<p class=MsoListParagraphCxSpMiddle><span lang=EN-GB>It grew.<o:p></o:p></span></p>".to_owned(),
        item("l0 level1", "2.", "Taxes"),
        "<p class=MsoListParagraphCxSpMiddle style='mso-list:none'>They fell.</p>".to_owned(),
        "<p class=MsoNormal>Afterwards.</p>".to_owned(),
    ]
    .concat();
    assert_eq!(clean(&page("", &body)), "1. Budget\n\n   It grew.\n\n2. Taxes\n\n   They fell.\n\nAfterwards.");
}

#[test]
fn blank_paragraphs_do_not_cut_a_list() {
    let blank = "<p class=MsoNormal><span lang=EN-GB><o:p>&nbsp;</o:p></span></p>";
    let body = [item("l0 level1", "·", "Rain"), blank.to_owned(), item("l0 level1", "·", "Wind")].concat();
    assert_eq!(clean(&page("", &body)), "- Rain\n- Wind");
    let body = [item("l0 level1", "1.", "Rain"), blank.to_owned(), item("l7 level1", "2.", "Wind")].concat();
    assert_eq!(clean(&page("", &body)), "1. Rain\n\n2) Wind");
}

#[test]
fn safari_writes_conditions_as_comments_and_the_mac_markers_as_text() {
    let safari = "<p class=\"MsoListParagraph\" style=\"text-indent:-18.0pt;mso-list:l0 level1 lfo1\"><!--[if !supportLists]--><span style=\"font-family:Symbol\">·<span style=\"font:7.0pt &quot;Times New Roman&quot;\">&nbsp; </span></span><!--[endif]--><span>Rain <b>today</b><o:p></o:p></span></p>";
    assert_eq!(clean(safari), "- Rain **today**");
    let mac = "<p class=\"MsoListParagraph\" style=\"mso-list:l0 level1 lfo1\">2)<span>&nbsp;&nbsp;&nbsp; </span>Rain</p><p class=\"x_MsoListParagraph\"><span>3)<span>&nbsp;&nbsp;</span></span>Wind</p>";
    assert_eq!(clean(mac), "2. Rain\n3. Wind");
    let none = "<p class=MsoListParagraph>A. Smith spoke.</p>";
    assert_eq!(clean(none), "A. Smith spoke.");
}

#[test]
fn an_item_may_be_an_ordinary_paragraph_or_follow_a_real_list() {
    let body = "<p class=MsoNormal style='margin-left:23pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Rain</p>\n<ul style='margin-top:0cm' type=disc>\n <ul style='margin-top:0cm' type=circle>\n  <li class=MsoNormal style='mso-list:l0 level2 lfo1'>North<o:p></o:p></li>\n </ul>\n</ul>\n<p class=MsoNormal style='margin-left:23pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Wind</p>";
    assert_eq!(clean(&page("", body)), "- Rain\n\n  - North\n\n- Wind");
}

#[test]
fn counted_headings_stay_headings_unless_they_are_a_list() {
    let heading = |level: u8, marker: &str, words: &str| {
        format!(
            "<h{level} style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{marker}<span>&nbsp;</span></span><![endif]>{words}</h{level}>"
        )
    };
    let body = [
        heading(1, "1.", "Finance"),
        heading(2, "1.1", "Taxes"),
        "<p class=MsoNormal>They fell.</p>".to_owned(),
        heading(1, "2.", "Roads"),
        item("l3 level1", "·", "North"),
    ]
    .concat();
    assert_eq!(clean(&page("", &body)), "## 1. Finance\n\n## 1.1 Taxes\n\nThey fell.\n\n## 2. Roads\n\n- North");
    let body = [heading(1, "1.", "Finance"), heading(1, "2.", "Roads")].concat();
    assert_eq!(clean(&page("", &body)), "1. **Finance**\n2. **Roads**");
    let deep =
        "<p class=MsoHeading7 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.&nbsp;</span>Roads</p>";
    assert_eq!(clean(&page("p.MsoHeading7 {mso-outline-level:7;font-style:italic;}", deep)), "1. Roads");
}

#[test]
fn weight_for_other_scripts_is_no_weight() {
    let html = "<p class=MsoNormal><span style='mso-bidi-font-weight:bold'>plain</span> <b style='mso-bidi-font-weight:\nnormal'>bold</b></p>";
    assert_eq!(clean(html), "plain **bold**");
}

#[test]
fn offices_own_elements_leave_their_words() {
    let html = "<p class=MsoNormal><st1:place w:st=\"on\"><st1:City w:st=\"on\">Lahore</st1:City></st1:place> is <w:Sdt Title=\"Size:\">large</w:Sdt>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><xml><w:View>Print</w:View></xml>";
    assert_eq!(clean(html), "Lahore is large.");
}

#[test]
fn words_about_xml_are_words() {
    assert!(read("<p>Write <xml> first.</p>").0.contains("xml"));
    assert!(read("<xml id=\"x\">words</xml>").0.contains("words"));
}

#[test]
fn gaps_bookmarks_and_soft_breaks_are_tidied() {
    let html = "<p class=MsoNormal><a name=\"_Toc1\"></a><a name=\"_Toc2\"><span style='mso-bookmark:_Toc1'>One</span></a><span\nstyle='mso-spacerun:yes'>  </span>two<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>three<br\nstyle='mso-special-character:line-break'>\nfour</p>";
    assert_eq!(clean(html), "One two three\\\nfour");
}

#[test]
fn a_page_break_ends_a_paragraph_and_is_told() {
    let (markup, losses) = read(
        "<p class=MsoNormal>One<br clear=all style='mso-special-character:line-break;\npage-break-before:always'>two</p>",
    );
    assert_eq!(markup, "One\n\ntwo");
    assert!(losses.len() == 1 && losses[0].contains("page break"), "{losses:?}");
}

#[test]
fn pictures_on_the_writers_computer_are_named() {
    let drawing =
        "<!--[if gte vml 1]><v:shape><v:imagedata src=\"file:///C:/Temp/clip_image001.png\"/></v:shape><![endif]-->";
    let html = format!(
        "<p class=MsoNormal>Before {drawing}<![if !vml]><img width=15 height=22 src=\"file:///C:/Temp/clip_image001.png\" alt=\"A bridge in rain\"><![endif]>after</p>"
    );
    let (markup, losses) = read(&html);
    assert_eq!(markup, "Before after\n\nA bridge in rain");
    assert!(losses.len() == 1 && losses[0].contains("“clip_image001.png”"), "{losses:?}");

    let (_, losses) = read(&format!("<p>x{drawing}</p>"));
    assert!(losses.len() == 1 && losses[0].contains("VML"), "{losses:?}");

    let (markup, losses) =
        read("<p>x<v:shape alt=\"bridge.jpg\"><v:imagedata src=\"file:///C:/Temp/clip_image002.jpg\"></v:shape></p>");
    assert!(markup == "x" && losses.len() == 1 && losses[0].contains("“clip_image002.jpg”"), "{markup} {losses:?}");
}

#[test]
fn footnotes_and_comments_keep_their_words() {
    let html = "<p class=MsoNormal>It grew<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.</p><div style='mso-element:footnote-list'><p class=MsoFootnoteText>[1] Says the mint.</p></div>";
    let (markup, losses) = read(html);
    assert!(markup.contains("[\\[1\\]](#_ftn1)") && markup.ends_with("Says the mint."), "{markup}");
    assert_eq!(losses, Vec::<String>::new());
}

#[test]
fn tracked_deletions_are_left_out_and_insertions_are_words() {
    let html = "<p class=MsoNormal>It <span class=msoDel><del cite=\"mailto:Ann%20Lee\" datetime=\"2026-11-02T10:00\">fell</del></span><span class=msoIns><ins cite=\"mailto:Ann%20Lee\" datetime=\"2026-11-02T10:00\">grew</ins></span> fast.</p>";
    let (markup, losses) = read(html);
    assert_eq!(markup, "It grew fast.");
    assert!(losses.len() == 1 && losses[0].contains("“fell”"), "{losses:?}");
}

#[test]
fn words_in_a_marker_are_told() {
    let body = [item("l0 level1", "Article 7", "Rain"), item("l0 level1", "Article 8", "Wind")].concat();
    let (markup, losses) = read(&page("", &body));
    assert_eq!(markup, "7. Rain\n8. Wind");
    assert!(losses.len() == 2 && losses[0].contains("“Article 7”"), "{losses:?}");
}

#[test]
fn tables_hold_lists_of_word() {
    let cell = item("l0 level1", "·", "Rain");
    let html = page(
        "",
        &format!(
            "<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Day</b></p></td><td>{cell}</td></tr></table>"
        ),
    );
    assert_eq!(clean(&html).lines().last(), Some("| **Day** | • Rain |"));
}

#[test]
fn word_on_the_web_cuts_one_list_into_many() {
    let item = |tag: &str, level: u8, number: u8, words: &str| {
        format!(
            "<div class=\"ListContainerWrapper SCXW1 BCX0\"><{tag} class=\"BulletListStyle1 SCXW1\" role=\"list\" start=\"{number}\"><li aria-setsize=\"-1\" data-leveltext=\"%{level}.\" data-listid=\"1\" data-aria-posinset=\"{number}\" data-aria-level=\"{level}\" role=\"listitem\" class=\"OutlineElement\"><p class=\"Paragraph\" xml:lang=\"EN-GB\" lang=\"EN-GB\"><span class=\"TextRun\" lang=\"EN-GB\" style=\"font-weight: normal;\"><span class=\"NormalTextRun\">{words} </span></span><span class=\"TextRun\" style=\"font-weight: bold;\"><span class=\"NormalTextRun\">now</span></span><span class=\"EOP\" data-ccp-props=\"{{}}\">&nbsp;</span></p></li></{tag}></div>"
        )
    };
    let html = [item("ol", 1, 1, "Rain"), item("ul", 2, 1, "North"), item("ol", 1, 2, "Wind")].concat();
    assert_eq!(clean(&html), "1. Rain **now**\n\n   - North **now**\n\n2. Wind **now**");
    let heading = "<div class=\"OutlineElement\"><p class=\"Paragraph\" role=\"heading\" aria-level=\"2\"><span class=\"TextRun\"><span class=\"NormalTextRun\">Weather</span></span><span class=\"EOP\">&nbsp;</span></p></div>";
    assert_eq!(clean(heading), "## Weather");
}
