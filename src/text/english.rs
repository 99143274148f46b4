//! What is said in English, from top to bottom in the order of a lesson.

use std::fmt::Display;
use std::io;
use std::ops::Range;

use super::command_error::CommandError;
use super::hint::Hint;
use super::size::Term;
use super::tongue::Tongue;
use super::unit::Unit;
use super::usage_error::{UsageError, WrongUsage};
use crate::nn::{Dim, MOST_NUMBERS, Shape, ShapeError, SourcesMisfit};
use crate::walk::{Grain, Order};

/// The phrases in English.
pub(super) struct English;

impl Tongue for English {
    // Words and terms.

    fn stride(&self) -> &'static str {
        "stride"
    }

    fn padding(&self) -> &'static str {
        "padding"
    }

    fn padding_word(&self, word: &'static str) -> &'static str {
        word
    }

    fn dilation(&self) -> &'static str {
        "dilation"
    }

    fn groups(&self) -> &'static str {
        "groups"
    }

    fn input(&self) -> &'static str {
        "input"
    }

    fn flipped(&self) -> &'static str {
        "flipped"
    }

    fn products(&self) -> &'static str {
        "products"
    }

    fn sum(&self) -> &'static str {
        "sum"
    }

    fn probability(&self) -> &'static str {
        "probability"
    }

    fn rows(&self) -> &'static str {
        "rows"
    }

    fn columns(&self) -> &'static str {
        "columns"
    }

    // Between words and sentences.

    fn comma(&self) -> &'static str {
        ", "
    }

    fn stop(&self) -> &'static str {
        "."
    }

    fn colon(&self) -> &'static str {
        ": "
    }

    fn semicolon(&self) -> &'static str {
        "; "
    }

    fn space(&self) -> &'static str {
        " "
    }

    // Where a number stands; rows, columns, maps and channels are counted from 0.

    fn row_and_column(&self, row: usize, column: usize) -> String {
        format!("row {row}, column {column}")
    }

    fn channel(&self, channel: usize) -> String {
        format!("channel {channel}")
    }

    fn map(&self, map: usize) -> String {
        format!("map {map}")
    }

    fn not_begun(&self, has_weights: bool) -> &'static str {
        if has_weights {
            "Nothing is computed yet: input and weights are given, the output is empty."
        } else {
            "Nothing is computed yet: the input is given, the output is empty."
        }
    }

    fn shown_in_advance(&self) -> &'static str {
        "Nothing is computed yet: what comes out is shown in advance."
    }

    // The steps. `input` is where a number comes from, nothing where it is padding; equations and numbers come as they are shown.

    fn product_step(
        &self,
        input: Option<&str>,
        weight: &str,
        product: &str,
        so_far: Option<&str>,
    ) -> String {
        let input = input.unwrap_or("The padding");
        format!("{input} times {weight}: {product}{}.", sum_so_far(so_far))
    }

    fn unstamped_step(&self, weight: &str, product: &str, so_far: Option<&str>) -> String {
        let so_far = sum_so_far(so_far);
        format!("No input cell stamps {weight} here: {product}{so_far}.")
    }

    fn exponential_step(&self, input: Option<&str>, power: &str, so_far: &str) -> String {
        let input = input.unwrap_or("The padding");
        format!("{input}: {power}; the sum so far is {so_far}.")
    }

    fn largest_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String {
        let input = input.unwrap_or("The padding");
        format!("{input} is {x}; the largest so far is {so_far}.")
    }

    fn sum_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String {
        let input = input.unwrap_or("The padding");
        format!("{input} is {x}; the sum so far is {so_far}.")
    }

    fn number_step(&self, input: Option<&str>, x: &str) -> String {
        let input = input.unwrap_or("The padding");
        format!("{input} is {x}.")
    }

    fn products_sum(&self, channel: &str, products: usize, sum: &str) -> String {
        let channel = capital(channel);

        if products == 1 {
            return format!("{channel}: the one product is {sum}.");
        }

        let products = in_words(products, "product");
        format!("{channel}: the {products} add up to {sum}.")
    }

    fn all_products_sum(&self, products: usize, sum: &str) -> String {
        match products {
            1 => format!("The one product is {sum}."),
            _ => format!("The {} add up to {sum}.", in_words(products, "product")),
        }
    }

    fn stamps_sum(&self, channel: &str, stamps: usize, sum: &str) -> String {
        let channel = capital(channel);
        let all = in_words(stamps, "stamp");

        match stamps {
            0 => format!("{channel}: no stamp reaches this cell, so it adds {sum}."),
            1 => format!("{channel}: the one stamp on this cell adds {sum}."),
            _ => format!("{channel}: the {all} on this cell add up to {sum}."),
        }
    }

    fn window_sum(&self, cells: usize, sum: &str) -> String {
        let cells = in_words(cells, "cell");
        format!("The window's {cells} add up to {sum}.")
    }

    fn cells_sum(&self, channel: &str, cells: usize, sum: &str) -> String {
        let cells = in_words(cells, "cell");
        format!("{}: the {cells} add up to {sum}.", capital(channel))
    }

    fn exponentials_sum(&self, exponentials: usize, sum: &str) -> String {
        let exponentials = in_words(exponentials, "exponential");
        format!("The {exponentials} add up to {sum}.")
    }

    fn squares_sum(&self, squares: usize, sum: &str) -> String {
        let squares = in_words(squares, "square");
        format!("The {squares} add up to {sum}.")
    }

    fn maximum_of(&self, cells: &[String], maximum: &str) -> String {
        let cells = cells.join(", ");
        format!("The maximum of {cells} is {maximum}")
    }

    fn maximum_of_many(&self, cells: usize, maximum: &str) -> String {
        format!("The maximum of {cells} cells is {maximum}")
    }

    fn bias_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String {
        let sums = match (sums, is_dense) {
            (1, _) => "sum".to_owned(),
            (n, true) => in_words(n, "map sum"),
            (n, false) => in_words(n, "channel sum"),
        };

        format!("Add the {sums} and the bias: {sum}, written to {output}.")
    }

    fn sums_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String {
        let sums = in_words(sums, if is_dense { "map sum" } else { "channel sum" });

        format!("Add the {sums}: {sum}, written to {output}.")
    }

    fn written(&self, made: &str, output: &str) -> String {
        format!("{made}, written to {output}.")
    }

    fn printed(&self, other: Option<&str>) -> String {
        match other {
            Some(number) => format!(" Misprinted as {number}."),
            None => " Correct in print.".to_owned(),
        }
    }

    fn published(&self) -> &'static str {
        "in print"
    }

    fn mean(&self) -> &'static str {
        "mean"
    }

    fn mean_is(&self) -> &'static str {
        "The mean is "
    }

    fn mean_of_some_is(&self, some: usize, all: usize) -> String {
        let count = if some == 1 { "counts" } else { "count" };
        format!("Only {some} of its {all} cells {count}: the mean is ")
    }

    fn constant_is(&self) -> &'static str {
        "A constant of the model: "
    }

    fn number_moves(&self) -> &'static str {
        "Copied unchanged: "
    }

    fn normalise(&self) -> &'static str {
        "Normalise: "
    }

    fn normalise_by(&self, cells: usize, mean: &str, variance: &str) -> String {
        format!("Normalise; of the {cells} cells the mean is {mean}, the variance {variance}: ")
    }

    fn normal_share(&self) -> &'static str {
        "Φ(x) is the part of the normal distribution below x: "
    }

    fn its_probability(&self) -> &'static str {
        "Its probability: "
    }

    fn its_log_probability(&self) -> &'static str {
        "The logarithm of its probability: "
    }

    fn row_finished(&self, map: usize, row: usize, last: &str) -> String {
        format!("Row {row} of o[{map}] is finished. {last}")
    }

    fn map_finished(&self, map: usize, last: &str) -> String {
        format!("o[{map}] is finished. {last}")
    }

    fn layer_finished(&self, layer: &str, shape: Shape, last: &str) -> String {
        let size = if shape.is_vector() {
            in_words(shape.dims()[0], "number")
        } else {
            shape.to_string()
        };

        format!("{layer} is finished: {size}. {last}")
    }

    fn verdict(&self, class: &str, probability: f32) -> String {
        format!("The network answers {class}, with probability {probability:.3}.")
    }

    // Features: what excites the maps of a layer most.

    fn view_features(&self) -> &'static str {
        "features"
    }

    fn unit_count(&self, of: Unit, count: usize) -> String {
        counted(count, unit(of))
    }

    fn unit(&self, of: Unit, number: &str) -> String {
        format!("{} {number}", unit(of))
    }

    fn each_sees(&self, [rows, columns]: [usize; 2]) -> String {
        format!("each sees {rows}×{columns}")
    }

    fn each_sees_numbers(&self, count: usize) -> String {
        format!("each sees {}", counted(count, "number"))
    }

    fn up_to(&self, value: &str) -> String {
        format!("up to {value}")
    }

    fn answers(
        &self,
        (of, number, layer): (Unit, &str, &str),
        rank: usize,
        value: &str,
        (image, class): (usize, Option<&str>),
        [rows, columns]: &[Range<usize>; 2],
    ) -> String {
        const RANKS: [&str; 10] = [
            "", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        ];

        let name = unit(of);
        let unit = format!("{}{} {number}", name[..1].to_uppercase(), &name[1..]);
        let class = class.map_or(String::new(), |class| format!(" ({class})"));
        let rows = lines(rows, "row");
        let columns = lines(columns, "column");
        let how = match RANKS.get(rank + 1) {
            Some(word) if !word.is_empty() => {
                format!("answers {word} most strongly, {value}, to")
            }
            _ => format!("answers most strongly, {value}, to"),
        };

        format!("{unit} of {layer} {how} image {image}{class}: {rows}, {columns}.")
    }

    fn features_legend(&self, has_weights: bool, kept: usize, images: usize) -> String {
        let weights = if has_weights {
            "its weights, then "
        } else {
            ""
        };
        let kept = if kept == images {
            counted(images, "image")
        } else {
            format!("{kept} of {images} images")
        };

        format!(
            "For each: {weights}the {kept} to which it answers most strongly, cut to what it sees there."
        )
    }

    fn first_channels(&self, seen: usize, all: usize) -> String {
        format!("Of the weights, the first {seen} of {all} channels.")
    }

    fn no_images(&self) -> &'static str {
        "There are no images to look through. A scenario names them: [features] images = { npy = \"images.npy\" }."
    }

    fn no_weights(&self, layer: &str, near: Option<&str>) -> String {
        match near {
            Some(near) => {
                format!(
                    "{layer} has no weights of its own; the nearest layer that has some is {near}."
                )
            }
            None => format!("{layer} has no weights of its own, nor has any other layer."),
        }
    }

    fn image_is_input(&self, image: usize) -> String {
        format!("Image {image} is the input now.")
    }

    // The output size: its formula comes as it is written.

    fn output_size(&self, size: &str) -> String {
        format!("Output size {size}")
    }

    fn output_sizes(&self, down: &str, along: &str) -> String {
        format!("Output size down {down}, along {along}")
    }

    fn left_over(&self, [rows, columns]: [usize; 2], is_padded: bool) -> String {
        let padded = if is_padded { "padded " } else { "" };
        let last = |n: usize, what: &str| match n {
            1 => format!("the last {padded}{what}"),
            n => format!("the last {n} {padded}{what}s"),
        };

        let unread = match [rows, columns] {
            [1, 1] => format!("the last {padded}row and column"),
            [n, 0] => last(n, "row"),
            [0, n] => last(n, "column"),
            [n, m] if n == m => format!("the last {n} {padded}rows and columns"),
            [n, m] => format!("{} and {}", last(n, "row"), last(m, "column")),
        };

        // What is cut where there is little room does not turn the sense round.
        format!("no window reads {unread}")
    }

    fn padded_cells_unread(&self, unread: usize, all: usize, is_padded: bool) -> String {
        let padded = if is_padded { "padded " } else { "" };
        format!("no window reads {unread} of {all} {padded}cells")
    }

    fn windows_in_a_row(&self) -> &'static str {
        "How many windows fit in a row"
    }

    fn cells_in_a_row(&self, cells: usize, padding: usize) -> String {
        match padding {
            0 => counted(cells, "cell"),
            padding => format!("{}, {padding} of them padding", counted(cells, "cell")),
        }
    }

    fn windows_of_a_row(&self, windows: usize, kernel: usize, stride: usize) -> String {
        match windows {
            1 => format!("1 window of {kernel}"),
            n => format!("{n} windows of {kernel}, each {stride} further on"),
        }
    }

    fn cells_in_no_window(&self, cells: usize) -> String {
        match cells {
            0 => "every cell is in a window".to_owned(),
            cells => format!("{} in no window", counted(cells, "cell")),
        }
    }

    fn other_settings(&self) -> &'static str {
        "Other settings"
    }

    fn one_weight(&self) -> &'static str {
        "One weight, used everywhere"
    }

    fn one_weight_of_a_dense_layer(&self) -> &'static str {
        "One weight, used once"
    }

    fn one_output_cell(&self) -> &'static str {
        "One output cell, and what it reads"
    }

    fn columns_of_layers(&self) -> [&'static str; 4] {
        ["layer", "kind", "output", "parameters"]
    }

    fn size_term(&self, term: Term) -> &'static str {
        match term {
            Term::Input => "input",
            Term::Padding => "padding",
            Term::Dilation => "dilation",
            Term::Kernel => "kernel",
            Term::Stride => "stride",
            Term::First => "the first",
            Term::Size => "output",
            Term::Rows => "rows",
            Term::Columns => "columns",
            Term::Maps => "maps",
            Term::Cells => "cells",
        }
    }

    fn what_the_input_is(&self) -> &'static str {
        "the input"
    }

    fn what_even_padding_is(&self) -> &'static str {
        "padding on both sides"
    }

    fn what_padding_is(&self) -> &'static str {
        "padding before and after"
    }

    fn what_the_kernel_is(&self) -> &'static str {
        "the kernel, at the first window"
    }

    fn what_the_dilated_kernel_is(&self, kernel: usize, dilation: usize) -> String {
        format!("the kernel, its {kernel} taps {dilation} apart, at the first window")
    }

    fn what_a_stride_of_one_is(&self) -> &'static str {
        "one more window per cell"
    }

    fn what_a_stride_is(&self, is_rounded_up: bool) -> &'static str {
        if is_rounded_up {
            "one more window per stride, rounded up"
        } else {
            "one more window per stride, rounded down"
        }
    }

    fn what_a_stride_with_its_last_window_dropped_is(&self) -> &'static str {
        "one more window per stride, rounded up; one that would start beyond the input is dropped"
    }

    fn what_the_first_window_is(&self) -> &'static str {
        "the first window"
    }

    fn what_the_spread_is(&self) -> &'static str {
        "from the first input cell to the last, a stride between two"
    }

    fn what_the_reach_is(&self) -> &'static str {
        "how far the kernel reaches past its first tap"
    }

    fn what_the_first_cell_is(&self) -> &'static str {
        "the first cell"
    }

    fn what_output_padding_is(&self) -> &'static str {
        "output_padding, less what padding cuts off"
    }

    fn what_the_cut_is(&self) -> &'static str {
        "what padding cuts off the output, less output_padding"
    }

    // Around the picture.

    fn changed(&self) -> &'static str {
        "  (changed)"
    }

    fn step_of(&self, step: &str, steps: &str, grain: Grain) -> String {
        let grain = grain.name();
        format!("step {step} of {steps} · {grain}")
    }

    fn computing(&self, percent: u8) -> String {
        format!("Computing the layers: {percent} % …")
    }

    fn more_of(&self, count: usize) -> String {
        format!("… {count} more")
    }

    fn some_of(&self, part: &str, count: usize, are_maps: bool) -> String {
        let what = if are_maps { "maps" } else { "channels" };
        format!("{what} {part} of {count}")
    }

    fn more_terms(&self, count: usize) -> String {
        format!("… {count} more ")
    }

    fn reads_elsewhere(&self, stage: &str) -> [String; 2] {
        [
            format!("it reads {stage}, which has no room here"),
            format!("reads {stage}, not seen"),
        ]
    }

    fn this_cell(&self) -> &'static str {
        "this cell"
    }

    fn this_cell_in_short(&self) -> &'static str {
        "here"
    }

    fn read_by_cell(&self) -> &'static str {
        "marked: what this cell reads"
    }

    fn read_by_this(&self, cell: &str) -> String {
        format!("marked: what {cell} reads")
    }

    fn read_as_a_whole(&self) -> &'static str {
        "maps that it reads whole have no mark"
    }

    fn above_zero(&self) -> &'static str {
        "above 0"
    }

    fn of_weights(&self) -> &'static str {
        "weights:"
    }

    fn below_zero(&self) -> &'static str {
        "below 0"
    }

    fn light_is_large(&self) -> &'static str {
        "photo: light is large"
    }

    fn not_computed(&self) -> &'static str {
        "not computed yet"
    }

    fn read_by_cell_in_short(&self) -> &'static str {
        "marked"
    }

    fn read_as_a_whole_in_short(&self) -> &'static str {
        "no mark: all read"
    }

    fn light_is_large_in_short(&self) -> &'static str {
        "photo"
    }

    fn not_computed_in_short(&self) -> &'static str {
        "not yet"
    }

    fn view_network(&self) -> &'static str {
        "network"
    }

    fn view_coverage(&self) -> &'static str {
        "coverage"
    }

    fn view_sizes(&self) -> &'static str {
        "sizes"
    }

    fn layer_count(&self, count: usize) -> String {
        counted(count, "layer")
    }

    fn multiplication_count(&self, count: u64) -> String {
        format!("{} by weights", counted(count, "multiplication"))
    }

    fn more_above(&self, count: usize) -> String {
        format!("{count} more ▲")
    }

    fn more_below(&self, count: usize) -> String {
        format!("{count} more ▼")
    }

    fn parameters_in_short(&self, count: usize) -> String {
        format!("{count} par.")
    }

    // How often cells are read.

    fn seen_of_input(&self) -> &'static str {
        "receptive field"
    }

    fn windows_that_read_it(&self) -> &'static str {
        "windows that read it:"
    }

    fn outputs_that_read_it(&self) -> &'static str {
        "outputs that read it:"
    }

    fn now_sign(&self) -> &'static str {
        "◀ now"
    }

    fn part_seen(&self, [rows, columns]: [&Range<usize>; 2], all: [usize; 2]) -> [String; 2] {
        [
            format!("{} of {}", lines(rows, "row"), all[0]),
            format!("{} of {}", lines(columns, "column"), all[1]),
        ]
    }

    fn coverage_facts(
        &self,
        [corner, middle]: [&str; 2],
        is_line: bool,
        output: &str,
    ) -> [String; 3] {
        let at = if is_line { "end" } else { "corner" };

        [
            format!("{at} {corner}"),
            format!("middle {middle}"),
            format!("output {output}"),
        ]
    }

    fn outputs_that_read_in_short(&self) -> &'static str {
        "outputs that read each number"
    }

    fn reads_all_alike(&self, layer: &str) -> String {
        format!("{layer} has no window that slides: it reads every cell equally often.")
    }

    fn reads_outer_channels_less(&self, layer: &str) -> String {
        format!(
            "{layer} has no window that slides: it reads every cell of a channel equally often, of the first and last channels less often."
        )
    }

    fn reads_no_cell(&self, layer: &str) -> String {
        format!("{layer} reads no cell: its numbers are the model's own.")
    }

    fn no_cell_is_read(&self) -> &'static str {
        "No cell is read"
    }

    fn every_cell_is_read(&self, count: u64) -> String {
        format!("Every cell is read {}", times(count))
    }

    fn corners_are_read_most(&self, count: u64, is_line: bool) -> String {
        let cells = corner_cells(is_line);
        format!("{cells} are read {}, as often as any", times(count))
    }

    fn corners_and_others(
        &self,
        [low, high]: [u64; 2],
        is_line: bool,
        most: u64,
        is_middle: bool,
    ) -> String {
        let cells = corner_cells(is_line);
        let corners = match [low, high] {
            [0, 1] => "at most once".to_owned(),
            [low, high] if low == high => times(low),
            _ => format!("{low} to {high} times"),
        };

        let others = match (is_middle, most) {
            (true, _) => "the middle",
            (false, 1) => "others at most",
            (false, _) => "others up to",
        };
        format!("{cells} are read {corners}, {others} {}", times(most))
    }

    fn padding_changes_corners(
        &self,
        padding: Option<usize>,
        (are_alike, is_line): (bool, bool),
        before: u64,
        now: u64,
    ) -> String {
        let padding = padding.map_or(String::new(), |n| format!(" {n}"));
        let corners = match (are_alike, is_line) {
            (true, true) => "ends",
            (true, false) => "corners",
            (false, true) => "first end",
            (false, false) => "first corner",
        };

        let does = if now > before { "lifts" } else { "lowers" };
        format!("; padding{padding} {does} the {corners} from {before} to {now}")
    }

    fn cells_unread(&self, unread: usize, all: usize, by_windows: bool) -> String {
        let are = if unread == 1 { "is" } else { "are" };
        let by = if by_windows { "window" } else { "output" };
        format!("{unread} of {all} cells {are} read by no {by}.")
    }

    // The receptive field of a cell of a layer, on the network's input.

    fn sees(
        &self,
        cell: &str,
        layer: &str,
        [rows, columns]: &[Range<usize>; 2],
        read: Option<usize>,
    ) -> String {
        let of = read.map_or(String::new(), |read| format!("{read} of "));
        let size = format!("{of}{}×{}", rows.len(), columns.len());
        let rows = lines(rows, "row");
        let columns = lines(columns, "column");
        format!("Receptive field of {cell} of {layer}: {size} input cells, {rows}, {columns}.")
    }

    fn sees_all(&self, cell: &str, layer: &str, [rows, columns]: [usize; 2]) -> String {
        format!("Receptive field of {cell} of {layer}: all {rows}×{columns} input cells.")
    }

    fn sees_numbers(&self, cell: &str, layer: &str, numbers: &Range<usize>) -> String {
        let count = counted(numbers.len(), "input number");
        let which = lines(numbers, "number");
        format!("Receptive field of {cell} of {layer}: {count}, {which}.")
    }

    fn sees_nothing(&self, cell: &str, layer: &str) -> String {
        format!("{cell} of {layer} sees nothing of the input.")
    }

    // Sharing: where one weight is used.

    fn weight_shared(
        &self,
        weight: &str,
        channel: usize,
        multiplied: usize,
        map: usize,
        [made, all]: [usize; 2],
    ) -> String {
        let multiplied = counted(multiplied, "cell");
        let contributes = match made {
            _ if all == 1 => "the one cell".to_owned(),
            n if n == all => format!("all {all} cells"),
            n => format!("{n} of the {all} cells"),
        };

        let shared = match made {
            1 => "used once, as in a dense layer".to_owned(),
            n => format!("one shared weight where a dense layer needs {n}"),
        };

        format!(
            "{weight} multiplies {multiplied} of x[{channel}] and contributes to {contributes} of o[{map}]: {shared}."
        )
    }

    fn weight_of_dense_layer(&self, weight: &str, input: usize, output: usize) -> String {
        format!(
            "{weight} multiplies one cell, x[{input}], and contributes to one, o[{output}]: a dense layer shares no weights."
        )
    }

    fn weight_on_padding(&self, weight: &str, channel: usize) -> String {
        format!("{weight} multiplies no cell of x[{channel}]: it only ever lies on padding.")
    }

    fn pool_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} has no weights: it treats every window alike, and has nothing to train.")
    }

    fn norm_has_no_window(&self, layer: &str) -> String {
        format!(
            "{layer} has no window: one scale and one shift per channel, the same at each of its cells."
        )
    }

    fn slopes_without_window(&self, layer: &str, slopes: usize) -> String {
        let slopes = match slopes {
            1 => "one slope for all channels",
            _ => "one slope per channel",
        };

        format!("{layer} has no window: {slopes}, the same at each of its cells.")
    }

    fn flatten_has_no_weights(&self, layer: &str) -> String {
        format!(
            "{layer} has no window and no weights: the numbers are rearranged, channel by channel, and keep their values."
        )
    }

    fn concat_has_no_weights(&self, layer: &str, sum: &str) -> String {
        format!(
            "{layer} has no window and no weights: the channels of its inputs stand one after the other, {sum}."
        )
    }

    fn resize_has_no_weights(&self, layer: &str, input: Shape, output: Shape) -> String {
        format!("{layer} has no weights to train: it makes {output} of {input}.")
    }

    fn function_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} has no window and no weights: its output is as large as its input.")
    }

    // Sizes and parameters.

    fn leaves_cells_over(&self) -> &'static str {
        "* cells in no window"
    }

    fn does_not_fit(&self) -> &'static str {
        "– does not fit"
    }

    fn marked_cells(&self) -> &'static str {
        "marked: cells it meets or helps make"
    }

    fn grey_cells(&self) -> &'static str {
        "grey: not computed yet"
    }

    fn padding_sign(&self) -> &'static str {
        "□ padding"
    }

    fn parameters_of(&self, layer: &str) -> String {
        format!("parameters of {layer}")
    }

    fn no_parameters(&self, layer: &str) -> String {
        format!("{layer} has no parameters")
    }

    fn this_layer(&self) -> &'static str {
        "here "
    }

    fn dense_layer(&self) -> &'static str {
        "dense"
    }

    fn sizes_head(&self) -> [&'static str; 10] {
        [
            "layer",
            "kind",
            "output",
            "kernel",
            "stride",
            "parameters",
            "multiplications",
            "memory",
            "field",
            "jump",
        ]
    }

    fn total(&self) -> &'static str {
        "total"
    }

    fn parameter_count(&self, count: usize) -> String {
        counted(count, "parameter")
    }

    fn multiplications(&self, each: u64, cells: u64, total: u64) -> String {
        let cells = counted(cells, "cell");
        format!("{each} × {cells} = {total} multiplications by weights")
    }

    fn comparisons(&self, each: u64, cells: u64, total: u64) -> String {
        let cells = counted(cells, "cell");
        format!("{each} × {cells} = {total} comparisons")
    }

    fn additions_of_means(&self, each: u64, cells: u64, total: u64) -> String {
        let cells = counted(cells, "cell");
        format!("{each} × {cells} = {total} additions, and one division per cell")
    }

    fn element_wise(&self, sources: usize, cells: u64) -> String {
        let cells = counted(cells, "cell");
        format!("{cells}, each made from the numbers at the same place in {sources} inputs")
    }

    fn mixtures(&self, each: u64, cells: u64) -> String {
        let cells = counted(cells, "cell");
        format!("{cells}, each a mean of up to {each}, in which nearer cells count more")
    }

    fn normalisations(&self, cells: u64, is_scaled: bool) -> String {
        let cells = counted(cells, "cell");
        let then = if is_scaled {
            ", then scaled and shifted"
        } else {
            ""
        };

        format!("{cells}, each moved by a mean and divided by a deviation{then}")
    }

    fn functions(&self, cells: u64) -> String {
        let cells = counted(cells, "cell");
        format!("one function value for each of {cells}")
    }

    fn exponentials(&self, cells: u64) -> String {
        let cells = counted(cells, "cell");
        format!("an exponential and a division for each of {cells}")
    }

    fn nothing_computed(&self) -> &'static str {
        "nothing is computed"
    }

    // Predicting.

    fn which_class(&self, last: usize, names: &str) -> String {
        let names = match names {
            "" => String::new(),
            names => format!(" ({names})"),
        };

        format!("Which class, 0 to {last}{names}, has the largest probability?")
    }

    fn which_exponential(&self, asked: &str) -> String {
        format!("What is the exponential? {asked}")
    }

    fn which_product(&self, asked: &str) -> String {
        format!("What is the product? {asked}")
    }

    fn which_probability(&self, asked: &str) -> String {
        format!("What is its probability? {asked}")
    }

    fn which_output(&self, asked: &str) -> String {
        format!("What is the output? {asked}")
    }

    fn how_many_rows(&self, asked: &str) -> String {
        format!("How many rows does the output have? {asked}")
    }

    fn how_many_columns(&self, asked: &str) -> String {
        format!("How many columns does the output have? {asked}")
    }

    fn how_many_rows_and_columns(&self, asked: &str) -> String {
        format!("How many rows, and columns, does the output have? {asked}")
    }

    fn size_given(&self, numbers: [usize; 3], padding: &str, dilation: Option<usize>) -> String {
        let [input, kernel, stride] = numbers;
        let dilation = dilation.map_or(String::new(), |n| format!(", dilation {n}"));
        format!("input {input}, kernel {kernel}, stride {stride}, padding {padding}{dilation}")
    }

    fn what_will_stand(&self, output: &str) -> String {
        format!("What will stand in {output}?")
    }

    fn which_largest_so_far(&self) -> &'static str {
        "What is the largest so far?"
    }

    fn which_largest(&self) -> &'static str {
        "What is the largest in the window?"
    }

    fn which_number_moves(&self) -> &'static str {
        "Which number is copied here?"
    }

    fn which_sum_so_far(&self) -> &'static str {
        "What is the sum so far?"
    }

    fn which_sum_of_exponentials(&self) -> &'static str {
        "What do the exponentials add up to?"
    }

    fn which_sum_of_squares(&self) -> &'static str {
        "What do the squares add up to?"
    }

    fn which_sum_of_window(&self) -> &'static str {
        "What do the window's cells add up to?"
    }

    fn which_sum_of_products(&self) -> &'static str {
        "What do the products add up to?"
    }

    fn it_is(&self, answer: &str) -> String {
        format!("it is {answer}")
    }

    fn class_has(&self, class: usize, name: &str, probability: &str) -> String {
        let name = match name {
            "" => String::new(),
            name => format!(" ({name})"),
        };

        format!("class {class}{name} has {probability}")
    }

    fn add_sums_and_bias(&self, sums: usize, bias: &str) -> String {
        let sums = sums_above(sums);
        format!("Add {sums} and the bias {bias}. What is the output?")
    }

    fn divide_sums(&self, sums: usize, by: usize) -> String {
        let sums = sums_above(sums);
        format!("Divide {sums} by {by}. What is the output?")
    }

    fn given_scores(&self, scores: &str) -> String {
        format!("Scores {scores}")
    }

    fn given_exponentials(&self, exponentials: &str) -> String {
        format!("Exponentials {exponentials}")
    }

    fn given_window(&self, window: &str, weights: &str) -> String {
        format!("Window {window}, weights {weights}")
    }

    fn given_cells(&self, cells: &str) -> String {
        format!("Cells {cells}")
    }

    fn answer_prompt(&self) -> &'static str {
        "your answer: "
    }

    fn answer_keys(&self, has_hint: bool) -> String {
        let hint = if has_hint { "  Tab hint" } else { "" };
        format!("Enter answers or reveals{hint}  x ends")
    }

    fn right_of(&self, right: u32, answers: u32) -> String {
        format!("{right} of {answers} right")
    }

    fn question_of(&self, number: usize, of: Option<usize>) -> String {
        match of {
            Some(all) => format!("question {number} of {all}"),
            None => format!("question {number}"),
        }
    }

    fn hints_taken(&self, hints: u32) -> String {
        match hints {
            1 => "one hint taken".to_owned(),
            _ => format!("{hints} hints taken"),
        }
    }

    fn right_answer(&self, reason: &str) -> String {
        format!("Right: {reason}")
    }

    fn wrong_answer(&self, typed: &str, reason: &str) -> String {
        format!("Not {typed}: {reason}")
    }

    fn score(&self, right: u32, answers: u32, streak: u32) -> String {
        format!("{right} of {answers} right, {streak} in a row")
    }

    fn predicting_begins(&self) -> &'static str {
        "predicting: each step asks for what it brings; X says how much is hidden"
    }

    fn hides_cell(&self) -> &'static str {
        "predicting hides the output cell; X hides more"
    }

    fn hides_sums(&self) -> &'static str {
        "predicting hides the channel sums, too; X hides more"
    }

    fn hides_products(&self) -> &'static str {
        "predicting hides the products, too; X hides more"
    }

    fn hides_all(&self) -> &'static str {
        "predicting hides everything but input and filter; X hides only the cell"
    }

    fn exam_begins(&self) -> &'static str {
        "Ten questions; the walk waits at each. → steps, n goes to the next."
    }

    fn exam_open(&self, count: usize, is_end: bool) -> String {
        let open = counted(count as u64, "question");
        let then = if is_end { ", → ends the exam" } else { "" };

        format!("{open} not answered yet: N goes back{then}")
    }

    fn nothing_typed(&self) -> &'static str {
        "type an answer first; → tells it"
    }

    fn exam_asks(&self) -> &'static str {
        "the exam asks; predicting is off until its end"
    }

    fn unanswered(&self, reason: &str) -> String {
        format!("Not answered: {reason}")
    }

    fn round_is_over(&self) -> &'static str {
        "Result"
    }

    fn round_score(&self, right: u32, answers: u32, best: u32, hints: u32) -> String {
        format!(
            "{right} of {answers} right · longest streak {best} · {}",
            counted(u64::from(hints), "hint")
        )
    }

    fn round_told(&self) -> &'static str {
        "Questions and answers:"
    }

    fn round_missed(&self) -> &'static str {
        "Wrong or not answered:"
    }

    fn nothing_missed(&self) -> &'static str {
        "No mistakes."
    }

    fn score_keys(&self) -> &'static str {
        "↑↓ scroll  Esc close"
    }

    fn try_again(&self, typed: &str) -> String {
        format!("Not {typed}. Try once more.")
    }

    fn number_keys(&self, has_hint: bool) -> String {
        format!("Enter answers  {}", self.reveals_answer(has_hint))
    }

    fn choice_keys(&self, letters: &str, has_hint: bool) -> String {
        format!("{letters} answers  {}", self.reveals_answer(has_hint))
    }

    fn reveals_answer(&self, has_hint: bool) -> String {
        let hint = if has_hint { "Tab hint  " } else { "" };
        format!("{hint}→ tells the answer")
    }

    // What the keys do.

    fn keys(&self, label: &str) -> String {
        label.to_owned()
    }

    fn next_step(&self) -> &'static str {
        "next step"
    }

    fn step_back(&self) -> &'static str {
        "step back"
    }

    fn larger_steps(&self) -> &'static str {
        "larger steps: tap (one product), channel, cell, row, map, layer"
    }

    fn smaller_steps(&self) -> &'static str {
        "smaller steps"
    }

    fn first_step(&self) -> &'static str {
        "first step"
    }

    fn last_step(&self) -> &'static str {
        "last step"
    }

    fn go_to_help(&self) -> &'static str {
        "go to a step, a cell (filter,row,column, from 0) or a layer"
    }

    fn find_help(&self) -> &'static str {
        "find a layer by its name or kind"
    }

    fn next_layer(&self) -> &'static str {
        "next layer"
    }

    fn previous_layer(&self) -> &'static str {
        "previous layer"
    }

    fn next_note(&self) -> &'static str {
        "next note"
    }

    fn previous_note(&self) -> &'static str {
        "previous note"
    }

    fn course_help(&self) -> &'static str {
        "the course: its lessons, and how far you are"
    }

    fn next_lesson(&self) -> &'static str {
        "next lesson"
    }

    fn previous_lesson(&self) -> &'static str {
        "previous lesson"
    }

    fn no_more_notes(&self, forward: bool) -> &'static str {
        if forward {
            "no note after this one"
        } else {
            "no note before this one"
        }
    }

    fn no_more_lessons(&self, forward: bool) -> &'static str {
        if forward {
            "this is the last lesson · c shows all of them"
        } else {
            "this is the first lesson · c shows all of them"
        }
    }

    fn next_lesson_is(&self, title: &str) -> String {
        format!("End of the lesson. ] opens the next one: {title}")
    }

    fn course_is_over(&self) -> &'static str {
        "End of the course. `convstep exam` asks ten questions about it; c shows all lessons."
    }

    fn how_to_go_on(&self) -> &'static str {
        "Press → to begin. ] is the next lesson, c the whole course, ? every key."
    }

    fn lessons_done(&self, done: usize, all: usize) -> String {
        format!("course · {done} of {all} done")
    }

    fn step_count(&self, steps: u64) -> String {
        counted(steps, "step")
    }

    fn question_count(&self, questions: usize) -> String {
        counted(questions, "question")
    }

    fn stopped_at(&self, step: u64, steps: u64) -> String {
        format!("You were at step {step} of {steps}.")
    }

    fn questions_answered(&self, answered: usize, all: usize) -> String {
        format!("{answered} of {} answered.", counted(all, "question"))
    }

    fn lesson_keys(&self, is_begun: bool) -> &'static str {
        if is_begun {
            "Enter goes on   b from the beginning"
        } else {
            "Enter opens it"
        }
    }

    fn lessons_keys(&self) -> &'static str {
        "↑↓ choose  Enter open  ] [ next, previous lesson  i language  t theme  q quit"
    }

    fn play_or_pause(&self) -> &'static str {
        "play, pause"
    }

    fn play_faster(&self) -> &'static str {
        "play faster"
    }

    fn play_slower(&self) -> &'static str {
        "play slower"
    }

    fn longer_stride(&self) -> &'static str {
        "longer stride"
    }

    fn shorter_stride(&self) -> &'static str {
        "shorter stride"
    }

    fn more_padding(&self) -> &'static str {
        "more padding"
    }

    fn less_padding(&self) -> &'static str {
        "less padding"
    }

    fn wider_dilation(&self) -> &'static str {
        "wider dilation"
    }

    fn narrower_dilation(&self) -> &'static str {
        "narrower dilation"
    }

    fn order_help(&self) -> &'static str {
        "order: window by window, or filter by filter"
    }

    fn edit_help(&self) -> &'static str {
        "edit: arrows move, Enter sets; the mouse draws, Del clears"
    }

    fn predict_help(&self) -> &'static str {
        "predict: type the next value, Enter answers or reveals"
    }

    fn hide_help(&self) -> &'static str {
        "how much predicting hides"
    }

    fn hint_help(&self) -> &'static str {
        "a hint, while something is asked"
    }

    fn undo(&self) -> &'static str {
        "undo"
    }

    fn redo(&self) -> &'static str {
        "redo"
    }

    fn reset_help(&self) -> &'static str {
        "back to the file's numbers"
    }

    fn write_help(&self) -> &'static str {
        "write the changed scenario to a file"
    }

    fn open_help(&self) -> &'static str {
        "open another scenario: the course, recent files"
    }

    fn walk_view(&self) -> &'static str {
        "the walk"
    }

    fn network_view(&self) -> &'static str {
        "the whole network"
    }

    fn coverage_view(&self) -> &'static str {
        "coverage: how often each cell is read"
    }

    fn sizes_view(&self) -> &'static str {
        "sizes: output sizes, parameters, where one weight is used"
    }

    fn features_view(&self) -> &'static str {
        "features: what excites each filter most, among the scenario's images"
    }

    fn reveal_help(&self) -> &'static str {
        "show all outputs, or only what the walk has reached"
    }

    fn record_help(&self) -> &'static str {
        "record the screen to a .cast file; again to stop"
    }

    fn theme(&self) -> &'static str {
        "theme"
    }

    fn zoom_help(&self) -> &'static str {
        "zoom: as wide as fits, wide, all digits"
    }

    fn language_help(&self) -> &'static str {
        "language: 中文"
    }

    fn read_help(&self) -> &'static str {
        "read everything that is said at this step"
    }

    fn present_help(&self) -> &'static str {
        "present: only picture and equation, what is said now lit"
    }

    fn words_help(&self) -> &'static str {
        "show or hide what is said"
    }

    fn this_help(&self) -> &'static str {
        "this help"
    }

    fn close_help(&self) -> &'static str {
        "close what is open"
    }

    fn quit(&self) -> &'static str {
        "quit"
    }

    fn leave_help(&self) -> &'static str {
        "quit at once, without asking"
    }

    fn suspend_help(&self) -> &'static str {
        "suspend; fg brings it back"
    }

    // The help and the last line.

    fn help_title(&self) -> &'static str {
        "convstep · keys"
    }

    fn help_scrolls(&self) -> &'static str {
        "↑↓ scroll · Esc close"
    }

    fn help_closes(&self) -> &'static str {
        "Esc close · mouse: click an output cell, drag the timeline, wheel to step"
    }

    fn read_closes(&self) -> &'static str {
        "Esc close"
    }

    fn hint(&self, of: Hint) -> &'static str {
        match of {
            Hint::Step => "step",
            Hint::Grain => "grain",
            Hint::Play => "play",
            Hint::Pause => "pause",
            Hint::Faster => "faster",
            Hint::Slower => "slower",
            Hint::Course => "course",
            Hint::Edit => "edit",
            Hint::Predict => "predict",
            Hint::EndRound => "ends predicting",
            Hint::Hide => "how much is hidden",
            Hint::Stride => "stride",
            Hint::Padding => "pad",
            Hint::Dilation => "dilation",
            Hint::Filter => "filter",
            Hint::Image => "image",
            Hint::Layer => "layer",
            Hint::WalkThere => "walk there",
            Hint::Views => "views",
            Hint::Order => "order",
            Hint::GoTo => "go to",
            Hint::Zoom => "zoom",
            Hint::Theme => "theme",
            Hint::Undo => "undo",
            Hint::Write => "write",
            Hint::Open => "open",
            Hint::Record => "record",
            Hint::Help => "help",
            Hint::Quit => "quit",
        }
    }

    fn go_to_again(&self) -> &'static str {
        "go to: "
    }

    fn go_to_prompt(&self) -> &'static str {
        "go to (a step, a cell as filter,row,column, or a layer): "
    }

    fn find_prompt(&self) -> &'static str {
        "find a layer: "
    }

    fn found_layer(&self, name: &str, index: usize, of: usize) -> String {
        format!("{name} · {index} of {of} · Enter: go there")
    }

    fn no_such_layer(&self) -> &'static str {
        "no layer has this name or kind"
    }

    fn edit_prompt(&self, name: &str) -> String {
        format!("edit {name} = ")
    }

    fn edit_keys(&self) -> &'static str {
        "arrows move  Enter sets  Tab panel  u undo  Esc done"
    }

    fn draw_keys(&self) -> &'static str {
        "mouse draws, right erases  Del clears  u undo  Esc done"
    }

    // What came of a key.

    fn speed(&self, rate: f64) -> String {
        if (rate - 1.0).abs() < f64::EPSILON {
            "1 step per second".to_owned()
        } else {
            format!("{rate} steps per second")
        }
    }

    fn nothing_to_undo(&self) -> &'static str {
        "nothing to undo"
    }

    fn nothing_to_redo(&self) -> &'static str {
        "nothing to redo"
    }

    fn walks_by(&self, order: Order) -> &'static str {
        match order {
            Order::Window => "all filters at one window, then slide",
            Order::Filter => "one filter slides over all, then the next",
        }
    }

    fn has_none(&self, layer: &str, setting: &str) -> String {
        format!("{layer} has no {setting}")
    }

    fn at_least(&self, setting: &str, least: usize) -> String {
        format!("the {setting} cannot be less than {least}")
    }

    fn nothing_to_edit(&self) -> &'static str {
        "this layer has no numbers of its own to change"
    }

    fn not_a_number(&self, typed: &str) -> String {
        format!("`{typed}` is not a number")
    }

    fn too_large_to_edit(&self) -> &'static str {
        "this tensor is too large for single numbers to be changed"
    }

    fn only_one_channel(&self) -> &'static str {
        "only an input of one channel can be drawn on"
    }

    fn steps_range(&self, steps: u64) -> String {
        format!("the steps go from 0 to {steps}")
    }

    fn cells_range(&self, [map, row, column]: [usize; 3]) -> String {
        format!("the cells go from 0,0,0 to {map},{row},{column}")
    }

    fn type_a_place(&self) -> &'static str {
        "type a step's number, filter,row,column, layer:filter,row,column or a layer"
    }

    fn no_layer_called(&self, name: &str, near: Option<&str>) -> String {
        match near {
            Some(near) => format!("no layer is called {name}: did you mean {near}?"),
            None => format!("no layer is called {name} · {}", self.type_a_place()),
        }
    }

    // What does not fit together.

    fn shape_error(&self, shape_error: &ShapeError) -> String {
        match *shape_error {
            ShapeError::Depth {
                depth,
                channels,
                groups,
            } => {
                let depth = counted(depth, "channel");
                let groups = per_group(channels, groups);
                format!("each filter has {depth}, but the input has {channels}{groups}")
            }
            ShapeError::TransposedDepth { weight, channels } => {
                format!("the weight is for {weight} input channels, but the input has {channels}")
            }
            ShapeError::GroupsOfChannels { groups, channels } => {
                format!("{channels} channels cannot be split into {groups} equal groups")
            }
            ShapeError::GroupsOfFilters { groups, filters } => {
                format!("{filters} filters cannot be split into {groups} equal groups")
            }
            ShapeError::Length { key, found, wanted } => {
                format!(
                    "`{key}` has {}, but {wanted} are needed",
                    counted(found, "number")
                )
            }
            ShapeError::NoWindow {
                dim,
                span,
                extent,
                dilation,
            } => no_window(&counted(span, line(dim)), &spread(dilation), extent),
            ShapeError::PoolPadding { padding, kernel } => format!(
                "padding {padding} is more than half of the pooling kernel {kernel}: a window could hold nothing but padding"
            ),
            ShapeError::PoolGap { dim, input } => format!(
                "the dilation is so large that a window steps over all {} and reads only padding",
                counted(input, line(dim))
            ),
            ShapeError::Reflect {
                dim,
                padding,
                input,
            } => padded_too_far(padding, "cannot be reflected", input, dim),
            ShapeError::Circular {
                dim,
                padding,
                input,
            } => padded_too_far(padding, "wraps around more than once", input, dim),
            ShapeError::OutputPadding {
                output_padding,
                stride,
                dilation,
            } => format!(
                "output_padding {output_padding} must be smaller than the stride {stride} or the dilation {dilation}"
            ),
            ShapeError::NothingLeft { dim } => {
                format!("the padding cuts off all {}s of the output", line(dim))
            }
            ShapeError::NeedsMaps { n } => {
                format!("this layer slides over maps, but its input is a vector of length {n}")
            }
            ShapeError::NeedsVector { shape } => format!(
                "a dense layer reads a vector, but its input is {shape} (height×width×channels)"
            ),
            ShapeError::Inputs { inputs, n } => format!(
                "each row of the weight has {}, but the input has {n}",
                counted(inputs, "number")
            ),
            ShapeError::NotOneRow { rows } => {
                format!("a signal has one row, but the input has {rows} rows")
            }
            ShapeError::NoSuchPart {
                dim,
                from,
                to,
                length,
            } => no_such_part(dim, [from, to], length),
            ShapeError::Sources(ref sources) => sources_misfit(sources),
            ShapeError::Padded {
                dims: [channels, height, width],
            } => format!(
                "too many numbers: with its padding the input is {height}×{width}×{channels} (height×width×channels), more than 2^27 ({MOST_NUMBERS})"
            ),
            ShapeError::TooLarge => "the sizes are larger than any computer could hold".to_owned(),
        }
    }

    fn mending(&self, shape_error: &ShapeError) -> String {
        match shape_error {
            ShapeError::Depth {
                channels, groups, ..
            } => format!("give each filter {}", counted(channels / groups, "channel")),
            ShapeError::TransposedDepth { channels, .. } => {
                format!("the first dimension of `weight` must have length {channels}")
            }
            ShapeError::GroupsOfChannels { .. } | ShapeError::GroupsOfFilters { .. } => {
                "choose a number that divides both the channels and the filters".to_owned()
            }
            ShapeError::Length { wanted, .. } => format!("write {}", counted(*wanted, "number")),
            ShapeError::NoWindow {
                dim, span, extent, ..
            } => {
                let lines = counted(span - extent, line(*dim));
                format!("add at least {lines} of padding, or use a smaller kernel or dilation")
            }
            ShapeError::PoolPadding { kernel, .. } => format!("use at most {}", kernel / 2),
            ShapeError::Reflect { input, .. } => format!("use at most {}", input - 1),
            ShapeError::Circular { input, .. } | ShapeError::PoolGap { input, .. } => {
                format!("use at most {input}")
            }
            ShapeError::OutputPadding {
                stride, dilation, ..
            } => format!("use at most {}", stride.max(dilation) - 1),
            ShapeError::NothingLeft { .. } => {
                "use less padding: here it is cut off the output".to_owned()
            }
            ShapeError::NeedsMaps { .. } => "put this layer before `flatten`".to_owned(),
            ShapeError::NeedsVector { .. } => {
                "put a layer of kind \"flatten\" before it".to_owned()
            }
            ShapeError::Inputs { n, .. } => format!("`weight` must be outputs x {n}"),
            ShapeError::NotOneRow { .. } => {
                "use the 2d kind, or flatten and slice the maps to one row".to_owned()
            }
            ShapeError::NoSuchPart { length, .. } => {
                format!("from counts from 0 and is smaller than to, to is at most {length}")
            }
            ShapeError::Sources(sources) => sources_mending(sources),
            ShapeError::Padded { .. } | ShapeError::TooLarge => "use smaller numbers".to_owned(),
        }
    }

    // Opening.

    fn open_prompt(&self) -> &'static str {
        "open  "
    }

    fn count_of(&self, count: usize, all: usize) -> String {
        format!("{count} of {all}")
    }

    fn course(&self) -> &'static str {
        "course"
    }

    fn famous_networks(&self) -> &'static str {
        "famous networks"
    }

    fn recent_files(&self) -> &'static str {
        "recent files"
    }

    fn scenario_size(&self, layers: usize, steps: u64, width: usize) -> String {
        let plural = if layers == 1 { " " } else { "s" };
        format!("{layers} layer{plural} {steps:>width$} steps")
    }

    fn open_keys(&self) -> &'static str {
        "Enter open  ↑↓ choose  letters find  Esc close"
    }

    fn all_errors_key(&self) -> &'static str {
        "Enter: all errors"
    }

    fn errors_keys(&self) -> &'static str {
        "↑↓ scroll  any other key: back to the list"
    }

    // The file, changed while it is shown.

    fn reloaded(&self, changed: bool) -> &'static str {
        if changed {
            "the file has changed and was reloaded; press u to get your changes back"
        } else {
            "the file has changed and was reloaded"
        }
    }

    fn file_cannot_be_read(&self) -> &'static str {
        "the file cannot be read"
    }

    fn file_has_errors(&self, errors: usize) -> String {
        match errors {
            1 => "the file has an error".to_owned(),
            n => format!("the file has {n} errors"),
        }
    }

    fn last_valid_version(&self) -> &'static str {
        "; showing the last valid version"
    }

    fn configuration_has_errors(&self, errors: usize) -> String {
        match errors {
            1 => "the configuration has an error".to_owned(),
            n => format!("the configuration has {n} errors; `convstep config` lists them all"),
        }
    }

    fn configuration_closes(&self) -> &'static str {
        "; Esc closes this"
    }

    // The configuration, as a file.

    fn configuration_heading(&self, path: &str) -> String {
        format!(
            "The settings in force. Save them as {path} and change what you like; what you leave out keeps its default. \
             The environment (CONVSTEP_THEME and so on) wins over the file, and the command line over both."
        )
    }

    fn set_by(&self, variable: &str) -> String {
        format!("set by {variable}")
    }

    fn setting(&self, name: &str) -> &'static str {
        match name {
            "theme" => "Colours; auto is dark or light, as the terminal is",
            "language" => "Language; by default, that of LANG",
            "speed" => "Steps per second while it plays, from 0.25 to 64",
            "grain" => "How far one step goes; by default, as the scenario says",
            "order" => "Window by window, or filter by filter; by default, as the scenario says",
            "zoom" => {
                "How wide cells are drawn: as wide as fits, wide around the window, or with all digits"
            }
            "reveal" => {
                "Whether cells are shown before they are computed; by default, as the scenario says"
            }
            "motion" => "Whether steps are shown as short motions",
            "glyphs" => {
                "Characters for lines and marks; auto uses ASCII where the terminal draws the others two columns wide"
            }
            _ => "",
        }
    }

    fn configuration_keys(&self) -> &'static str {
        "The keys of each action: a letter, a name such as Right, PageDown, Space or F2, with Ctrl- or Alt- before it; \
         [] for none"
    }

    fn configuration_themes(&self, paints: &str) -> String {
        format!(
            "Your own themes: what is left out is taken from the theme that `like` names. Colours: {paints}"
        )
    }

    // The viewer as lines of text.

    fn plain_heading(&self) -> &'static str {
        "Enter takes a step. Or type a command, such as back, stride 1 or view network, or a key, then Enter; help lists them all, quit ends."
    }

    fn plain_unknown(&self, typed: &str) -> String {
        format!("{typed} is neither a command nor a key; help lists them all")
    }

    // Leaving.

    fn leaving(&self, quit: &str, write: &str) -> String {
        format!("there are unsaved changes: {quit} again quits · {write} saves them")
    }

    // Writing.

    fn write_prompt(&self) -> &'static str {
        "write to: "
    }

    fn write_keys(&self) -> &'static str {
        "Enter writes  Esc cancels"
    }

    fn overwrite_prompt(&self) -> &'static str {
        " already exists: overwrite? y/n"
    }

    fn wrote(&self, name: &str, beside: usize, keys: &[String], notes: usize) -> String {
        let beside = match beside {
            0 => String::new(),
            1 => " and a file beside it".to_owned(),
            n => format!(" and {n} files beside it"),
        };

        let mut gone = Vec::new();

        if !keys.is_empty() {
            gone.push(keys.join(", "));
        }

        if notes > 0 {
            gone.push(counted(notes, "note"));
        }

        if gone.is_empty() {
            return format!("wrote {name}{beside}");
        }

        format!(
            "wrote {name}{beside}; left out, no longer true: {}",
            gone.join(", ")
        )
    }

    fn not_written(&self, name: &str, why: &str) -> String {
        format!("{name} could not be written: {why}")
    }

    fn no_thread(&self, why: &io::Error) -> String {
        format!("the system begins no more threads for this user: {why}")
    }

    fn file_error(&self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            io::ErrorKind::AlreadyExists => "it already exists".to_owned(),
            _ => error.to_string(),
        }
    }

    // Recording.

    fn recording_into(&self, name: &str) -> String {
        format!("recording into {name}; R stops")
    }

    fn recorded_into(&self, name: &str) -> String {
        format!("recorded into {name}")
    }

    fn recording_lost(&self, why: &io::Error) -> String {
        let why = self.file_error(why);
        format!("the recording cannot be written: {why}")
    }

    fn page_play(&self) -> &'static str {
        "play"
    }

    fn page_pause(&self) -> &'static str {
        "pause"
    }

    fn page_step(&self) -> &'static str {
        "step"
    }

    fn page_speed(&self) -> &'static str {
        "speed"
    }

    fn page_without_script(&self) -> &'static str {
        "This page needs JavaScript, which is switched off."
    }

    // On the command line.

    fn error(&self) -> &'static str {
        "error: "
    }

    fn command_error(&self, error: &CommandError) -> String {
        match error {
            CommandError::CommandFirst(command) => {
                format!("`{command}` is a command, and a command comes first: convstep {command} …")
            }
            CommandError::NoHome => {
                "there is nowhere to keep a configuration: neither XDG_CONFIG_HOME nor HOME is set".to_owned()
            }
            CommandError::NeedsTerminal => {
                "the viewer needs a terminal on standard input and output; with `--plain` it takes commands from anywhere, and \
                 `convstep steps` prints the same walk as lines"
                    .to_owned()
            }
            CommandError::DumbTerminal => {
                "this terminal (TERM=dumb) cannot show the viewer; with `--plain` it is lines of text, and `convstep steps` prints the \
                 whole walk"
                    .to_owned()
            }
            CommandError::NeedsKeyboard => {
                "the viewer needs standard input for its keys, so the scenario must be a file; `convstep steps -` and the other commands can read it from there".to_owned()
            }
            CommandError::NotBuiltIn(name) => {
                format!("no built-in scenario is called {name}; `convstep list` names them")
            }
            CommandError::NoLayer {
                scenario,
                name,
                layers,
            } => {
                format!("{scenario} has no layer {name}; it has {layers}")
            }
            CommandError::IsThere(file) => format!("{file} already exists; --force replaces it"),
            CommandError::NameIsTaken(file) => {
                format!("{file} already exists; choose another name")
            }
            CommandError::NotWritten { file, why } => {
                format!("{file} cannot be written: {}", self.file_error(why))
            }
            CommandError::WrittenTwice(file) => format!("{file} is given as an output twice"),
            CommandError::UnknownEnding { file, endings } => {
                format!("{file}: the file's ending decides its format, and must be one of {endings}")
            }
            CommandError::FromAfterTo(from, to) => {
                format!("--from is step {from}, after --to, which is step {to}")
            }
            CommandError::FromPastTheEnd(from, steps) => {
                format!("--from {from} is past the end: there are {steps} steps")
            }
            CommandError::NoSuchStep(step, steps) => {
                format!("there is no step {step}: the last one is {steps}")
            }
            CommandError::NoSuchCell([map, row, column]) => {
                format!("there is no such cell: the last is {map},{row},{column}")
            }
            CommandError::NotACell(dimensions) => not_a_cell(*dimensions),
            CommandError::TooManyFrames(frames, false) => format!(
                "this would be {frames} frames: record a part with --from and --to, one step with --at, larger steps with --grain, \
                 or all of them with --all"
            ),
            CommandError::TooManyFrames(frames, true) => {
                format!("this script makes {frames} frames: jump with step and cell, or record all of them with --all")
            }
            CommandError::TooManyForSvg(frames, most) => format!(
                "an .svg of {frames} frames is more than browsers can show (at most {most}): record a part with --from and --to, or a \
                 .html, .webp or .mp4"
            ),
            CommandError::NoSuchNote(number, notes) => {
                format!("there is no note {number}: there are {notes} in the scenario")
            }
            CommandError::NeedsFormat => "-o - needs --format, such as --format svg".to_owned(),
            CommandError::NoFfmpeg => {
                "films are made by ffmpeg, which is not installed here: install it, or record a .webp or .gif".to_owned()
            }
        }
    }

    fn usage_error(&self, error: &UsageError) -> String {
        let meant = |nearest: &Option<String>| match nearest {
            Some(nearest) => format!("; did you mean `{nearest}`?"),
            None => String::new(),
        };

        let wrong = match &error.wrong {
            WrongUsage::NoSuchOption(option, nearest) => {
                format!("there is no option `{option}` here{}", meant(nearest))
            }
            WrongUsage::NoSuchCommand(name, nearest) => {
                format!("there is no command `{name}`{}", meant(nearest))
            }
            WrongUsage::CommandFirst(command) => {
                self.command_error(&CommandError::CommandFirst(command.clone()))
            }
            WrongUsage::OneTooMany(word) => {
                format!("`{word}` is one word too many: only one scenario can be opened at a time")
            }
            WrongUsage::Twice(option) => format!("`{option}` can be given only once"),
            WrongUsage::NotTogether(one, other) => {
                format!("`{one}` and `{other}` cannot be given together")
            }
            WrongUsage::NeedsValue(option) => format!("`{option}` needs a value"),
            WrongUsage::Missing(what) => format!("something is missing: {what}"),
            WrongUsage::NotTaken {
                option,
                value,
                values,
                nearest,
                reason,
            } => {
                let values = values
                    .as_ref()
                    .map_or(String::new(), |values| format!("; it can be {values}"));
                let reason = reason
                    .as_ref()
                    .map_or(String::new(), |reason| format!(": {reason}"));
                format!(
                    "`{option}` cannot be `{value}`{reason}{}{values}",
                    meant(nearest)
                )
            }
        };

        format!(
            "{wrong}\n`{}` lists everything that can be given",
            error.help
        )
    }

    fn wrote_to_open(&self, file: &str, argument: &str) -> String {
        format!("wrote {file}; open it with: convstep {argument}")
    }

    fn recorded(&self, frames: u64, seconds: &str, size: &str) -> String {
        let frames = if frames == 1 {
            "1 frame".to_owned()
        } else {
            format!("{frames} frames")
        };

        format!("{frames}, {seconds} s, {size}")
    }

    fn no_font_has(&self, characters: &str) -> String {
        format!(
            "no font on this system has these characters, so pictures show boxes in their place: {characters}"
        )
    }

    fn frames_recorded(&self, frames: u64, count: u64, percent: u64) -> String {
        format!("recording: frame {frames} of {count}, {percent} %")
    }

    fn note_mark(&self) -> &'static str {
        "Note:"
    }

    // The manual page.

    fn man_name(&self) -> &'static str {
        "NAME"
    }

    fn man_synopsis(&self) -> &'static str {
        "SYNOPSIS"
    }

    fn man_options(&self) -> &'static str {
        "OPTIONS"
    }

    fn man_commands(&self) -> &'static str {
        "COMMANDS"
    }

    fn man_help(&self) -> &'static str {
        "convstep COMMAND --help says what a command takes."
    }

    fn man_keys(&self) -> &'static str {
        "KEYS"
    }

    fn man_files(&self) -> &'static str {
        "FILES"
    }

    fn man_environment(&self) -> &'static str {
        "ENVIRONMENT"
    }

    fn man_statuses(&self) -> &'static str {
        "EXIT STATUS"
    }

    fn files(&self) -> &'static [(&'static str, &'static str)] {
        &[
            (
                "$XDG_CONFIG_HOME/convstep/config.toml",
                "Your settings; convstep config prints those in force.",
            ),
            (
                "$XDG_STATE_HOME/convstep",
                "Recent files, and your progress in courses.",
            ),
        ]
    }

    fn variables(&self) -> &'static [(&'static str, &'static str)] {
        &[
            (
                "CONVSTEP_THEME, CONVSTEP_LANGUAGE, CONVSTEP_SPEED …",
                "A setting each, by its name in the configuration; they win over the file.",
            ),
            (
                "LC_ALL, LC_MESSAGES, LANG",
                "The language, where nothing else says it.",
            ),
            ("NO_COLOR", "No colours, if it is not empty."),
            ("TERM, COLORTERM", "How many colours the terminal has."),
        ]
    }

    fn statuses(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("0", "Done."),
            (
                "1",
                "Something outside the program failed: a full disk, a terminal that has vanished.",
            ),
            ("2", "What was given is wrong: the command, or a scenario."),
        ]
    }

    // The help of the command line.

    fn error_word(&self) -> &'static str {
        "error"
    }

    fn help_word(&self) -> &'static str {
        "help"
    }

    fn sentence(&self, _of: &str) -> Option<&'static str> {
        None
    }

    fn help(&self, _of: &str) -> Option<&'static str> {
        None
    }

    fn usage_words(&self) -> [&'static str; 2] {
        ["[OPTIONS]", "<COMMAND>"]
    }

    fn usage_heading(&self) -> &'static str {
        "Usage: "
    }

    fn commands_heading(&self) -> &'static str {
        "Commands"
    }

    fn arguments_heading(&self) -> &'static str {
        "Arguments"
    }

    fn options_heading(&self) -> &'static str {
        "Options"
    }

    fn default_is(&self, default: &str) -> String {
        format!(" [default: {default}]")
    }

    fn one_of(&self, values: &str) -> String {
        format!(" [possible values: {values}]")
    }

    fn examples(&self) -> &'static str {
        "Examples:
  convstep                                open the worked example
  convstep my.toml --stride 1             open a scenario of your own, with another stride
  convstep steps cs231n --count 4         the first output cell, in words
  convstep show cs231n > my.toml          begin your own scenario from a built-in one"
    }

    fn script_heading(&self) -> &'static str {
        "Script commands, one per line. A number after a plain command repeats it; # starts a comment:"
    }

    fn script_enter(&self) -> &'static str {
        "answer the question"
    }

    fn script_erase(&self) -> &'static str {
        "delete the last character"
    }

    fn script_panel(&self) -> &'static str {
        "while editing, to the next panel"
    }

    fn script_clear(&self) -> &'static str {
        "clear the picture"
    }

    fn script_type(&self) -> &'static str {
        "type these characters, one by one"
    }

    fn script_grain(&self) -> &'static str {
        "use this grain: tap, channel, cell, row, map, layer"
    }

    fn script_theme(&self) -> &'static str {
        "use this theme: dark, light, high-contrast, colour-blind"
    }

    fn script_zoom(&self) -> &'static str {
        "use this zoom: fit, wide, digits"
    }

    fn script_language(&self) -> &'static str {
        "use this language: en, zh"
    }

    fn script_caption(&self) -> &'static str {
        "a line of text below the picture; an empty text removes it"
    }

    fn script_hide(&self) -> &'static str {
        "hide this part: title, words, timeline or hints"
    }

    fn script_show(&self) -> &'static str {
        "show it again"
    }

    fn script_screenshot(&self) -> &'static str {
        "save the picture as it is now, as a .png"
    }

    fn script_wait(&self) -> &'static str {
        "step until the next note appears"
    }

    fn script_step(&self) -> &'static str {
        "go to a step"
    }

    fn script_cell(&self) -> &'static str {
        "go to an output cell: filter, row, column"
    }

    fn script_go_to(&self) -> &'static str {
        "go to this step, cell (filter,row,column) or layer"
    }

    fn script_find(&self) -> &'static str {
        "go to the layer whose name or kind this is"
    }

    fn script_stride(&self) -> &'static str {
        "set it; padding and dilation likewise"
    }

    fn script_draw(&self) -> &'static str {
        "a stroke through cells of the input's picture"
    }

    fn script_erase_stroke(&self) -> &'static str {
        "the same stroke, erased"
    }

    fn script_pause(&self) -> &'static str {
        "hold the picture for 2s or 500ms; playing goes on"
    }
}

