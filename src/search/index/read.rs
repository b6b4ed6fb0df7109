//! Reading the index.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_story::{ArticleId, Kind};
use rustc_hash::{FxBuildHasher, FxHashMap};
use tantivy::columnar::{BytesColumn, Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::schema::{IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::classes::Classes;
use super::fields::Fields;
use super::frequent::Frequent;
use crate::error::Error;
use crate::meaning::Meaning;
use crate::rarity::Rarity;
use crate::sketch::{Sketch, Vector};
use crate::statistics::Statistics;
use crate::text::{COMMON, TermId, id_of, is_pair};

/// How many entries of terms' lists are looked at for one story's neighbours: the limit of the work, whatever the story says.
const BUDGET: u32 = 16_000;

/// A story in the index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Where it is.
    pub at: DocAddress,
    /// By how much it was found.
    pub score: f32,
}

/// What is known of a story beside its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Its number.
    pub id: i64,
    /// The tag of its language.
    pub language: String,
    /// The slug of its section.
    pub section: String,
    /// The slugs of its topics.
    pub topics: Vec<String>,
    /// When readers could first read it, in microseconds since the Unix epoch.
    pub published: i64,
    /// Its kind.
    pub kind: Kind,
}

/// A segment's columns, opened once.
struct Columns {
    id: Column<i64>,
    published: Column<i64>,
    kind: Column<u64>,
    sketch: Column<u64>,
    meaning: Option<BytesColumn>,
    language: Named,
    section: Named,
    topic: Named,
    classes: Arc<Classes>,
}

/// A column of words with its dictionary read out: asking that for one word goes through half a block of it.
struct Named {
    column: Option<StrColumn>,
    words: Vec<String>,
}

impl Named {
    fn open(column: Option<StrColumn>) -> Result<Self, Error> {
        let mut words = Vec::new();
        if let Some(column) = &column {
            let mut all = column.dictionary().stream().map_err(io)?;
            while all.advance() {
                words.push(String::from_utf8_lossy(all.key()).into_owned());
            }
        }
        Ok(Self { column, words })
    }

    fn of(&self, doc: u32) -> impl Iterator<Item = String> {
        let ordinals = self.column.iter().flat_map(move |column| column.term_ords(doc));
        ordinals.filter_map(|ordinal| self.words.get(ordinal as usize).cloned())
    }
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self, Error> {
        let fast = segment.fast_fields();
        Ok(Self {
            id: fast.i64("id")?,
            published: fast.i64("published")?,
            kind: fast.u64("kind")?,
            sketch: fast.u64("sketch")?,
            meaning: fast.bytes("meaning")?,
            language: Named::open(fast.str("language")?)?,
            section: Named::open(fast.str("section")?)?,
            topic: Named::open(fast.str("topic")?)?,
            classes: Arc::new(Classes::of(segment)?),
        })
    }
}

/// The index as it was at one commit, with the statistics of what it held then: the same index gives the same answers.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    columns: Vec<Arc<Columns>>,
    statistics: Arc<Statistics>,
    rarity: Rarity,
    frequent: Frequent,
}

impl Snapshot {
    pub(super) fn of(
        searcher: Searcher,
        fields: Fields,
        frequent: Frequent,
        before: Option<&Snapshot>,
    ) -> Result<Self, Error> {
        let statistics = Arc::new(statistics(&searcher, fields, before)?);
        let columns = columns(&searcher, before)?;
        let rarity = Rarity::of(&statistics);
        Ok(Self { searcher, fields, columns, statistics, rarity, frequent })
    }

    /// What searches it.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Its fields.
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// Which stories of each segment count alike.
    pub fn classes(&self) -> Vec<Arc<Classes>> {
        self.columns.iter().map(|columns| columns.classes.clone()).collect()
    }

    /// In how many of its stories each term stands.
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// How much each term weighs among its stories.
    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// Its frequent words.
    pub fn frequent(&self) -> &Frequent {
        &self.frequent
    }

