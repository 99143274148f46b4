//! An exam: a network that nobody has seen, made from a seed, and ten questions over all that the course taught.

use std::fmt::Write as _;
use std::sync::Arc;

use super::Scenario;
use super::open::made;
use crate::document::Faults;
use crate::nn::{Network, Values};

/// An exam of a seed, which has 63 bits, as numbers in TOML have: the same seed, the same questions.
///
/// # Errors
/// None that its tests have not found.
pub fn exam(seed: u64) -> Result<Scenario, Faults> {
    let shape = Shape::of(seed);
    let mut scores = seed;
    let mut plain = made("exam", shape.network([seed, scores], ""))?;

    // Of two classes with the largest score none would be right.
    while !has_one_best(&plain.network) && scores.abs_diff(seed) < MOST_TRIES {
        scores = (scores + 1) & i64::MAX as u64;
        plain = made("exam", shape.network([seed, scores], ""))?;
    }

    let notes = shape.questions(&plain.network);

    made("exam", shape.network([seed, scores], &notes))
}

/// Weights of the scores that are tried to find some with one best class.
const MOST_TRIES: u64 = 64;

/// Whether one of the scores is larger than all others.
fn has_one_best(network: &Arc<Network>) -> bool {
    let answers = Answers(Values::new(Arc::clone(network)));
    let scores: Vec<f64> = answers.scores().collect();
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);

    scores.iter().filter(|score| **score >= best).count() == 1
}

/// The sizes of an exam's network.
struct Shape {
    side: usize,
    kernel: usize,
    stride: usize,
    padding: usize,
    filters: usize,
}

/// Channels of its input, and classes.
const CHANNELS: usize = 2;
const CLASSES: usize = 3;

impl Shape {
    fn of(seed: u64) -> Self {
        let mut state = seed;
        let mut one_of = |least: usize, most: usize| {
            // The generator splitmix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;

            least + (mixed % (most - least + 1) as u64) as usize
        };

        Self {
            side: one_of(7, 9),
            kernel: one_of(2, 3),
            stride: one_of(1, 2),
            padding: one_of(0, 1),
            filters: one_of(2, 4),
        }
    }

    /// Rows and columns of the convolution's maps.
    fn rows(&self) -> usize {
        (self.side + 2 * self.padding - self.kernel) / self.stride + 1
    }

    /// Rows and columns of the pooled maps.
    fn pooled(&self) -> usize {
        (self.rows() - 2) / 2 + 1
    }

    /// The scenario of these seeds, the second for the weights of the scores, with these notes.
    fn network(&self, [seed, scores]: [u64; 2], notes: &str) -> String {
        let Self {
            side,
            kernel,
            stride,
            padding,
            filters,
        } = self;

        let inputs = filters * self.pooled().pow(2);

        format!(
            "title = \"Exam {seed}\"\n\
            summary = \"A network that nobody has seen, and ten questions.\"\n\
            zh = {{ title = \"考试 {seed}\", summary = \"一个谁也没见过的网络，十个问题。\" }}\n\
            [input]\ndata = {{ random = [{CHANNELS}, {side}, {side}], seed = {seed}, low = 0, high = 3, integer = true }}\n\
            [[layer]]\nkind = \"conv2d\"\nstride = {stride}\npadding = {padding}\n\
            weight = {{ random = [{filters}, {CHANNELS}, {kernel}, {kernel}], seed = {seed}, low = -2, high = 2, integer = true }}\n\
            bias = {{ random = [{filters}], seed = {seed}, low = -3, high = 3, integer = true }}\n\
            [[layer]]\nkind = \"relu\"\n\
            [[layer]]\nkind = \"max_pool2d\"\nkernel = 2\n\
            [[layer]]\nkind = \"flatten\"\n\
            [[layer]]\nkind = \"linear\"\n\
            weight = {{ random = [{CLASSES}, {inputs}], seed = {scores}, low = -1, high = 1, integer = true }}\n\
            [[layer]]\nkind = \"softmax\"\n{notes}"
        )
    }

