//! What the index holds of each story.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// What the index calls [`Ready`].
pub const TOKENIZER: &str = "ready";

/// Stands for no word, so that phrases know of the gap.
pub const GAP: &str = "\u{1}";
/// Stands between forms of one word.
pub const OR: char = '\u{2}';

/// The fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The story's number.
    pub id: Field,
    /// Its stems, with their places: the headline's several times, as it weighs more.
    pub words: Field,
    /// Its [rows](super::Frequent) of frequent words, with how often it has them.
    pub rows: Field,
    /// The words of its sketch. Its pairs, nearly all different, would find no story that the words do not.
    pub telling: Field,
    /// Its sketch, packed.
    pub sketch: Field,
    /// The tag of its language.
    pub language: Field,
    /// The slug of its section.
    pub section: Field,
    /// The slugs of its authors.
    pub author: Field,
    /// The slugs of its topics.
    pub topic: Field,
    /// When readers could first read it, in microseconds since the Unix epoch.
    pub published: Field,
    /// Its kind's place in `Kind::ALL`.
    pub kind: Field,
    /// What it means by the operator's model; nothing without one.
    pub meaning: Field,
    /// The names in it, a line each.
    pub names: Field,
}

impl Fields {
    /// The fields, and the schema that they are of.
    pub fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        // How long a story is says the field of its words.
        let counted = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqs);
        let rows = TextOptions::default().set_indexing_options(counted);
        let fields = Self {
            id: schema.add_i64_field("id", NumericOptions::from(INDEXED | FAST)),
            words: schema.add_text_field("words", words),
            rows: schema.add_text_field("rows", rows),
            telling: schema.add_u64_field("telling", NumericOptions::from(INDEXED)),
            sketch: schema.add_u64_field("sketch", NumericOptions::from(FAST)),
            language: schema.add_text_field("language", STRING | FAST),
            section: schema.add_text_field("section", STRING | FAST),
            author: schema.add_text_field("author", STRING | FAST),
            topic: schema.add_text_field("topic", STRING | FAST),
            published: schema.add_i64_field("published", NumericOptions::from(FAST)),
            kind: schema.add_u64_field("kind", NumericOptions::from(FAST)),
            meaning: schema.add_bytes_field("meaning", FAST),
            names: schema.add_text_field("names", STORED),
        };
        (schema.build(), fields)
    }
}

/// Splits text that was analysed before: words between spaces, each a gap or one form or several.
#[derive(Clone, Default)]
pub struct Ready {
    token: Token,
}

/// The words of a text that was analysed before.
pub struct Words<'a> {
    rest: &'a str,
    /// Further forms of the word at hand.
    forms: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Ready {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words { rest: text, forms: "", token: &mut self.token }
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        if self.forms.is_empty() {
            loop {
                if self.rest.is_empty() {
                    return false;
                }
                let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
                self.rest = rest;
                self.token.position = self.token.position.wrapping_add(1);
                if !word.is_empty() && word != GAP {
                    self.forms = word;
                    break;
                }
            }
        }
        let (form, forms) = self.forms.split_once(OR).unwrap_or((self.forms, ""));
        self.forms = forms;
        self.token.text.clear();
        self.token.text.push_str(form);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_a_place_and_gaps_keep_one() {
        let mut ready = Ready::default();
        let text = format!("bank {GAP} england{OR}anglia");
        let mut stream = ready.token_stream(&text);
        let mut all = Vec::new();
        stream.process(&mut |token| all.push((token.text.clone(), token.position)));
        assert_eq!(all, [("bank".to_owned(), 0), ("england".to_owned(), 2), ("anglia".to_owned(), 2)]);
    }
}
