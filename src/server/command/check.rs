//! `dateline check`

use dateline_store::Store;
use dateline_story::{ArticleId, block, markup, normal};

use super::say::say;
use crate::cli::Common;
use crate::wire::tls;

const BATCH: usize = 200;

/// Prints a line a check, and what is wrong; fails where anything is.
pub async fn run(common: &Common) -> anyhow::Result<()> {
    let site = super::site(common, "http://127.0.0.1:3000")?;
    super::cdn(common)?;
    super::proxies(common)?;
    super::tls(common)?.as_ref().map(tls::check).transpose()?;
    say(format_args!("configuration: good ({} sections, {} languages)", site.sections.len(), site.languages.len()));
    let store = super::store(common)?;
    let media = super::media(common)?;
    let damage = store.check().await?;
    report("database", &damage);
    let counts: Vec<_> =
        store.counts().await?.into_iter().map(|(state, stories)| format!("{stories} {state}")).collect();
    say(format_args!("stories: {}", if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }));
    let mut wrong = Vec::new();
    let mut after = ArticleId(i64::MIN);
    loop {
        let articles = store.articles_after(after, BATCH).await?;
        let Some(last) = articles.last() else { break };
        after = last.id;
        for article in &articles {
            if markup::parse(&markup::write(&article.body)).blocks != normal::blocks(article.body.clone()) {
                wrong.push(format!("{}: its text does not survive being written and read", article.path()));
            }
            let figures = block::figures(&article.body).into_iter().chain(&article.lead);
            let names: Vec<String> = figures.map(|figure| figure.src.clone()).collect();
            for name in names.iter().filter(|name| !normal::is_web_address(name)) {
                let picture = store.pictures(std::slice::from_ref(name)).await?.pop();
                let Some(picture) = picture else {
                    wrong.push(format!("{}: the picture “{name}” is not in the media store", article.path()));
                    continue;
                };
                let jpegs = picture.widths.iter().map(|width| picture.file(*width));
                let avifs = picture.avif_widths().filter(|_| picture.avif).map(|width| picture.avif_file(width));
                for file in jpegs.chain(avifs) {
                    if !media.has(&file).await? {
                        wrong.push(format!("{}: {file} is missing in the media store", article.path()));
                    }
                }
            }
        }
    }
    report("texts and pictures", &wrong);
    match damage.len() + wrong.len() {
        0 => Ok(()),
        number => anyhow::bail!("{number} things are wrong"),
    }
}

fn report(what: &str, wrong: &[String]) {
    if wrong.is_empty() {
        say(format_args!("{what}: good"));
    }
    for line in wrong {
        say(format_args!("{what}: {line}"));
    }
}
