//! Writing the index.

use std::collections::HashMap;
use std::ops::Range;

use dateline_story::{ArticleId, Kind, Language};
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::TantivyDocument;
use tantivy::{IndexWriter, Term};

use super::fields::{Fields, GAP, OR};
use super::frequent::Frequent;
use super::{LAYOUT, Mark, Pace};
use crate::error::Error;
use crate::known::Known;
use crate::sketch::{Reading, Sketch, Split, Words, read_split};
use crate::statistics::Statistics;
use crate::text::fold::fold;
use crate::text::initials::dotted;
use crate::text::{self, Analyser, is_pair};

/// How often a word of each field counts when stories are searched (BM25 with weighted fields, by repetition: Robertson,
/// Zaragoza and Taylor 2004).
const HEADLINE_TIMES: usize = 2;
const STANDFIRST_TIMES: usize = 1;

/// How many names are kept with a story, to say what two have in common.
const NAMES: usize = 16;

/// Of how many segments an index is after a bulk: few, but not so few that taking a story down means writing all others anew.
const PARTS: usize = 4;

/// A story on its way into the index.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its number.
    pub id: ArticleId,
    /// Its language.
    pub language: &'a Language,
    /// Its kind.
    pub kind: Kind,
    /// The slug of its section; may be empty.
    pub section: &'a str,
    /// The slugs of its authors.
    pub authors: Vec<&'a str>,
    /// The slugs of its topics.
    pub topics: Vec<&'a str>,
    /// When readers could first read it, in microseconds since the Unix epoch.
    pub published: i64,
    /// Its text.
    pub words: Words<'a>,
}

/// A story whose text was read, ready to be written.
pub struct Prepared {
    document: TantivyDocument,
    /// The words by which it is found.
    words: String,
    reading: Reading,
    id: i64,
}

/// Reads stories' texts. Each thread has its own.
#[derive(Default)]
pub struct Reader {
    analysers: HashMap<Language, Analyser>,
    known: Known,
}

impl Reader {
    /// One that knows these topics and this model.
    pub fn knowing(known: Known) -> Self {
        Self { known, ..Self::default() }
    }

    /// Reads a story's text: what takes the time, and needs no index.
    pub fn prepare(&mut self, entry: &Entry<'_>, fields: Fields) -> Prepared {
        let analyser = self.analysers.entry(entry.language.clone()).or_insert_with(|| Analyser::new(entry.language));
        analyser.make_room();
        let running = entry.words.running();
        let split = entry.words.split(&running, analyser);
        let reading = read_split(&running, &split, analyser, &self.known.topics.phrases(entry.language));
        let mut document = TantivyDocument::default();
        document.add_i64(fields.id, entry.id.0);
        let words = searched(&split, analyser);
        document.add_text(fields.language, entry.language.as_str());
        document.add_text(fields.section, entry.section);
        entry.authors.iter().for_each(|author| document.add_text(fields.author, author));
        entry.topics.iter().for_each(|topic| document.add_text(fields.topic, topic));
        document.add_i64(fields.published, entry.published);
        let kind = Kind::ALL.iter().position(|kind| *kind == entry.kind).unwrap_or_default();
        document.add_u64(fields.kind, kind as u64);
        let names: Vec<&str> = reading.names.iter().take(NAMES).map(|name| name.written.as_str()).collect();
        document.add_text(fields.names, names.join("\n"));
        if let Some(meaning) = self.known.model.as_ref().and_then(|model| model.meaning(&entry.words)) {
            document.add_bytes(fields.meaning, meaning.bytes());
        }
        Prepared { document, words, reading, id: entry.id.0 }
    }
}

/// The words by which a story is found, in the form that the index's tokenizer splits.
fn searched(split: &Split<'_>, analyser: &Analyser) -> String {
    let (headline, running) = (&split.headline, &split.running);
    let mut out = String::with_capacity(8 * (HEADLINE_TIMES * headline.terms.len() + running.terms.len()));
    let fields = [
        (headline, 0..headline.terms.len(), HEADLINE_TIMES),
        (running, 0..split.standfirst, STANDFIRST_TIMES),
        (running, split.standfirst..running.terms.len(), 1),
    ];
    for (words, range, times) in fields {
        for _ in 0..times {
            write_words(words, range.clone(), analyser, &mut out);
            // No phrase goes over from one field to the next.
            out.push_str(GAP);
            out.push(' ');
        }
    }
    out
}

/// Writes some of a text's words, each with all its forms in one place.
fn write_words(words: &text::Words<'_>, range: Range<usize>, analyser: &Analyser, out: &mut String) {
    let from = words.compounds.partition_point(|compound| compound.at < range.start);
    let mut compounds = words.compounds[from..].iter().peekable();
    let mut at = range.start;
    while at < range.end {
        let Some(compound) = compounds.next_if(|compound| compound.at == at) else {
            write_forms(analyser.numbered(words.terms[at]), out);
            // J.K. is found by its letters, too.
            for letter in dotted(words.tokens[at].text).iter().flat_map(|letters| letters.chars()) {
                out.push(OR);
                out.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
            }
            out.push(' ');
            at += 1;
            continue;
        };
        let last = compound.parts.len() - 1;
        for (place, part) in compound.parts.iter().enumerate() {
            write_forms(analyser.numbered(*part), out);
            // At both ends, so that it has the words before and after it beside it.
            if place == 0 || place == last {
                out.push(OR);
                write_forms(analyser.numbered(compound.whole), out);
            }
            out.push(' ');
        }
        at += compound.tokens;
    }
}

fn write_forms(term: &text::Term, out: &mut String) {
    out.push_str(&term.stem);
    if let Some(plain) = &term.plain {
        out.push(OR);
        out.push_str(plain);
    }
}

