//! The sentence of a step: what happens, with the numbers that it happens to.

use super::sharing::weight;
use super::step::{MOST_LISTED, Step};
use super::{Equation, Language, Shown};
use crate::nn::{Finish, Fold, Layer, Take};
use crate::walk::{Explanation, Grain, Moment};

/// What happens at a place of a layer, when the walk goes by steps of a grain. `channels` names the layer's input channels
/// where they have names.
#[must_use]
pub fn sentence(
    layer: &Layer,
    channels: &[String],
    told: &Explanation,
    grain: Grain,
    language: Language,
) -> String {
    let step = Step {
        layer,
        channels,
        told,
        language,
    };

    match (told.place.moment, grain) {
        (Moment::Tap { group, tap }, Grain::Tap) => step.tap(group, tap),
        (Moment::Tap { group, tap }, _) if tap + 1 == layer.taps() => step.group(group),
        (Moment::Tap { group, tap }, _) => step.tap(group, tap),
        (Moment::Finish, Grain::Tap | Grain::Channel | Grain::Cell) => step.finish(),
        (Moment::Finish, _) => step.finished(grain),
    }
}

/// What a network that ends in shares makes of its input.
#[must_use]
pub fn verdict(class: usize, share: f32, language: Language) -> String {
    language.pick(
        format!("The network says {class}, with a share of {share:.3}."),
        format!("网络的答案是 {class}，份额 {share:.3}。"),
    )
}

