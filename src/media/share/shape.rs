//! The shapes of share pictures.

/// The shapes that a story's picture is cut to beside its card: 1:1, 4:3 and 16:9, which search engines ask for in schema.org's
/// `image` (<https://developers.google.com/search/docs/appearance/structured-data/article>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// The card with the headline on it, 1200 × 630: Open Graph's and Twitter's.
    Card,
    /// 1200 × 1200.
    Square,
    /// 1200 × 900.
    FourThree,
    /// 1200 × 675.
    SixteenNine,
}

impl Shape {
    /// All of them.
    pub const ALL: [Shape; 4] = [Shape::Card, Shape::Square, Shape::FourThree, Shape::SixteenNine];

    /// Pixels across, of each.
    pub const WIDTH: u32 = 1200;

    /// Pixels down.
    pub fn height(self) -> u32 {
        match self {
            Shape::Card => 630,
            Shape::Square => 1200,
            Shape::FourThree => 900,
            Shape::SixteenNine => 675,
        }
    }

    /// What its file's name ends in, before the dot.
    pub fn suffix(self) -> &'static str {
        match self {
            Shape::Card => "card",
            Shape::Square => "1x1",
            Shape::FourThree => "4x3",
            Shape::SixteenNine => "16x9",
        }
    }

    /// The shape of a file whose name ends so.
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.suffix() == suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_names_one_shape() {
        for shape in Shape::ALL {
            assert_eq!(Shape::from_suffix(shape.suffix()), Some(shape));
        }
        assert_eq!(Shape::from_suffix("2x1"), None);
    }
}
