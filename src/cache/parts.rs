//! What pages are made of.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Something that a page is made of: a story, a list, a picture. Two that are equal are one part; that two others are taken for one
/// (one in 2⁶⁴) makes a page anew without need, and does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part(u64);

impl Part {
    /// The part that this says.
    pub fn of(what: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// It, for whoever writes it down.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// The tag of every page.
pub const EVERY_PAGE: &str = "dateline";

/// How much of a part's number is in its tag. Two parts of one tag do no harm: a page is made again without need.
const TAG: u64 = (1 << 40) - 1;

impl Part {
    /// How whoever keeps copies of pages elsewhere calls it: ten letters and digits.
    fn tag(self) -> String {
        format!("{:010x}", self.0 & TAG)
    }
}

/// A place in a list, which is sorted by it, the greatest first.
pub type Place = (i64, i64);

/// A part of a list: below the one place, down to and with the other.
type Stretch = (Place, Place);

const BEGINNING: Place = (i64::MAX, i64::MAX);
const END: Place = (i64::MIN, i64::MIN);

/// What a page was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    parts: HashSet<Part>,
    /// Lists, and from where down to where each was read.
    lists: HashMap<Part, Stretch>,
}

impl Reads {
    /// Notes that a part was read.
    pub fn part(&mut self, part: Part) {
        self.parts.insert(part);
    }

    /// Notes that a list was read: below a place, or from its beginning, down to and with another, or to its end.
    pub fn list(&mut self, list: Part, below: Option<Place>, down_to: Option<Place>) {
        let (below, down_to) = (below.unwrap_or(BEGINNING), down_to.unwrap_or(END));
        let known = self.lists.entry(list).or_insert((below, down_to));
        *known = (known.0.max(below), known.1.min(down_to));
    }

    /// The tags of a page made of these: of its parts and of its lists, and the one that every page has.
    pub fn tags(&self) -> BTreeSet<String> {
        let parts = self.parts.iter().chain(self.lists.keys());
        parts.map(|part| part.tag()).chain([EVERY_PAGE.to_owned()]).collect()
    }

    /// The same in as little memory as it takes.
    pub(crate) fn packed(&self) -> Packed {
        let mut parts: Vec<Part> = self.parts.iter().copied().collect();
        parts.sort_unstable();
        Packed { parts: parts.into(), lists: self.lists.iter().map(|(list, read)| (*list, *read)).collect() }
    }
}

/// What a kept page was made of.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    parts: Box<[Part]>,
    lists: Box<[(Part, Stretch)]>,
}

impl Packed {
    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.parts) + size_of_val(&*self.lists)
    }

    /// Them for a file: how many parts there are, the parts, and five numbers for each list.
    pub fn to_bytes(&self) -> Vec<u8> {
        let number = |number: i64| number as u64;
        let lists = self.lists.iter().flat_map(|(list, (below, down_to))| {
            [list.0, number(below.0), number(below.1), number(down_to.0), number(down_to.1)]
        });
        let numbers = [self.parts.len() as u64].into_iter().chain(self.parts.iter().map(|part| part.0)).chain(lists);
        numbers.flat_map(u64::to_le_bytes).collect()
    }

    /// What a file says; `None` where that is nothing that [`Packed::to_bytes`] has made.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<8>();
        let numbers: Vec<u64> = numbers.iter().map(|number| u64::from_le_bytes(*number)).collect();
        let (count, numbers) = numbers.split_first()?;
        let (parts, lists) = numbers.split_at_checked(usize::try_from(*count).ok()?)?;
        let (lists, odd) = lists.as_chunks::<5>();
        let number = |number: u64| number as i64;
        let lists = lists.iter().map(|[list, below, under, down_to, with]| {
            (Part(*list), ((number(*below), number(*under)), (number(*down_to), number(*with))))
        });
        (rest.is_empty() && odd.is_empty() && parts.is_sorted())
            .then(|| Self { parts: parts.iter().copied().map(Part).collect(), lists: lists.collect() })
    }
}

