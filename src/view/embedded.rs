//! A story's card on another site: a document by itself, which that site frames.

use dateline_edition::Edition;
use leptos::prelude::*;

use crate::card::Card;
use crate::figure::{Haste, image};
use crate::label::kind_label;
use crate::stamp;

/// Its stylesheet. The card's content security policy allows it by hash.
pub const STYLE: &str = ":root{color-scheme:light dark}*{box-sizing:border-box}html{font:1rem/1.4 Georgia,\"Noto Naskh Arabic\",\"Times New Roman\",serif;\
background:#fff;color:#1a1a1a}body{margin:0}a{color:inherit;text-decoration:none}a:focus-visible{outline:3px solid #a3161a;outline-offset:-3px}\
a:hover h1{text-decoration:underline}.card{display:block;border:1px solid #d8d8d4;min-height:100vh}img{display:block;width:100%;height:auto;\
aspect-ratio:16/9;object-fit:cover}.words{padding:.75rem 1rem}h1{font-size:1.25rem;line-height:1.2;margin:0 0 .4rem}[dir=rtl] h1{line-height:1.6}\
p{margin:0 0 .4rem}.kicker,.meta{font:.8125rem/1.4 system-ui,sans-serif;color:#5a5a5a}.site{color:#a3161a;font-weight:700}\
@media(max-width:20rem){.standfirst{display:none}}@media(prefers-color-scheme:dark){html{background:#15171b;color:#e8e6e1}\
.card{border-color:#3a3d44}.kicker,.meta{color:#a9adb5}.site{color:#ff8a80}a:focus-visible{outline-color:#ff8a80}}";

/// The card of a story in the edition of its language. It has no script, and its link leaves the frame.
pub fn embedded(edition: &Edition, card: &Card) -> String {
    dateline_edition::document(|| html(edition, card))
}

fn html(edition: &Edition, card: &Card) -> AnyView {
    let site = &edition.site;
    let story = &card.story;
    let focus = story.lead.as_ref().map(|lead| lead.focus).unwrap_or_default();
    let picture = card.picture.as_ref().map(|picture| image(picture, "", focus, "100vw", Haste::First));
    let kind = kind_label(edition, story.kind);
    let standfirst = story.standfirst.clone().map(|words| view! { <p class="standfirst">{words}</p> });
    let authors = (!card.authors.is_empty()).then(|| view! { <span>{edition.join(&card.authors)}" · "</span> });
    let time = story.first_published.map(|at| stamp::card_time(edition, at));
    let address = site.absolute(&story.path());
    view! {
        <html lang=edition.language.to_string() dir=edition.language.direction().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{format!("{} – {}", story.headline, site.name)}</title>
                <meta name="robots" content="noindex" />
                <link rel="canonical" href=address.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <style>{STYLE}</style>
            </head>
            <body>
                <main>
                    <a class="card" href=address target="_blank" rel="noopener">
                        {picture}
                        <div class="words">
                            <p class="kicker"><span class="site">{site.name.clone()}</span>" "{edition.section(&story.section)}" "{kind}</p>
                            <h1>{story.headline.clone()}</h1>
                            {standfirst}
                            <p class="meta">{authors}{time}</p>
                        </div>
                    </a>
                </main>
            </body>
        </html>
    }
    .into_any()
}
