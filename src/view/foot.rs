//! The last line: the question that is open, else what there is to say, else the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::put;
use super::theme::{Role, Styles};
use crate::app::{App, Open, Quiz, Spot};
use crate::text::Language;

/// The keys that are told, the most useful first; in English and Chinese.
const KEYS: [[&str; 2]; 17] = [
    ["←→ step", "←→ 步进"],
    ["↑↓ grain", "↑↓ 粒度"],
    ["space play", "空格 播放"],
    ["e edit", "e 修改"],
    ["x predict", "x 预测"],
    ["s stride", "s 步幅"],
    ["p pad", "p 填充"],
    ["d dilation", "d 膨胀"],
    ["1-4 views", "1-4 视图"],
    ["o order", "o 顺序"],
    ["g go to", "g 跳转"],
    ["z zoom", "z 缩放"],
    ["t theme", "t 配色"],
    ["u undo", "u 撤销"],
    ["w write", "w 写入"],
    ["O open", "O 打开"],
    ["R record", "R 录制"],
];

/// The keys that are told last, and always.
const LAST: [&str; 2] = ["? help  q quit", "? 帮助  q 退出"];

/// Columns between two keys.
const GAP: usize = 2;

/// Draws the line.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, y: u16, buffer: &mut Buffer) {
    let language = app.language();
    let mut line = Line {
        styles,
        area,
        x: area.x + 1,
        y,
        buffer,
    };

    match (app.open(), app.message(), app.asked()) {
        (Open::GoTo(answer), ..) => {
            let ask = language.pick(
                "go to (a step, or filter,row,column): ",
                "跳到（步数，或 滤波器,行,列）：",
            );
            line.ask(ask, Role::Label, answer, "");
        }
        (_, Some(message), _) => {
            line.put(fitted(message, area.width.saturating_sub(2)), Role::Message);
        }
        (Open::Edit(spot, typed), ..) => edit(app, *spot, typed, &mut line),
        (.., Some(quiz)) => guess(quiz, language, &mut line),
        _ => keys(language, &mut line),
    }
}

/// As much of a message as fits: what follows after a dot is left out first.
pub(super) fn fitted(message: &str, room: u16) -> &str {
    let mut said = message;
    while let Some((shorter, _)) = said
        .rsplit_once(" · ")
        .filter(|_| said.width() > room as usize)
    {
        said = shorter;
    }
    said
}

fn edit(app: &App, spot: Spot, typed: &str, line: &mut Line) {
    let language = app.language();
    let name = spot.name(app.place().cell[0], app.layer().kernel()[1]);
    let ask = language.pick(format!("edit {name} = "), format!("修改 {name} = "));
    let help = match (spot, app.canvas()) {
        (Spot::Input(_), Some(_)) => language.pick(
            "mouse draws, right erases  Del clears  u undo  Esc done",
            "鼠标画图，右键擦除  Del 清空  u 撤销  Esc 完成",
        ),
        _ => language.pick(
            "arrows move  Tab panel  Enter sets  u undo  Esc done",
            "方向键移动  Tab 下一块  回车确定  u 撤销  Esc 完成",
        ),
    };

    line.ask(&ask, Role::Text, typed, help);
}

fn guess(quiz: &Quiz, language: Language, line: &mut Line) {
    let right = quiz.right;
    let answers = quiz.answers;
    let help = language.pick(
        format!("Enter answers, or reveals  → skips  x ends · {right} of {answers} right"),
        format!("回车作答或揭晓  → 跳过  x 结束 · {answers} 题对 {right} 题"),
    );

    line.ask(
        language.pick("your answer: ", "你的答案："),
        Role::Text,
        &quiz.typed,
        &help,
    );
}

/// As many keys as fit.
fn keys(language: Language, line: &mut Line) {
    let [en, zh] = LAST;
    let last = language.pick(en, zh);
    let mut room = (line.area.width as usize).saturating_sub(last.width() + GAP);

    for [en, zh] in KEYS {
        let key = language.pick(en, zh);
        let Some(rest) = room.checked_sub(key.width() + GAP) else {
            break;
        };

        room = rest;
        line.put(key, Role::Label);
        line.x += GAP as u16;
    }

    line.put(last, Role::Label);
}

/// The line, as far as it is drawn.
struct Line<'b> {
    styles: Styles,
    area: Rect,
    x: u16,
    y: u16,
    buffer: &'b mut Buffer,
}

impl Line<'_> {
    fn put(&mut self, text: &str, role: Role) {
        self.x = put(
            self.buffer,
            self.area,
            self.x,
            self.y,
            text,
            self.styles.of(role),
        );
    }

    /// What is asked, the answer so far with a cursor after it, and what the keys do.
    fn ask(&mut self, ask: &str, role: Role, typed: &str, help: &str) {
        self.put(ask, role);
        self.put(typed, Role::Title);
        self.put(" ", Role::Current);
        self.x += GAP as u16;
        self.put(help, Role::Label);
    }
}