    /// Ten questions, with the answers that the network gives.
    fn questions(&self, network: &Arc<Network>) -> String {
        let answers = Answers(Values::new(Arc::clone(network)));
        let mut notes = String::new();

        for question in self
            .of_convolution(&answers)
            .into_iter()
            .chain(self.of_the_rest(&answers))
        {
            question.write(&mut notes);
        }

        notes
    }

    fn of_convolution(&self, answers: &Answers) -> [Asked; 5] {
        let Self {
            side,
            kernel,
            stride,
            padding,
            filters,
        } = self;
        let rows = self.rows();
        let each = CHANNELS * kernel * kernel;
        // No padding lies in this window.
        let sum = answers.term(0, [0, 1, 1], 0);
        let products = answers.products(0, [0, 1, 1], 0);
        let cell = answers.value(0, [0, 1, 1]);
        let whole = side + 2 * padding - kernel;
        let [second, bias] = [answers.term(0, [0, 1, 1], 1), answers.bias(0)].map(signed);

        [
            Asked {
                place: "layer = \"conv1\"".to_owned(),
                answer: rows as f64,
                en: [
                    format!("The input has {side} rows, the filters {kernel}, the stride is {stride} and the padding {padding}. How many rows does the output have?"),
                    "(input + 2·padding - filter) / stride, rounded down, plus 1.".to_owned(),
                    format!("({side} + 2·{padding} - {kernel}) / {stride} is {whole} / {stride}, rounded down {}: {rows} rows.", rows - 1),
                ],
                zh: [
                    format!("输入有 {side} 行，滤波器 {kernel} 行，步长 {stride}，填充 {padding}。输出有几行？"),
                    "（输入 + 2·填充 - 滤波器）/ 步长，向下取整，再加一。".to_owned(),
                    format!("({side} + 2·{padding} - {kernel}) / {stride} 即 {whole} / {stride}，向下取整是 {}：{rows} 行。", rows - 1),
                ],
            },
            Asked {
                place: "layer = \"conv1\"\ncell = [0, 1, 1]\ngroup = 0".to_owned(),
                answer: sum,
                en: [
                    "What do the products of the first channel add up to?".to_owned(),
                    "Each number of the window times the weight at the same place.".to_owned(),
                    format!("{products} = {{sum[0,1,1;0]}}."),
                ],
                zh: [
                    "第一个通道的乘积之和是多少？".to_owned(),
                    "窗口里的每个数乘以同一位置的权重。".to_owned(),
                    format!("{products} = {{sum[0,1,1;0]}}。"),
                ],
            },
            Asked {
                place: "layer = \"conv1\"\ncell = [0, 1, 1]".to_owned(),
                answer: cell,
                en: [
                    "The channels gave {sum[0,1,1;0]} and {sum[0,1,1;1]}, and the bias is {b[0]}. What stands in the cell?".to_owned(),
                    "All three are added.".to_owned(),
                    format!("{{sum[0,1,1;0]}} + {second} + {bias} = {{o[0,1,1]}}."),
                ],
                zh: [
                    "两个通道的和是 {sum[0,1,1;0]} 与 {sum[0,1,1;1]}，偏置是 {b[0]}。这一格是多少？".to_owned(),
                    "三个数相加。".to_owned(),
                    format!("{{sum[0,1,1;0]}} + {second} + {bias} = {{o[0,1,1]}}。"),
                ],
            },
            Asked {
                place: "layer = \"conv1\"\ncell = [1, 1, 1]".to_owned(),
                answer: (filters * (each + 1)) as f64,
                en: [
                    format!("{filters} filters of {kernel}x{kernel} read {CHANNELS} channels. How many parameters does conv1 have, biases included?"),
                    "Each filter is as deep as its input, and has one bias.".to_owned(),
                    format!("{filters} · ({CHANNELS}·{kernel}·{kernel} + 1) = {}.", filters * (each + 1)),
                ],
                zh: [
                    format!("{filters} 个 {kernel}x{kernel} 的滤波器读 {CHANNELS} 个通道。conv1 有几个参数（包括偏置）？"),
                    "每个滤波器和输入一样深，并有一个偏置。".to_owned(),
                    format!("{filters} · ({CHANNELS}·{kernel}·{kernel} + 1) = {}。", filters * (each + 1)),
                ],
            },
            Asked {
                place: "layer = \"conv1\"\ncell = [0, 1, 2]".to_owned(),
                answer: (rows * rows) as f64,
                en: [
                    "How many cells of o[0] are made with these same weights?".to_owned(),
                    "A filter writes a whole map.".to_owned(),
                    format!("All of its map: {rows} · {rows} = {}. That is weight sharing.", rows * rows),
                ],
                zh: [
                    "o[0] 中有几格是用这同一组权重算出的？".to_owned(),
                    "一个滤波器写一整张图。".to_owned(),
                    format!("整张图：{rows} · {rows} = {}。这就是权值共享。", rows * rows),
                ],
            },
        ]
    }