/// `1 note`, `2 notes`.
fn counted<N: Copy + Display + From<u8> + PartialEq>(n: N, what: &str) -> String {
    let plural = if n == N::from(1) { "" } else { "s" };
    format!("{n} {what}{plural}")
}

/// What makes a map.
fn unit(of: Unit) -> &'static str {
    match of {
        Unit::Filter => "filter",
        Unit::Neuron => "neuron",
        Unit::Map => "map",
        Unit::Number => "number",
    }
}

/// `nine products`, `27 products`.
fn in_words(n: usize, what: &str) -> String {
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

/// The cells at the corners, or at the ends of a line.
fn corner_cells(is_line: bool) -> &'static str {
    if is_line { "End cells" } else { "Corner cells" }
}

/// `once`, `9 times`.
fn times(n: u64) -> String {
    if n == 1 {
        "once".to_owned()
    } else {
        format!("{n} times")
    }
}

/// `row 3`, `rows 1–5`.
fn lines(range: &Range<usize>, what: &str) -> String {
    match range.len() {
        1 => format!("{what} {}", range.start),
        _ => format!("{what}s {}–{}", range.start, range.end - 1),
    }
}

/// The sums that were asked for before.
fn sums_above(sums: usize) -> String {
    match sums {
        1 => "the sum".to_owned(),
        n => format!("the {n} sums"),
    }
}

