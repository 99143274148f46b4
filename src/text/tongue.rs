//! What there is to say, in the order in which a lesson needs it: a method for each text, so that a language without one does
//! not compile. Numbers that people read as numbers come as they are shown; a language says the rest.

use std::io;
use std::ops::Range;

use super::command_error::CommandError;
use super::hint::Hint;
use super::size::Term;
use super::unit::Unit;
use super::usage_error::UsageError;
use crate::nn::{Shape, ShapeError};
use crate::walk::{Grain, Order};

/// A language, as the book of its phrases. The names of the methods say what is meant; only what they do not say is explained.
#[expect(
    missing_docs,
    reason = "the names say it; where they do not, a line does"
)]
pub trait Tongue: Sync {
    // Words and terms.

    /// How far a window moves from one place to the next.
    fn stride(&self) -> &'static str;

    /// The cells around the input.
    fn padding(&self) -> &'static str;

    /// What a padding is called that scenarios write as this word.
    fn padding_word(&self, word: &'static str) -> &'static str;

    /// How far apart the cells of a window are.
    fn dilation(&self) -> &'static str;

    /// The parts into which a convolution divides its channels.
    fn groups(&self) -> &'static str;

    /// What the first layer reads.
    fn input(&self) -> &'static str;

    /// Of a kernel that is turned round.
    fn flipped(&self) -> &'static str;

    /// The inputs times the weights.
    fn products(&self) -> &'static str;

    /// The sum of a channel.
    fn sum(&self) -> &'static str;

    /// What softmax makes of a number.
    fn probability(&self) -> &'static str;

    /// The rows of a map.
    fn rows(&self) -> &'static str;

    /// The columns of a map.
    fn columns(&self) -> &'static str;

    // Between words and sentences.

    /// Between the parts of a list.
    fn comma(&self) -> &'static str;

    /// At the end of a sentence.
    fn stop(&self) -> &'static str;

    /// After what is explained.
    fn colon(&self) -> &'static str;

    /// Between two parts of a sentence.
    fn semicolon(&self) -> &'static str;

    /// Between two sentences.
    fn space(&self) -> &'static str;

    // Where a number stands; rows, columns, maps and channels are counted from 0.

    fn row_and_column(&self, row: usize, column: usize) -> String;

    /// The channel of a group that has no name of its own.
    fn channel(&self, channel: usize) -> String;

    /// The map that a part of a dense layer's input was.
    fn map(&self, map: usize) -> String;

    /// Before the first step, of a layer with weights or without.
    fn not_begun(&self, has_weights: bool) -> &'static str;

    /// The same, where the outputs are shown all the same.
    fn shown_in_advance(&self) -> &'static str;

    // The steps. `input` is where a number comes from, nothing where it is padding; equations and numbers come as they are shown.

    /// An input times a weight; `so_far` is the sum with it, where it is not the first.
    fn product_step(
        &self,
        input: Option<&str>,
        weight: &str,
        product: &str,
        so_far: Option<&str>,
    ) -> String;

    /// The same where no input cell of a transposed convolution stamps a weight on the output cell.
    fn unstamped_step(&self, weight: &str, product: &str, so_far: Option<&str>) -> String;

    /// What softmax takes of an input.
    fn exponential_step(&self, input: Option<&str>, power: &str, so_far: &str) -> String;

    /// A cell of a window of which the largest is taken.
    fn largest_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String;

    /// A cell of a window that is added up.
    fn sum_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String;

    /// A number that a function is taken of, or that moves.
    fn number_step(&self, input: Option<&str>, x: &str) -> String;

    /// The sum of a channel, or of a map.
    fn products_sum(&self, channel: &str, products: usize, sum: &str) -> String;

    /// The same of a dense layer that reads a vector.
    fn all_products_sum(&self, products: usize, sum: &str) -> String;

    /// The same of a transposed convolution, whose input cells stamp.
    fn stamps_sum(&self, channel: &str, stamps: usize, sum: &str) -> String;

    fn window_sum(&self, cells: usize, sum: &str) -> String;

    /// The same of a channel that is normalised as a whole.
    fn cells_sum(&self, channel: &str, cells: usize, sum: &str) -> String;

    fn exponentials_sum(&self, exponentials: usize, sum: &str) -> String;

    fn squares_sum(&self, squares: usize, sum: &str) -> String;

    /// Without a stop.
    fn maximum_of(&self, cells: &[String], maximum: &str) -> String;

    /// The same where they are too many to list.
    fn maximum_of_many(&self, cells: usize, maximum: &str) -> String;

    /// The sums and the bias make the cell; of a dense layer, the sums of maps.
    fn bias_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String;

    /// Several sums make a cell without a bias.
    fn sums_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String;

    /// How a cell was made, and where it goes.
    fn written(&self, made: &str, output: &str) -> String;

    /// What a source of the author's prints for a cell that is written; nothing where it has the same.
    fn printed(&self, other: Option<&str>) -> String;

    /// What a source of the author's prints as a map, above it.
    fn published(&self) -> &'static str;

    /// On an arrow, what is done; before a number, what it is.
    fn mean(&self) -> &'static str;

    /// Before a mean.
    fn mean_is(&self) -> &'static str;

    /// The same, where only some of a window's cells lie in the input.
    fn mean_of_some_is(&self, some: usize, all: usize) -> String;

    /// Before a number that a model has of its own.
    fn constant_is(&self) -> &'static str;

    /// Before a number that goes somewhere else as it is.
    fn number_moves(&self) -> &'static str;

    /// Before what normalisation does.
    fn normalise(&self) -> &'static str;

    /// The same with the numbers that it is done by: the mean and the variance of so many cells.
    fn normalise_by(&self, cells: usize, mean: &str, variance: &str) -> String;

    /// Before what is multiplied with Φ: what that is.
    fn normal_share(&self) -> &'static str;

    /// Before what softmax makes.
    fn its_probability(&self) -> &'static str;

    /// Before what log softmax makes.
    fn its_log_probability(&self) -> &'static str;

    /// A row is finished, with what was done last.
    fn row_finished(&self, map: usize, row: usize, last: &str) -> String;

    fn map_finished(&self, map: usize, last: &str) -> String;

    fn layer_finished(&self, layer: &str, shape: Shape, last: &str) -> String;

    /// What a network that ends in probabilities makes of its input.
    fn verdict(&self, class: &str, probability: f32) -> String;

    // Features: what excites the maps of a layer most.

    fn view_features(&self) -> &'static str;

    /// So many filters, or what else makes the maps.
    fn unit_count(&self, of: Unit, count: usize) -> String;

    /// One of them.
    fn unit(&self, of: Unit, number: &str) -> String;

    /// Rows and columns of the input that each of them sees.
    fn each_sees(&self, size: [usize; 2]) -> String;

    /// How many numbers of the input each of them sees, where that is a vector.
    fn each_sees_numbers(&self, count: usize) -> String;

    /// The strongest answer of one of them.
    fn up_to(&self, value: &str) -> String;

    /// How one of them answers to an image, its so many strongest, counted from 0, and where that lies in the image.
    fn answers(
        &self,
        unit: (Unit, &str, &str),
        rank: usize,
        value: &str,
        image: (usize, Option<&str>),
        seen: &[Range<usize>; 2],
    ) -> String;

    /// What is seen: the weights, where there are any, and so many of the images.
    fn features_legend(&self, has_weights: bool, kept: usize, images: usize) -> String;

    /// That of the weights only so many channels are seen.
    fn first_channels(&self, seen: usize, all: usize) -> String;

    fn no_images(&self) -> &'static str;
    /// Why nothing of a layer is seen where there are no images.
    fn no_weights(&self, layer: &str, near: Option<&str>) -> String;

    fn image_is_input(&self, image: usize) -> String;

    // The output size: its formula comes as it is written.

    fn output_size(&self, size: &str) -> String;

    /// The same where rows and columns differ.
    fn output_sizes(&self, down: &str, along: &str) -> String;

    /// The last rows and columns, of which not both are none, that no window reads because the stride leaves them over.
    fn left_over(&self, rows_and_columns: [usize; 2], is_padded: bool) -> String;
    /// How many cells of the input, or of the padded one, no window reads: `no window reads 13 of 49 padded cells`.
    fn padded_cells_unread(&self, unread: usize, all: usize, is_padded: bool) -> String;

    fn windows_in_a_row(&self) -> &'static str;

    /// The cells over which a window slides, and how many of them are padding.
    fn cells_in_a_row(&self, cells: usize, padding: usize) -> String;

    fn windows_of_a_row(&self, windows: usize, kernel: usize, stride: usize) -> String;

    fn cells_in_no_window(&self, cells: usize) -> String;

    fn other_settings(&self) -> &'static str;

    fn one_weight(&self) -> &'static str;

    fn one_weight_of_a_dense_layer(&self) -> &'static str;

    fn one_output_cell(&self) -> &'static str;

    /// What the columns of a table of layers are: name, kind, output, parameters.
    fn columns_of_layers(&self) -> [&'static str; 4];

    /// A part of the output size's formula, in a word or two.
    fn size_term(&self, term: Term) -> &'static str;

    fn what_the_input_is(&self) -> &'static str;

    fn what_even_padding_is(&self) -> &'static str;

    fn what_padding_is(&self) -> &'static str;

    fn what_the_kernel_is(&self) -> &'static str;

    fn what_the_dilated_kernel_is(&self, kernel: usize, dilation: usize) -> String;

    fn what_a_stride_of_one_is(&self) -> &'static str;

    fn what_a_stride_is(&self, is_rounded_up: bool) -> &'static str;

    /// Of a stride whose last window would start beyond the input.
    fn what_a_stride_with_its_last_window_dropped_is(&self) -> &'static str;

    fn what_the_first_window_is(&self) -> &'static str;

    /// Of a transposed convolution, as are those that follow.
    fn what_the_spread_is(&self) -> &'static str;

    fn what_the_reach_is(&self) -> &'static str;

    fn what_the_first_cell_is(&self) -> &'static str;

    fn what_output_padding_is(&self) -> &'static str;

    fn what_the_cut_is(&self) -> &'static str;

    // Around the picture.

    /// After the title of a scenario that is not as it was written.
    fn changed(&self) -> &'static str;

    /// Where the walk is; `?` for a number that is asked for.
    fn step_of(&self, step: &str, steps: &str, grain: Grain) -> String;

    /// How far the computation is that the screen waits for.
    fn computing(&self, percent: u8) -> String;

    /// That so many are left out: `… 9 more`.
    fn more_of(&self, count: usize) -> String;

    /// Which channels are seen of how many, or which maps a dense layer reads.
    fn some_of(&self, part: &str, count: usize, are_maps: bool) -> String;

    /// The same before their sum, in an equation: `… 9 more `.
    fn more_terms(&self, count: usize) -> String;

    /// What the colours of the network's view mean: of the current cell, of what it is made from, of maps of which that is all, of a number's sign, of a photograph, and of
    /// what the walk has not reached; of a stage that it reads and that has no room, in more words and in fewer.
    fn reads_elsewhere(&self, stage: &str) -> [String; 2];
    fn this_cell(&self) -> &'static str;
    fn this_cell_in_short(&self) -> &'static str;
    fn read_by_cell(&self) -> &'static str;

    /// The same of a cell by its name, where it is not seen itself.
    fn read_by_this(&self, cell: &str) -> String;
    fn read_as_a_whole(&self) -> &'static str;
    fn above_zero(&self) -> &'static str;
    /// Before what the colours of weights mean.
    fn of_weights(&self) -> &'static str;

    fn below_zero(&self) -> &'static str;
    fn light_is_large(&self) -> &'static str;
    fn not_computed(&self) -> &'static str;

    /// The same where there is little room.
    fn read_by_cell_in_short(&self) -> &'static str;
    fn read_as_a_whole_in_short(&self) -> &'static str;
    fn light_is_large_in_short(&self) -> &'static str;
    fn not_computed_in_short(&self) -> &'static str;

    fn view_network(&self) -> &'static str;

    fn view_coverage(&self) -> &'static str;

    fn view_sizes(&self) -> &'static str;

    fn layer_count(&self, count: usize) -> String;

    fn multiplication_count(&self, count: u64) -> String;

    /// Lines of a list that stand above those that are seen.
    fn more_above(&self, count: usize) -> String;

    fn more_below(&self, count: usize) -> String;

    /// How many parameters a layer has, in little room.
    fn parameters_in_short(&self, count: usize) -> String;

    // How often cells are read.

    /// Above the network's input, with what the current cell is made from.
    fn seen_of_input(&self) -> &'static str;

    /// Before the counts of a legend: of cells of a map, and of numbers of a vector.
    fn windows_that_read_it(&self) -> &'static str;
    fn outputs_that_read_it(&self) -> &'static str;

    /// Beside the one of two pictures that is as the layer is.
    fn now_sign(&self) -> &'static str;

    /// Which rows and which columns are seen, of how many.
    fn part_seen(&self, rows_and_columns: [&Range<usize>; 2], all: [usize; 2]) -> [String; 2];

    /// How often the corner, or of a line the end, and the middle are read, `4` or `0–1`, and the shape of what comes out.
    fn coverage_facts(
        &self,
        corner_and_middle: [&str; 2],
        is_line: bool,
        output: &str,
    ) -> [String; 3];

    /// Above counts of cells, in little room.
    fn outputs_that_read_in_short(&self) -> &'static str;

    /// A layer without a window.
    fn reads_all_alike(&self, layer: &str) -> String;

    fn reads_outer_channels_less(&self, layer: &str) -> String;

    /// A layer whose numbers are its own.
    fn reads_no_cell(&self, layer: &str) -> String;

    /// Without a stop, as are those that follow.
    fn no_cell_is_read(&self) -> &'static str;

    fn every_cell_is_read(&self, count: u64) -> String;

    /// Of a line, ends have the place of corners, also in what follows.
    fn corners_are_read_most(&self, count: u64, is_line: bool) -> String;

    /// The least and the most that corners are read, and the most of all, which is the middle's or not.
    fn corners_and_others(
        &self,
        corners: [u64; 2],
        is_line: bool,
        most: u64,
        is_middle: bool,
    ) -> String;

    /// What padding does to the corner where the first window begins; how much there is of it, where all sides have the
    /// same; whether the other corners are read as often, and whether it is a line.
    fn padding_changes_corners(
        &self,
        padding: Option<usize>,
        alike_and_line: (bool, bool),
        before: u64,
        now: u64,
    ) -> String;

    /// A sentence of its own: by no window, or by no output.
    fn cells_unread(&self, unread: usize, all: usize, by_windows: bool) -> String;

    // The receptive field of a cell of a layer, on the network's input.

    /// Of a block of which not all cells are read, how many are.
    fn sees(
        &self,
        cell: &str,
        layer: &str,
        rows_and_columns: &[Range<usize>; 2],
        read: Option<usize>,
    ) -> String;

    /// The same of an input of which it sees all rows and columns, so many of each.
    fn sees_all(&self, cell: &str, layer: &str, size: [usize; 2]) -> String;

    /// The same of an input that is a vector: how many of its numbers, and which.
    fn sees_numbers(&self, cell: &str, layer: &str, numbers: &Range<usize>) -> String;

    fn sees_nothing(&self, cell: &str, layer: &str) -> String;

    // Sharing: where one weight is used.

    /// It multiplies so many cells of an input channel, and contributes to so many of a map's cells.
    fn weight_shared(
        &self,
        weight: &str,
        channel: usize,
        multiplied: usize,
        map: usize,
        made_of_all: [usize; 2],
    ) -> String;

    fn weight_of_dense_layer(&self, weight: &str, input: usize, output: usize) -> String;

    fn weight_on_padding(&self, weight: &str, channel: usize) -> String;

    /// Why there is no weight to choose: a pool.
    fn pool_has_no_weights(&self, layer: &str) -> String;

    fn norm_has_no_window(&self, layer: &str) -> String;

    /// Of a layer with so many slopes: one for all channels, or one per channel.
    fn slopes_without_window(&self, layer: &str, slopes: usize) -> String;

    fn flatten_has_no_weights(&self, layer: &str) -> String;

    /// Of channels that are put together, with the sum of their numbers.
    fn concat_has_no_weights(&self, layer: &str, sum: &str) -> String;

    fn resize_has_no_weights(&self, layer: &str, input: Shape, output: Shape) -> String;

    fn function_has_no_weights(&self, layer: &str) -> String;

    // Sizes and parameters.

    /// What the star in the table of output sizes means.
    fn leaves_cells_over(&self) -> &'static str;

    /// What the dash in the table of output sizes means.
    fn does_not_fit(&self) -> &'static str;

    /// What is marked of pictures that one weight has to do with.
    fn marked_cells(&self) -> &'static str;

    /// What is grey of a picture.
    fn grey_cells(&self) -> &'static str;

    /// What the hollow square in a weight's picture means.
    fn padding_sign(&self) -> &'static str;

    /// Above the parameters of a layer.
    fn parameters_of(&self, layer: &str) -> String;

    /// The same where there are none.
    fn no_parameters(&self, layer: &str) -> String;

    /// Before the layer's own parameters; as wide as `dense_layer`.
    fn this_layer(&self) -> &'static str;

    /// Before the parameters of a dense layer of the same shapes.
    fn dense_layer(&self) -> &'static str;

    /// The head of the table of sizes: name, kind, output, kernel, stride, parameters, multiplications, bytes of parameters and
    /// outputs, receptive field, and how far apart two neighbours' are.
    fn sizes_head(&self) -> [&'static str; 10];

    /// The line of what a table's columns come to.
    fn total(&self) -> &'static str;

    /// How many parameters a layer has.
    fn parameter_count(&self, count: usize) -> String;

    /// What a layer computes, counted: for each of its cells, and in all.
    fn multiplications(&self, each: u64, cells: u64, total: u64) -> String;

    fn comparisons(&self, each: u64, cells: u64, total: u64) -> String;

    fn additions_of_means(&self, each: u64, cells: u64, total: u64) -> String;

    /// Several inputs made one, cell by cell.
    fn element_wise(&self, sources: usize, cells: u64) -> String;

    /// What is enlarged between cells, each made of so many at most.
    fn mixtures(&self, each: u64, cells: u64) -> String;

    /// With a scale and a shift, or without.
    fn normalisations(&self, cells: u64, is_scaled: bool) -> String;

    fn functions(&self, cells: u64) -> String;

    fn exponentials(&self, cells: u64) -> String;

    fn nothing_computed(&self) -> &'static str;

    // Predicting.

    /// The classes are counted from 0; their names, where they have some, are listed.
    fn which_class(&self, last: usize, names: &str) -> String;

    /// With an equation, as are those that follow.
    fn which_exponential(&self, asked: &str) -> String;

    fn which_product(&self, asked: &str) -> String;

    fn which_probability(&self, asked: &str) -> String;

    fn which_output(&self, asked: &str) -> String;

    fn how_many_rows(&self, asked: &str) -> String;

    fn how_many_columns(&self, asked: &str) -> String;

    /// Rows and columns that come about alike.
    fn how_many_rows_and_columns(&self, asked: &str) -> String;

    /// What a size comes from: input, kernel and stride.
    fn size_given(&self, numbers: [usize; 3], padding: &str, dilation: Option<usize>) -> String;

    /// A cell that is predicted from its window.
    fn what_will_stand(&self, output: &str) -> String;

    fn which_largest_so_far(&self) -> &'static str;

    fn which_largest(&self) -> &'static str;

    fn which_number_moves(&self) -> &'static str;

    fn which_sum_so_far(&self) -> &'static str;

    fn which_sum_of_exponentials(&self) -> &'static str;

    fn which_sum_of_squares(&self) -> &'static str;

    fn which_sum_of_window(&self) -> &'static str;

    fn which_sum_of_products(&self) -> &'static str;

    /// The answer in a few words.
    fn it_is(&self, answer: &str) -> String;

    /// One of the largest probabilities.
    fn class_has(&self, class: usize, name: &str, probability: &str) -> String;

    /// On paper, where the sums were asked for above.
    fn add_sums_and_bias(&self, sums: usize, bias: &str) -> String;

    fn divide_sums(&self, sums: usize, by: usize) -> String;

    /// What is given on paper, without a stop.
    fn given_scores(&self, scores: &str) -> String;

    fn given_exponentials(&self, exponentials: &str) -> String;

    fn given_window(&self, window: &str, weights: &str) -> String;

    fn given_cells(&self, cells: &str) -> String;

    /// Asks for an answer.
    fn answer_prompt(&self) -> &'static str;

    /// The keys while an answer is asked for, and how many were right.
    fn answer_keys(&self, has_hint: bool) -> String;
    fn right_of(&self, right: u32, answers: u32) -> String;
    fn question_of(&self, number: usize, of: Option<usize>) -> String;
    fn hints_taken(&self, hints: u32) -> String;

    /// An answer was right.
    fn right_answer(&self, reason: &str) -> String;

    /// An answer was wrong.
    fn wrong_answer(&self, typed: &str, reason: &str) -> String;

    /// How many answers were right so far, and how many of the last in a row.
    fn score(&self, right: u32, answers: u32, streak: u32) -> String;

    /// A round has begun, and nothing is asked before the next step.
    fn predicting_begins(&self) -> &'static str;

    /// What a round hides, as `X` says it.
    fn hides_cell(&self) -> &'static str;

    fn hides_sums(&self) -> &'static str;

    fn hides_products(&self) -> &'static str;

    fn hides_all(&self) -> &'static str;

    /// An exam has been opened.
    fn exam_begins(&self) -> &'static str;

    /// So many of its questions are not answered, and one was just left, or all steps are gone through.
    fn exam_open(&self, count: usize, is_end: bool) -> String;

    /// Nothing was typed where a number or a choice is asked for.
    fn nothing_typed(&self) -> &'static str;

    /// Where predicting would answer an exam's questions.
    fn exam_asks(&self) -> &'static str;

    /// Of a question that was not answered: why what is right is right.
    fn unanswered(&self, reason: &str) -> String;

    /// Above what a round came to.
    fn round_is_over(&self) -> &'static str;

    /// How many were right, how many in a row at once, and how many hints were taken.
    fn round_score(&self, right: u32, answers: u32, best: u32, hints: u32) -> String;

    /// Above every question, with what is right.
    fn round_told(&self) -> &'static str;

    /// Above what was wrong.
    fn round_missed(&self) -> &'static str;

    fn nothing_missed(&self) -> &'static str;

    fn score_keys(&self) -> &'static str;

    /// An answer was wrong, and may be given once more.
    fn try_again(&self, typed: &str) -> String;

    /// The keys while a note asks for a number, maybe with a hint.
    fn number_keys(&self, has_hint: bool) -> String;

    /// The same where there is something to choose from, by letters from `a` on.
    fn choice_keys(&self, letters: &str, has_hint: bool) -> String;

    /// The keys of a question whose answer is only told.
    fn reveals_answer(&self, has_hint: bool) -> String;

    // What the keys do.

    /// The keys of a line of the help, as they are called.
    fn keys(&self, label: &str) -> String;

    fn next_step(&self) -> &'static str;

    fn step_back(&self) -> &'static str;

    fn larger_steps(&self) -> &'static str;

    fn smaller_steps(&self) -> &'static str;

    fn first_step(&self) -> &'static str;

    fn last_step(&self) -> &'static str;

    fn go_to_help(&self) -> &'static str;

    fn find_help(&self) -> &'static str;

    fn next_layer(&self) -> &'static str;

    fn previous_layer(&self) -> &'static str;

    fn next_note(&self) -> &'static str;

    fn previous_note(&self) -> &'static str;

    fn course_help(&self) -> &'static str;

    fn next_lesson(&self) -> &'static str;

    fn previous_lesson(&self) -> &'static str;

    /// There is no note after this place, or before it.
    fn no_more_notes(&self, forward: bool) -> &'static str;

    /// There is no lesson after this one, or before it.
    fn no_more_lessons(&self, forward: bool) -> &'static str;

    /// At a lesson's end.
    fn next_lesson_is(&self, title: &str) -> String;

    /// At the last lesson's end.
    fn course_is_over(&self) -> &'static str;

    /// On opening the worked example, with nothing else asked for.
    fn how_to_go_on(&self) -> &'static str;

    /// At the top of the lessons.
    fn lessons_done(&self, done: usize, all: usize) -> String;

    /// How much there is of a lesson.
    fn step_count(&self, steps: u64) -> String;

    fn question_count(&self, questions: usize) -> String;

    /// Where somebody stopped in a lesson.
    fn stopped_at(&self, step: u64, steps: u64) -> String;

    fn questions_answered(&self, answered: usize, all: usize) -> String;

    /// The keys of a lesson that is chosen, and has been opened before or not.
    fn lesson_keys(&self, is_begun: bool) -> &'static str;

    /// The keys of the list.
    fn lessons_keys(&self) -> &'static str;

    fn play_or_pause(&self) -> &'static str;

    fn play_faster(&self) -> &'static str;

    fn play_slower(&self) -> &'static str;

    fn longer_stride(&self) -> &'static str;

    fn shorter_stride(&self) -> &'static str;

    fn more_padding(&self) -> &'static str;

    fn less_padding(&self) -> &'static str;

    fn wider_dilation(&self) -> &'static str;

    fn narrower_dilation(&self) -> &'static str;

    fn order_help(&self) -> &'static str;

    fn edit_help(&self) -> &'static str;

    fn predict_help(&self) -> &'static str;

    fn hide_help(&self) -> &'static str;

    fn hint_help(&self) -> &'static str;

    fn undo(&self) -> &'static str;

    fn redo(&self) -> &'static str;

    fn reset_help(&self) -> &'static str;

    fn write_help(&self) -> &'static str;

    fn open_help(&self) -> &'static str;

    fn walk_view(&self) -> &'static str;

    fn network_view(&self) -> &'static str;

    fn coverage_view(&self) -> &'static str;

    fn sizes_view(&self) -> &'static str;

    fn features_view(&self) -> &'static str;

    fn reveal_help(&self) -> &'static str;

    fn record_help(&self) -> &'static str;

    fn theme(&self) -> &'static str;

    fn zoom_help(&self) -> &'static str;

    fn language_help(&self) -> &'static str;

    fn read_help(&self) -> &'static str;

    fn present_help(&self) -> &'static str;

    fn words_help(&self) -> &'static str;

    fn this_help(&self) -> &'static str;

    fn close_help(&self) -> &'static str;

    fn quit(&self) -> &'static str;

    fn leave_help(&self) -> &'static str;

    fn suspend_help(&self) -> &'static str;

    // The help and the last line.

    /// Above all keys.
    fn help_title(&self) -> &'static str;

    /// Below the keys, where they do not all fit.
    fn help_scrolls(&self) -> &'static str;

    /// Below the keys.
    fn help_closes(&self) -> &'static str;

    /// At the end of all that is said at a step.
    fn read_closes(&self) -> &'static str;

    /// A word beside a key on the last line.
    fn hint(&self, of: Hint) -> &'static str;

    /// Asks where to go.
    fn go_to_again(&self) -> &'static str;
    fn go_to_prompt(&self) -> &'static str;

    fn find_prompt(&self) -> &'static str;

    /// What a search for a layer has found: the layer, its number among those that are like it, and how many these are.
    fn found_layer(&self, name: &str, index: usize, of: usize) -> String;

    fn no_such_layer(&self) -> &'static str;

    /// Asks for a number's new value.
    fn edit_prompt(&self, name: &str) -> String;

    /// The keys while numbers are changed.
    fn edit_keys(&self) -> &'static str;

    /// The same where the input can be drawn on.
    fn draw_keys(&self) -> &'static str;

    // What came of a key.

    /// How fast the player goes.
    fn speed(&self, rate: f64) -> String;

    fn nothing_to_undo(&self) -> &'static str;

    fn nothing_to_redo(&self) -> &'static str;

    /// The order of the walk from now on.
    fn walks_by(&self, order: Order) -> &'static str;

    /// A layer without a stride, padding or dilation was asked for another.
    fn has_none(&self, layer: &str, setting: &str) -> String;

    /// A stride, padding or dilation was asked to be less than it can be.
    fn at_least(&self, setting: &str, least: usize) -> String;

    fn nothing_to_edit(&self) -> &'static str;

    fn not_a_number(&self, typed: &str) -> String;

    fn too_large_to_edit(&self) -> &'static str;

    fn only_one_channel(&self) -> &'static str;

    fn steps_range(&self, steps: u64) -> String;

    /// The last cell of a layer, where one was asked for that it does not have.
    fn cells_range(&self, last: [usize; 3]) -> String;

    fn type_a_place(&self) -> &'static str;

    /// No layer has the name that was typed; one may have a name like it.
    fn no_layer_called(&self, name: &str, near: Option<&str>) -> String;

    // What does not fit together.

    /// Why a layer cannot stand where it was put.
    fn shape_error(&self, shape_error: &ShapeError) -> String;

    /// How to mend it.
    fn mending(&self, shape_error: &ShapeError) -> String;

    // Opening.

    /// Above the list of scenarios, before what is looked for.
    fn open_prompt(&self) -> &'static str;

    /// How many of all scenarios are listed.
    fn count_of(&self, count: usize, all: usize) -> String;

    /// Above the built-in scenarios.
    fn course(&self) -> &'static str;

    /// Above the networks that everybody knows.
    fn famous_networks(&self) -> &'static str;

    /// Above the files that were open lately.
    fn recent_files(&self) -> &'static str;

    /// How much there is of a scenario; the steps of a list stand below each other.
    fn scenario_size(&self, layers: usize, steps: u64, width: usize) -> String;

    /// The keys of the list.
    fn open_keys(&self) -> &'static str;

    /// How to see what is wrong with a listed file.
    fn all_errors_key(&self) -> &'static str;

    /// The keys while that is shown.
    fn errors_keys(&self) -> &'static str;

    // The file, changed while it is shown.

    /// It was read again; `changed` is whether there are changes that undo brings back.
    fn reloaded(&self, changed: bool) -> &'static str;

    fn file_cannot_be_read(&self) -> &'static str;

    fn file_has_errors(&self, errors: usize) -> String;

    /// What is shown until the file is mended.
    fn last_valid_version(&self) -> &'static str;

    fn configuration_has_errors(&self, errors: usize) -> String;

    /// How that is put away.
    fn configuration_closes(&self) -> &'static str;

    // The configuration, as a file.

    /// What the file is, before all else.
    fn configuration_heading(&self, path: &str) -> String;

    /// That a value comes from the environment.
    fn set_by(&self, variable: &str) -> String;

    /// What a key of the configuration is for.
    fn setting(&self, name: &str) -> &'static str;

    fn configuration_keys(&self) -> &'static str;

    /// Before the themes; `paints` are the names of their colours.
    fn configuration_themes(&self, paints: &str) -> String;

    // The viewer as lines of text.

    /// What can be typed, before the first line.
    fn plain_heading(&self) -> &'static str;

    fn plain_unknown(&self, typed: &str) -> String;

    // Leaving.

    /// Asks before changes are lost, with the keys that quit and write.
    fn leaving(&self, quit: &str, write: &str) -> String;

    // Writing.

    /// Asks for a name.
    fn write_prompt(&self) -> &'static str;

    fn write_keys(&self) -> &'static str;

    /// After the names of files that are there already.
    fn overwrite_prompt(&self) -> &'static str;

    /// What was written, and how many files beside it; which layers' expected outputs, and how many notes, were left out
    /// because they are no longer true.
    fn wrote(&self, name: &str, beside: usize, keys: &[String], notes: usize) -> String;

    fn not_written(&self, name: &str, why: &str) -> String;

    /// That the system begins no more threads.
    fn no_thread(&self, why: &io::Error) -> String;

    /// Why a file cannot be written.
    fn file_error(&self, error: &io::Error) -> String;

    // Recording.

    fn recording_into(&self, name: &str) -> String;

    fn recorded_into(&self, name: &str) -> String;

    fn recording_lost(&self, why: &io::Error) -> String;

    /// The buttons of an HTML page.
    fn page_play(&self) -> &'static str;

    fn page_pause(&self) -> &'static str;

    fn page_step(&self) -> &'static str;

    fn page_speed(&self) -> &'static str;

    fn page_without_script(&self) -> &'static str;

    // On the command line.

    /// Before why the program ends.
    fn error(&self) -> &'static str;

    /// Why it does not do what it is asked for.
    fn command_error(&self, error: &CommandError) -> String;

    /// What is wrong with the words of a command, and how to mend it.
    fn usage_error(&self, error: &UsageError) -> String;

    /// `new` has written a file that opens with this command.
    fn wrote_to_open(&self, file: &str, argument: &str) -> String;

    /// What a recording has come to; `size` in columns and lines.
    fn recorded(&self, frames: u64, seconds: &str, size: &str) -> String;

    fn no_font_has(&self, characters: &str) -> String;

    /// How far a recording is.
    fn frames_recorded(&self, frames: u64, count: u64, percent: u64) -> String;

    /// Before what the teacher says at a step.
    fn note_mark(&self) -> &'static str;

    // The manual page.

    /// Its heading of the program's name, and likewise those below.
    fn man_name(&self) -> &'static str;

    /// How it is called.
    fn man_synopsis(&self) -> &'static str;

    /// Its options.
    fn man_options(&self) -> &'static str;

    /// Its commands.
    fn man_commands(&self) -> &'static str;

    /// Where more is said of a command.
    fn man_help(&self) -> &'static str;

    /// The keys of the viewer.
    fn man_keys(&self) -> &'static str;

    /// The files that it keeps.
    fn man_files(&self) -> &'static str;

    /// The variables that it reads.
    fn man_environment(&self) -> &'static str;

    /// How it ends.
    fn man_statuses(&self) -> &'static str;

    /// Each file that it keeps.
    fn files(&self) -> &'static [(&'static str, &'static str)];

    /// Each variable that it reads.
    fn variables(&self) -> &'static [(&'static str, &'static str)];

    /// Each exit status.
    fn statuses(&self) -> &'static [(&'static str, &'static str)];

    // The help of the command line.

    /// Before what is wrong.
    fn error_word(&self) -> &'static str;

    /// Before how it is mended.
    fn help_word(&self) -> &'static str;

    /// What is said in the place of an English sentence about a fault; nothing where that is the language itself.
    fn sentence(&self, of: &str) -> Option<&'static str>;

    /// What `--help` says of a command or an argument; nothing in the language in which the command line is written.
    fn help(&self, of: &str) -> Option<&'static str>;

    /// What stands for options and for a command in a usage.
    fn usage_words(&self) -> [&'static str; 2];

    /// Before how a command is written.
    fn usage_heading(&self) -> &'static str;

    fn commands_heading(&self) -> &'static str;

    fn arguments_heading(&self) -> &'static str;

    fn options_heading(&self) -> &'static str;

    /// After what is said of an argument.
    fn default_is(&self, default: &str) -> String;

    fn one_of(&self, values: &str) -> String;

    fn examples(&self) -> &'static str;

    /// Above the commands of a script.
    fn script_heading(&self) -> &'static str;

    fn script_enter(&self) -> &'static str;

    fn script_erase(&self) -> &'static str;

    fn script_panel(&self) -> &'static str;

    fn script_clear(&self) -> &'static str;

    /// Commands that take an argument, and what they do with it.
    fn script_type(&self) -> &'static str;

    fn script_grain(&self) -> &'static str;

    fn script_theme(&self) -> &'static str;

    fn script_zoom(&self) -> &'static str;

    fn script_language(&self) -> &'static str;

    fn script_caption(&self) -> &'static str;

    fn script_hide(&self) -> &'static str;

    fn script_show(&self) -> &'static str;

    fn script_screenshot(&self) -> &'static str;

    fn script_wait(&self) -> &'static str;

    fn script_step(&self) -> &'static str;

    fn script_cell(&self) -> &'static str;

    fn script_go_to(&self) -> &'static str;

    fn script_find(&self) -> &'static str;

    fn script_stride(&self) -> &'static str;

    fn script_draw(&self) -> &'static str;

    fn script_erase_stroke(&self) -> &'static str;

    fn script_pause(&self) -> &'static str;
}
