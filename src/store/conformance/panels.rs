//! What a store must do about related stories.

use dateline_story::{ArticleId, State};

use super::{article, change};
use crate::{Batch, Changed, Near, Panel, Reason, Store};

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    a_panel_is_kept_and_told_of_when_it_is_another(&open()).await;
    stories_without_a_panel_of_an_index_are_found_newest_first(&open()).await;
}

fn panel(near: i64) -> Panel {
    let reasons = vec![Reason::Topic("trade".into()), Reason::Name("Hunza".into())];
    Panel { reasons, near: vec![Near(ArticleId(near), vec![1, 0]), Near(ArticleId(9), vec![7])] }
}

async fn publish(store: &impl Store, numbers: std::ops::RangeInclusive<i64>) {
    let changes = numbers.map(|number| change(article(number, number), 0)).collect();
    store.write(Batch { changes, ..Batch::default() }).await.unwrap();
}

async fn a_panel_is_kept_and_told_of_when_it_is_another(store: &impl Store) {
    publish(store, 1..=1).await;
    let one = ArticleId(1);
    assert_eq!(store.panel(one).await.unwrap(), None);
    for (index, kept, changes) in [("a", panel(2), 1), ("b", panel(2), 1), ("b", panel(3), 2)] {
        store.write_panels(index, vec![(one, kept.clone())]).await.unwrap();
        assert_eq!(store.panel(one).await.unwrap(), Some(kept));
        let told = store.changes(0, 9).await.unwrap();
        assert_eq!(told.iter().filter(|(_, what)| *what == Changed::Panel(one)).count(), changes);
    }
    let kept = store.panel(one).await.unwrap().unwrap();
    let reasons: Vec<_> = kept.reasons_of(&kept.near[0]).collect();
    assert_eq!(reasons, [&Reason::Name("Hunza".into()), &Reason::Topic("trade".into())]);
    assert_eq!(kept.reasons_of(&kept.near[1]).count(), 0, "a place that is none says nothing");
    store.write_panels("b", vec![(ArticleId(77), panel(1))]).await.unwrap();
    assert_eq!(store.panel(ArticleId(77)).await.unwrap(), None, "there is no such story");
}

async fn stories_without_a_panel_of_an_index_are_found_newest_first(store: &impl Store) {
    publish(store, 1..=4).await;
    let draft = dateline_story::Article { state: State::Draft, first_published: None, ..article(5, 5) };
    store.write(Batch { changes: vec![change(draft, 0)], ..Batch::default() }).await.unwrap();
    let without = async |index: &'static str| {
        let found = store.without_panel(index, None, 9).await.unwrap();
        found.into_iter().map(|(id, _)| id.0).collect::<Vec<_>>()
    };
    store.write_panels("a", vec![(ArticleId(3), panel(1)), (ArticleId(1), panel(2))]).await.unwrap();
    assert_eq!((without("a").await, without("b").await), (vec![4, 2], vec![4, 3, 2, 1]));
    store.outdate_panels(&[ArticleId(1)]).await.unwrap();
    assert_eq!(without("a").await, [4, 2, 1]);
    assert!(store.panel(ArticleId(1)).await.unwrap().is_some(), "it stays until it is made again");
    let first = store.without_panel("a", None, 1).await.unwrap();
    let rest = store.without_panel("a", Some(first[0].1), 9).await.unwrap();
    assert_eq!((first[0].0.0, rest.len(), rest[0].0.0), (4, 2, 2));
}