    /// How many stories are in it.
    pub fn stories(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Where a story is.
    ///
    /// # Errors
    /// The index's.
    pub fn place(&self, id: ArticleId) -> Result<Option<DocAddress>, Error> {
        let term = Term::from_field_i64(self.fields.id, id.0);
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.id)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic).map_err(io)? else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(Some(DocAddress::new(number as u32, doc)));
                }
                doc = postings.advance();
            }
        }
        Ok(None)
    }

    /// The number of the story at a place.
    pub fn id(&self, at: DocAddress) -> ArticleId {
        ArticleId(self.columns[at.segment_ord as usize].id.first(at.doc_id).unwrap_or_default())
    }

    /// When the story at a place was first published, in microseconds since the Unix epoch.
    pub fn published(&self, at: DocAddress) -> i64 {
        self.columns[at.segment_ord as usize].published.first(at.doc_id).unwrap_or_default()
    }

    /// The sketch of the story at a place.
    pub fn sketch(&self, at: DocAddress) -> Sketch {
        let column = &self.columns[at.segment_ord as usize].sketch;
        let rows = column.index.value_row_ids(at.doc_id);
        // All at once takes less than one by one.
        let mut packed = vec![0; rows.len()];
        column.values.get_range(u64::from(rows.start), &mut packed);
        Sketch::unpacked(packed.into_iter())
    }

    /// What the story at a place means by the model with which it was read; `None` without one.
    ///
    /// # Errors
    /// The index's.
    pub fn meaning(&self, at: DocAddress) -> Result<Option<Meaning>, Error> {
        let Some(column) = &self.columns[at.segment_ord as usize].meaning else { return Ok(None) };
        let mut bytes = Vec::new();
        if let Some(ordinal) = column.term_ords(at.doc_id).next() {
            column.ord_to_bytes(ordinal, &mut bytes).map_err(io)?;
        }
        Ok(Meaning::of_bytes(bytes))
    }

    /// What is known of the story at a place.
    pub fn facts(&self, at: DocAddress) -> Facts {
        let columns = &self.columns[at.segment_ord as usize];
        let one = |column: &Named| column.of(at.doc_id).next().unwrap_or_default();
        let kind = columns.kind.first(at.doc_id).and_then(|kind| Kind::ALL.get(kind as usize).copied());
        Facts {
            id: columns.id.first(at.doc_id).unwrap_or_default(),
            language: one(&columns.language),
            section: one(&columns.section),
            topics: columns.topic.of(at.doc_id).collect(),
            published: columns.published.first(at.doc_id).unwrap_or_default(),
            kind: kind.unwrap_or_default(),
        }
    }

    /// The names in the story at a place, the most mentioned first.
    ///
    /// # Errors
    /// The index's.
    pub fn names(&self, at: DocAddress) -> Result<Vec<String>, Error> {
        let document: TantivyDocument = self.searcher.doc(at)?;
        let names = document.get_first(self.fields.names).and_then(|value| value.as_str()).unwrap_or_default();
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// The stories that share the most telling terms with a vector, the nearest first, and stories of its rarer topics; not
    /// the one at `own`.
    ///
    /// # Errors
    /// The index's.
    pub fn near(
        &self,
        vector: &Vector,
        topics: &[String],
        own: Option<DocAddress>,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        /// A topic brings its stories in, and leaves it to their words how near they are.
        const TOPIC: f32 = 0.1;
        let telling = vector.heaviest_words().into_iter().map(|(term, weight)| (self.telling(term), weight));
        let topics = topics.iter().map(|topic| (Term::from_field_text(self.fields.topic, topic), TOPIC));
        let of_field = |field| -> Result<Vec<_>, Error> {
            Ok(self
                .searcher
                .segment_readers()
                .iter()
                .map(|segment| segment.inverted_index(field))
                .collect::<Result<_, _>>()?)
        };
        let (by_telling, by_topic) = (of_field(self.fields.telling)?, of_field(self.fields.topic)?);
        let mut left = BUDGET;
        let mut found: FxHashMap<DocAddress, f32> =
            FxHashMap::with_capacity_and_hasher(BUDGET as usize / 2, FxBuildHasher);
        let mut lists = Vec::with_capacity(by_telling.len());
        for (term, weight) in telling.chain(topics) {
            let segments = if term.field() == self.fields.topic { &by_topic } else { &by_telling };
            lists.clear();
            for (number, segment) in segments.iter().enumerate() {
                lists.extend(segment.get_term_info(&term).map_err(io)?.map(|list| (number, list)));
            }
            let stories = lists.iter().map(|(_, list)| list.doc_freq).sum::<u32>();
            if stories > left {
                continue;
            }
            left -= stories;
            for (number, list) in &lists {
                let mut postings =
                    segments[*number].read_postings_from_terminfo(list, IndexRecordOption::Basic).map_err(io)?;
                let mut doc = postings.doc();
                while doc != TERMINATED {
                    // What a term adds is about its weight on both sides.
                    *found.entry(DocAddress::new(*number as u32, doc)).or_default() += weight * weight.max(TOPIC);
                    doc = postings.advance();
                }
            }
        }
        let alive =
            |at: &DocAddress| !self.searcher.segment_reader(at.segment_ord).is_deleted(at.doc_id) && Some(*at) != own;
        let mut hits: Vec<Hit> =
            found.into_iter().filter(|(at, _)| alive(at)).map(|(at, score)| Hit { at, score }).collect();
        if hits.len() > limit {
            hits.select_nth_unstable_by(limit, |one, other| self.order(one, other));
            hits.truncate(limit);
        }
        hits.sort_unstable_by(|one, other| self.order(one, other));
        Ok(hits)
    }

    /// The better first; of two as good, the one with the higher number, wherever segments have put it.
    pub fn order(&self, one: &Hit, other: &Hit) -> std::cmp::Ordering {
        other.score.total_cmp(&one.score).then_with(|| self.id(other.at).cmp(&self.id(one.at)))
    }

    fn telling(&self, term: TermId) -> Term {
        Term::from_field_u64(self.fields.telling, u64::from(term))
    }
}

