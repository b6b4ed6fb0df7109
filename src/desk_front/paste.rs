//! What was copied elsewhere, as story markup: by the importers' own converter, in the preview's worker, so that it works without a
//! network; by the server's where that fails.

use futures_util::future::{Either, select};

use crate::editor::Editor;
use crate::preview;
use crate::wait::wait;

/// How long the worker may take, in milliseconds.
const PATIENCE: i32 = 8000;

/// Converts pasted HTML or text. Nothing is lost: without a converter the words are pasted as they are.
pub async fn convert(editor: Editor, html: String, plain: String) -> String {
    let asked = preview::convert(editor, &html, &plain);
    if let Some(asked) = asked
        && let Either::Left((Ok(markup), _)) = select(asked, Box::pin(wait(PATIENCE))).await
    {
        return markup;
    }
    if !html.is_empty()
        && let Ok(markup) = dateline_desk_api::convert(html).await
    {
        return markup;
    }
    editor.say("editor-pasted-plain");
    let paragraphs =
        plain.split("\n\n").map(|text| dateline_story::Block::Paragraph(vec![dateline_story::Inline::text(text)]));
    dateline_story::markup::write(&dateline_story::normal::blocks(paragraphs.collect()))
}
