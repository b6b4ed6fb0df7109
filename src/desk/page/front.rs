//! The front page being arranged: slots, stories to put into them, and the page as readers will see it.
//!
//! One form holds the whole arrangement, public or not. Every button sends it and gets it back changed, so that it works
//! without scripts; with them the same answers are put in place of what is shown.

use dateline_story::front::Slot;
use dateline_story::{ArticleId, Language, Summary};
use leptos::prelude::*;

use super::catalogue::Fault;
use crate::form::{Choice, Field, Kind, choice, field, wrong};
use crate::{Desk, DeskPage, Place, Script, stamp};

/// The widths of the devices that the page is shown at, in CSS pixels.
const WIDTHS: [(&str, u32); 3] = [("as-phone", 390), ("as-tablet", 820), ("as-desktop", 1280)];

/// What stands in a slot.
#[derive(Clone, Debug)]
pub struct SlotLine {
    /// The slot.
    pub slot: Slot,
    /// What was placed there.
    pub placed: Option<ArticleId>,
    /// What readers see there: what was placed, or what fills the slot where that is nothing or not published.
    pub shown: Option<Summary>,
}

impl SlotLine {
    /// Whether what was placed is not published any more.
    fn is_lost(&self) -> bool {
        self.placed.is_some() && self.shown.as_ref().map(|story| story.id) != self.placed
    }
}

/// An arrangement, as the page shows it.
#[derive(Clone, Debug)]
pub struct FrontDesk {
    /// Whose front page.
    pub language: Language,
    /// The languages that have one.
    pub languages: Vec<Language>,
    /// The slots, in the page's order.
    pub slots: Vec<SlotLine>,
    /// Stories that may be placed.
    pub found: Vec<Summary>,
    /// The words that they were searched by.
    pub words: String,
    /// The slot that the next one goes into.
    pub to: Slot,
    /// The version that the arrangement was made from.
    pub version: u64,
    /// Where its revisions are, once it has any.
    pub history: Option<String>,
    /// Whether readers see another arrangement.
    pub changed: bool,
    /// What was just done.
    pub said: Option<String>,
}

/// The page. `script` is the address of what makes it move.
pub fn page(desk: &Desk, front: FrontDesk, script: &str, faults: &[Fault]) -> DeskPage {
    let languages = (front.languages.len() > 1).then(|| languages(desk, &front));
    let said = front.said.clone().map(|said| view! { <p class="said">{said}</p> });
    let state = front.changed.then(|| view! { <p class="tag open">{desk.say("front-changed")}</p> });
    let history = front.history.clone().map(|href| view! { <a href=href>{desk.say("revisions")}</a> });
    let home = format!("/desk/front?language={}", front.language);
    let preview = format!("/desk/front/preview?language={}", front.language);
    let unsaved = front.changed.then_some("");
    let (language, version) = (front.language.to_string(), front.version.to_string());
    let main = view! {
        {languages}
        // Announces what the script puts in place; empty, so that it is not read twice.
        <p class="unseen" id="front-said" role="status"></p>
        <div class="front-desk">
            <form method="post" action="/desk/front" id="front" data-failed=desk.say("front-failed") data-changed=unsaved>
                // Enter in the search field presses the first button of the form.
                <button class="unseen" name="do" value="search" tabindex="-1" aria-hidden="true">{desk.say("search")}</button>
                <input type="hidden" name="language" value=language />
                <input type="hidden" name="version" value=version />
                {wrong(faults.first().map(|(_, sentence)| sentence.clone()))}
                {said}
                <div class="buttons">
                    <button class="button main" name="do" value="publish" id="front-publish">{desk.say("front-publish")}</button>
                    <button class="button" formaction="/desk/front/preview" formtarget="preview" id="front-preview">{desk.say("front-preview")}</button>
                    <a class="button" href=home>{desk.say("front-discard")}</a>
                    {state}{history}
                </div>
                <div class="front-parts">
                    {slots(desk, &front)}
                    {stories(desk, front)}
                </div>
            </form>
            {frame(desk, preview)}
        </div>
    };
    DeskPage {
        title: desk.say("front-page"),
        place: Place::Front,
        scripts: vec![Script { src: script.to_owned(), module: false }],
        main: main.into_any(),
    }
}

