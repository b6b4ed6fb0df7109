//! What a store must do about what a story sends into the world: share pictures, translations, the map.

use dateline_story::{Act, ArticleId, Language, ShareCard, State, Timestamp};

use super::{article, change};
use crate::{Batch, Change, Changed, Entry, Error, FiledUnder, SITE, Store, Stretch};

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    a_share_picture_leads_to_the_one_shown_now(&open()).await;
    translations_are_one_anothers(&open()).await;
    the_map_holds_what_is_published_and_says_when_it_changed(&open()).await;
    a_cursor_is_kept(&open()).await;
}

fn entry() -> Entry {
    Entry {
        at: Timestamp::UNIX_EPOCH,
        user: None,
        who: "test".into(),
        what: "translation",
        subject: "story 1".into(),
        detail: String::new(),
        address: String::new(),
    }
}

async fn publish(store: &impl Store, numbers: std::ops::RangeInclusive<i64>) {
    let changes = numbers.map(|number| change(article(number, number), 0)).collect();
    store.write(Batch { changes, ..Batch::default() }).await.unwrap();
}

/// The story `number` in another state, by an act at the second `at`.
async fn move_on(store: &impl Store, number: i64, state: State, act: Act, at: i64) {
    let (story, revision) = store.article(ArticleId(number)).await.unwrap().unwrap();
    let story = dateline_story::Article { state, ..story };
    let at = Timestamp::from_second(at).unwrap();
    let change = Change { at, act: act.word().into(), from_revision: revision, ..change(story, revision) };
    store.write(Batch { changes: vec![change], ..Batch::default() }).await.unwrap();
}

async fn told(store: &impl Store) -> Vec<Changed> {
    store.changes(0, 99).await.unwrap().into_iter().map(|(_, what)| what).collect()
}

async fn a_share_picture_leads_to_the_one_shown_now(store: &impl Store) {
    publish(store, 1..=1).await;
    let one = ArticleId(1);
    let card = |digest: &str, pictured| ShareCard { digest: digest.into(), pictured };
    assert_eq!(store.card(one).await.unwrap(), None);
    store.write_card(one, card("aa", true)).await.unwrap();
    assert_eq!(told(store).await.iter().filter(|what| **what == Changed::Card(one)).count(), 1);
    store.write_card(one, card("aa", true)).await.unwrap();
    assert_eq!(told(store).await.len(), 1, "the same again is no change");
    store.write_card(one, card("bb", false)).await.unwrap();
    assert_eq!(store.earlier_cards(one).await.unwrap(), ["aa"]);
    assert_eq!(store.card(one).await.unwrap(), Some(card("bb", false)));
    for asked in ["aa", "bb"] {
        assert_eq!(store.shown_card(asked).await.unwrap(), Some(card("bb", false)), "{asked}");
    }
    assert_eq!(store.shown_card("cc").await.unwrap(), None);
    store.write_card(one, card("aa", true)).await.unwrap();
    assert_eq!(store.earlier_cards(one).await.unwrap(), ["bb"], "a headline may come back");
    assert_eq!(store.shown_card("bb").await.unwrap(), Some(card("aa", true)));
    move_on(store, 1, State::TakenDown, Act::TakeDown, 9).await;
    assert_eq!((store.shown_card("aa").await.unwrap(), store.shown_card("bb").await.unwrap()), (None, None));
    store.forget_cards(one).await.unwrap();
    assert_eq!(store.earlier_cards(one).await.unwrap(), [""; 0]);
    assert_eq!(store.card(one).await.unwrap(), None);
    store.write_card(SITE, card("dd", false)).await.unwrap();
    assert_eq!(store.shown_card("dd").await.unwrap(), Some(card("dd", false)), "the site's own needs no story");
}

