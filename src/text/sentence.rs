//! The sentence of a step: what happens, with the numbers that it happens to.

use super::{Equation, Language, Shown};
use crate::nn::{Activation, Layer, Op, Shape, Tap};
use crate::walk::{Explanation, Grain, Moment};

/// More taps than these are not listed one by one.
const MOST_LISTED: usize = 12;

/// What happens at a place of a layer, when the walk goes by steps of a grain. `channels` names the layer's input channels
/// where they have names.
#[must_use]
pub fn sentence(layer: &Layer, channels: &[String], told: &Explanation, grain: Grain, language: Language) -> String {
    let step = Step { layer, channels, told, language };
    match (told.place.moment, grain) {
        (Moment::Tap { group, tap }, Grain::Tap) => step.tap(group, tap),
        (Moment::Tap { group, tap }, _) if tap + 1 == layer.taps() => step.group(group),
        (Moment::Tap { group, tap }, _) => step.tap(group, tap),
        (Moment::Finish, Grain::Tap | Grain::Channel | Grain::Cell) => step.finish(),
        (Moment::Finish, _) => step.finished(grain),
    }
}

struct Step<'a> {
    layer: &'a Layer,
    channels: &'a [String],
    told: &'a Explanation,
    language: Language,
}

impl Step<'_> {
    fn say(&self, english: String, chinese: String) -> String {
        self.language.pick(english, chinese)
    }

    /// `row 0, column 2`, or nothing for a vector.
    fn row_and_column(&self, row: usize, column: usize) -> String {
        self.say(format!("row {row}, column {column}"), format!("第{row}行第{column}列"))
    }

    /// Where the cell is written: `o[0] row 0, column 0`.
    fn output(&self) -> String {
        let [map, row, column] = self.told.place.cell;
        match self.layer.output {
            Shape::Vector(_) => format!("o[{map}]"),
            Shape::Maps { .. } => format!("o[{map}] {}", self.row_and_column(row, column)),
        }
    }

    /// Where a tap reads: `x[1] row 1, column 3`, or the padding.
    fn input(&self, tap: &Tap) -> String {
        match (tap.from, self.layer.input) {
            (None, _) => self.language.pick("the padding", "填充").to_owned(),
            (Some([index, ..]), Shape::Vector(_)) => format!("x[{index}]"),
            (Some([channel, row, column]), _) => format!("x[{channel}] {}", self.row_and_column(row, column)),
        }
    }

    /// What a group is called: its channel's name, or its number.
    fn group_name(&self, group: usize) -> String {
        let channel = self.layer.channel(self.told.place.cell[0], group);
        match (&self.layer.op, self.channels.get(channel)) {
            (Op::Conv(_), Some(name)) if !name.is_empty() => name.clone(),
            (Op::Linear(_), _) => self.say(format!("Map {group}"), format!("特征图{group}")),
            _ => self.say(format!("Channel {channel}"), format!("通道{channel}")),
        }
    }

    fn tap(&self, group: usize, tap: usize) -> String {
        let Some(at) = self.told.taps.get(tap) else { return String::new() };
        let input = self.input(at);
        let running = Shown::new(self.told.running).text;
        match &self.layer.op {
            Op::Conv(_) | Op::Linear(_) => {
                let product = Equation::default().number(at.x).text(" × ").term(at.weight).equals(at.value);
                let so_far = match tap {
                    0 => String::new(),
                    _ => self.say(format!("; the sum so far is {running}"), format!("；累计为 {running}")),
                };
                let weight = self.weight(group, tap);
                self.say(
                    format!("{} times {weight}: {product}{so_far}.", capital(&input)),
                    format!("{input} 乘以 {weight}：{product}{so_far}。"),
                )
            }
            Op::Softmax => {
                let power = self.power(at).equals(at.value);
                self.say(
                    format!("{}: {power}; the sum so far is {running}.", capital(&input)),
                    format!("{input}：{power}；累计为 {running}。"),
                )
            }
            Op::MaxPool(_) | Op::GlobalMaxPool => {
                let x = Shown::new(at.x).text;
                self.say(
                    format!("{} is {x}; the largest so far is {running}.", capital(&input)),
                    format!("{input} 是 {x}；目前最大的是 {running}。"),
                )
            }
            Op::AvgPool(_) | Op::GlobalAvgPool => {
                let x = Shown::new(at.x).text;
                self.say(
                    format!("{} is {x}; the sum so far is {running}.", capital(&input)),
                    format!("{input} 是 {x}；累计为 {running}。"),
                )
            }
            Op::Activation(_) | Op::BatchNorm(_) | Op::Flatten => {
                let x = Shown::new(at.x).text;
                self.say(format!("{} is {x}.", capital(&input)), format!("{input} 是 {x}。"))
            }
        }
    }

    /// `w0[1] row 0, column 2`, as the filter stands on the window.
    fn weight(&self, group: usize, tap: usize) -> String {
        let map = self.told.place.cell[0];
        if matches!(self.layer.op, Op::Linear(_)) {
            return format!("w{map}[{}]", group * self.layer.taps() + tap);
        }
        let [row, column] = self.layer.on_kernel(tap);
        format!("w{map}[{group}] {}", self.row_and_column(row, column))
    }

    fn group(&self, group: usize) -> String {
        let name = self.group_name(group);
        let values: Vec<f64> = self.told.taps.iter().map(|tap| tap.value).collect();
        let count = values.len();
        match &self.layer.op {
            Op::Conv(_) | Op::Linear(_) if count <= MOST_LISTED => {
                let sum = Equation::sum(&values, None).equals(self.told.running);
                self.say(
                    format!("{}: the {} add to {sum}.", capital(&name), counted(count, "product")),
                    format!("{name}：{count} 个乘积相加 {sum}。"),
                )
            }
            Op::Conv(_) | Op::Linear(_) => {
                let sum = Shown::new(self.told.running).text;
                self.say(
                    format!("{}: the {count} products add to {sum}.", capital(&name)),
                    format!("{name}：{count} 个乘积之和是 {sum}。"),
                )
            }
            Op::AvgPool(_) | Op::GlobalAvgPool if count <= MOST_LISTED => {
                let sum = Equation::sum(&values, None).equals(self.told.running);
                self.say(format!("The window's cells add to {sum}."), format!("窗口内的数相加 {sum}。"))
            }
            Op::AvgPool(_) | Op::GlobalAvgPool => {
                let sum = Shown::new(self.told.running).text;
                self.say(
                    format!("The window's {count} cells add to {sum}."),
                    format!("窗口内 {count} 个数之和是 {sum}。"),
                )
            }
            Op::Softmax => {
                let sum = Shown::new(self.told.running).text;
                self.say(format!("The {count} exponentials add to {sum}."), format!("{count} 个指数之和是 {sum}。"))
            }
            Op::MaxPool(_) | Op::GlobalMaxPool => {
                self.say(format!("{}.", self.maximum()), format!("{}。", self.maximum()))
            }
            Op::Activation(_) | Op::BatchNorm(_) | Op::Flatten => self.tap(group, count - 1),
        }
    }

    /// `The maximum of 1 1 5 6 is 6`; padding is left out.
    fn maximum(&self) -> String {
        let values = self.told.taps.iter().filter(|tap| tap.from.is_some()).map(|tap| Shown::new(tap.x).text);
        let values: Vec<String> = values.collect();
        let max = Shown::new(self.told.running).text;
        let list = match (values.len(), self.language) {
            (0..=MOST_LISTED, _) => values.join(" "),
            (count, Language::English) => format!("{count} cells"),
            (count, Language::Chinese) => format!("{count} 个数"),
        };
        self.say(format!("The maximum of {list} is {max}"), format!("{list} 的最大值是 {max}"))
    }

    fn finish(&self) -> String {
        let (output, value) = (self.output(), f64::from(self.told.value));
        match &self.layer.op {
            Op::Conv(_) | Op::Linear(_) => {
                let sum = Equation::sum(&self.told.terms, self.told.bias).equals(value);
                let terms = self.told.terms.len();
                let (what, zh) = match (&self.layer.op, terms) {
                    (_, 1) => ("the sum".to_owned(), "和".to_owned()),
                    (Op::Linear(_), n) => (format!("the {}", counted(n, "map sum")), format!("{n} 张特征图的和")),
                    (_, n) => (format!("the {}", counted(n, "channel sum")), format!("{n} 个通道的和")),
                };
                self.say(
                    format!("Add {what} and the bias: {sum}, written to {output}."),
                    format!("把{zh}与偏置相加：{sum}，写入 {output}。"),
                )
            }
            Op::MaxPool(_) | Op::GlobalMaxPool => {
                let maximum = self.maximum();
                self.say(format!("{maximum}, written to {output}."), format!("{maximum}，写入 {output}。"))
            }
            _ => {
                let (equation, lead) = (self.formula(value), self.lead());
                self.say(
                    format!("{lead}{equation}, written to {output}."),
                    format!("{lead}{equation}，写入 {output}。"),
                )
            }
        }
    }

    /// What a formula is introduced by.
    fn lead(&self) -> &'static str {
        match &self.layer.op {
            Op::AvgPool(_) | Op::GlobalAvgPool => self.language.pick("The mean is ", "平均值是 "),
            Op::Flatten => self.language.pick("The number moves: ", "数值移动："),
            Op::BatchNorm(_) => self.language.pick("Normalise: ", "归一化："),
            Op::Softmax => self.language.pick("Its share: ", "所占份额："),
            _ => "",
        }
    }

    /// The finish of a cell that is no sum with a bias: 13/4 = 3.25, max(0, -5) = 0.
    fn formula(&self, value: f64) -> String {
        let x = self.told.terms.first().copied().unwrap_or(0.0);
        let start = Equation::default();
        match &self.layer.op {
            Op::Activation(activation) => activated(*activation, x).equals(value),
            Op::BatchNorm(norm) => {
                let of = |tensor: &crate::nn::Tensor| f64::from(tensor.at(self.told.place.cell[0]));
                let under = start.text("(").number(x).text(" − ").term(of(&norm.mean)).text(") / √(");
                let scaled = under.number(of(&norm.var)).text(" + ").number(norm.eps).text(") · ");
                scaled.term(of(&norm.weight)).text(" + ").term(of(&norm.bias)).equals(value)
            }
            Op::Softmax => match self.told.taps.get(self.told.place.cell[0]) {
                Some(tap) => self.power(tap).text(" / ").number(x).equals(value),
                None => start.number(x).equals(value),
            },
            Op::Flatten => {
                let from = self.told.taps.first().map(|tap| self.input(tap)).unwrap_or_default();
                start.text(&format!("{from} ")).equals(value).replace("  ", " ")
            }
            _ => start.number(x).text("/").number(self.told.divisor.unwrap_or(1) as f64).equals(value),
        }
    }

    /// e^(x − the largest).
    fn power(&self, tap: &Tap) -> Equation {
        Equation::default().text("e^(").number(tap.x).text(" − ").term(self.told.peak).text(")")
    }

    /// A finished row, map or layer.
    fn finished(&self, grain: Grain) -> String {
        let [map, row, _] = self.told.place.cell;
        let last = self.finish();
        match grain {
            Grain::Row => self
                .say(format!("Row {row} of o[{map}] is finished. {last}"), format!("o[{map}] 的第{row}行完成。{last}")),
            Grain::Map => self.say(format!("o[{map}] is finished. {last}"), format!("o[{map}] 完成。{last}")),
            _ => {
                let (name, shape) = (&self.layer.name, self.layer.output);
                self.say(format!("{name} is finished: {shape}. {last}"), format!("{name} 完成：{shape}。{last}"))
            }
        }
    }
}