fn languages(desk: &Desk, front: &FrontDesk) -> AnyView {
    let known = crate::languages();
    let items: Vec<_> = front
        .languages
        .iter()
        .map(|language| {
            let name = known.iter().find(|(other, _)| other.primary() == language.primary());
            let name = name.map_or_else(|| language.to_string(), |(_, name)| name.clone());
            let current = (*language == front.language).then_some("page");
            let tag = language.to_string();
            view! { <li><a href=format!("/desk/front?language={tag}") lang=tag aria-current=current>{name}</a></li> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=desk.say("story-language")><ul>{items}</ul></nav> }.into_any()
}

/// What a slot is called.
pub fn slot_name(desk: &Desk, slot: &Slot) -> String {
    match slot {
        Slot::Top(0) => desk.say("slot-lead"),
        Slot::Top(place) => desk.say_with("slot-top", &[("place", (place + 1).to_string().into())]),
        Slot::Block(section) => desk.say_with("slot-block", &[("section", desk.edition.section(section).into())]),
    }
}

fn headline(story: &Summary) -> AnyView {
    let (lang, dir) = (story.language.to_string(), story.language.direction().as_str());
    let href = format!("/desk/story/{}", story.id);
    view! { <a href=href lang=lang dir=dir draggable="false">{story.headline.clone()}</a> }.into_any()
}

fn about(desk: &Desk, story: &Summary) -> AnyView {
    let section = desk.edition.section(&story.section);
    let time = story.first_published.map(|at| view! { " · "{stamp(desk, at)} });
    view! { <span class="quiet">{section}{time}</span> }.into_any()
}

fn slots(desk: &Desk, front: &FrontDesk) -> AnyView {
    let tops = front.slots.iter().filter(|line| matches!(line.slot, Slot::Top(_))).count();
    let items: Vec<_> = front.slots.iter().enumerate().map(|(at, line)| slot(desk, line, at, tops)).collect();
    view! {
        <section class="slots" aria-labelledby="front-slots">
            <h2 id="front-slots">{desk.say("front-slots")}</h2>
            <p class="hint">{desk.say("front-hint")}</p>
            <ol class="plain">{items}</ol>
        </section>
    }
    .into_any()
}

fn slot(desk: &Desk, line: &SlotLine, at: usize, tops: usize) -> AnyView {
    let (slot, name) = (line.slot.to_string(), slot_name(desk, &line.slot));
    let shown =
        line.shown.as_ref().map(|story| view! { <p class="headline">{headline(story)}</p>{about(desk, story)} });
    let path = line.shown.as_ref().map(Summary::path);
    let state = match line.placed {
        None => Some(view! { <span class="tag">{desk.say("slot-filled")}</span> }.into_any()),
        Some(_) if line.is_lost() => Some(view! { <span class="tag open">{desk.say("slot-lost")}</span> }.into_any()),
        Some(_) => None,
    };
    let kept = line.placed.map(|id| view! { <input type="hidden" name=format!("slot-{slot}") value=id.to_string() /> });
    let title = line.shown.as_ref().map_or_else(|| name.clone(), |story| story.headline.clone());
    let acts = line.placed.map(|_| {
        let act = |what: &str, sign: &str, key: &str| {
            let label = desk.say_with(key, &[("name", title.as_str().into())]);
            let sign = desk.say(sign);
            view! {
                <button class="button small" name="do" value=format!("{what}-{slot}") data-act=what.to_owned() aria-label=label.clone() title=label>
                    {sign}
                </button>
            }
        };
        let up = (0 < at && at < tops).then(|| act("up", "front-up", "move-story-up"));
        let down = (at + 1 < tops).then(|| act("down", "front-down", "move-story-down"));
        view! { <div class="buttons">{up}{down}{act("release", "front-release", "take-off")}</div> }
    });
    let draggable = (line.placed.is_some() && !line.is_lost()).then_some("true");
    let class = if line.placed.is_some() { "slot is-placed" } else { "slot" };
    let story = line.placed.map(|id| id.to_string());
    view! {
        <li class=class data-slot=slot data-story=story data-path=path draggable=draggable tabindex="-1">
            <p class="place">{name}{state}</p>
            {kept}{shown}{acts}
        </li>
    }
    .into_any()
}

fn stories(desk: &Desk, front: FrontDesk) -> AnyView {
    let options = front.slots.iter().map(|line| (line.slot.to_string(), slot_name(desk, &line.slot))).collect();
    let to = Choice {
        name: "to".into(),
        label: desk.say("front-to"),
        options,
        chosen: front.to.to_string(),
        ..Choice::default()
    };
    let search = Field {
        name: "q".into(),
        label: desk.say("search"),
        value: front.words.clone(),
        kind: Kind::Search,
        any_direction: true,
        ..Field::default()
    };
    let items: Vec<_> = front
        .found
        .iter()
        .map(|story| {
            let stands = front.slots.iter().find(|line| line.placed == Some(story.id));
            let stands = stands.map(|line| view! { " "<span class="tag">{slot_name(desk, &line.slot)}</span> });
            let label = desk.say_with("place-story", &[("name", story.headline.as_str().into())]);
            let id = story.id.to_string();
            view! {
                <li class="offer" draggable="true" data-story=id.clone()>
                    <div>
                        <p class="headline">{headline(story)}</p>
                        {about(desk, story)}{stands}
                    </div>
                    <button class="button small" name="do" value=format!("place-{id}") aria-label=label>{desk.say("front-place")}</button>
                </li>
            }
        })
        .collect();
    let list = if items.is_empty() {
        view! { <p class="empty">{desk.say("no-story-found")}</p> }.into_any()
    } else {
        view! { <ul class="plain">{items}</ul> }.into_any()
    };
    view! {
        <section class="offers" aria-labelledby="front-stories">
            <h2 id="front-stories">{desk.say("front-stories")}</h2>
            <div class="filters">
                {field(search)}
                <button class="button" name="do" value="search">{desk.say("search")}</button>
                {choice(to)}
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn frame(desk: &Desk, preview: String) -> AnyView {
    let devices: Vec<_> = WIDTHS
        .into_iter()
        .map(|(name, width)| {
            let pressed = if name == "as-phone" { "true" } else { "false" };
            view! {
                <button type="button" data-width=width.to_string() data-as=name aria-pressed=pressed>{desk.say(name)}</button>
            }
        })
        .collect();
    view! {
        <section class="front-preview" aria-label=desk.say("front-preview-title")>
            <div class="preview-bar" role="group" aria-label=desk.say("show-as") hidden>
                {devices}
                <button type="button" data-dark="" aria-pressed="false">{desk.say("as-dark")}</button>
            </div>
            <div class="frame-box as-phone" id="frame-box">
                <iframe id="preview" name="preview" title=desk.say("front-preview-title") src=preview sandbox="allow-same-origin"></iframe>
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;
    use dateline_story::{Kind, Slug};

    fn story(id: i64) -> Summary {
        Summary {
            id: ArticleId(id),
            language: Language::english(),
            kind: Kind::News,
            section: Slug::new("world").unwrap(),
            slug: Slug::new(&format!("story-{id}")).unwrap(),
            headline: format!("Story {id}"),
            standfirst: None,
            bylines: Vec::new(),
            lead: None,
            first_published: None,
            updated: None,
        }
    }

    fn html(slots: Vec<SlotLine>) -> String {
        let front = FrontDesk {
            language: Language::english(),
            languages: vec![Language::english()],
            slots,
            found: vec![story(1), story(9)],
            words: String::new(),
            to: Slot::Top(1),
            version: 3,
            history: None,
            changed: true,
            said: None,
        };
        crate::document_by(&desk(), |desk| page(desk, front, "", &[]))
    }

    #[test]
    fn a_placed_story_is_sent_back_and_moves_only_within_the_top() {
        let line = |slot: Slot, id: i64| SlotLine { slot, placed: Some(ArticleId(id)), shown: Some(story(id)) };
        let block = Slot::Block(Slug::new("world").unwrap());
        let shown = html(vec![line(Slot::Top(0), 1), line(Slot::Top(1), 2), line(block, 3)]);
        for part in [
            "name=\"slot-top-0\" value=\"1\"",
            "value=\"down-top-0\"",
            "value=\"up-top-1\"",
            "value=\"release-block-world\"",
            "value=\"place-9\"",
            "<option value=\"top-1\" selected",
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        for part in ["up-top-0", "down-top-1", "up-block-world", "down-block-world"] {
            assert!(!shown.contains(part), "{part}: {shown}");
        }
    }

    #[test]
    fn what_is_not_published_any_more_is_said_and_kept() {
        let shown = html(vec![
            SlotLine { slot: Slot::Top(0), placed: Some(ArticleId(7)), shown: Some(story(1)) },
            SlotLine { slot: Slot::Top(1), placed: None, shown: None },
        ]);
        assert!(
            shown.contains("name=\"slot-top-0\" value=\"7\"") && shown.contains("not published any more"),
            "{shown}"
        );
        assert!(!shown.contains("name=\"slot-top-1\"") && !shown.contains("release-top-1"), "{shown}");
    }
}
