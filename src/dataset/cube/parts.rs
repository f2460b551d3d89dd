//! What a cube is made of.

use crate::dataset::{Period, Text};

/// What a dimension means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// When.
    Time,
    /// Where.
    Place,
    /// What is measured.
    Measure,
    /// How often it is published; its codes are those of SDMX: A, S, Q, M, W, D.
    Frequency,
    /// In what unit; part of a name only where there are several.
    Unit,
    /// Anything else.
    #[default]
    Other,
}

/// One category of a dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// As the document refers to it.
    pub code: String,
    /// As people read it; the code where there is nothing better.
    pub name: Text,
    /// Its name in English, where `name` is in another language.
    pub english: String,
    /// Unit of its figures; empty where the dimension is no measure or does not say.
    pub unit: String,
    /// Digits behind the point, where stated.
    pub decimals: Option<u8>,
    /// What must be known about it.
    pub definition: String,
    /// Position of the category that it is part of, where the document says so.
    pub parent: Option<usize>,
    /// Where it stands in the document.
    pub place: String,
}

/// One dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dimension {
    /// As the document refers to it.
    pub code: String,
    /// As people read it.
    pub name: Text,
    /// What it means.
    pub role: Role,
    /// In the order of the document.
    pub categories: Vec<Category>,
}

/// What holds for a whole cube.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// Name of what is measured where no dimension says it.
    pub title: String,
    /// The same in English, where `title` is in another language.
    pub english: String,
    /// Unit where no category says it.
    pub unit: String,
    /// What must be known about all figures.
    pub note: String,
    /// The period of all figures where there is no time dimension.
    pub period: Option<Period>,
    /// Where the cube stands in the document.
    pub place: String,
}
