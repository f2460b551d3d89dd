//! Small steps over the text of a period.

use crate::dataset::period::{Period, digits};

/// What is left to read.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a>(pub &'a str);

impl Scan<'_> {
    pub fn eat(&mut self, word: &str) -> bool {
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    pub fn eat_range(&mut self) -> bool {
        self.eat("-") || self.eat("~")
    }

    /// The number that all digits in front make, if they are so many.
    pub fn digits(&mut self, least: usize, most: usize) -> Option<i32> {
        let count = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let valid = (least..=most).contains(&count);
        let number = digits(self.0.get(..count).filter(|_| valid)?)?;
        self.0 = &self.0[count..];
        Some(number)
    }

    /// 8, 08, 八, 十一, 二十三.
    pub fn number(&mut self) -> Option<i32> {
        if let Some(number) = self.digits(1, 2) {
            return Some(number);
        }
        let tens = self.numeral().filter(|n| *n > 0);
        if !self.eat("十") {
            return tens;
        }
        Some(10 * tens.unwrap_or(1) + self.numeral().unwrap_or(0))
    }

    /// 2020, 二〇二〇.
    pub fn year(&mut self) -> Option<i32> {
        if let Some(year) = self.digits(4, 4) {
            return Some(year).filter(|year| *year >= 1000);
        }
        let mut year = 0;
        for _ in 0..4 {
            year = 10 * year + self.numeral()?;
        }
        (year >= 1000).then_some(year)
    }

    /// One Chinese digit.
    fn numeral(&mut self) -> Option<i32> {
        let numeral = match self.0.chars().next()? {
            '〇' | '零' => 0,
            '一' => 1,
            '二' | '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        };
        let mut rest = self.0.chars();
        rest.next();
        self.0 = rest.as_str();
        Some(numeral)
    }

    /// `period`, if nothing is left.
    pub fn done(self, period: Option<Period>) -> Option<Period> {
        period.filter(|_| self.0.is_empty())
    }
}
