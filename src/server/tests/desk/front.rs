//! The front page arranged at the desk.

use axum::http::StatusCode;
use dateline_story::{Act, ArticleId, Role};

use crate::browser::{Browser, location};
use crate::rig::{Rig, now, story};

const FORM: [(&str, &str); 3] = [("language", "en"), ("version", "0"), ("to", "top-0")];

fn and<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

/// The headlines of a front page's top, in the order of the page: "1" for "Headline of story 1".
fn top(page: &str) -> Vec<String> {
    let first = page.split("<div class=\"first\">").nth(1).unwrap();
    let first = first.split("id=\"latest\"").next().unwrap();
    let cards = first.split("data-card").skip(1);
    cards.map(|card| card.split("Headline of story ").nth(1).unwrap().split('<').next().unwrap().to_owned()).collect()
}

async fn filled() -> (Rig, Vec<ArticleId>) {
    let rig = Rig::new();
    let sections = ["pakistan", "world"];
    let stories = (1..=16).map(|number| story(number, sections[number as usize % 2], number)).collect();
    let ids = rig.publish(stories).await;
    (rig, ids)
}

#[tokio::test]
async fn what_is_placed_stands_there_and_the_rest_fills_itself() {
    let (rig, ids) = filled().await;
    let by_rule = top(&rig.page("/").await);
    assert_eq!(by_rule.len(), 5);
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;

    let fifteenth = ids[14].to_string();
    let place = format!("place-{fifteenth}");
    let shown = editor.post("/desk/front", &and(&[("do", &place), ("to", "top-1")])).await;
    assert_eq!(shown.status, StatusCode::OK);
    let shown = shown.text();
    assert!(shown.contains(&format!("name=\"slot-top-1\" value=\"{fifteenth}\"")), "{shown}");
    assert!(shown.contains("Headline of story 15 – now at: Place 2."), "{shown}");
    assert!(shown.contains("Not public yet"), "{shown}");
    assert_eq!(top(&rig.page("/").await), by_rule, "nothing is public before it is published");

    let slots = [("slot-top-1", fifteenth.as_str())];
    let preview = editor.post("/desk/front/preview", &and(&slots)).await.text();
    assert_eq!(top(&preview)[1], "15");
    assert_eq!(top(&rig.page("/").await), by_rule, "nor by looking at it");

    let answer = editor.post("/desk/front", &and(&[slots[0], ("do", "publish")])).await;
    assert_eq!(location(&answer), "/desk/front?language=en&done=front");
    let page = rig.page("/").await;
    assert_eq!(page, preview, "the preview is the page");
    let mut expected = by_rule.clone();
    expected.insert(1, "15".to_owned());
    expected.pop();
    assert_eq!(top(&page), expected);
    assert_eq!(page.matches("Headline of story 15<").count(), 1, "no story stands twice");
    assert!(!rig.page("/ur").await.contains("Headline of story 15"), "each language has its own");
}

#[tokio::test]
async fn a_sections_block_begins_with_what_was_placed() {
    let (rig, ids) = filled().await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let sixteenth = ids[15].to_string();
    let answer = editor.post("/desk/front", &and(&[("slot-block-world", sixteenth.as_str()), ("do", "publish")])).await;
    location(&answer);
    let page = rig.page("/").await;
    let block = page.split("id=\"section-world\"").nth(1).unwrap();
    assert!(block.split("data-card").nth(1).unwrap().contains("Headline of story 16<"), "{block}");
    assert_eq!(page.matches("Headline of story 16<").count(), 1);
}

#[tokio::test]
async fn a_withdrawn_story_leaves_its_slot_to_the_newest_and_is_let_go() {
    let (rig, ids) = filled().await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let (tenth, twelfth) = (ids[9].to_string(), ids[11].to_string());
    let slots = [("slot-top-0", tenth.as_str()), ("slot-top-1", twelfth.as_str())];
    location(&editor.post("/desk/front", &and(&[slots[0], slots[1], ("do", "publish")])).await);
    assert_eq!(top(&rig.page("/").await)[..2], ["10", "12"]);

    rig.newsroom.act(ids[9], Act::Withdraw, "Ada", "Wrong", now()).await.unwrap();
    let after = top(&rig.page("/").await);
    assert!(after[0] != "10" && after[1] == "12" && after.len() == 5, "{after:?}");
    let shown = editor.page("/desk/front").await;
    assert!(shown.contains("not published any more") && shown.contains("value=\"release-top-0\""), "{shown}");
    let refused = editor.post("/desk/front", &and(&[("do", &format!("place-{tenth}"))])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("is not published, so it cannot be placed"));

    location(&editor.post("/desk/front", &and(&[slots[0], slots[1], ("version", "1"), ("do", "publish")])).await);
    assert!(!editor.page("/desk/front").await.contains("slot-top-0\" value"));
}