async fn translations_are_one_anothers(store: &impl Store) {
    let languages = ["en", "ur", "tr", "en"];
    let stories = languages.iter().zip(1..).map(|(tag, number)| {
        let language = Language::new(tag).unwrap();
        change(dateline_story::Article { language, ..article(number, number) }, 0)
    });
    store.write(Batch { changes: stories.collect(), ..Batch::default() }).await.unwrap();
    let [one, two, three, four] = [1, 2, 3, 4].map(ArticleId);
    assert_eq!(store.translations(one).await.unwrap(), []);
    store.link_translation(one, two, entry()).await.unwrap();
    store.link_translation(three, two, entry()).await.unwrap();
    store.link_translation(one, two, entry()).await.unwrap();
    assert_eq!(store.translations(one).await.unwrap(), [two, three]);
    assert_eq!(store.translations(three).await.unwrap(), [one, two]);
    let of_one = |told: Vec<Changed>| told.iter().filter(|what| **what == Changed::Translations(one)).count();
    let before = of_one(told(store).await);
    assert!(before >= 2, "who had a translation is told of another");
    for (other, language) in [(four, "en"), (one, "")] {
        let refused = store.link_translation(one, other, entry()).await;
        assert!(matches!(refused, Err(Error::SameLanguage(of)) if of == language));
    }
    assert!(matches!(store.link_translation(one, ArticleId(99), entry()).await, Err(Error::NoSuchStory(_))));
    assert_eq!(store.translations(four).await.unwrap(), [], "what was refused is not written");
    assert!(store.unlink_translation(two, entry()).await.unwrap());
    assert_eq!(store.translations(one).await.unwrap(), [three]);
    assert!(of_one(told(store).await) > before);
    assert!(store.unlink_translation(three, entry()).await.unwrap());
    assert!(!store.unlink_translation(one, entry()).await.unwrap(), "one alone is no translation");
    assert_eq!(store.audited(None, 99).await.unwrap().len(), 5);
    // Whoever was first and has left is not led back by the others' number.
    store.link_translation(one, two, entry()).await.unwrap();
    store.link_translation(one, three, entry()).await.unwrap();
    assert!(store.unlink_translation(one, entry()).await.unwrap());
    assert_eq!(store.translations(two).await.unwrap(), [three]);
    store.link_translation(four, two, entry()).await.unwrap();
    assert_eq!(
        (store.translations(one).await.unwrap(), store.translations(three).await.unwrap()),
        (vec![], vec![two, four])
    );
    // A story that is written in another's language now is no translation of it.
    let (story, revision) = store.article(three).await.unwrap().unwrap();
    let story = dateline_story::Article { language: Language::english(), ..story };
    store.write(Batch { changes: vec![change(story, revision)], ..Batch::default() }).await.unwrap();
    assert_eq!(
        (store.translations(three).await.unwrap(), store.translations(two).await.unwrap()),
        (vec![], vec![four])
    );
}

async fn the_map_holds_what_is_published_and_says_when_it_changed(store: &impl Store) {
    publish(store, 1..=5).await;
    let draft = dateline_story::Article { state: State::Draft, first_published: None, ..article(6, 6) };
    store.write(Batch { changes: vec![change(draft, 0)], ..Batch::default() }).await.unwrap();
    move_on(store, 2, State::Published, Act::Update, 7_000_000_000).await;
    move_on(store, 4, State::Withdrawn, Act::Withdraw, 8_000_000_000).await;
    let all = store.mapped(ArticleId(i64::MIN), 99, 9).await.unwrap();
    assert_eq!(all.iter().map(|story| story.id.0).collect::<Vec<_>>(), [1, 2, 3, 5]);
    let updated = Timestamp::from_second(7_000_000_000).unwrap();
    assert_eq!(all[1].changed, updated);
    assert!(all[0].changed < updated, "a neighbour has not changed");
    let gone = store.removals(9).await.unwrap();
    assert_eq!(gone.iter().map(|(story, at)| (story.id.0, at.as_second())).collect::<Vec<_>>(), [(4, 8_000_000_000)]);
    let rest = store.mapped(ArticleId(2), 1, 9).await.unwrap();
    assert_eq!(rest.iter().map(|story| story.id.0).collect::<Vec<_>>(), [3]);
    let stretches = store.stretches(2).await.unwrap();
    assert_eq!(stretches.len(), 2);
    assert_eq!(stretches[0], Stretch { after: ArticleId(i64::MIN), changed: updated });
    assert_eq!(stretches[1].after, ArticleId(2));
    let removal = Timestamp::from_second(8_000_000_000).unwrap();
    assert_eq!(stretches[1].changed, removal, "the part that the fourth has left is another");
    for (number, first) in [(0, Some(1)), (1, Some(3)), (2, None), (usize::MAX, None)] {
        let begins = store.stretch(number, 2).await.unwrap();
        let found = match begins {
            Some(after) => store.mapped(after, 1, 0).await.unwrap().first().map(|story| story.id.0),
            None => None,
        };
        assert_eq!(found, first, "{number}");
    }
    // What was imported changed when its readers last saw it change, not when it came here.
    let imported = article(7, 1_000_000);
    let published = imported.first_published;
    let at = Timestamp::from_second(9_000_000_000).unwrap();
    let change = Change { act: "import".into(), at, ..change(imported, 0) };
    store.write(Batch { changes: vec![change], ..Batch::default() }).await.unwrap();
    let seventh = store.mapped(ArticleId(6), 1, 0).await.unwrap().pop().unwrap();
    assert_eq!(Some(seventh.changed), published);
    let topics = store.filed_under(FiledUnder::Topic, "", 99).await.unwrap();
    let mut sorted = topics.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(topics, sorted);
    if let Some(first) = topics.first() {
        assert!(!store.filed_under(FiledUnder::Topic, first.as_str(), 99).await.unwrap().contains(first));
    }
}

async fn a_cursor_is_kept(store: &impl Store) {
    assert_eq!(store.cursor("a").await.unwrap(), None);
    for event in [3, 8] {
        store.set_cursor("a", event).await.unwrap();
        assert_eq!(store.cursor("a").await.unwrap(), Some(event));
    }
    assert_eq!(store.cursor("b").await.unwrap(), None);
}
