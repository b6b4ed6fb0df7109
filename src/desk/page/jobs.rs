//! Work in the background: what waits, runs and was given up.

use dateline_story::Timestamp;
use leptos::prelude::*;

use crate::form::{self, Look};
use crate::{Desk, DeskPage, Place, Table, stamp, table};

/// A job.
#[derive(Clone, Debug)]
pub struct JobLine {
    /// Its number.
    pub id: i64,
    /// What is to be done, as a word.
    pub kind: String,
    /// To what.
    pub key: String,
    /// Where that can be seen.
    pub href: Option<String>,
    /// How often it was begun.
    pub tries: u32,
    /// When it was queued.
    pub queued: Timestamp,
    /// Why it failed last.
    pub error: Option<String>,
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// Jobs that were given up.
    pub failed: Vec<JobLine>,
    /// Jobs under way.
    pub running: Vec<JobLine>,
    /// The first of those that wait.
    pub waiting: Vec<JobLine>,
    /// How many were given up, are under way and wait.
    pub numbers: [u64; 3],
    /// Whether whoever is signed in may have one tried again.
    pub may_retry: bool,
}

/// A form that has a job tried again.
pub fn again(desk: &Desk, job: i64) -> AnyView {
    view! {
        <form method="post" action=format!("/desk/jobs/{job}/again")>{form::button(desk.say("try-again"), Look::Plain)}</form>
    }
    .into_any()
}

/// The page.
pub fn page(desk: &Desk, jobs: Jobs) -> DeskPage {
    let Jobs { failed, running, waiting, numbers: [all_failed, all_running, all_waiting], may_retry } = jobs;
    let none = (failed.is_empty() && running.is_empty() && waiting.is_empty())
        .then(|| view! { <p class="sheet">{desk.say("jobs-none")}</p> });
    let main = view! {
        <p>{desk.say("jobs-intro")}</p>
        {none}
        {list(desk, "jobs-given-up", failed, all_failed, may_retry)}
        {list(desk, "jobs-running", running, all_running, false)}
        {list(desk, "jobs-waiting", waiting, all_waiting, false)}
    };
    DeskPage { title: desk.say("jobs"), place: Place::Pictures, scripts: Vec::new(), main: main.into_any() }
}

fn list(desk: &Desk, title: &str, lines: Vec<JobLine>, all: u64, may_retry: bool) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let shown = lines.len() as u64;
    let rows = lines.into_iter().map(|line| row(desk, line, may_retry)).collect();
    let mut heads: Vec<_> = ["subject", "what", "job-queued", "job-tries", "job-error"].map(|key| desk.say(key)).into();
    if may_retry {
        heads.push(desk.say("action"));
    }
    let more = (all > shown).then(|| {
        let values = [("number", ((all - shown) as f64).into())];
        view! { <p class="quiet">{desk.say_with("jobs-more", &values)}</p> }
    });
    let caption = desk.say(title);
    let heading = caption.clone();
    Some(view! { <section><h2>{heading}</h2>{table(Table { caption, heads, rows })}{more}</section> }.into_any())
}

fn row(desk: &Desk, line: JobLine, may_retry: bool) -> Vec<AnyView> {
    let JobLine { id, kind, key, href, tries, queued, error } = line;
    // Other rooms queue kinds of their own.
    let kind = desk.say_if_known(&format!("job-kind-{kind}")).unwrap_or(kind);
    let subject = match href {
        Some(href) => view! { <a href=href><bdi>{key}</bdi></a> }.into_any(),
        None if key.is_empty() => view! { <span>"–"</span> }.into_any(),
        None => view! { <bdi>{key}</bdi> }.into_any(),
    };
    // What was there before the queue was has no hour.
    let queued = match queued == Timestamp::UNIX_EPOCH {
        true => view! { <span>"–"</span> }.into_any(),
        false => stamp(desk, queued),
    };
    let error = error.unwrap_or_else(|| "–".into());
    let mut cells = vec![
        subject,
        view! { <span>{kind}</span> }.into_any(),
        queued,
        view! { <span>{tries.to_string()}</span> }.into_any(),
        view! { <bdi dir="ltr">{error}</bdi> }.into_any(),
    ];
    if may_retry {
        cells.push(again(desk, id));
    }
    cells
}
