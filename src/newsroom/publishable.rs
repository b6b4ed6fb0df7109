//! What would break the page: the few things that keep a story from being published. Everything else is advice.

use dateline_story::block::figures;
use dateline_story::{Article, address};
use thiserror::Error;

/// Something a story must have to be published.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Lack {
    /// A headline.
    #[error("it has no headline")]
    Headline,
    /// Words.
    #[error("it has no text")]
    Text,
    /// A section that may have stories.
    #[error("“{0}” cannot be a section: it is an address of the site's own")]
    Section(String),
    /// What a picture shows, for those who cannot see it.
    #[error("the picture “{0}” has no alternative text")]
    AltText(String),
    /// Who made a picture.
    #[error("the picture “{0}” has no credit")]
    PictureCredit(String),
}

/// What a story lacks, in the order in which it is read.
pub fn lacks(article: &Article) -> Vec<Lack> {
    let mut found = Vec::new();
    if article.headline.trim().is_empty() {
        found.push(Lack::Headline);
    }
    if address::RESERVED.contains(&article.section.as_str()) {
        found.push(Lack::Section(article.section.to_string()));
    }
    for figure in article.lead.iter().chain(figures(&article.body)) {
        if figure.alt.trim().is_empty() {
            found.push(Lack::AltText(figure.src.clone()));
        }
        if figure.credit.trim().is_empty() {
            found.push(Lack::PictureCredit(figure.src.clone()));
        }
    }
    if article.body.is_empty() {
        found.push(Lack::Text);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_store::conformance::article;
    use dateline_story::Figure;

    #[test]
    fn names_each_thing() {
        let whole = article(1, 0);
        assert_eq!(lacks(&whole), []);
        let figure = Figure { src: "a.jpg".into(), ..Figure::default() };
        let bare = Article { headline: " ".into(), lead: Some(figure), body: vec![], ..whole };
        let names = [Lack::Headline, Lack::AltText("a.jpg".into()), Lack::PictureCredit("a.jpg".into()), Lack::Text];
        assert_eq!(lacks(&bare), names);
    }
}
