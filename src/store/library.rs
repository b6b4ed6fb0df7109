//! The picture library: what the desk knows of pictures beyond what pages need.

use async_trait::async_trait;
use dateline_story::{ArticleId, Focus, Picture, Slug, Timestamp};

use crate::{Entry, Error};

/// The kind of the job that makes a picture's renditions; its key is the picture's name.
pub const RENDITIONS_JOB: &str = "renditions";

/// The kind of the job that finds which stories show which pictures, in stores from before that was written down.
pub const USES_JOB: &str = "picture-uses";

/// What is said of a picture wherever it is used, unless a story says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureWords {
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who made it or holds the rights.
    pub credit: String,
    /// What it shows, for everybody; plain text.
    pub caption: String,
}

/// A picture that comes into the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPicture {
    /// What pages need to know.
    pub picture: Picture,
    /// What its file said of it.
    pub words: PictureWords,
    /// The media type of its original.
    pub mime: String,
    /// The size of its original in bytes.
    pub bytes: u64,
    /// When it came.
    pub at: Timestamp,
    /// Who brought it, by name.
    pub by: String,
    /// The number of their account.
    pub user: Option<i64>,
}

/// A picture in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryPicture {
    /// Its number: newer pictures have higher ones.
    pub number: i64,
    /// What pages need to know.
    pub picture: Picture,
    /// What is said of it.
    pub words: PictureWords,
    /// What must stay in view when it is cropped, unless a story says otherwise.
    pub focus: Focus,
    /// The media type of its original, where it is known.
    pub mime: Option<String>,
    /// The size of its original in bytes, where it is known.
    pub bytes: Option<u64>,
    /// When it came, where that is known.
    pub added: Option<Timestamp>,
    /// Who brought it, by the name of that time; empty where that is not known.
    pub by: String,
    /// The number of their account, if they had one.
    pub user: Option<i64>,
    /// Counts the changes to its words and its focal point.
    pub version: u32,
    /// How many stories show it.
    pub uses: u64,
}

/// What became of a picture that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New(LibraryPicture),
    /// The library has had the same file before, maybe by another name; nothing was changed.
    Known(LibraryPicture),
}

/// A story that shows a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureUse {
    /// The story.
    pub article: ArticleId,
    /// Its section.
    pub section: Slug,
    /// The last part of its address.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
    /// Its state's word.
    pub state: String,
}

/// A change that a person makes to a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureChange {
    /// Other words.
    Words(PictureWords),
    /// Another focal point.
    Focus(Focus),
}

/// The picture library.
#[async_trait]
pub trait Library: Send + Sync + 'static {
    /// Puts a picture in, queues the job that completes its renditions and writes the entry about it, in one transaction.
    /// Where another picture has its name, it gets a part of its digest at the end of it.
    async fn add_picture(&self, new: NewPicture, entry: Entry) -> Result<Added, Error>;

    /// A picture by its name.
    async fn library_picture(&self, name: &str) -> Result<Option<LibraryPicture>, Error>;

    /// Pictures with a number below `before`, newest first. With a query, those in whose name, alternative text, credit
    /// and caption each of its words begins one.
    async fn library(&self, query: &str, before: i64, limit: usize) -> Result<Vec<LibraryPicture>, Error>;

    /// Changes a picture that was at `version`, writes the entry, and says at which version it is now.
    ///
    /// # Errors
    /// [`Error::PictureChanged`] where it has moved on, [`Error::NoSuchPicture`].
    async fn change_picture(&self, name: &str, version: u32, change: PictureChange, entry: Entry)
    -> Result<u32, Error>;

    /// Writes down that a picture's renditions are ready, unless its content is another by now.
    async fn complete_picture(&self, picture: &Picture) -> Result<(), Error>;

    /// Stories that show a picture with a number below `before`, newest first.
    async fn picture_uses(&self, name: &str, before: ArticleId, limit: usize) -> Result<Vec<PictureUse>, Error>;

    /// Writes down which pictures the next `limit` stories after `after` show, and says which was the last of them;
    /// `None` when there are no more.
    async fn find_picture_uses(&self, after: ArticleId, limit: usize) -> Result<Option<ArticleId>, Error>;
}
