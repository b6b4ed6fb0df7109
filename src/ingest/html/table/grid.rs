//! Where cells stand when some reach over several rows or columns.

use super::super::tree::ElementRef;
use super::MAX_COLUMNS;

/// What stands in one place of a row.
pub enum Place<'a> {
    /// A cell, at its first row and column.
    Cell(ElementRef<'a>),
    /// A cell from above or before reaches here.
    Covered,
}

/// The columns of a table, row by row.
#[derive(Default)]
pub struct Grid {
    /// How many more rows the cell above reaches down, by column.
    reaching: Vec<usize>,
    /// Whether any cell reached over another place.
    pub merged: bool,
}

impl Grid {
    /// The places of the next row.
    pub fn row<'a>(&mut self, cells: &[ElementRef<'a>]) -> Vec<Place<'a>> {
        let mut places = Vec::new();
        for cell in cells {
            self.covered(&mut places);
            if places.len() >= MAX_COLUMNS {
                break;
            }
            let span = |name, most: usize| {
                let span = cell.value().attr(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1);
                span.clamp(1, most)
            };
            let (wide, deep) = (span("colspan", MAX_COLUMNS - places.len()), span("rowspan", 10_000));
            self.merged |= wide > 1 || deep > 1;
            let first = places.len();
            self.reaching.resize(self.reaching.len().max(first + wide), 0);
            self.reaching[first..first + wide].fill(deep - 1);
            places.push(Place::Cell(*cell));
            places.extend((1..wide).map(|_| Place::Covered));
        }
        self.covered(&mut places);
        places
    }

    /// Goes on over what cells of the rows above reach down to.
    fn covered(&mut self, places: &mut Vec<Place<'_>>) {
        while let Some(left) = self.reaching.get_mut(places.len()).filter(|left| **left > 0) {
            *left -= 1;
            places.push(Place::Covered);
        }
    }
}
