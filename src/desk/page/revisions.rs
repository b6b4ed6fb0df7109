//! What a story once said, and what changed between two of its texts.

use dateline_story::diff::{BlockChange, Run};
use dateline_story::{Article, ArticleId, Timestamp};
use leptos::prelude::*;

use crate::form::{Look, button};
use crate::{Desk, DeskPage, Place, pager, stamp};

/// A revision in the list.
#[derive(Clone, Debug)]
pub struct RevisionLine {
    /// Its number.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The act that made it, by its word.
    pub act: String,
    /// Why.
    pub note: String,
}

/// Two texts of a story.
pub struct Comparison {
    /// The older one's number.
    pub from: u32,
    /// The newer one's.
    pub to: u32,
    /// Fields that differ: the key of their name, and what changed.
    pub fields: Vec<(&'static str, Vec<Run>)>,
    /// The bodies, block by block.
    pub blocks: Vec<BlockChange>,
}

/// The page. `version` is the draft's, so that restoring does not overwrite what somebody saves meanwhile.
pub fn page(
    desk: &Desk,
    story: &Article,
    version: u64,
    revisions: Vec<RevisionLine>,
    comparison: Option<Comparison>,
    older: Option<u32>,
) -> DeskPage {
    let address = format!("/desk/story/{}", story.id);
    let compared = comparison.as_ref().map(|two| (two.from, two.to));
    let last = revisions.first().map_or(0, |revision| revision.number);
    let items: Vec<_> =
        revisions.into_iter().map(|revision| item(desk, story.id, version, last, revision, compared)).collect();
    let (lang, dir) = (story.language.to_string(), story.language.direction().as_str());
    let comparison = comparison.map(|two| compare(desk, two, lang, dir));
    let older = older.map(|before| format!("{address}/revisions?before={before}"));
    let headline = if story.headline.trim().is_empty() { desk.say("untitled") } else { story.headline.clone() };
    let main = view! {
        <p><a href=address.clone()><bdi>{headline}</bdi></a></p>
        <div class="history">
            <form method="get" action=format!("{address}/revisions") class="revisions">
                <ol reversed>{items}</ol>
                {button(desk.say("compare"), Look::Main)}
            </form>
            {comparison}
        </div>
        {pager(desk, None, older)}
    };
    DeskPage { title: desk.say("revisions"), place: Place::Stories, scripts: Vec::new(), main: main.into_any() }
}

fn item(
    desk: &Desk,
    story: ArticleId,
    version: u64,
    last: u32,
    revision: RevisionLine,
    compared: Option<(u32, u32)>,
) -> AnyView {
    let number = revision.number;
    let radio = |name: &'static str, key: &str, checked: bool| {
        let label = desk.say_with(key, &[("number", number.to_string().into())]);
        view! { <input type="radio" name=name value=number.to_string() checked=checked aria-label=label /> }
    };
    let (from, to) = compared.unwrap_or((last.saturating_sub(1), last));
    let act = desk.say_if_known(&format!("did-{}", revision.act)).unwrap_or(revision.act);
    let note = (!revision.note.is_empty()).then(|| view! { <p class="note" dir="auto">{revision.note}</p> });
    // Forms do not nest: this button sends a form of its own by its address.
    let restore = format!("/desk/story/{story}/revisions/{number}/restore?version={version}");
    let label = desk.say_with("restore-number", &[("number", number.to_string().into())]);
    view! {
        <li value=number.to_string()>
            <span class="two">{radio("from", "compare-from", number == from)}{radio("to", "compare-to", number == to)}</span>
            <div>
                <p><strong>{number.to_string()}</strong>" "{act}" · "<bdi>{revision.by}</bdi>" · "{stamp(desk, revision.at)}</p>
                {note}
            </div>
            <button type="submit" class="button" formmethod="post" formaction=restore aria-label=label>{desk.say("restore")}</button>
        </li>
    }
    .into_any()
}

fn compare(desk: &Desk, two: Comparison, lang: String, dir: &'static str) -> AnyView {
    let title = desk.say_with("compared", &[("from", two.from.to_string().into()), ("to", two.to.to_string().into())]);
    let same = two.fields.is_empty() && two.blocks.iter().all(|block| matches!(block, BlockChange::Same(_)));
    let same = same.then(|| view! { <p>{desk.say("nothing-changed")}</p> });
    let fields: Vec<_> = two
        .fields
        .into_iter()
        .map(|(key, changes)| view! { <dt>{desk.say(key)}</dt><dd>{runs(desk, changes)}</dd> })
        .collect();
    let fields = (!fields.is_empty()).then(|| view! { <dl class="fields">{fields}</dl> });
    let blocks: Vec<_> = two
        .blocks
        .into_iter()
        .map(|block| match block {
            BlockChange::Same(text) => view! { <p class="same">{text}</p> }.into_any(),
            BlockChange::Added(text) => {
                view! { <p class="added"><ins>{unseen(desk, "was-added")}{text}</ins></p> }.into_any()
            }
            BlockChange::Removed(text) => {
                view! { <p class="removed"><del>{unseen(desk, "was-removed")}{text}</del></p> }.into_any()
            }
            BlockChange::Changed(changes) => view! { <p class="changed">{runs(desk, changes)}</p> }.into_any(),
        })
        .collect();
    view! {
        <section class="comparison" aria-labelledby="comparison">
            <h2 id="comparison">{title}</h2>
            {same}
            <div lang=lang dir=dir>{fields}<div class="blocks">{blocks}</div></div>
        </section>
    }
    .into_any()
}

/// Screen readers do not say what `<ins>` and `<del>` mean.
fn unseen(desk: &Desk, key: &str) -> AnyView {
    view! { <span class="unseen">{desk.say(key)}" "</span> }.into_any()
}

pub(super) fn runs(desk: &Desk, changes: Vec<Run>) -> Vec<AnyView> {
    changes
        .into_iter()
        .map(|run| match run {
            Run::Same(text) => view! { {text} }.into_any(),
            Run::Added(text) => view! { <ins>{unseen(desk, "was-added")}{text}</ins> }.into_any(),
            Run::Removed(text) => view! { <del>{unseen(desk, "was-removed")}{text}</del> }.into_any(),
        })
        .collect()
}
