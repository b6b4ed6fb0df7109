//! A picture of the library: what must stay in view, what is said of it, where it is shown.

use dateline_story::{Focus, Picture, Timestamp};
use leptos::prelude::*;

use super::Wrong;
use crate::form::{self, Field, Look};
use crate::{Desk, DeskPage, Place, Script, stamp};

/// How wide the picture to be clicked on is set without scripts, in CSS pixels: a click's place is told in these, and a
/// phone of 360 pixels has as many to spare.
const CLICKED: u32 = 280;

/// Where a picture's renditions stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renditions {
    /// All are made.
    Ready,
    /// They wait for their turn.
    Waiting {
        /// Why the last try failed, where there was one.
        why: Option<String>,
    },
    /// They are being made.
    Running,
    /// It was given up.
    Failed {
        /// The job's number.
        job: i64,
        /// Why.
        why: String,
    },
}

/// A story that shows the picture.
#[derive(Clone, Debug)]
pub struct UseLine {
    /// Its headline.
    pub headline: String,
    /// Its address at the desk.
    pub href: String,
    /// Its state's word.
    pub state: String,
}

/// A picture's words: alternative text, credit and caption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// What it shows, for everybody.
    pub caption: String,
}

/// A picture's page.
#[derive(Clone, Debug)]
pub struct PicturePage {
    /// The picture.
    pub picture: Picture,
    /// The page's address.
    pub href: String,
    /// What stands in the fields.
    pub words: Words,
    /// What somebody else has written meanwhile, where that is so.
    pub meanwhile: Option<Words>,
    /// What must stay in view.
    pub focus: Focus,
    /// The version that forms are made from.
    pub version: u32,
    /// When it came, where that is known.
    pub added: Option<Timestamp>,
    /// Who brought it; may be empty.
    pub by: String,
    /// The kind of its file, such as `image/jpeg`, and its size in bytes, where they are known.
    pub file: Option<(String, u64)>,
    /// Stories that show it, newest first.
    pub uses: Vec<UseLine>,
    /// How many stories show it.
    pub all_uses: u64,
    /// Where its renditions stand.
    pub renditions: Renditions,
    /// Whether whoever is signed in may change it.
    pub may_edit: bool,
    /// Whether they may have a job tried again.
    pub may_retry: bool,
    /// What is wrong with what was sent.
    pub wrong: Vec<Wrong>,
}

/// The page.
pub fn page(desk: &Desk, data: PicturePage) -> DeskPage {
    let title = data.picture.name.clone();
    let main = view! {
        {meanwhile(desk, &data)}
        <div class="picture-page">
            <section class="sheet focal" aria-labelledby="focal-title">
                <h2 id="focal-title">{desk.say("focal-point")}</h2>
                {focal(desk, &data)}
            </section>
            <section class="sheet" aria-labelledby="words-title">
                <h2 id="words-title">{desk.say("picture-words")}</h2>
                {words(desk, &data)}
            </section>
            <section class="sheet" aria-labelledby="uses-title">
                <h2 id="uses-title">{desk.say("picture-uses")}</h2>
                {uses(desk, &data)}
            </section>
            <section class="sheet" aria-labelledby="file-title">
                <h2 id="file-title">{desk.say("picture-file")}</h2>
                {file(desk, &data)}
            </section>
        </div>
        <p><a href="/desk/pictures">{desk.say("library-all")}</a></p>
    };
    DeskPage {
        title,
        place: Place::Pictures,
        scripts: vec![Script { src: desk.assets.picture.to_owned(), module: false }],
        main: main.into_any(),
    }
}

fn meanwhile(desk: &Desk, data: &PicturePage) -> Option<AnyView> {
    let Words { alt, credit, caption } = data.meanwhile.clone()?;
    Some(
        view! {
            <div class="wrong" role="alert">
                <p>{desk.say("picture-changed-meanwhile")}</p>
                <dl>
                    <dt>{desk.say("alt-text")}</dt><dd dir="auto">{alt}</dd>
                    <dt>{desk.say("credit")}</dt><dd dir="auto">{credit}</dd>
                    <dt>{desk.say("caption")}</dt><dd dir="auto">{caption}</dd>
                </dl>
            </div>
        }
        .into_any(),
    )
}

