//! What the pictures are, and what their colours mean.

use ratatui::style::Style;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::ROUTED;
use super::plan::Plan;
use crate::app::App;

/// What the pictures are, where there are images.
pub(super) fn images(app: &App, plan: &Plan) -> String {
    let images = app.network().images.as_ref();
    let legend = images.map(|images| {
        let count = images.count();
        let has_weights = plan.weights.is_some();
        let language = app.language();
        language.features_legend(has_weights, count.min(plan.patches), count)
    });

    legend.unwrap_or_default()
}

/// `weights: ■ above 0  ■ below 0`: what the colours of weights mean, and how many channels have room, in a line above the pictures.
pub(super) fn weights(app: &App, plan: &Plan, y: u16, canvas: &mut Canvas) {
    let styles = canvas.styles;
    let language = app.language();
    let label = styles.of(Role::Label);
    let weights = plan.weights.filter(|_| app.parts().words);
    let Some(weights) = weights.filter(|_| canvas.area.height >= ROUTED) else {
        return;
    };

    let mut x = canvas.area.x + 1;
    let signs = [(1.0, language.above_zero()), (-1.0, language.below_zero())];

    if styles.is_fine() {
        x = canvas.text(x, y, language.of_weights(), label) + 1;
    }

    for (sign, words) in signs.into_iter().filter(|_| styles.is_fine()) {
        let sample = Style::new().fg(styles.dot(Role::Filter, sign));
        x = canvas.text(x, y, "■", sample) + 1;
        x = canvas.text(x, y, words, label) + 2;
    }

    let groups = app.network().layers[plan.layer].groups();

    if weights.channels < groups && !app.is_asking() {
        let cut = language.first_channels(weights.channels, groups);
        canvas.clipped(x, y, canvas.area.right().saturating_sub(x), &cut, label);
    }
}
