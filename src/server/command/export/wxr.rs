//! `dateline export wxr`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use dateline_edition::humanise;
use dateline_story::{Author, Slug};
use dateline_syndication::wxr::{Cast, Export, FOOT};

use super::{Batches, app, copy_pictures, make_folder};
use crate::app::App;
use crate::cli::Common;
use crate::command::say::say;
use crate::load;

/// Writes every story, whatever its state, into one file. It has its name once it is whole.
pub async fn run(common: &Common, file: &Path) -> anyhow::Result<()> {
    let app = app(common).await?;
    let beside = file.parent().unwrap_or(Path::new(""));
    make_folder(Some(beside).filter(|folder| !folder.as_os_str().is_empty()))?;
    let part = file.with_added_extension("part");
    let unwritable = || format!("cannot write {}", part.display());
    let mut out = BufWriter::new(File::create(&part).with_context(unwritable)?);

    let edition = app.edition(app.main_language());
    let mut export = Export::new(edition.clone(), cast(&app).await?);
    out.write_all(export.head().as_bytes()).with_context(unwritable)?;
    let mut written = 0;
    let mut batches = Batches::of(&*app.store);
    while let Some(articles) = batches.next().await? {
        for article in articles {
            copy_pictures(&article, &*app.store, &app.media, beside).await?;
            let old = app.store.old_addresses(article.id).await?;
            let whole = load::told_of(&app.reader(), &edition, article).await?;
            out.write_all(export.story(&whole.told(), &old).as_bytes()).with_context(unwritable)?;
            written += 1;
        }
    }
    out.write_all(FOOT.as_bytes()).with_context(unwritable)?;
    out.into_inner()
        .map_err(std::io::IntoInnerError::into_error)
        .and_then(|file| file.sync_all())
        .with_context(unwritable)?;
    std::fs::rename(&part, file).with_context(|| format!("cannot write {}", file.display()))?;
    say(format_args!("{written} stories written to {}", file.display()));
    Ok(())
}

/// Whatever stories name, which WordPress wants to know beforehand.
async fn cast(app: &App) -> anyhow::Result<Cast> {
    let mut cast = Cast::default();
    let mut batches = Batches::of(&*app.store);
    while let Some(articles) = batches.next().await? {
        for article in articles {
            let by: Vec<Slug> = article.bylines.into_iter().map(|byline| byline.author).collect();
            let new = |slug: &&Slug| !cast.authors.contains_key(*slug);
            let by: Vec<Slug> = by.iter().filter(new).cloned().collect();
            let about: Vec<Slug> =
                article.topics.iter().filter(|topic| !cast.topics.contains_key(*topic)).cloned().collect();
            let known = app.store.authors(&by).await?;
            cast.authors.extend(known.into_iter().map(|author| (author.slug.clone(), author)));
            // A byline without a name of its own is shown by its slug.
            for slug in by {
                let name = humanise(slug.as_str());
                cast.authors.entry(slug.clone()).or_insert(Author {
                    slug,
                    name,
                    role: String::new(),
                    bio: String::new(),
                    channel: None,
                });
            }
            let known = app.store.topics(&about).await?;
            cast.topics.extend(known.into_iter().map(|topic| (topic.slug.clone(), topic)));
            cast.sections.insert(article.section);
        }
    }
    Ok(cast)
}