    fn of_the_rest(&self, answers: &Answers) -> [Asked; 5] {
        let Self { kernel, stride, .. } = self;
        let (rows, pooled) = (self.rows(), self.pooled());
        let sees = kernel + stride;
        let [_, row, column] = answers.brightest(2, pooled);
        let [down, along] = [2 * row, 2 * column];
        let best =
            answers
                .scores()
                .enumerate()
                .fold((0, f64::NEG_INFINITY), |best, (class, score)| {
                    if score > best.1 { (class, score) } else { best }
                });

        [
            Asked {
                place: "layer = \"relu1\"\ncell = [0, 1, 1]".to_owned(),
                answer: answers.value(1, [0, 1, 1]),
                en: [
                    "The convolution gave {x[0,1,1]} here. What does ReLU make of it?".to_owned(),
                    "What is negative becomes zero.".to_owned(),
                    "max(0, {x[0,1,1]}) = {o[0,1,1]}.".to_owned(),
                ],
                zh: [
                    "卷积在这里给出 {x[0,1,1]}。ReLU 得到多少？".to_owned(),
                    "负数变成零。".to_owned(),
                    "max(0, {x[0,1,1]}) = {o[0,1,1]}。".to_owned(),
                ],
            },
            Asked {
                place: "layer = \"pool1\"".to_owned(),
                answer: pooled as f64,
                en: [
                    format!("A 2x2 window slides by 2 over {rows} rows. How many rows are left?"),
                    "Only whole windows count.".to_owned(),
                    format!("({rows} - 2) / 2, rounded down, and one more: {pooled}."),
                ],
                zh: [
                    format!("2x2 的窗口以步长 2 滑过 {rows} 行。剩下几行？"),
                    "只算完整的窗口。".to_owned(),
                    format!("({rows} - 2) / 2 向下取整，再加一：{pooled}。"),
                ],
            },
            Asked {
                place: format!("layer = \"pool1\"\ncell = [0, {row}, {column}]"),
                answer: answers.value(2, [0, row, column]),
                en: [
                    "What does max pooling write here?".to_owned(),
                    "The largest of the four.".to_owned(),
                    format!("The largest of {} is {{o[0,{row},{column}]}}.", window(down, along, ", ", " and ")),
                ],
                zh: [
                    "最大池化在这里写多少？".to_owned(),
                    "四个数中最大的。".to_owned(),
                    format!("{} 中最大的是 {{o[0,{row},{column}]}}。", window(down, along, "、", " 和 ")),
                ],
            },
            Asked {
                place: "layer = \"pool1\"\ncell = [1, 0, 0]".to_owned(),
                answer: sees as f64,
                en: [
                    "How many columns of the network's input does this cell see, padding counted?".to_owned(),
                    format!("conv1 has windows of {kernel}; two that lie beside each other are {stride} apart."),
                    format!("One window sees {kernel}, its neighbour lies {stride} further: {kernel} + {stride} = {sees}."),
                ],
                zh: [
                    "这一格看到网络输入的几列（包括填充）？".to_owned(),
                    format!("conv1 的窗口是 {kernel} 列，相邻的两个相距 {stride} 列。"),
                    format!("一个窗口看 {kernel} 列，相邻的再远 {stride} 列：{kernel} + {stride} = {sees}。"),
                ],
            },
            Asked {
                place: "layer = \"linear1\"\ncell = [2]".to_owned(),
                answer: best.0 as f64,
                en: [
                    "Which class, 0 to 2, will softmax find the most probable?".to_owned(),
                    "It keeps the order of the scores.".to_owned(),
                    "The scores are {o[0]}, {o[1]} and {o[2]}: the largest has the largest probability.".to_owned(),
                ],
                zh: [
                    "softmax 会认为哪一类（0 到 2）的概率最大？".to_owned(),
                    "它保持得分的次序。".to_owned(),
                    "得分是 {o[0]}、{o[1]} 和 {o[2]}：最大的得分概率最大。".to_owned(),
                ],
            },
        ]
    }
}

