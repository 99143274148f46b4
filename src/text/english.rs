//! What is said in English, from top to bottom in the order of a lesson.

use std::io;

use super::tongue::Tongue;
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

    fn dilation(&self) -> &'static str {
        "dilation"
    }

    fn groups(&self) -> &'static str {
        "groups"
    }

    fn input(&self) -> &'static str {
        "input"
    }

    fn padded(&self) -> &'static str {
        "padded"
    }

    fn products(&self) -> &'static str {
        "products"
    }

    fn sum(&self) -> &'static str {
        "sum"
    }

    fn largest(&self) -> &'static str {
        "max"
    }

    fn rows(&self) -> &'static str {
        "rows"
    }

    fn columns(&self) -> &'static str {
        "columns"
    }

    // Between words and sentences.

    fn colon(&self) -> &'static str {
        ": "
    }

    fn semicolon(&self) -> &'static str {
        "; "
    }

    fn space(&self) -> &'static str {
        " "
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

    fn map_of(&self, map: usize, maps: usize) -> String {
        format!("o[{map}] of {maps}")
    }

    fn sums_of(&self, groups: usize) -> String {
        format!("sums of {groups}:")
    }

    fn parameters_in_short(&self, count: usize) -> String {
        format!("{count} par.")
    }

    // How often cells are read.

    fn seen_of_input(&self) -> &'static str {
        "receptive field"
    }

    fn windows_that_read(&self) -> &'static str {
        "windows that read each cell of the input"
    }

    fn windows_that_read_in_short(&self) -> &'static str {
        "windows that read each cell"
    }

    // Sizes and parameters.

    fn leaves_cells_over(&self) -> &'static str {
        "* leaves cells over"
    }

    fn does_not_fit(&self) -> &'static str {
        "– does not fit"
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

    fn parameter_count(&self, count: usize) -> String {
        counted(count, "parameter")
    }

    // Predicting.

    fn answer_prompt(&self) -> &'static str {
        "your answer: "
    }

    fn answer_keys(&self, right: u32, answers: u32) -> String {
        format!("Enter answers, or reveals  → skips  x ends · {right} of {answers} right")
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

    // What the keys do.

    fn next_step(&self) -> &'static str {
        "next step"
    }

    fn step_back(&self) -> &'static str {
        "step back"
    }

    fn larger_steps(&self) -> &'static str {
        "larger steps"
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
        "go to a step, or to a cell: filter,row,column"
    }

    fn next_layer(&self) -> &'static str {
        "next layer"
    }

    fn previous_layer(&self) -> &'static str {
        "previous layer"
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

    fn undo(&self) -> &'static str {
        "undo"
    }

    fn redo(&self) -> &'static str {
        "redo"
    }

    fn reset_help(&self) -> &'static str {
        "back to what the file says"
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

    fn record_help(&self) -> &'static str {
        "record what is shown into a .cast; again to stop"
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

    fn this_help(&self) -> &'static str {
        "this help"
    }

    fn close_help(&self) -> &'static str {
        "close what is open, or quit"
    }

    fn quit(&self) -> &'static str {
        "quit"
    }

    fn suspend_help(&self) -> &'static str {
        "suspend; fg comes back"
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

    fn hints(&self) -> &'static [&'static str] {
        &[
            "←→ step",
            "↑↓ grain",
            "space play",
            "e edit",
            "x predict",
            "s stride",
            "p pad",
            "d dilation",
            "1-4 views",
            "o order",
            "g go to",
            "z zoom",
            "t theme",
            "u undo",
            "w write",
            "O open",
            "R record",
        ]
    }

    fn last_hints(&self) -> &'static str {
        "? help  q quit"
    }

    fn go_to_prompt(&self) -> &'static str {
        "go to (a step, or filter,row,column): "
    }

    fn edit_prompt(&self, name: &str) -> String {
        format!("edit {name} = ")
    }

    fn edit_keys(&self) -> &'static str {
        "arrows move  Tab panel  Enter sets  u undo  Esc done"
    }

    fn draw_keys(&self) -> &'static str {
        "mouse draws, right erases  Del clears  u undo  Esc done"
    }

    // What came of a key.

    fn speed(&self, rate: f64) -> String {
        format!("{rate} steps per second")
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
        "this tensor is too large to change single numbers in it"
    }

    fn only_one_channel(&self) -> &'static str {
        "only an input of one channel can be drawn on"
    }

    fn steps_range(&self, steps: u64) -> String {
        format!("the steps go from 1 to {steps}")
    }

    fn cells_range(&self, [map, row, column]: [usize; 3]) -> String {
        format!("the cells go from 0,0,0 to {map},{row},{column}")
    }

    fn type_a_place(&self) -> &'static str {
        "type a step's number, or a cell as filter,row,column"
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

    // Writing.

    fn write_prompt(&self) -> &'static str {
        "write to: "
    }

    fn write_keys(&self) -> &'static str {
        "Enter writes  Esc gives up"
    }

    fn overwrite_prompt(&self) -> &'static str {
        " is there already: overwrite? y/n"
    }

    fn wrote(&self, name: &str, beside: usize, expects: &[String], notes: usize) -> String {
        let beside = match beside {
            0 => String::new(),
            1 => " and a file beside it".to_owned(),
            n => format!(" and {n} files beside it"),
        };

        let mut gone = Vec::new();

        if !expects.is_empty() {
            gone.push(format!("expect of {}", expects.join(", ")));
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
        format!("{name} is not written: {why}")
    }

    fn no_such_folder(&self) -> &'static str {
        "there is no such folder"
    }

    fn permission_denied(&self) -> &'static str {
        "permission denied"
    }

    fn is_a_folder(&self) -> &'static str {
        "it is a folder"
    }

    fn is_there_already(&self) -> &'static str {
        "it is there already"
    }

    // Recording.

    fn recording_into(&self, name: &str) -> String {
        format!("recording into {name}; R stops")
    }

    fn recorded_into(&self, name: &str) -> String {
        format!("recorded into {name}")
    }

    fn recording_lost(&self, why: &io::Error) -> String {
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
        "This page steps by JavaScript, which is switched off."
    }
}

/// `1 note`, `2 notes`.
fn counted(n: usize, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}
