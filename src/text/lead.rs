//! What stands before a formula in a sentence: what it is of, and what its letters mean.

use super::step::Step;
use crate::nn::{Finish, Op};

impl Step<'_> {
    /// What a formula is introduced by.
    pub(super) fn lead(&self) -> String {
        let language = self.language;

        if let Some((some, all)) = self.counted_cells() {
            return language.mean_of_some_is(some, all);
        }

        let lead = match self.layer.op.form().finish {
            Finish::Plain if matches!(self.layer.op, Op::Constant(_)) => language.constant_is(),
            Finish::Mean => language.mean_is(),
            Finish::Plain if self.layer.op.form().is_elementwise() => language.number_moves(),
            Finish::Standard => return self.mean_and_variance(),
            Finish::Function if self.layer.op.activation(0).is_none() => language.normalise(),
            Finish::Function if self.has_normal_share() => language.normal_share(),
            Finish::Probability => language.its_probability(),
            Finish::LogProbability => language.its_log_probability(),
            _ => "",
        };

        lead.to_owned()
    }

    /// Whether the function is told with Φ.
    fn has_normal_share(&self) -> bool {
        let function = self.layer.op.activation(0);
        function.is_some_and(|function| function.definition().contains('Φ'))
    }

    /// What numbers are normalised by.
    fn mean_and_variance(&self) -> String {
        let explanation = self.explanation;
        let cells = explanation.divisor.unwrap_or(1);
        let sum: f64 = explanation.terms.iter().sum();
        let mean = self.start().number(sum).text(" / ");
        let mean = mean.number(cells as f64).equals(sum / cells as f64);
        let variance = self.shown(explanation.variance);

        self.language.normalise_by(cells, &mean, &variance)
    }

    /// How many cells of a window a mean counts, and how many the window has, where it counts only some.
    fn counted_cells(&self) -> Option<(usize, usize)> {
        self.layer.op.window()?;
        let some = self.explanation.divisor?;
        let all = self.layer.taps();

        (some < all).then_some((some, all))
    }
}