/// The places of a window's four numbers, as notes write them, in words.
fn window(row: usize, column: usize, comma: &str, and: &str) -> String {
    let number = |down: usize, along: usize| format!("{{x[0,{},{}]}}", row + down, column + along);

    [
        &number(0, 0),
        comma,
        &number(0, 1),
        comma,
        &number(1, 0),
        and,
        &number(1, 1),
    ]
    .concat()
}

/// A number that is added: a negative one in brackets.
fn signed(number: f64) -> String {
    if number < 0.0 {
        format!("({number})")
    } else {
        number.abs().to_string()
    }
}

/// What the network comes to.
struct Answers(Values);

impl Answers {
    /// What a group of a cell comes to.
    fn term(&self, layer: usize, cell: [usize; 3], group: usize) -> f64 {
        let inputs = self.0.under_now(layer, cell);
        let layer = &self.0.network().layers[layer];

        layer.recipe(cell, |from| inputs.at(from)).term(group)
    }

    /// What is added up in a group of a cell: `2 + (-1) + 0`.
    fn products(&self, layer: usize, cell: [usize; 3], group: usize) -> String {
        let inputs = self.0.under_now(layer, cell);
        let layer = &self.0.network().layers[layer];
        let recipe = layer.recipe(cell, |from| inputs.at(from));
        let products = (0..layer.taps()).map(|tap| recipe.tap(group, tap).value);
        let parts: Vec<String> = products.map(signed).collect();

        parts.join(" + ")
    }

    /// The bias of a layer's first filter.
    fn bias(&self, layer: usize) -> f64 {
        let op = &self.0.network().layers[layer].op;
        op.bias().map_or(0.0, |bias| f64::from(bias.at(0)))
    }

    /// What the classes come to.
    fn scores(&self) -> impl Iterator<Item = f64> {
        (0..CLASSES).map(|class| self.value(4, [class, 0, 0]))
    }

    /// The first of the largest cells of a layer's first map, which is a square of this side; not the corner where the layer begins,
    /// for that stands on the screen before it is asked for.
    fn brightest(&self, layer: usize, side: usize) -> [usize; 3] {
        let cells = (0..side).flat_map(|row| (0..side).map(move |column| [0, row, column]));
        let larger = |best, cell| {
            if self.value(layer, cell) > self.value(layer, best) {
                cell
            } else {
                best
            }
        };

        cells.skip(1).reduce(larger).unwrap_or_default()
    }

    /// What a cell comes to.
    fn value(&self, layer: usize, cell: [usize; 3]) -> f64 {
        let inputs = self.0.under_now(layer, cell);
        let layer = &self.0.network().layers[layer];

        f64::from(layer.recipe(cell, |from| inputs.at(from)).value())
    }
}

/// A question: where it is asked, what is right, and in two languages the question, a hint, and why.
struct Asked {
    place: String,
    answer: f64,
    en: [String; 3],
    zh: [String; 3],
}

impl Asked {
    fn write(&self, notes: &mut String) {
        let Self {
            place,
            answer,
            en,
            zh,
        } = self;
        let [ask, hint, text] = en;
        let [zh_ask, zh_hint, zh_text] = zh;

        // Writing into a text cannot fail.
        let _ = write!(
            notes,
            "\n[[note]]\n{place}\nask = {ask:?}\nhint = {hint:?}\nanswer = {answer}\ntext = {text:?}\n\
            zh = {{ ask = {zh_ask:?}, hint = {zh_hint:?}, text = {zh_text:?} }}\n"
        );
    }
}