/// The function of a number, written as it is computed.
fn activated(activation: Activation, x: f64) -> Equation {
    let start = Equation::default();
    let below = x < 0.0;
    match activation {
        Activation::Relu => start.text("max(0, ").number(x).text(")"),
        Activation::LeakyRelu { slope } if below => start.number(slope).text(" · ").term(x),
        Activation::Elu { alpha } if below => start.number(alpha).text(" · (e^(").number(x).text(") − 1)"),
        Activation::LeakyRelu { .. } | Activation::Elu { .. } => {
            start.text(activation.name()).text("(").number(x).text(")")
        }
        Activation::Sigmoid => start.text("1 / (1 + e^(").number(-x).text("))"),
        Activation::Tanh => start.text("tanh(").number(x).text(")"),
        Activation::Silu => start.number(x).text(" / (1 + e^(").number(-x).text("))"),
        Activation::Gelu => start.number(x).text(" · Φ(").number(x).text(")"),
        Activation::GeluTanh => {
            start.number(x).text("/2 · (1 + tanh(√(2/π) · (").number(x).text(" + 0.044715·").term(x).text("³)))")
        }
    }
}

/// `nine products`, `27 products`.
fn counted(n: usize, what: &str) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let plural = if n == 1 { "" } else { "s" };
    WORDS.get(n).map_or_else(|| format!("{n} {what}{plural}"), |word| format!("{word} {what}{plural}"))
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
