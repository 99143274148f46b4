//! Where the stamps of a channel stand.

use super::super::super::board::Board;
use super::super::needs::short;
use super::super::picture::{Panel, numbers};
use super::super::sight::Sight;
use super::{Form, SIGN, SMALL_SIGN, Stage, end, title};

impl Stage<'_> {
    /// The places of a channel's stamps, under or beside its plane and kernel.
    pub(super) fn stamped(
        &self,
        sight: &Sight,
        lines: u16,
        form: Form,
        panel: &Panel,
    ) -> Vec<Board> {
        let slots = self.stamps.slots;
        let taps = panel.taps().map(|board| end(board, 0));
        let right = taps.fold(end(&panel.plane, 0), u16::max);
        let sign = if lines > 1 { SIGN } else { SMALL_SIGN };
        let [x, y] = match form {
            Form::Above => [
                0,
                panel
                    .bottom()
                    .saturating_add(u16::from(!self.needs.is_narrow)),
            ],
            Form::Under => [sign, panel.bottom()],
            Form::Beside | Form::Grid => [right.saturating_add(sign), panel.title[1]],
        };

        let across = self.across(form);
        let look = self.needs.look(lines, self.needs.product);
        let first = numbers([x, y.saturating_add(title(lines))], &sight.map, look);
        let wide = first.width().max(self.name(lines)).saturating_add(sign);
        let tall = first.height().saturating_add(title(lines));
        let place = |slot: usize| Board {
            x: x.saturating_add(wide.saturating_mul(short(slot % across))),
            y: first
                .y
                .saturating_add(tall.saturating_mul(short(slot / across))),
            ..first.clone()
        };

        (0..slots.count()).map(place).collect()
    }

    /// How many stamps stand in a row; those of a signal stand below each other, to be compared place by place.
    pub(super) fn across(&self, form: Form) -> usize {
        let slots = self.stamps.slots;

        match form {
            Form::Above | Form::Beside => slots.count(),
            Form::Grid | Form::Under if self.needs.maps[1] == 1 => 1,
            Form::Grid | Form::Under => slots.across(),
        }
    }

    /// Columns of what a stamp is called at least: `x[0,0] 3`.
    pub(super) fn name(&self, lines: u16) -> u16 {
        let digits = |count: usize| count.saturating_sub(1).to_string().len();
        let number = usize::from(self.needs.look(lines, self.needs.input).wide) - 1;
        let places: usize = self.stamps.input.into_iter().map(digits).sum();

        (5 + places + number) as u16
    }
}
