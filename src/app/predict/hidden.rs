//! How much a prediction hides, and what must not be seen.

use super::super::App;
use crate::nn::{Finish, Layer};
use crate::text::{Language, QuestionKind};
use crate::walk::{Grain, Moment, Place};

/// How much is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hides {
    /// The last sum: what the cell comes to.
    Cell,
    /// The channels' sums, too.
    #[default]
    Sums,
    /// The products, too.
    Products,
    /// Everything that follows from input and filter: a cell is predicted from its window.
    All,
}

impl Hides {
    /// All of them, from little to much.
    pub const ALL: [Self; 4] = [Self::Cell, Self::Sums, Self::Products, Self::All];

    /// The one that hides more; after the most, the least.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// What is hidden, in words.
    #[must_use]
    pub fn said(self, language: Language) -> &'static str {
        match self {
            Self::Cell => language.hides_cell(),
            Self::Sums => language.hides_sums(),
            Self::Products => language.hides_products(),
            Self::All => language.hides_all(),
        }
    }

    /// What is asked at a place, when the walk goes by steps of a grain.
    pub(super) fn asks(self, layer: &Layer, place: &Place, grain: Grain) -> Option<QuestionKind> {
        match (self, place.moment) {
            (Self::Sums | Self::Products, _) => QuestionKind::of_step(layer, place, grain),
            (_, Moment::Finish) => QuestionKind::of_step(layer, place, grain.max(Grain::Cell)),
            _ => None,
        }
    }
}

impl App {
    /// How much predictions hide.
    #[must_use]
    pub fn hides(&self) -> Hides {
        self.predictions.hides
    }

    /// What must not be seen now.
    #[must_use]
    pub fn hidden(&self) -> Hidden<'_> {
        Hidden { app: self }
    }

    /// Hides more, or after everything, little.
    pub(in super::super) fn hide_more(&mut self) {
        self.predictions.hides = self.predictions.hides.next();
        self.news.message = Some(self.predictions.hides.said(self.look.language).to_owned());

        if self.predictions.quiz.is_some() {
            self.ask(super::Since::Moved);
        }
    }

    /// A hint: the formula of a size; else the products, and then the sums.
    pub(super) fn show_more(&mut self) {
        let has_hint = self.hidden().has_hint();

        if let Some(quiz) = self.predictions.quiz.as_mut().filter(|_| has_hint) {
            quiz.shown += 1;
            quiz.hints += 1;
        }
    }
}

/// What must not be seen of a session, because it is asked for or would tell what is.
#[derive(Clone, Copy)]
pub struct Hidden<'a> {
    app: &'a App,
}