fn io(error: std::io::Error) -> Error {
    Error::Index(error.into())
}

/// A searcher's columns: a segment's never change, so that those of `before` are taken over.
fn columns(searcher: &Searcher, before: Option<&Snapshot>) -> Result<Vec<Arc<Columns>>, Error> {
    let known = before.into_iter().flat_map(|before| before.searcher.segment_readers().iter().zip(&before.columns));
    let known: HashMap<SegmentId, &Arc<Columns>> =
        known.map(|(segment, columns)| (segment.segment_id(), columns)).collect();
    let of = |segment: &SegmentReader| match known.get(&segment.segment_id()) {
        Some(columns) => Ok(Arc::clone(columns)),
        None => Columns::open(segment).map(Arc::new),
    };
    searcher.segment_readers().iter().map(of).collect()
}

/// Counts what a searcher's segments hold; where those of `before` are still among them, only what has come and gone.
fn statistics(searcher: &Searcher, fields: Fields, before: Option<&Snapshot>) -> Result<Statistics, Error> {
    let ids = |searcher: &Searcher| -> HashSet<SegmentId> {
        searcher.segment_readers().iter().map(|segment| segment.segment_id()).collect()
    };
    let now = ids(searcher);
    let known = before.map(|before| ids(&before.searcher)).unwrap_or_default();
    let mut statistics = Statistics::clone(before.map(|before| &*before.statistics).unwrap_or(&Statistics::default()));
    let gone = before.into_iter().flat_map(|before| before.searcher.segment_readers());
    for segment in gone.filter(|segment| !now.contains(&segment.segment_id())) {
        each_term(segment, fields, |term, stories| statistics.discount(term, stories))?;
        statistics.discount_stories(segment.max_doc());
    }
    for segment in searcher.segment_readers().iter().filter(|segment| !known.contains(&segment.segment_id())) {
        each_term(segment, fields, |term, stories| statistics.count(term, stories))?;
        statistics.count_stories(segment.max_doc());
    }
    Ok(statistics)
}

/// A segment's words, and the pairs of words in its sketches.
fn each_term(segment: &SegmentReader, fields: Fields, mut with: impl FnMut(TermId, u32)) -> Result<(), Error> {
    let index = segment.inverted_index(fields.words)?;
    let mut terms = index.terms().stream().map_err(io)?;
    while terms.advance() {
        // Common words are in no sketch, and would disturb those whose counters they share.
        if let Ok(stem) = std::str::from_utf8(terms.key())
            && !stem.starts_with(COMMON)
        {
            with(id_of(stem), terms.value().doc_freq);
        }
    }
    const AT_ONCE: usize = 8_192;
    let sketches = segment.fast_fields().u64("sketch")?;
    let mut packed = [0; AT_ONCE];
    for start in (0..sketches.values.num_vals()).step_by(AT_ONCE) {
        let left = (sketches.values.num_vals() - start) as usize;
        let packed = &mut packed[..left.min(AT_ONCE)];
        sketches.values.get_range(u64::from(start), packed);
        let pairs = Sketch::unpacked(packed.iter().copied()).0.into_iter().filter(|(term, _)| is_pair(*term));
        pairs.for_each(|(pair, _)| with(pair, 1));
    }
    Ok(())
}