impl Step<'_> {
    fn tap(&self, group: usize, tap: usize) -> String {
        let Some(at) = self.told.taps.get(tap) else {
            return String::new();
        };

        let input = self.input(at);
        let running = Shown::new(self.told.running).text;

        let form = self.layer.op.form();

        match (form.take, form.taps) {
            (Take::Product, _) => {
                let product = self.product(at).equals(at.value);
                let so_far = match tap {
                    0 => String::new(),
                    _ => self.say(
                        format!("; the sum so far is {running}"),
                        format!("；累计为 {running}"),
                    ),
                };

                let weight = weight(
                    self.layer,
                    self.told.place.cell[0],
                    group,
                    tap,
                    self.language,
                );

                self.say(
                    format!("{} times {weight}: {product}{so_far}.", capital(&input)),
                    format!("{input} 乘以 {weight}：{product}{so_far}。"),
                )
            }
            (Take::Exponential, _) => {
                let power = self.product(at).equals(at.value);
                self.say(
                    format!("{}: {power}; the sum so far is {running}.", capital(&input)),
                    format!("{input}：{power}；累计为 {running}。"),
                )
            }
            (Take::Cell, Fold::Max) => {
                let x = Shown::new(at.x).text;
                self.say(
                    format!(
                        "{} is {x}; the largest so far is {running}.",
                        capital(&input)
                    ),
                    format!("{input} 是 {x}；目前最大的是 {running}。"),
                )
            }
            (Take::Cell, Fold::Sum) if !form.is_elementwise() => {
                let x = Shown::new(at.x).text;
                self.say(
                    format!("{} is {x}; the sum so far is {running}.", capital(&input)),
                    format!("{input} 是 {x}；累计为 {running}。"),
                )
            }
            (Take::Cell, Fold::Sum) => {
                let x = Shown::new(at.x).text;
                self.say(
                    format!("{} is {x}.", capital(&input)),
                    format!("{input} 是 {x}。"),
                )
            }
        }
    }

    fn group(&self, group: usize) -> String {
        let name = self.group_name(group);
        let values: Vec<f64> = self.told.taps.iter().map(|tap| tap.value).collect();
        let count = values.len();

        let form = self.layer.op.form();

        match (form.take, form.taps) {
            (Take::Product, _) if count <= MOST_LISTED => {
                let sum = Equation::sum(&values, None).equals(self.told.running);
                self.say(
                    format!(
                        "{}: the {} add to {sum}.",
                        capital(&name),
                        counted(count, "product")
                    ),
                    format!("{name}：{count} 个乘积相加 {sum}。"),
                )
            }
            (Take::Product, _) => {
                let sum = Shown::new(self.told.running).text;
                self.say(
                    format!("{}: the {count} products add to {sum}.", capital(&name)),
                    format!("{name}：{count} 个乘积之和是 {sum}。"),
                )
            }
            _ if form.is_elementwise() => self.tap(group, count - 1),
            (Take::Cell, Fold::Sum) if count <= MOST_LISTED => {
                let sum = Equation::sum(&values, None).equals(self.told.running);
                self.say(
                    format!("The window's cells add to {sum}."),
                    format!("窗口内的数相加 {sum}。"),
                )
            }
            (Take::Cell, Fold::Sum) => {
                let sum = Shown::new(self.told.running).text;
                self.say(
                    format!("The window's {count} cells add to {sum}."),
                    format!("窗口内 {count} 个数之和是 {sum}。"),
                )
            }
            (Take::Exponential, _) => {
                let sum = Shown::new(self.told.running).text;
                self.say(
                    format!("The {count} exponentials add to {sum}."),
                    format!("{count} 个指数之和是 {sum}。"),
                )
            }
            (Take::Cell, Fold::Max) => {
                let maximum = self.maximum(&self.told.taps);
                self.say(format!("{maximum}."), format!("{maximum}。"))
            }
        }
    }

    fn finish(&self) -> String {
        let output = self.output();
        let value = f64::from(self.told.value);

        let form = self.layer.op.form();

        match (form.finish, form.taps) {
            (Finish::Bias, _) => {
                let sum = self.finishing().equals(value);
                let terms = self.told.terms.len();
                let (what, zh) = match (self.layer.is_dense(), terms) {
                    (_, 1) => ("the sum".to_owned(), "和".to_owned()),
                    (true, n) => (
                        format!("the {}", counted(n, "map sum")),
                        format!("{n} 张特征图的和"),
                    ),
                    (false, n) => (
                        format!("the {}", counted(n, "channel sum")),
                        format!("{n} 个通道的和"),
                    ),
                };

                self.say(
                    format!("Add {what} and the bias: {sum}, written to {output}."),
                    format!("把{zh}与偏置相加：{sum}，写入 {output}。"),
                )
            }
            (_, Fold::Max) => {
                let maximum = self.maximum(&self.told.taps);
                self.say(
                    format!("{maximum}, written to {output}."),
                    format!("{maximum}，写入 {output}。"),
                )
            }
            _ => {
                let equation = self.finishing().equals(value);
                let lead = self.lead();
                self.say(
                    format!("{lead}{equation}, written to {output}."),
                    format!("{lead}{equation}，写入 {output}。"),
                )
            }
        }
    }

    /// What a formula is introduced by.
    fn lead(&self) -> &'static str {
        match self.layer.op.form().finish {
            Finish::Mean => self.language.pick("The mean is ", "平均值是 "),
            Finish::Plain => self.language.pick("The number moves: ", "数值移动："),
            Finish::Function if self.layer.parameters() > 0 => {
                self.language.pick("Normalise: ", "归一化：")
            }
            Finish::Probability => self.language.pick("Its share: ", "所占份额："),
            _ => "",
        }
    }

    /// A finished row, map or layer.
    fn finished(&self, grain: Grain) -> String {
        let [map, row, _] = self.told.place.cell;
        let last = self.finish();

        match grain {
            Grain::Row => self.say(
                format!("Row {row} of o[{map}] is finished. {last}"),
                format!("o[{map}] 的第{row}行完成。{last}"),
            ),
            Grain::Map => self.say(
                format!("o[{map}] is finished. {last}"),
                format!("o[{map}] 完成。{last}"),
            ),
            _ => {
                let name = &self.layer.name;
                let shape = self.layer.output;
                self.say(
                    format!("{name} is finished: {shape}. {last}"),
                    format!("{name} 完成：{shape}。{last}"),
                )
            }
        }
    }
}

/// `nine products`, `27 products`.
fn counted(n: usize, what: &str) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];

    let plural = if n == 1 { "" } else { "s" };
    WORDS.get(n).map_or_else(
        || format!("{n} {what}{plural}"),
        |word| format!("{word} {what}{plural}"),
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // `x[0]` and the like are names, not words.
        Some(_) if text.starts_with("x[") => text.to_owned(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