impl Hidden<'_> {
    fn shown(self) -> u8 {
        self.app.asked().map_or(0, |quiz| quiz.shown)
    }

    fn is_asked(self, what: &[QuestionKind]) -> bool {
        self.app
            .asked()
            .is_some_and(|quiz| quiz.asks.iter().any(|asks| what.contains(asks)))
    }

    /// Whether a size is asked for whose formula was shown as a hint.
    pub(super) fn is_size_hinted(self) -> bool {
        self.size() && self.shown() > 0
    }

    /// Whether there is a hint for what is asked first: more of what it is computed from.
    #[must_use]
    pub fn has_hint(self) -> bool {
        if self.size() {
            self.formula()
        } else {
            !self.class() && self.is_blind()
        }
    }

    /// Whether the question must not say what it is computed from: that is hidden, too.
    pub(super) fn is_blind(self) -> bool {
        self.all_terms() || self.all_products()
    }

    /// Whether all products are hidden that the current question is about.
    fn all_products(self) -> bool {
        let is_deep = self.app.predictions.hides >= Hides::Products && self.shown() == 0;
        is_deep && self.is_asked(&[QuestionKind::Term, QuestionKind::Value])
    }

    /// Whether the sums are hidden that a finished cell is made of; those that were asked for one by one are not.
    fn all_terms(self) -> bool {
        let finish = self.app.layer().op.form().finish;
        let is_share = matches!(finish, Finish::Probability | Finish::LogProbability);
        let at_once = self.app.stride_of_walk() >= Grain::Cell && !is_share;
        let hints = u8::from(self.app.predictions.hides >= Hides::Products);
        let is_deep = self.app.predictions.hides >= Hides::Sums && self.shown() <= hints;

        is_deep
            && at_once
            && self.is_asked(&[QuestionKind::Value])
            && self.app.place().moment == Moment::Finish
    }

    /// Whether the size of the current layer's output must not be seen, nor how many steps there are.
    #[must_use]
    pub fn size(self) -> bool {
        self.is_asked(&[QuestionKind::Rows, QuestionKind::Columns]) || self.app.note_hides_size()
    }

    /// Whether the shape of a stage must not be seen, because it is asked for or would tell what is: while a size is asked for, that
    /// of its layer and of all to which the walk comes later. Stage 0 is the input.
    #[must_use]
    pub fn shape(self, stage: usize) -> bool {
        let own = self.app.place().layer + 1;

        stage >= own && self.size() || stage > own && self.later_maps()
    }

    /// Whether a note asks for a side, or the maps, of what a layer puts out to which the walk comes later.
    #[must_use]
    pub fn later_maps(self) -> bool {
        let later = &self.app.network().layers[self.app.place().layer + 1..];
        let mut sizes = later.iter().flat_map(|layer| layer.output.dims());
        let is_of_cell = self.app.note_hides_value() || self.app.note_hides_term();

        !is_of_cell && sizes.any(|size| self.app.note_asks_for(|_| Some(size as f64)))
    }

    /// Whether the formula of that size must not be seen.
    #[must_use]
    pub fn formula(self) -> bool {
        self.size() && !self.is_size_hinted()
    }

    /// Whether the scores and probabilities that the network ends in must not be seen, nor what it says.
    #[must_use]
    pub fn class(self) -> bool {
        self.is_asked(&[QuestionKind::Class])
    }

    /// Whether the current product, or exponential, must not be seen.
    #[must_use]
    pub fn product(self) -> bool {
        self.is_asked(&[QuestionKind::Product])
    }

    /// Whether no product of the current cell must be seen.
    #[must_use]
    pub fn products(self) -> bool {
        self.all_products() || self.softmax()
    }

    /// Whether what the current group comes to must not be seen.
    #[must_use]
    pub fn term(self) -> bool {
        self.is_asked(&[QuestionKind::Product, QuestionKind::Term])
            || self.all_terms()
            || self.app.note_hides_term()
            || self.softmax()
    }

    /// Whether the equation must not be seen, nor the largest of a window.
    #[must_use]
    pub fn equation(self) -> bool {
        self.is_blind() || self.softmax()
    }

    /// Whether the current output cell must not be seen: while anything is predicted, or a note asks for its number.
    #[must_use]
    pub fn value(self) -> bool {
        self.app.asked().is_some() || self.app.note_hides_value()
    }

    /// Whether an output cell of the current layer must not be seen: the current one while anything is asked, and those that
    /// the walk comes to later, which will be asked for.
    #[must_use]
    pub fn cell(self, cell: [usize; 3]) -> bool {
        cell == self.app.place().cell && self.value()
            || self.app.predictions.quiz.is_some() && !self.app.walker.has_made(cell)
    }

    /// Whether a stage must not be seen because the walk comes to its numbers later. Stage 0 is the input.
    #[must_use]
    pub fn stage(self, stage: usize) -> bool {
        let own = self.app.place().layer + 1;

        self.app.predictions.quiz.is_some() && stage > own
            || self.shape(stage)
            || stage < own && self.scores(stage)
    }

    /// Whether what the current layer reads must not be seen.
    #[must_use]
    pub fn input(self) -> bool {
        let layer = self.app.layer();
        layer.is_classifier() && self.scores(layer.sources[0].stage.order())
    }

    /// Whether a stage has the scores that would tell the class that is asked for. What the network is given is there to see.
    fn scores(self, stage: usize) -> bool {
        let last = self.app.network().layers.last();
        let is_read = last.is_some_and(|last| last.sources[0].stage.order() == stage);

        stage > 0 && is_read && self.class()
    }

    /// Whether it must not be told what the network says.
    #[must_use]
    pub fn verdict(self) -> bool {
        self.class() || self.stage(self.app.network().layers.len())
    }

    /// Whether what makes the probabilities must not be seen, because it would tell which is the largest.
    fn softmax(self) -> bool {
        self.class() && self.app.layer().is_classifier()
    }
}
