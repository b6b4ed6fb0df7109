//! Whole exports, read from files.

use std::io::Write;
use std::ops::ControlFlow;

use dateline_story::{Block, Language, Slug, State, markup};
use jiff::tz::TimeZone;

use super::{Error, Options, Pages, read};
use crate::incoming::{Incoming, Origin, Summary};

fn options() -> Options {
    Options::new(Slug::new("news").unwrap(), Language::english(), TimeZone::fixed(jiff::tz::offset(5)))
}

fn try_import(xml: &[u8], options: &Options) -> Result<(Vec<Incoming>, Summary), Error> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(xml).unwrap();
    let mut stories = Vec::new();
    let summary = read(file.path(), options, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    })?;
    Ok((stories, summary))
}

fn import(xml: &str) -> (Vec<Incoming>, Summary) {
    try_import(xml.as_bytes(), &options()).unwrap()
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Old Paper</title><link>https://old.example</link><language>en-GB</language>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>world</wp:category_nicename><wp:cat_name><![CDATA[World &amp; beyond]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>8</wp:term_id><wp:category_nicename>media</wp:category_nicename><wp:cat_name>Media</wp:cat_name></wp:category>
"#;

fn export(items: &[String]) -> String {
    format!("{HEAD}{}</channel></rss>\n", items.concat())
}

fn post(number: u32, more: &str) -> String {
    format!(
        "<item><title>Post {number}</title><link>https://old.example/2012/03/post-{number}/</link><dc:creator>ann</dc:creator>\
         <wp:post_id>{number}</wp:post_id><wp:post_date>2012-03-15 10:00:00</wp:post_date><wp:post_date_gmt>2012-03-15 05:00:00</wp:post_date_gmt>\
         <wp:post_name>post-{number}</wp:post_name><wp:post_type>post</wp:post_type>{}{more}</item>\n",
        if more.contains("<wp:status>") { "" } else { "<wp:status>publish</wp:status>" }
    )
}

#[test]
fn a_post_keeps_all_that_wordpress_knew() {
    let attachment = "<item><title>pic</title><wp:post_id>90</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>\
        <excerpt:encoded><![CDATA[The <em>square</em>]]></excerpt:encoded><wp:attachment_url>https://old.example/up/Square.JPG</wp:attachment_url>\
        <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A square</wp:meta_value></wp:postmeta></item>";
    let more = "<excerpt:encoded><![CDATA[Stand &amp; first]]></excerpt:encoded>\
        <content:encoded><![CDATA[One\n\n[gallery ids=\"90\"]\n\n<img src=\"http://old.example/up/Square-300x200.JPG\">]]></content:encoded>\
        <category domain=\"category\" nicename=\"media\">Media</category><category domain=\"category\" nicename=\"world\">World</category>\
        <category domain=\"post_tag\" nicename=\"talks\"><![CDATA[Talks &amp; treaties]]></category><wp:is_sticky>1</wp:is_sticky>\
        <wp:post_modified_gmt>2012-03-16 05:00:00</wp:post_modified_gmt><wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>\
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[90]]></wp:meta_value></wp:postmeta>\
        <wp:postmeta><wp:meta_key>_yoast_wpseo_primary_category</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>\
        <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>first-name</wp:meta_value></wp:postmeta>";
    let (stories, summary) = import(&export(&[post(12, more), attachment.to_owned()]));
    let [story] = &stories[..] else { panic!("{stories:?}") };
    assert_eq!(story.source, "wxr:old.example/?p=12");
    let article = &story.article;
    assert_eq!(article.path(), "/world/post-12");
    assert_eq!(article.language.as_str(), "en-GB");
    assert_eq!(article.standfirst.as_deref(), Some("Stand & first"));
    assert_eq!(article.first_published.unwrap().to_string(), "2012-03-15T05:00:00Z");
    assert_eq!(article.updated.as_ref().unwrap().at.to_string(), "2012-03-16T05:00:00Z");
    assert_eq!(article.state, State::Published);
    assert_eq!(story.authors[0].name, "Ann Lee");
    assert_eq!(story.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(), ["Media", "Talks & treaties"]);
    assert_eq!(story.redirects, ["/2012/03/post-12/", "/2012/03/first-name/", "/?p=12"]);
    let lead = article.lead.as_ref().unwrap();
    assert_eq!((lead.src.as_str(), lead.alt.as_str()), ("square.jpg", "A square"));
    assert_eq!(markup::write_inlines(&lead.caption), "The *square*");
    assert_eq!(story.pictures.len(), 1, "{:?}", story.pictures);
    assert_eq!(story.pictures[0].origin, Origin::Web("https://old.example/up/Square.JPG".into()));
    assert!(
        matches!(&article.body[..], [Block::Paragraph(_), Block::Gallery { figures: pictures, .. }, Block::Figure(figure)]
        if pictures[0].alt == "A square" && figure.src == "square.jpg" && figure.alt == "A square"),
        "{:?}",
        article.body
    );
    assert_eq!(summary.skipped.get("comments"), Some(&1));
    assert_eq!(summary.skipped.get("attachments"), Some(&1));
    assert_eq!(
        summary.sections.iter().map(|(slug, name)| format!("{slug}={name}")).collect::<Vec<_>>(),
        ["media-stories=Media", "world=World & beyond"]
    );
    assert_eq!(story.losses.len(), 1, "{:?}", story.losses);
    assert_eq!(story.losses[0].place, "https://old.example/2012/03/post-12/");
}

#[test]
fn what_search_engines_were_told_stays_what_they_are_told() {
    let meta = |key: &str, value: &str| {
        format!(
            "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        )
    };
    let excerpt = "<excerpt:encoded>In short.</excerpt:encoded>";
    let posts = [
        format!("{excerpt}{}", meta("_yoast_wpseo_metadesc", "%%title%%: for &amp; by machines")),
        format!("{excerpt}{}", meta("rank_math_description", "%excerpt%")),
        meta("_aioseo_description", "#post_title"),
        format!("{excerpt}{}", meta("_subtitle", "A deck")),
        format!("{excerpt}{}", meta("_yoast_wpseo_metadesc", "In %%ct_country%%")),
    ];
    let items: Vec<_> = posts.iter().zip(1..).map(|(more, number)| post(number, more)).collect();
    let (stories, _) = import(&export(&items));
    let told: Vec<_> = stories
        .iter()
        .map(|story| (story.article.standfirst.as_deref(), story.article.description.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("In short."), Some("Post 1: for & by machines")),
            (Some("In short."), None),
            (None, Some("Post 3")),
            (Some("A deck"), Some("In short.")),
            (Some("In short."), None),
        ]
    );
    let lost = |story: &Incoming| story.losses.iter().filter(|loss| loss.what.contains("search engines")).count();
    assert_eq!(stories.iter().map(lost).collect::<Vec<_>>(), [0, 0, 0, 0, 1]);
}

#[test]
fn every_status_finds_its_state() {
    let status = |number, status: &str| post(number, &format!("<wp:status>{status}</wp:status>"));
    let draft = status(4, "draft")
        .replace("2012-03-15 05:00:00", "0000-00-00 00:00:00")
        .replace("2012-03-15 10:00:00", "0000-00-00 00:00:00");
    let items = [
        status(1, "publish"),
        status(2, "pending"),
        status(3, "future"),
        draft,
        status(5, "private"),
        status(6, "trash"),
        status(7, "auto-draft"),
        post(8, "<wp:post_password>x</wp:post_password>"),
    ];
    let (stories, summary) = import(&export(&items));
    let states: Vec<State> = stories.iter().map(|story| story.article.state).collect();
    let at = "2012-03-15T05:00:00Z".parse().unwrap();
    assert_eq!(
        states,
        [State::Published, State::InReview, State::Scheduled(at), State::Draft, State::Draft, State::Draft]
    );
    assert!(stories[3].redirects.is_empty() && stories[3].losses.is_empty());
    assert_eq!((stories[4].losses.len(), stories[5].losses.len()), (1, 1));
    assert_eq!(summary.skipped.len(), 2);
}

#[test]
fn what_plug_ins_hid_or_would_hide_is_not_shown_without_a_word() {
    let meta = |key: &str, value: &str| {
        format!("<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>")
    };
    let items = [post(1, &meta("_members_access_role", "editor")), post(2, &meta("_expiration-date", "4102444800"))];
    let (stories, _) = import(&export(&items));
    assert_eq!((stories[0].article.state, stories[0].article.first_published), (State::Draft, None));
    assert_eq!(stories[1].article.state, State::Published);
    for (story, word) in stories.iter().zip(["members", "2100-01-01"]) {
        assert!(story.losses.len() == 1 && story.losses[0].what.contains(word), "{:?}", story.losses);
    }
}

#[test]
fn dates_without_gmt_count_in_the_sites_zone() {
    let item = post(1, "").replace("2012-03-15 05:00:00", "0000-00-00 00:00:00");
    let (stories, _) = import(&export(&[item]));
    assert_eq!(stories[0].article.first_published.unwrap().to_string(), "2012-03-15T05:00:00Z");
}

#[test]
fn doubles_and_reserved_sections_are_reported() {
    let media = "<category domain=\"category\" nicename=\"media\">Media</category>";
    let again = post(2, media).replace("post-2", "post-1");
    let (stories, _) = import(&export(&[post(1, media), again]));
    assert_eq!(stories[0].article.path(), "/media-stories/post-1");
    assert_eq!(stories[1].article.path(), "/media-stories/post-1-2");
    assert_eq!((stories[0].losses.len(), stories[1].losses.len()), (1, 1));
}

#[test]
fn a_broken_item_breaks_only_itself() {
    let broken = post(2, "<content:encoded>words &amp; <b>more</content:encoded>");
    let (stories, summary) = import(&export(&[post(1, ""), broken, post(3, "")]));
    assert_eq!(stories.len(), 3);
    assert_eq!(markup::write(&stories[1].article.body).trim(), "words & **more**");
    assert_eq!(summary.problems.len(), 1, "{:?}", summary.problems);
    assert!(summary.problems[0].place.starts_with("line 9, column "), "{:?}", summary.problems);
}

#[test]
fn a_file_cut_short_imports_what_there_is() {
    let whole = export(&[post(1, ""), post(2, "<content:encoded><![CDATA[Half of the wo")]);
    let cut = whole.split("</item>").take(1).collect::<String>()
        + "</item>\n"
        + "<item><title>Two</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status><content:encoded><![CDATA[Half of the wo";
    let (stories, summary) = import(&cut);
    assert_eq!(stories.len(), 2);
    assert_eq!(stories[1].article.headline, "Two");
    assert!(summary.problems.iter().any(|loss| loss.what.contains("the file ends here")), "{:?}", summary.problems);
}

#[test]
fn bad_bytes_and_characters_are_named() {
    let mut xml = export(&[post(1, "<content:encoded><![CDATA[caf@ and ~nul]]></content:encoded>")]).into_bytes();
    for byte in &mut xml {
        match byte {
            b'@' => *byte = 0xe9,
            b'~' => *byte = 0,
            _ => {}
        }
    }
    let (stories, summary) = try_import(&xml, &options()).unwrap();
    assert!(markup::write(&stories[0].article.body).contains("caf\u{fffd} and nul"));
    assert_eq!(summary.problems.len(), 2);
    assert!(summary.problems[0].place.contains("(byte "));
}

#[test]
fn what_is_no_export_is_refused_with_a_reason() {
    for (xml, word) in [
        (&b"<html><body>hello</body></html>"[..], "<rss>"),
        (b"", "empty"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item></item></channel></rss>", "document type"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel/></rss>", "ISO-8859-1"),
        (b"\xff\xfe<\0r\0", "UTF-16"),
    ] {
        let error = try_import(xml, &options()).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn pages_become_stories_when_asked_and_the_reader_can_stop() {
    let page = post(5, "").replace("<wp:post_type>post", "<wp:post_type>page");
    let xml = export(&[page, post(6, "")]);
    let (stories, summary) = import(&xml);
    assert_eq!((stories.len(), summary.skipped.get("pages")), (1, Some(&1)));
    let (stories, _) = try_import(xml.as_bytes(), &Options { pages: Pages::AsStories, ..options() }).unwrap();
    assert_eq!(stories[0].redirects, ["/2012/03/post-5/", "/?page_id=5"]);

    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(export(&[post(1, ""), post(2, "")]).as_bytes()).unwrap();
    let summary = read(file.path(), &options(), &mut |_| ControlFlow::Break(())).unwrap();
    assert_eq!(summary.stories, 1);
}

#[test]
fn an_endless_item_is_passed_over() {
    let huge = post(1, &format!("<content:encoded>{}</content:encoded>", "x".repeat(3 << 20)));
    let (stories, summary) =
        try_import(export(&[huge, post(2, "")]).as_bytes(), &Options { item_limit: 1 << 20, ..options() }).unwrap();
    assert_eq!(stories.len(), 1);
    assert!(summary.problems[0].place.starts_with("line 8, column 1 "), "{:?}", summary.problems);
}

/// Where the shared test data is, if it is.
fn data(path: &str) -> Option<std::path::PathBuf> {
    let root = std::env::var_os("DATELINE_DATA").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let path = root.join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

#[test]
fn the_theme_unit_test_export_comes_in_whole() {
    let Some(path) = data("wxr/themeunittestdata.wordpress.xml") else { return };
    let mut stories = Vec::new();
    let summary = read(&path, &Options { pages: Pages::AsStories, ..options() }, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    })
    .unwrap();
    if std::env::var_os("DATELINE_SHOW").is_some() {
        for story in &stories {
            println!("\n##### {} {:?} {}", story.article.path(), story.article.state, story.article.headline);
            println!(
                "redirects {:?} authors {:?} topics {:?}",
                story.redirects, story.article.bylines, story.article.topics
            );
            println!("{:?}\n{}", story.article.lead, markup::write(&story.article.body));
            story.losses.iter().for_each(|loss| println!("LOSS {}: {}", loss.place, loss.what));
        }
        println!("{summary:#?}");
    }
    assert!(stories.len() > 60, "{}", stories.len());
    assert!(summary.problems.is_empty(), "{:?}", summary.problems);
    for story in &stories {
        let written = markup::write(&story.article.body);
        let parsed = markup::parse(&written);
        assert_eq!(parsed.blocks, story.article.body, "{}", story.source);
        assert!(!written.contains("<script") && !written.contains("javascript:"), "{}", story.source);
    }
}

mod anything {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn never_panics_wherever_a_file_is_damaged(at in 0_usize..4000, len in 0_usize..40, rubbish in "[<>&\\]\\[!a\0-]{0,12}") {
            let content = "<content:encoded><![CDATA[One [gallery ids=\"1\"] <p>two</p> ]]]]><![CDATA[> <!-- wp:image {\"id\":1} --><figure><img src=\"https://a.example/a.jpg\"></figure><!-- /wp:image -->]]></content:encoded>";
            let mut xml = export(&[post(1, content), post(2, content), post(3, content)]).into_bytes();
            let at = at.min(xml.len());
            let end = (at + len).min(xml.len());
            xml.splice(at..end, rubbish.bytes());
            if let Ok((stories, summary)) = try_import(&xml, &options()) {
                prop_assert_eq!(stories.len(), summary.stories);
                // What is damaged spoils at most its own item and the one it runs into.
                prop_assert!(!stories.is_empty(), "{:?}", summary);
            }
        }
    }
}