/// What has changed.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    all: bool,
    parts: HashSet<Part>,
    /// Lists that have something else at a place.
    lists: Vec<(Part, Place)>,
}

impl Touched {
    /// Everything.
    pub fn everything() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Notes that a part has changed.
    pub fn part(&mut self, part: Part) {
        self.parts.insert(part);
    }

    /// Notes that a list has something else at a place.
    pub fn list(&mut self, list: Part, at: Place) {
        self.lists.push((list, at));
    }

    /// Whether it is nothing.
    pub fn is_empty(&self) -> bool {
        !self.all && self.parts.is_empty() && self.lists.is_empty()
    }

    /// The tags of all pages that may be made of these. Tags know no places: of a list it is every page.
    pub fn tags(&self) -> BTreeSet<String> {
        if self.all {
            return BTreeSet::from([EVERY_PAGE.to_owned()]);
        }
        self.parts.iter().chain(self.lists.iter().map(|(list, _)| list)).map(|part| part.tag()).collect()
    }

    /// Whether a page made of these is another now.
    pub(crate) fn concerns(&self, page: &Packed) -> bool {
        self.all || self.concerns_parts(page) || self.concerns_lists(page)
    }

    fn concerns_parts(&self, page: &Packed) -> bool {
        if self.parts.len() < page.parts.len() {
            return self.parts.iter().any(|part| page.parts.binary_search(part).is_ok());
        }
        page.parts.iter().any(|part| self.parts.contains(part))
    }

    fn concerns_lists(&self, page: &Packed) -> bool {
        let within = |(list, at): &(Part, Place)| {
            page.lists.iter().any(|(read, (below, down_to))| read == list && at < below && at >= down_to)
        };
        self.lists.iter().any(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(with: impl FnOnce(&mut Touched)) -> Touched {
        let mut touched = Touched::default();
        with(&mut touched);
        touched
    }

    #[test]
    fn a_page_is_concerned_by_its_parts_and_by_lists_as_far_as_it_read_them() {
        let part = |what: &str| Part::of(&what);
        let mut reads = Reads::default();
        reads.part(part("a"));
        reads.part(part("b"));
        reads.list(part("latest"), Some((25, 1)), Some((10, 2)));
        reads.list(part("latest"), Some((40, 0)), Some((20, 1)));
        reads.list(part("whole"), None, None);
        let page = reads.packed();
        assert!(!Touched::default().concerns(&page) && Touched::everything().concerns(&page));
        assert!(touched(|it| it.part(part("b"))).concerns(&page) && !touched(|it| it.part(part("c"))).concerns(&page));
        let many = touched(|it| ["x", "y", "z", "a"].iter().for_each(|what| it.part(part(what))));
        assert!(many.concerns(&page));
        for (at, concerned) in [((40, 0), false), ((39, 9), true), ((10, 2), true), ((10, 1), false), ((9, 99), false)]
        {
            assert_eq!(touched(|it| it.list(part("latest"), at)).concerns(&page), concerned, "{at:?}");
        }
        for at in [(i64::MAX, 0), (i64::MIN, 0)] {
            assert!(touched(|it| it.list(part("whole"), at)).concerns(&page));
        }
        assert!(!touched(|it| it.list(part("other"), (30, 9))).concerns(&page));
    }

    #[test]
    fn a_page_has_the_tags_of_all_that_can_concern_it() {
        let part = |what: &str| Part::of(&what);
        let mut reads = Reads::default();
        reads.part(part("a"));
        reads.list(part("latest"), Some((25, 1)), None);
        let tags = reads.tags();
        assert!(tags.len() == 3 && tags.contains(EVERY_PAGE) && tags.iter().all(|tag| tag.len() <= 10));
        assert!(!touched(|it| it.part(part("a"))).tags().is_disjoint(&tags));
        assert!(!touched(|it| it.list(part("latest"), (30, 0))).tags().is_disjoint(&tags));
        assert!(!Touched::everything().tags().is_disjoint(&tags));
        assert!(touched(|it| it.part(part("b"))).tags().is_disjoint(&tags));
    }
}
