use super::markup;

fn plain(text: &str) -> String {
    markup("", text).0.trim_end().to_owned()
}

#[test]
fn blank_lines_make_paragraphs_and_line_breaks_stay() {
    assert_eq!(plain("One\r\ntwo\r\n\r\n\r\nThree\r\n"), "One\\\ntwo\n\nThree");
    assert_eq!(plain("One\u{2028}two\u{2029}Three\u{c}Four"), "One\\\ntwo\n\nThree\n\nFour");
}

#[test]
fn what_was_plain_stays_plain() {
    for text in [
        "5 * 3 * 2 is 30",
        "a_name_here and *so* _on_",
        "<b>no tag</b> & no entity &amp;",
        "#hashtag first",
        "1914. That year a war began.",
        "- Nereye gidiyorsun?",
        "[not a link](javascript:x) [nor this] (https://a.example/)",
        "::figure{src=\"x\"}",
        ":::quote",
        "| a | b",
        "~~~ waves ~~~",
        "2**3**4 and a**b",
        "``quoted'' twice",
    ] {
        let markup = plain(text);
        let blocks = dateline_story::markup::parse(&markup).blocks;
        assert_eq!(blocks, [dateline_story::Block::Paragraph(vec![dateline_story::Inline::text(text)])], "{markup}");
    }
}

#[test]
fn unmistakable_markdown_becomes_blocks() {
    let text = "# Top\n\nSome **bold** words, a [link](https://a.example/) and `code`.\n## Part\n- one\n- two\n  - deeper\n  - more\n- three\n\n1. first\n2. second\n\n> said\n> twice\n\n---\n\n```rust\nlet a;\n\nlet b;\n```\n\n| a | b |\n| - | -: |\n| 1 | 2 |";
    let text = text.replace("| - | -: |", "| --- | --: |");
    assert_eq!(
        plain(&text),
        "## Top\n\nSome **bold** words, a [link](https://a.example/) and `code`.\n\n## Part\n\n- one\n\n- two\n\n  - deeper\n  - more\n\n- three\n\n1. first\n2. second\n\n> said\\\n> twice\n\n---\n\n```rust\nlet a;\n\nlet b;\n```\n\n| a | b |\n| --- | --: |\n| 1 | 2 |"
    );
}

#[test]
fn lists_may_follow_words_and_have_blank_lines() {
    assert_eq!(plain("We need:\n• bread\n• water"), "We need:\n\n- bread\n- water");
    assert_eq!(plain("1. one\n\n2. two\n\n3. three"), "1\\. one\n\n2\\. two\n\n3\\. three");
    assert_eq!(plain("- one\n- two\n\n- three\n- four"), "- one\n- two\n- three\n- four");
    assert_eq!(plain("1. one\n3. three"), "1\\. one\\\n3\\. three");
}

#[test]
fn rows_with_tabs_are_a_table() {
    let table = "| District | Houses |\n| --- | --: |\n| North | 1,204 |\n| South | 87 |";
    assert_eq!(plain("District\tHouses\t\nNorth\t1,204\t\nSouth\t87\t\n"), table);
    assert_eq!(
        plain("Before.\n\nDistrict\tHouses\nNorth\t1,204\nSouth\t87\n\nAfter."),
        format!("Before.\n\n{table}\n\nAfter.")
    );
    assert_eq!(
        plain("\"a\nb\"\tx\nc\t\"say \"\"so\"\"\"\n"),
        "|  |  |\n| --- | --- |\n| a<br>b | x |\n| c | say \"so\" |"
    );
    assert_eq!(plain("\tset in\twith tabs"), "set in with tabs");
}

#[test]
fn the_richer_form_is_taken() {
    assert_eq!(markup("<p>One <b>two</b></p>", "One two").0, "One **two**\n");
    assert_eq!(markup("<meta charset='utf-8'><span>plain</span>", "plain").0, "plain\n");
    let code = "<div style=\"font-family: Menlo, monospace; white-space: pre;\"><div># Top</div><br><div>- one</div><div>- two</div></div>";
    assert_eq!(markup(code, "# Top\n\n- one\n- two").0, "## Top\n\n- one\n- two\n");
    assert_eq!(markup("<img src=\"data:image/png;base64,AA\">", "words").0, "words\n");
    assert_eq!(markup("<p>x<script>y</script></p>", "").1, 1);
}
