//! `dateline export ninjs`

use std::path::Path;

use dateline_syndication::ninjs;

use super::{Batches, app, copy_pictures, write};
use crate::cli::Common;
use crate::command::say::say;
use crate::load;

/// Writes every story, whatever its state, as a file of ninjs, which says whether it may be used.
pub async fn run(common: &Common, dir: &Path) -> anyhow::Result<()> {
    let app = app(common).await?;
    let edition = app.edition(app.main_language());
    let mut written = 0;
    let mut batches = Batches::of(&*app.store);
    while let Some(articles) = batches.next().await? {
        for article in articles {
            let path = format!("{}/{}.json", article.section, article.slug);
            copy_pictures(&article, &*app.store, &app.media, dir).await?;
            let whole = load::told_of(&app.reader(), &edition, article).await?;
            write(&dir.join(path), ninjs::write(&whole.told()).as_bytes())?;
            written += 1;
        }
    }
    say(format_args!("{written} stories written to {}", dir.display()));
    Ok(())
}
