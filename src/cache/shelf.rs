//! The best forms of pages, kept in a folder by what is in the page: the same bytes are not compressed again, also not after a
//! restart. A file says what its page was made of, so that what is removed is removed here too.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::form::Form;
use crate::parts::{Packed, Part, Touched};

/// How many bytes of files there are at most, each counted with what its place on a disk takes.
const ROOM: u64 = 64 << 20;

/// What a file takes of a disk beside its own bytes.
const EACH: u64 = 4 << 10;

/// The file that says how parts are told apart and up to where what happened was followed.
const ABOUT: &str = "about";

/// Up to where what happened was followed: the last event and the last change.
pub type Followed = (u64, u64);

/// A folder of pages' best forms.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    files: HashMap<String, File>,
    bytes: u64,
    /// Counts the files, so that the oldest goes first.
    next: u64,
    followed: Option<Followed>,
}

#[derive(Debug)]
struct File {
    of: Packed,
    bytes: u64,
    number: u64,
}

impl Shelf {
    /// Opens a folder, which is made when it is not there. Whoever does not know what was removed since [`Shelf::followed`]
    /// empties it.
    ///
    /// # Errors
    /// The system's, where the folder cannot be made or read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut shelf = Self { folder: folder.to_owned(), files: HashMap::new(), bytes: 0, next: 0, followed: None };
        let about = fs::read_to_string(folder.join(ABOUT)).unwrap_or_default();
        shelf.followed = about.strip_prefix(&format!("{} ", probe())).and_then(followed);
        if shelf.followed.is_none() {
            shelf.clear()?;
            return Ok(shelf);
        }
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()).map(str::to_owned) else { continue };
            if name == ABOUT {
                continue;
            }
            match fs::read(&path).ok().and_then(|bytes| Some((split(&bytes)?.0, bytes.len() as u64))) {
                Some((of, bytes)) => shelf.note(name, of, bytes),
                None => drop(fs::remove_file(&path)),
            }
        }
        Ok(shelf)
    }

    /// Up to where what happened was followed when it was last written down.
    pub fn followed(&self) -> Option<Followed> {
        self.followed
    }

    /// Writes down up to where what happened was followed.
    ///
    /// # Errors
    /// The system's.
    pub fn follow(&mut self, to: Followed) -> io::Result<()> {
        self.followed = Some(to);
        fs::write(self.folder.join(ABOUT), format!("{} {} {}", probe(), to.0, to.1))
    }

    /// The file of a page's form, if there is one.
    pub fn find(&self, tag: &str, form: Form) -> Option<PathBuf> {
        let name = name(tag, form);
        self.files.contains_key(&name).then(|| self.folder.join(name))
    }

    /// Puts a page's form in.
    ///
    /// # Errors
    /// The system's; the file is not there then.
    pub fn put(&mut self, tag: &str, form: Form, of: Packed, bytes: &[u8]) -> io::Result<()> {
        let name = name(tag, form);
        let content = joined(&of, bytes);
        let path = self.folder.join(&name);
        if let Err(error) = fs::write(&path, &content) {
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        self.note(name, of, content.len() as u64);
        while self.bytes > ROOM {
            let Some(oldest) = self.files.iter().min_by_key(|(_, file)| file.number).map(|(name, _)| name.clone())
            else {
                break;
            };
            self.remove(&oldest)?;
        }
        Ok(())
    }

    /// Removes every page made of these.
    ///
    /// # Errors
    /// The system's: something may still be there then.
    pub fn remove_all(&mut self, of: &Touched) -> io::Result<()> {
        let concerned: Vec<String> =
            self.files.iter().filter(|(_, file)| of.concerns(&file.of)).map(|(name, _)| name.clone()).collect();
        concerned.iter().try_for_each(|name| self.remove(name))
    }

    /// Removes everything.
    ///
    /// # Errors
    /// The system's: something may still be there then.
    pub fn clear(&mut self) -> io::Result<()> {
        (self.files, self.bytes) = (HashMap::new(), 0);
        for file in fs::read_dir(&self.folder)? {
            fs::remove_file(file?.path())?;
        }
        Ok(())
    }

    fn note(&mut self, name: String, of: Packed, bytes: u64) {
        self.next += 1;
        let file = File { of, bytes: bytes + EACH, number: self.next };
        self.bytes += file.bytes;
        if let Some(before) = self.files.insert(name, file) {
            self.bytes -= before.bytes;
        }
    }

    /// A file that cannot be removed is not forgotten: it may be tried again.
    fn remove(&mut self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        if let Some(file) = self.files.remove(name) {
            self.bytes -= file.bytes;
        }
        Ok(())
    }
}

