//! Footnotes, as each program writes them.

use super::{clean, read};

#[test]
fn a_number_and_words_that_link_to_one_another_are_a_note() {
    let word = "<p class=MsoNormal>It grew<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width=\"33%\"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\" title=\"\"><span class=MsoFootnoteReference>[1]</span></a> Says the <i>mint</i>.</p></div></div>";
    let libre_office = "<p>It grew<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a>.</p><div id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>Says the <i>mint</i>.</p></div>";
    let google = "<p><span>It grew</span><sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><span>.</span></p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span>&nbsp;Says the </span><i>mint</i>.</p></div>";
    let kramdown = "<p>It grew<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\">1</a></sup>.</p><div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn:1\" role=\"doc-endnote\"><p>Says the <em>mint</em>.&nbsp;<a href=\"#fnref:1\" class=\"reversefootnote\">&#8617;</a></p></li></ol></div>";
    let encyclopedia = "<p>It grew<sup id=\"cite_ref-1\" class=\"reference\"><a href=\"#cite_note-1\">[1]</a></sup>.</p><h2>Notes</h2><div class=\"reflist\"><ol class=\"references\"><li id=\"cite_note-1\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-1\">^</a></b></span> <span class=\"reference-text\">Says the <i>mint</i>.</span></li></ol></div>";
    let plug_in = "<p>It grew<span id='easy-footnote-1-7' class='easy-footnote-margin-adjust'></span><span class='easy-footnote'><a href='#easy-footnote-bottom-1-7' title='Says the mint.'><sup>1</sup></a></span>.</p><ol class='easy-footnotes-wrapper'><li class='easy-footnote-single'><span id='easy-footnote-bottom-1-7' class='easy-footnote-margin-adjust'></span>Says the <i>mint</i>.<a class='easy-footnote-to-top' href='#easy-footnote-1-7'></a></li></ol>";
    for html in [word, libre_office, google, kramdown, encyclopedia, plug_in] {
        assert_eq!(clean(html), "It grew<note>Says the *mint*.</note>.", "{html}");
    }
}

#[test]
fn each_number_has_its_own_words_and_those_without_a_number_stay() {
    let html = "<p>One<sup id=r1><a href=#n1>1</a></sup>, two<sup id=r2><a href=#n2>2</a></sup>, one<sup id=r1b><a href=#n1>1</a></sup>.</p><ol><li id=n1>First <a href=#r1>a</a> <a href=#r1b>b</a></li><li id=n2><p>Second</p><p>and more <a href=#r2>up</a></p></li><li>Third</li></ol>";
    assert_eq!(
        clean(html),
        "One<note>First</note>, two<note>Second\\\nand more</note>, one<note>First</note>.\n\n1. Third"
    );
}

#[test]
fn what_links_there_and_back_without_a_number_is_no_note() {
    let contents = "<ul><li id=c1><a href=#s1>Rain</a></li></ul><h2 id=s1>Rain <a href=#c1>up</a></h2><p>It fell.</p>";
    assert!(clean(contents).contains("[Rain](#s1)") && clean(contents).ends_with("It fell."), "{}", clean(contents));
    let part = "<p id=c1><a href=#s1>1</a></p><div id=s1><h2>Rain</h2><p>It fell. <a href=#c1>up</a></p></div>";
    assert!(clean(part).contains("## Rain"), "{}", clean(part));
    let alone = "<p>It grew<sup><a href=#n1>1</a></sup>.</p><p id=n1>Says the mint.</p>";
    assert!(clean(alone).ends_with("Says the mint."), "{}", clean(alone));
    let itself = "<p id=a>It <a id=b href=#a>1</a> grew <a href=#b>2</a>.</p>";
    assert!(clean(itself).starts_with("It") && clean(itself).contains("grew"), "{}", clean(itself));
}

#[test]
fn a_note_in_a_note_loses_no_words() {
    let html = "<p>It grew<a id=r1 href=#n1>1</a>.</p><p id=n1><a href=#r1>1</a> Says the mint<a id=r2 href=#n2>2</a>.</p><p id=n2><a href=#r2>2</a> In June.</p>";
    let (markup, _) = read(html);
    assert!(markup.contains("Says the mint") && markup.contains("In June."), "{markup}");
}

#[test]
fn thousands_of_links_are_quickly_read() {
    let html: String = (0..20_000).map(|at| format!("<p id=a{at}><a href=#a{}>{}</a>", at + 1, at % 10)).collect();
    assert!(clean(&format!("<div id=a20000>{html}<a href=#a1>1</a></div>")).len() > 20_000);
}
