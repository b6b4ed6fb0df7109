//! What a text means, by a static embedding model (model2vec), where the operator supplies one: it brings together what is said in
//! different words. Everything works without; the feature `model` puts it in.

#[cfg(feature = "model")]
mod model;
#[cfg(not(feature = "model"))]
#[path = "meaning/without.rs"]
mod model;

pub use model::Model;

/// Whether this program was built with models.
pub const BUILT_IN: bool = cfg!(feature = "model");

/// A direction: numbers whose proportions count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning(Vec<u8>);

/// In whole steps of the largest number, which is 127: a byte each, and far finer than models are.
#[cfg(any(feature = "model", test))]
fn quantised(numbers: &[f32]) -> Option<Meaning> {
    let largest = numbers.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
    (largest > f32::EPSILON && largest.is_finite())
        .then(|| Meaning(numbers.iter().map(|number| ((number / largest * 127.0).round() as i8) as u8).collect()))
}

impl Meaning {
    /// As an index keeps it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// From what [`bytes`](Self::bytes) gave; nothing from nothing.
    pub fn of_bytes(bytes: Vec<u8>) -> Option<Self> {
        (!bytes.is_empty()).then_some(Self(bytes))
    }

    /// The cosine with another of the same model's.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (mut dot, mut own, mut its) = (0_i32, 0_i32, 0_i32);
        for (one, other) in self.0.iter().zip(&other.0) {
            let (one, other) = (i32::from(*one as i8), i32::from(*other as i8));
            dot += one * other;
            own += one * one;
            its += other * other;
        }
        dot as f32 / ((own as f32) * (its as f32)).sqrt().max(f32::EPSILON)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_keep_directions() {
        let (one, other) = ([0.3, -0.1, 0.02, 0.0], [0.1, 0.2, -0.3, 0.05]);
        let cosine = |one: &[f32], other: &[f32]| {
            let dot = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f32>();
            dot(one, other) / (dot(one, one) * dot(other, other)).sqrt()
        };
        let (first, second) = (quantised(&one).unwrap(), quantised(&other).unwrap());
        assert!((first.likeness(&second) - cosine(&one, &other)).abs() < 0.01);
        assert!((first.likeness(&first) - 1.0).abs() < 1e-6);
        assert_eq!(Meaning::of_bytes(first.bytes().to_vec()), Some(first));
        assert_eq!((quantised(&[0.0, 0.0]), Meaning::of_bytes(Vec::new())), (None, None));
    }
}