/// What a file holds of a page's bytes.
///
/// # Errors
/// The system's, or that it is no file of a shelf.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = fs::read(path)?;
    let begin = split(&bytes).map(|(_, page)| bytes.len() - page.len());
    let begin = begin.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no page is in it"))?;
    bytes.drain(..begin);
    Ok(bytes)
}

fn name(tag: &str, form: Form) -> String {
    format!("{tag}{}", form.mark())
}

/// Parts are told apart by a hash that another compiler may make otherwise; then nothing is known of older files.
fn probe() -> String {
    format!("1-{:016x}", Part::of(&"how parts are told apart").number())
}

fn followed(text: &str) -> Option<Followed> {
    let (event, change) = text.split_once(' ')?;
    Some((event.parse().ok()?, change.parse().ok()?))
}

/// A file: a sum over the rest, the length of what the page was made of, that, and the page.
fn joined(of: &Packed, page: &[u8]) -> Vec<u8> {
    let of = of.to_bytes();
    let length = u32::try_from(of.len()).unwrap_or(u32::MAX);
    let rest = [&length.to_le_bytes()[..], &of, page].concat();
    [&sum(&rest)[..], &rest].concat()
}

fn sum(bytes: &[u8]) -> [u8; 8] {
    Part::of(&bytes).number().to_le_bytes()
}

fn split(bytes: &[u8]) -> Option<(Packed, &[u8])> {
    // What was written when the power failed may be there in part.
    let (_, rest) = bytes.split_first_chunk().filter(|(written, rest)| sum(rest) == **written)?;
    let (length, rest) = rest.split_first_chunk()?;
    let (of, page) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    Some((Packed::of_bytes(of)?, page)).filter(|_| !page.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Reads;

    fn made_of(part: &str) -> Packed {
        let mut reads = Reads::default();
        reads.part(Part::of(&part));
        reads.list(Part::of(&"list"), Some((9, 1)), Some((3, -1)));
        reads.packed()
    }

    fn touched(part: &str) -> Touched {
        let mut touched = Touched::default();
        touched.part(Part::of(&part));
        touched
    }

    fn found(shelf: &Shelf, tag: &str) -> Option<Vec<u8>> {
        shelf.find(tag, Form::BestBrotli).map(|path| read(&path).unwrap())
    }

    #[test]
    fn what_is_put_in_is_found_again_also_later_unless_it_was_removed() {
        let folder = tempfile::tempdir().unwrap();
        let mut shelf = Shelf::open(folder.path()).unwrap();
        shelf.put("a", Form::BestBrotli, made_of("story 1"), b"page a").unwrap();
        shelf.put("b", Form::BestBrotli, made_of("story 2"), b"page b").unwrap();
        shelf.follow((7, 3)).unwrap();
        let mut shelf = Shelf::open(folder.path()).unwrap();
        assert_eq!(shelf.followed(), Some((7, 3)));
        assert_eq!((found(&shelf, "a"), found(&shelf, "c")), (Some(b"page a".to_vec()), None));
        assert!(shelf.find("a", Form::BestZstd).is_none());
        shelf.remove_all(&touched("story 1")).unwrap();
        assert_eq!((found(&shelf, "a"), found(&shelf, "b")), (None, Some(b"page b".to_vec())));
        let mut list = Touched::default();
        list.list(Part::of(&"list"), (5, 0));
        let mut shelf = Shelf::open(folder.path()).unwrap();
        assert_eq!((found(&shelf, "a"), found(&shelf, "b")), (None, Some(b"page b".to_vec())));
        shelf.remove_all(&list).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only what was followed is left");
    }

    #[test]
    fn a_folder_of_which_nothing_is_known_is_emptied() {
        let folder = tempfile::tempdir().unwrap();
        let mut shelf = Shelf::open(folder.path()).unwrap();
        shelf.put("a", Form::BestBrotli, made_of("story 1"), b"page a").unwrap();
        assert!(found(&Shelf::open(folder.path()).unwrap(), "a").is_none(), "up to where it was followed is not known");
        fs::write(folder.path().join(ABOUT), "1-0123456789abcdef 5 6").unwrap();
        fs::write(folder.path().join("a-br"), "anything").unwrap();
        assert_eq!(Shelf::open(folder.path()).unwrap().followed(), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_broken_file_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        Shelf::open(folder.path()).unwrap().follow((1, 1)).unwrap();
        let whole = joined(&made_of("story 1"), b"page a");
        assert!(split(&whole).is_some());
        for broken in [&b""[..], b"abc", &whole[..whole.len() - 1], &[&whole[..20], b"x", &whole[21..]].concat()] {
            fs::write(folder.path().join("a-br"), broken).unwrap();
            assert!(found(&Shelf::open(folder.path()).unwrap(), "a").is_none());
            assert!(!folder.path().join("a-br").exists());
        }
    }
}