/// The sum so far, after a product.
fn sum_so_far(sum: Option<&str>) -> String {
    sum.map_or(String::new(), |sum| format!("; the sum so far is {sum}"))
}

/// As a sentence begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What is counted in a dimension.
fn line(dim: Dim) -> &'static str {
    ["row", "column"][dim]
}

/// Channels that each of several groups reads.
fn per_group(channels: usize, groups: usize) -> String {
    match groups {
        1 => String::new(),
        n => format!(", {} per group", channels / n),
    }
}

/// Why a kernel covers more than its own cells.
fn spread(dilation: usize) -> String {
    match dilation {
        1 => String::new(),
        n => format!(" (dilation {n})"),
    }
}

fn padded_too_far(padding: usize, what: &str, input: usize, dim: Dim) -> String {
    let lines = counted(input, line(dim));
    format!("padding {padding} {what}: the input has only {lines}")
}

fn no_window(span: &str, spread: &str, extent: usize) -> String {
    format!("the kernel covers {span}{spread}, but the padded input has only {extent}")
}

fn no_such_part(dim: Option<Dim>, [from, to]: [usize; 2], length: usize) -> String {
    let what = counted(length, dim.map_or("channel", line));
    format!("[{from}, {to}] is not a part of the input's {what}")
}

/// Why a layer cannot read what it is given.
fn sources_misfit(shape_error: &SourcesMisfit) -> String {
    match shape_error {
        SourcesMisfit::One { found } => {
            format!("this layer reads one input, but it is given {found}")
        }
        SourcesMisfit::Several { found } => {
            format!("this layer reads two or more inputs, but it is given {found}")
        }
        SourcesMisfit::Shape {
            index,
            shape,
            largest,
        } => format!(
            "the shapes do not go together: input {index} is {shape}, and the largest is {largest} (height×width×channels)"
        ),
        SourcesMisfit::Other { wanted, found } => {
            format!("this layer is made for an input of {wanted}, but gets {found}")
        }
        SourcesMisfit::Size {
            index,
            shape,
            first,
        } => format!(
            "maps that are put next to each other have one size: input {index} is {shape}, and the first is {first} (height×width×channels)"
        ),
    }
}

/// How to mend it.
fn sources_mending(shape_error: &SourcesMisfit) -> String {
    match shape_error {
        SourcesMisfit::One { .. } => "name one layer in `from`".to_owned(),
        SourcesMisfit::Several { .. } => "name them in `from`: from = [\"a\", \"b\"]".to_owned(),
        SourcesMisfit::Shape { .. } => {
            "inputs have the same shape, or one number per channel, or are one number".to_owned()
        }
        SourcesMisfit::Other { .. } => {
            "change the layers before it so that they put out what it is made for".to_owned()
        }
        SourcesMisfit::Size { .. } => "only the channels may differ".to_owned(),
    }
}

/// How a cell of a layer of so many dimensions is asked for.
fn not_a_cell(dimensions: usize) -> String {
    let written = "a cell of this layer is written as filter,row,column";

    match dimensions {
        3 => written.to_owned(),
        1 => format!("{written}, or as one number"),
        _ => format!("{written}, or as {dimensions} numbers"),
    }
}
