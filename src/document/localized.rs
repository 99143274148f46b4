//! What an author says, in one language or several.

/// A text and its translations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    text: String,
    translations: Vec<(String, String)>,
}

impl Localized {
    /// A text without translations.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self {
            text,
            translations: Vec::new(),
        }
    }

    /// A text in English and in Chinese.
    #[must_use]
    pub(crate) fn with_chinese(text: &str, chinese: &str) -> Self {
        let mut words = Self::new(text.to_owned());
        words.translate("zh".to_owned(), chinese.to_owned());
        words
    }

    /// Adds a translation.
    pub(crate) fn translate(&mut self, tag: String, text: String) {
        self.translations.push((tag, text));
    }

    /// The text in a language, by its tag; as it was first written where there is no translation.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        let of =
            |wanted: &dyn Fn(&str) -> bool| self.translations.iter().find(|(has, _)| wanted(has));

        let root = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let found = of(&|has| has == tag).or_else(|| of(&|has| root(has) == root(tag)));

        found.map_or(&self.text, |(_, text)| text)
    }

    /// The tags of its translations.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.translations.iter().map(|(tag, _)| tag.as_str())
    }
}

/// Whether a key looks like a language tag: `zh`, `pt`, `zh-Hant`.
pub(crate) fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_is_found_by_its_language() {
        let mut words = Localized::new("stride".to_owned());
        words.translate("zh-Hans".to_owned(), "步长".to_owned());
        assert_eq!(
            [words.in_language("zh"), words.in_language("fr")],
            ["步长", "stride"]
        );
    }

    #[test]
    fn tags_are_told_from_misspelt_keys() {
        assert!(["zh", "pt", "zh-Hant"].iter().all(|key| is_tag(key)));
        assert!(
            ["titel", "text", "ZH", "z", "zh-"]
                .iter()
                .all(|key| !is_tag(key))
        );
    }
}
