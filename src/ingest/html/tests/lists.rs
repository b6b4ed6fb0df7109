//! Lists of web pages and of Google Docs, definitions, and what listings show.

use super::{clean, read};

#[test]
fn lists_directly_in_lists_belong_to_the_item_before() {
    let item = |level: u8, words: &str| {
        format!(
            "<li dir=\"ltr\" style=\"list-style-type:decimal;font-weight:400;\" aria-level=\"{level}\"><p dir=\"ltr\" role=\"presentation\"><span style=\"font-weight:400;\">{words}</span></p></li>"
        )
    };
    let html = format!(
        "<b style=\"font-weight:normal\"><ol>{}<ul>{}<ol>{}</ol></ul>{}</ol></b>",
        item(1, "Rain"),
        item(2, "North"),
        item(3, "Coast"),
        item(1, "Wind")
    );
    assert_eq!(clean(&html), "1. Rain\n\n   - North\n\n     1. Coast\n\n2. Wind");
}

#[test]
fn what_was_copied_out_of_the_depth_of_a_list_comes_up() {
    assert_eq!(clean("<ol><ol><ol><li>One</li></ol></ol><li>Two</li></ol>"), "1. One\n2. Two");
}

#[test]
fn checklists_say_what_is_ticked() {
    let item = |ticked: bool, words: &str| {
        format!(
            "<li dir=\"ltr\" role=\"checkbox\" aria-checked=\"{ticked}\" aria-level=\"1\"><img src=\"data:image/png;base64,AA\" width=\"17px\" height=\"17px\" alt=\"unchecked\" aria-roledescription=\"checkbox\" /><p style=\"display:inline-block\" role=\"presentation\"><span>{words}</span></p></li>"
        )
    };
    assert_eq!(clean(&format!("<ul>{}{}</ul>", item(true, "Ask"), item(false, "Print"))), "- ☑ Ask\n- ☐ Print");
}

#[test]
fn definitions_stand_under_their_terms() {
    let html = "<dl><dt>Rain</dt><dd>Water that <em>falls</em>.</dd>stray<div><dt>Wind</dt><dt>Storm</dt><dd>Air that moves.</dd><dd>Or a sign.</dd></div></dl>";
    assert_eq!(
        clean(html),
        "**Rain**\n\nWater that *falls*.\n\nstray\n\n**Wind**\n\n**Storm**\n\nAir that moves.\n\nOr a sign."
    );
}

#[test]
fn comments_in_listings_are_words() {
    let (markup, _) =
        read("<pre><code>&lt;!-- one --&gt;<!-- two -->\n<b>three</b></code></pre><p><code>a<!-- b --></code>");
    assert_eq!(markup, "```\n<!-- one --><!-- two -->\nthree\n```\n\n`a<!-- b -->`");
}
