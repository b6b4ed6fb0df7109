//! A page that was made.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::HeaderMap;
use tokio::sync::Mutex;

use crate::encoding::Liked;
use crate::form::Form;

/// The media type of a page.
const HTML: &str = "text/html; charset=utf-8";

/// A page that was made.
#[derive(Debug)]
pub struct Made {
    /// The page.
    pub body: Bytes,
    /// Part of its SHA-256, in hex.
    pub tag: String,
    /// Its media type.
    pub media_type: &'static str,
    /// When what it shows last changed, as HTTP writes dates, where that is known.
    pub modified: Option<String>,
    /// Whether its address gives something else to those who ask for another media type.
    pub by_accept: bool,
    /// Where more of it is, for pages that come in pieces.
    pub more: Option<String>,
    /// The fields for whoever keeps copies of it elsewhere, its tags among them; where nobody does, there are none.
    pub edge: HeaderMap,
    /// Its bytes in each form that was made, by the form's place among all.
    forms: [OnceLock<Bytes>; Form::ALL.len()],
    /// The fields of an answer in each form.
    fields: [OnceLock<HeaderMap>; Form::ALL.len()],
    /// Held by whoever makes a form, so that nobody makes it twice.
    making: Mutex<()>,
    /// Whether the best form of a coding was asked for: Brotli's, zstd's.
    improving: [AtomicBool; 2],
    /// Whether it was kept: nothing that it was made of had changed by then.
    kept: AtomicBool,
}

/// A page's bytes in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// Them.
    pub bytes: Bytes,
    /// The form.
    pub form: Form,
}

impl Made {
    /// A page from its HTML.
    pub fn new(html: String, more: Option<String>) -> Self {
        Self { more, ..Self::of(HTML, html) }
    }

    /// What is no page, but kept like one.
    pub fn of(media_type: &'static str, text: String) -> Self {
        use sha2::{Digest, Sha256};
        let tag = Sha256::digest(&text).iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        let body = Bytes::from(text);
        let made = Self {
            body: body.clone(),
            tag,
            media_type,
            modified: None,
            by_accept: false,
            more: None,
            edge: HeaderMap::new(),
            forms: Default::default(),
            fields: Default::default(),
            making: Mutex::default(),
            improving: Default::default(),
            kept: AtomicBool::new(false),
        };
        made.hold(Form::Plain, body);
        made
    }

    /// The same, where its address may give something else to those who ask for another media type.
    pub fn by_accept(self, by_accept: bool) -> Self {
        Self { by_accept, ..self }
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.media_type == HTML
    }

    /// The page as such readers are best served with it, where that is at hand.
    pub fn at_hand(&self, liked: Liked) -> Option<Encoded> {
        let forms = Form::ALL.into_iter().filter(|form| liked.holds(form.encoding()));
        forms.into_iter().find_map(|form| Some(Encoded { bytes: self.in_form(form)?.clone(), form }))
    }

    /// Makes the form for such readers who wait, in place: for a thread that serves nobody else.
    pub fn compress(&self, liked: Liked) -> Option<Form> {
        if self.at_hand(liked).is_some() {
            return None;
        }
        let form = Form::quick(liked);
        self.hold(form, form.of(&self.body)?.into());
        Some(form)
    }

    /// The page for such readers; what is not at hand is made, once.
    pub async fn encoded(&self, liked: Liked) -> Encoded {
        if let Some(encoded) = self.at_hand(liked) {
            return encoded;
        }
        let _making = self.making.lock().await;
        if let Some(encoded) = self.at_hand(liked) {
            return encoded;
        }
        let form = Form::quick(liked);
        let body = self.body.clone();
        // It would hold up every other request of this thread.
        let made = tokio::task::spawn_blocking(move || form.of(&body)).await;
        let Some(bytes) = made.ok().flatten().map(Bytes::from) else {
            return Encoded { bytes: self.body.clone(), form: Form::Plain };
        };
        self.hold(form, bytes.clone());
        Encoded { bytes, form }
    }

    /// The fields of an answer with the page in a form, put together once.
    pub fn fields(&self, form: Form, put: impl FnOnce() -> HeaderMap) -> &HeaderMap {
        self.fields[place(form)].get_or_init(put)
    }

    pub(crate) fn note_kept(&self) {
        self.kept.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.kept.load(Ordering::Relaxed)
    }

    pub(crate) fn in_form(&self, form: Form) -> Option<&Bytes> {
        self.forms[place(form)].get()
    }

    pub(crate) fn hold(&self, form: Form, bytes: Bytes) {
        // What is there already is the same.
        let _ = self.forms[place(form)].set(bytes);
    }

    /// Whether its best form for such readers should be made, and nobody has asked for that yet; whoever is told so does.
    pub(crate) fn is_to_be_improved(&self, liked: Liked) -> Option<Form> {
        let form = Form::best(liked)?;
        let asked = &self.improving[usize::from(form == Form::BestZstd)];
        let is_new =
            self.in_form(form).is_none() && !asked.load(Ordering::Relaxed) && !asked.swap(true, Ordering::Relaxed);
        is_new.then_some(form)
    }
}

fn place(form: Form) -> usize {
    form as usize
}