/// The picture to be clicked on, and what crops make of it. A click on an input of the type `image` sends its place; for
/// the keyboard there are two numbers.
fn focal(desk: &Desk, data: &PicturePage) -> AnyView {
    let PicturePage { picture, focus, .. } = data;
    let crops = [("wide", "16:9"), ("classic", "4:3"), ("square", "1:1")];
    let crops: Vec<_> = crops
        .into_iter()
        .map(|(class, ratio)| {
            let image = view! { <img class=picture.classes(*focus) src=picture.rendition(picture.width_for(480)) alt="" decoding="async" /> };
            view! { <figure class=class>{image}<figcaption>{ratio}</figcaption></figure> }
        })
        .collect();
    let crops = view! { <div class="crops" role="group" aria-label=desk.say("crops")>{crops}</div> };
    let src = picture.rendition(picture.width_for(800));
    let (width, height) =
        (CLICKED, (u64::from(CLICKED) * u64::from(picture.height)).div_ceil(u64::from(picture.width.max(1))));
    if !data.may_edit {
        let alt = data.words.alt.clone();
        return view! { <div class="spot"><img src=src width=width height=height alt=alt /></div>{crops} }.into_any();
    }
    let mark = focus.class().map_or_else(|| "mark".to_owned(), |class| format!("mark {class}"));
    let number = |name: &'static str, label: &str, value: u8| {
        view! {
            <div class="field">
                <label for=name>{desk.say(label)}</label>
                <input id=name name=name type="number" min="0" max="100" step="1" required value=value.to_string() />
            </div>
        }
    };
    view! {
        <form method="post" action=format!("{}/focus", data.href) data-focal="">
            <p class="hint" id="focal-hint">{desk.say("focal-point-hint")}</p>
            <input type="hidden" name="version" value=data.version.to_string() />
            <input type="hidden" name="width" value=width.to_string() />
            <input type="hidden" name="height" value=height.to_string() />
            <div class="spot">
                <input type="image" name="at" src=src alt=desk.say("focal-point-set") width=width height=height aria-describedby="focal-hint" />
                <span class=mark aria-hidden="true"></span>
            </div>
            <div class="numbers">
                {number("x", "focal-x", focus.x)}
                {number("y", "focal-y", focus.y)}
                {form::button(desk.say("focal-point-save"), Look::Plain)}
            </div>
        </form>
        {crops}
    }
    .into_any()
}

fn words(desk: &Desk, data: &PicturePage) -> AnyView {
    let Words { alt, credit, caption } = data.words.clone();
    if !data.may_edit {
        return view! {
            <dl>
                <dt>{desk.say("alt-text")}</dt><dd dir="auto">{alt}</dd>
                <dt>{desk.say("credit")}</dt><dd dir="auto">{credit}</dd>
                <dt>{desk.say("caption")}</dt><dd dir="auto">{caption}</dd>
            </dl>
            <p class="hint">{desk.say("picture-not-yours")}</p>
        }
        .into_any();
    }
    let error = |name: &str| {
        let (_, key) = data.wrong.iter().find(|(field, _)| *field == name)?;
        Some(desk.say(&format!("wrong-{key}")))
    };
    let field = |name: &str, label: &str, hint: &str, value: String, lines: Option<u32>| {
        form::field(Field {
            name: name.into(),
            label: desk.say(label),
            value,
            hint: Some(desk.say(hint)),
            error: error(name),
            lines,
            any_direction: true,
            ..Field::default()
        })
    };
    view! {
        <form method="post" action=data.href.clone()>
            <input type="hidden" name="version" value=data.version.to_string() />
            {field("alt", "alt-text", "alt-text-hint", alt, Some(2))}
            {field("credit", "credit", "credit-hint", credit, None)}
            {field("caption", "caption", "caption-hint", caption, Some(2))}
            {form::buttons(vec![form::button(desk.say("save"), Look::Main)])}
        </form>
    }
    .into_any()
}

fn uses(desk: &Desk, data: &PicturePage) -> AnyView {
    if data.uses.is_empty() {
        return view! { <p>{desk.say("picture-unused")}</p> }.into_any();
    }
    let more = data.all_uses.saturating_sub(data.uses.len() as u64);
    let more = (more > 0).then(|| {
        let words = desk.say_with("picture-uses-more", &[("number", (more as f64).into())]);
        view! { <p class="quiet">{words}</p> }
    });
    let lines: Vec<_> = data
        .uses
        .iter()
        .cloned()
        .map(|UseLine { headline, href, state }| {
            let state = desk.say_if_known(&format!("state-{state}")).unwrap_or(state);
            view! { <li><a href=href><bdi>{headline}</bdi></a>" "<span class="tag">{state}</span></li> }
        })
        .collect();
    view! { <ul class="plain">{lines}</ul>{more} }.into_any()
}