/// What writes an index.
pub struct Feed {
    writer: IndexWriter,
    pace: Pace,
    fields: Fields,
    reader: Reader,
    statistics: Statistics,
    /// `None` until the first story of a new index is written.
    frequent: Option<Frequent>,
}

impl Feed {
    pub(super) fn new(
        writer: IndexWriter,
        pace: Pace,
        fields: Fields,
        statistics: Statistics,
        frequent: Option<Frequent>,
    ) -> Self {
        if pace == Pace::Bulk {
            // Each story is written twice, at once and when `finish` gathers, instead of at every step of a ladder of sizes.
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
        Self { writer, pace, fields, reader: Reader::default(), statistics, frequent }
    }

    /// The fields, for reading texts on other threads.
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// What texts are read with from now on.
    pub fn know(&mut self, known: Known) {
        self.reader.known = known;
    }

    /// Writes a story, in place of what was there of it. It is seen after the next commit.
    ///
    /// # Errors
    /// The index's.
    pub fn put(&mut self, entry: &Entry<'_>) -> Result<(), Error> {
        let prepared = self.reader.prepare(entry, self.fields);
        self.count(&prepared);
        self.remove(ArticleId(prepared.id));
        self.add(prepared)
    }

    /// Counts a story's terms towards what is telling, ahead of its being added.
    pub fn count(&mut self, prepared: &Prepared) {
        self.statistics.add(prepared.reading.terms.iter().map(|(term, _)| *term));
    }

    /// Adds a story that was read and counted and is not there yet.
    ///
    /// # Errors
    /// The index's.
    pub fn add(&mut self, prepared: Prepared) -> Result<(), Error> {
        let Prepared { mut document, words, reading, .. } = prepared;
        let frequent = self.frequent.get_or_insert_with(|| Frequent::of(&self.statistics));
        document.add_text(self.fields.rows, frequent.rows(&words));
        document.add_text(self.fields.words, words);
        let sketch = Sketch::of(&reading, &self.statistics);
        let words = sketch.0.iter().filter(|(term, _)| !is_pair(*term));
        words.for_each(|(term, _)| document.add_u64(self.fields.telling, u64::from(*term)));
        sketch.packed().for_each(|number| document.add_u64(self.fields.sketch, number));
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Takes a story out. It is gone after the next commit.
    pub fn remove(&mut self, id: ArticleId) {
        self.writer.delete_term(Term::from_field_i64(self.fields.id, id.0));
    }

    /// Makes what was written last, together with how far the store was followed.
    ///
    /// # Errors
    /// The index's; nothing of it is seen then.
    pub fn commit(&mut self, cursor: u64) -> Result<(), Error> {
        let mut prepared = self.writer.prepare_commit()?;
        let model = self.reader.known.model_print().map(str::to_owned);
        let frequent = self.frequent.clone().unwrap_or_default();
        let mark = serde_json::to_string(&Mark { layout: LAYOUT, cursor, model, frequent }).unwrap_or_default();
        prepared.set_payload(&mark);
        prepared.commit()?;
        Ok(())
    }

    /// Writes the segments anew that still hold text of stories that were taken out, and deletes the old files.
    ///
    /// # Errors
    /// The index's.
    pub fn forget(&mut self) -> Result<(), Error> {
        let segments = self.writer.index().searchable_segment_metas()?;
        let with_deleted: Vec<_> =
            segments.iter().filter(|segment| segment.num_deleted_docs() > 0).map(|segment| segment.id()).collect();
        if !with_deleted.is_empty() {
            self.writer.merge(&with_deleted).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Waits for what is written in the background. After a bulk, few segments are left of all that was committed: a search
    /// looks its terms up in each.
    ///
    /// # Errors
    /// The index's.
    pub fn finish(mut self) -> Result<(), Error> {
        if self.pace == Pace::Bulk {
            self.gather()?;
        }
        Ok(self.writer.wait_merging_threads()?)
    }

    fn gather(&mut self) -> Result<(), Error> {
        let mut segments = self.writer.index().searchable_segment_metas()?;
        segments.sort_by_key(|segment| std::cmp::Reverse(segment.max_doc()));
        let mut parts: [(u32, Vec<SegmentId>); PARTS] = Default::default();
        for segment in segments {
            // The largest first, each to where there are fewest: so they come out about even.
            if let Some((stories, part)) = parts.iter_mut().min_by_key(|(stories, _)| *stories) {
                *stories += segment.max_doc();
                part.push(segment.id());
            }
        }
        let several = parts.iter().filter(|(_, part)| part.len() > 1);
        let merges: Vec<_> = several.map(|(_, part)| self.writer.merge(part)).collect();
        for merge in merges {
            merge.wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use super::*;

    #[test]
    fn few_segments_are_left_after_a_bulk() {
        let (index, language) = (Index::in_memory().unwrap(), Language::english());
        let mut feed = index.feed(Pace::Bulk).unwrap();
        for id in 1..=9 {
            let entry = Entry {
                id: ArticleId(id),
                language: &language,
                kind: Kind::News,
                section: "world",
                authors: Vec::new(),
                topics: Vec::new(),
                published: id,
                words: Words { headline: "Floods reach Hunza", standfirst: "A road is closed.", body: "Snow fell." },
            };
            feed.put(&entry).unwrap();
            feed.commit(id as u64).unwrap();
        }
        feed.finish().unwrap();
        index.refresh().unwrap();
        let snapshot = index.snapshot();
        assert_eq!((snapshot.searcher().segment_readers().len(), snapshot.stories()), (PARTS, 9));
        assert_eq!(index.cursor().unwrap(), Some(9), "what the last commit carried is kept");
    }
}