#[tokio::test]
async fn with_fewer_stories_than_slots_the_desk_shows_each_where_readers_see_it() {
    let rig = Rig::new();
    let ids = rig.publish((1..=3).map(|number| story(number, "world", number)).collect()).await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let oldest = ids[0].to_string();
    let shown = editor.post("/desk/front", &and(&[("slot-top-4", &oldest), ("do", "search")])).await.text();
    let slot = |name: &str| {
        let item = shown.split(&format!("data-slot=\"{name}\"")).nth(1).unwrap().split("</li>").next().unwrap();
        item.split("Headline of story ").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned())
    };
    let tops = ["top-0", "top-1", "top-2", "top-3", "top-4"].map(slot);
    let story = |number: &str| Some(number.to_owned());
    assert_eq!(tops, [story("2"), story("3"), None, None, story("1")], "2 has a picture, and leads");
}

#[tokio::test]
async fn two_editors_and_older_arrangements() {
    let (rig, ids) = filled().await;
    let (one, two) = (ids[5].to_string(), ids[6].to_string());
    let mut ada = Browser::of(&rig, "Ada", Role::Editor).await;
    location(&ada.post("/desk/front", &and(&[("slot-top-0", &one), ("do", "publish")])).await);
    let mut eda = Browser::of(&rig, "Eda", Role::Editor).await;
    let late = eda.post("/desk/front", &and(&[("slot-top-0", &two), ("do", "publish")])).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = late.text();
    assert!(shown.contains("Somebody else has saved this meanwhile"), "{shown}");
    assert!(shown.contains(&format!("name=\"slot-top-0\" value=\"{two}\"")), "what she arranged is kept: {shown}");
    assert_eq!(top(&rig.page("/").await)[0], "6");
    location(&eda.post("/desk/front", &and(&[("slot-top-0", &two), ("version", "1"), ("do", "publish")])).await);
    assert_eq!(top(&rig.page("/").await)[0], "7");

    let history = eda.page("/desk/catalogue/history?kind=front&key=en").await;
    assert!(history.contains("Headline of story") && history.contains("Restore revision 1"), "{history}");
    let restore = [("kind", "front"), ("key", "en"), ("number", "1"), ("version", "2")];
    location(&eda.post("/desk/catalogue/history", &restore).await);
    assert_eq!(top(&rig.page("/").await)[0], "6");
}

#[tokio::test]
async fn whoever_may_not_and_what_is_not_understood() {
    let (rig, ids) = filled().await;
    let mut reporter = Browser::of(&rig, "Rana", Role::Reporter).await;
    let slot = ids[3].to_string();
    for path in ["/desk/front", "/desk/front/preview"] {
        assert_eq!(reporter.get(path).await.status, StatusCode::FORBIDDEN);
        let answer = reporter.post(path, &and(&[("slot-top-0", &slot), ("do", "publish")])).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(Browser::new(&rig).get("/desk/front").await.status, StatusCode::SEE_OTHER);

    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    for act in ["", "up-top-0", "down-top-4", "place-", "release-lead", "everything"] {
        assert_eq!(editor.post("/desk/front", &and(&[("do", act)])).await.status, StatusCode::BAD_REQUEST, "{act}");
    }
    assert_eq!(editor.get("/desk/front?language=xx").await.status, StatusCode::NOT_FOUND);
    // Slots and numbers that are none are as if they were not there; a story in two slots stands in the last.
    let odd = [
        ("slot-top-9", slot.as_str()),
        ("slot-top-0", "many"),
        ("slot-top-2", &slot),
        ("slot-top-3", &slot),
        ("do", "search"),
        ("q", "no such words"),
    ];
    let shown = editor.post("/desk/front", &and(&odd)).await.text();
    assert!(shown.contains(&format!("name=\"slot-top-3\" value=\"{slot}\"")), "{shown}");
    assert_eq!(shown.matches("name=\"slot-").count(), 1, "{shown}");
    let found = editor.post("/desk/front", &and(&[("do", "search"), ("q", "headl story 13")])).await.text();
    assert_eq!(found.matches("value=\"place-").count(), 1, "{found}");
}