fn file(desk: &Desk, data: &PicturePage) -> AnyView {
    let PicturePage { picture, added, by, file, renditions, .. } = data;
    let file = file.as_ref().map(|(mime, bytes)| {
        let kind = mime.rsplit('/').next().unwrap_or_default().to_uppercase();
        let size = desk.say_with("kilobytes", &[("number", (bytes.div_ceil(1000) as f64).into())]);
        view! { <dt>{desk.say("picture-original")}</dt><dd><bdi>{kind}</bdi>", "{size}</dd> }
    });
    let added = added.map(|at| {
        let by = (!by.is_empty()).then(|| view! { ", "<bdi>{by.clone()}</bdi> });
        view! { <dt>{desk.say("added")}</dt><dd>{stamp(desk, at)}{by}</dd> }
    });
    let listed = |widths: &[u32]| widths.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let (jpeg, avif) = (listed(&picture.widths), listed(&picture.avif_widths().collect::<Vec<_>>()));
    let made = match picture.avif {
        false => format!("JPEG: {jpeg}"),
        true if jpeg == avif => format!("JPEG, AVIF: {jpeg}"),
        true => format!("JPEG: {jpeg}; AVIF: {avif}"),
    };
    view! {
        <dl>
            <dt>{desk.say("picture-size")}</dt>
            <dd><bdi dir="ltr">{format!("{} × {}", picture.width, picture.height)}</bdi></dd>
            {file}
            {added}
            <dt>{desk.say("renditions")}</dt>
            <dd><bdi dir="ltr">{made}</bdi>{state(desk, renditions, data.may_retry)}</dd>
        </dl>
    }
    .into_any()
}

fn state(desk: &Desk, renditions: &Renditions, may_retry: bool) -> Option<AnyView> {
    match renditions {
        Renditions::Ready => None,
        Renditions::Running => Some(view! { <p class="hint">{desk.say("renditions-running")}</p> }.into_any()),
        Renditions::Waiting { why } => {
            let why = why.clone().map(|why| view! { <bdi dir="ltr">{why}</bdi> });
            Some(view! { <p class="hint">{desk.say("renditions-waiting")}" "{why}</p> }.into_any())
        }
        Renditions::Failed { job, why } => {
            let again = may_retry.then(|| super::jobs::again(desk, *job));
            let why = view! { <bdi dir="ltr">{why.clone()}</bdi> };
            Some(view! { <p class="error">{desk.say("renditions-failed")}" "{why}</p>{again} }.into_any())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;
    use dateline_story::Tint;

    fn data() -> PicturePage {
        PicturePage {
            picture: Picture {
                name: "a.jpg".into(),
                digest: "0123".into(),
                width: 1600,
                height: 900,
                widths: vec![240, 480, 800],
                tint: Some(Tint::nearest([0, 0, 255])),
                avif: false,
            },
            href: "/desk/pictures/a.jpg".into(),
            words: Words { alt: "A <b>".into(), credit: "Ada".into(), caption: String::new() },
            meanwhile: None,
            focus: Focus { x: 20, y: 80 },
            version: 4,
            added: None,
            by: String::new(),
            file: None,
            uses: Vec::new(),
            all_uses: 0,
            renditions: Renditions::Failed { job: 7, why: "the disk is full".into() },
            may_edit: true,
            may_retry: true,
            wrong: Vec::new(),
        }
    }

    #[test]
    fn a_click_and_two_numbers_set_the_focal_point() {
        let html = crate::document(&desk(), page(&desk(), data()));
        for part in [
            "action=\"/desk/pictures/a.jpg/focus\"",
            "type=\"image\" name=\"at\"",
            "name=\"width\" value=\"280\"",
            "name=\"height\" value=\"158\"",
            "class=\"mark fx2 fy8\"",
            "name=\"version\" value=\"4\"",
            "the disk is full",
            "action=\"/desk/jobs/7/again\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("style="), "inline styles are refused by browsers");
        let readers = PicturePage { may_edit: false, may_retry: false, ..data() };
        let html = crate::document(&desk(), page(&desk(), readers));
        assert!(!html.contains("<form method=\"post\" action=\"/desk/pictures"), "{html}");
        assert!(!html.contains("/desk/jobs/7/again"));
    }
}
