//! Recordings for browsers, opened in one: keys are really pressed, and what is shown is read back.

mod driver;

use serde_json::{Value, json};

use crate::record::Folder;
use driver::Browser;

/// WebDriver's letters for keys without one.
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const ENTER: &str = "\u{e007}";
const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";

/// What the page shows, as lines of text: letters by their place, lines and areas left out.
const SHOWN: &str = "
    return [...document.querySelectorAll('#picture g')].map((row) => {
        const cells = Array(100).fill(' ');
        for (const text of row.querySelectorAll('text')) {
            let x = Number(text.getAttribute('x')) / 10;
            const width = Math.round((Number(text.getAttribute('textLength')) / 10 || 1) / [...text.textContent].length);
            for (const sign of text.textContent) {
                cells[x] = sign;
                if (width === 2) cells[x + 1] = '';
                x += width;
            }
        }
        return cells.join('').trimEnd();
    });";

impl Browser {
    fn label(&self) -> String {
        self.text("#said .label")
    }

    fn text(&self, selector: &str) -> String {
        let text = self.run(&format!(
            "return document.querySelector('{selector}').textContent"
        ));
        text.as_str().expect("text").to_owned()
    }

    /// The step that the page shows, after keys were pressed.
    fn after(&self, keys: &str) -> String {
        self.press(keys);
        self.label()
            .split(" · ")
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

/// A frame of a `.txt`, by the number that it has there.
fn lines(text: &[u8], frame: usize) -> Vec<String> {
    let text = std::str::from_utf8(text).expect("UTF-8");
    let mut frames: Vec<Vec<String>> = vec![Vec::new()];

    for line in text.lines() {
        if line.starts_with("──") && !line.contains('●') {
            frames.push(Vec::new());
        } else if let Some(frame) = frames.last_mut() {
            frame.push(line.to_owned());
        }
    }

    frames.retain(|frame| !frame.is_empty());

    frames.swap_remove(frame)
}

/// The same, of what is written and not drawn.
fn letters(text: &[u8], frame: usize) -> Value {
    lines(text, frame)
        .iter()
        .map(|line| {
            let is_drawn = |sign| "│─━┌┐└┘├┤┬┴┼▀▄█".contains(sign);
            line.replace(is_drawn, " ").trim_end().to_owned()
        })
        .collect()
}

/// The mean colour of each cell of a picture.
fn cells(picture: &image::RgbImage) -> Vec<[i32; 3]> {
    let mean = |x: u32, y: u32| {
        let cell = image::imageops::crop_imm(picture, 10 * x, 20 * y, 10, 20).to_image();
        [0, 1, 2].map(|part| cell.pixels().map(|dot| i32::from(dot[part])).sum::<i32>() / 200)
    };

    (0..picture.height() / 20)
        .flat_map(|y| (0..picture.width() / 10).map(move |x| (x, y)))
        .map(|(x, y)| mean(x, y))
        .collect()
}

#[test]
fn the_page_steps_with_the_viewers_keys() {
    let Some(browser) = Browser::open("keys") else {
        return;
    };

    let folder = Folder::new("page");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "page.html",
        "-o",
        "page.txt",
        "--size",
        "100x30",
    ]);

    browser.go(&folder.0.join("page.html"), "");
    assert_eq!(browser.label(), "step 1 of 72 · channel");
    assert_eq!(browser.after(RIGHT), "step 2 of 72");
    assert_eq!(browser.after("l"), "step 3 of 72");
    assert_eq!(browser.after(ENTER), "step 4 of 72");
    assert!(
        browser
            .text("#said .sentence")
            .contains("0 + 2 + 0 + 1 = 3")
    );

    assert_eq!(browser.run(SHOWN), letters(&folder.read("page.txt"), 3));
    assert_eq!(browser.after(LEFT), "step 3 of 72");
    assert_eq!(browser.after("h"), "step 2 of 72");
    assert_eq!(browser.run(SHOWN), letters(&folder.read("page.txt"), 1));
    assert_eq!(browser.after(END), "step 72 of 72");
    assert_eq!(browser.after(RIGHT), "step 72 of 72");
    assert_eq!(browser.run(SHOWN), letters(&folder.read("page.txt"), 71));
    assert_eq!(browser.after(HOME), "step 1 of 72");
    assert_eq!(browser.after(&RIGHT.repeat(40)), "step 41 of 72");
    assert_eq!(browser.run(SHOWN), letters(&folder.read("page.txt"), 40));
    assert_eq!(browser.complaints(), json!([]));
}

#[test]
fn the_page_plays_at_its_pace_and_opens_where_a_link_says() {
    let Some(browser) = Browser::open("play") else {
        return;
    };
    let folder = Folder::new("play");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "page.html",
        "--size",
        "100x30",
        "--step-time",
        "200ms",
    ]);
    let page = folder.0.join("page.html");
    browser.go(&page, "#step=70");
    assert_eq!(browser.after(""), "step 70 of 72");
    browser.press("+++");
    assert_eq!(browser.text("#speed"), "8×");
    browser.press(" ");
    // It plays to the end, and stops there.
    let button = browser.wait(
        "const button = document.querySelector('#play');
         const look = () => button.getAttribute('aria-label') === 'play' && done(button.title);
         new MutationObserver(look).observe(button, { attributes: true });
         look();",
        &Value::Null,
    );
    assert_eq!(
        (button, browser.label()),
        (json!("play"), "step 72 of 72 · channel".to_owned())
    );
    browser.press("--");
    assert_eq!(browser.text("#speed"), "2×");
    browser.run("location.hash = '#12'");
    let label = "const label = () => document.querySelector('#said .label').textContent;
        const look = () => label().startsWith('step 12 ') && done(label());
        new MutationObserver(look).observe(document.querySelector('#said'), { childList: true });
        look();";
    assert_eq!(browser.wait(label, &Value::Null), "step 12 of 72 · channel");
    for nonsense in ["#step=0", "#x", "#-1"] {
        browser.go(&page, nonsense);
        assert_eq!(browser.after(""), "step 1 of 72");
    }
    browser.go(&page, "#99999999999999999999");
    assert_eq!(browser.after(""), "step 72 of 72");
}

#[test]
fn the_page_is_stepped_by_hand_in_both_lights_and_asks_nobody() {
    let Some(browser) = Browser::open("hand") else {
        return;
    };
    let folder = Folder::new("hand");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "page.html",
        "--lang",
        "zh",
        "--size",
        "100x30",
    ]);
    browser.requests();
    browser.go(&folder.0.join("page.html"), "");
    browser.click("#next");
    assert_eq!(browser.label(), "第 2 / 72 步 · 通道");
    browser.click("#last");
    browser.click("#back");
    assert_eq!(browser.label(), "第 71 / 72 步 · 通道");
    // A key does what it always does, wherever the mouse was.
    assert_eq!(browser.after(ENTER), "第 72 / 72 步");
    browser.click("#slider");
    let middle: u32 = browser
        .run("return Number(document.querySelector('#slider').value)")
        .to_string()
        .parse()
        .expect("a step");
    assert!((35..=38).contains(&middle), "{middle}");
    assert_eq!(browser.after(RIGHT), format!("第 {} / 72 步", middle + 1));
    let words = browser.run("return [document.documentElement.lang, ...['next', 'play', 'theme'].map((id) => document.getElementById(id).getAttribute('aria-label'))]");
    assert_eq!(words, json!(["zh", "下一步", "播放", "配色"]));
    let colours = "const text = document.querySelector('#picture text');
        return [document.documentElement.className, getComputedStyle(document.querySelector('#picture')).backgroundColor, getComputedStyle(text).fill]";
    let light = browser.run(colours);
    assert_eq!(
        light,
        json!(["light", "rgb(255, 255, 255)", "rgb(90, 98, 112)"])
    );
    browser.click("#theme");
    assert_eq!(
        browser.run(colours),
        json!(["dark", "rgb(18, 20, 26)", "rgb(139, 147, 163)"])
    );
    browser.press("t");
    assert_eq!(browser.run(colours), light);
    let requests = browser.requests();
    assert!(
        requests
            .iter()
            .all(|url| ["file:", "data:", "about:", "chrome:"]
                .iter()
                .any(|near| url.starts_with(near))),
        "{requests:?}"
    );
    assert!(
        requests.iter().any(|url| url.ends_with("page.html")),
        "{requests:?}"
    );
    assert_eq!(
        browser.run("return performance.getEntriesByType('resource').length"),
        0
    );
    assert_eq!(browser.complaints(), json!([]));
}

#[test]
fn the_page_follows_the_system_fits_a_phone_and_prints_one_step_a_page() {
    let Some(browser) = Browser::open("paper") else {
        return;
    };
    let folder = Folder::new("paper");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "page.html",
        "--to",
        "8",
        "--size",
        "100x30",
    ]);
    let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    browser.command("Emulation.setEmulatedMedia", &dark);
    let phone = json!({ "width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true });
    browser.command("Emulation.setDeviceMetricsOverride", &phone);
    browser.go(&folder.0.join("page.html"), "");
    assert_eq!(
        browser.run("return document.documentElement.className"),
        "dark"
    );
    let fits = "return [document.documentElement.scrollWidth <= 360, document.querySelector('#picture svg').getBoundingClientRect().width > 320,
        [...document.querySelectorAll('button')].every((button) => button.offsetWidth >= 44 && button.offsetHeight >= 44)]";
    assert_eq!(browser.run(fits), json!([true, true, true]));
    browser.command("Emulation.clearDeviceMetricsOverride", &json!({}));
    let printed = browser.command(
        "Page.printToPDF",
        &json!({ "preferCSSPageSize": true, "printBackground": false }),
    );
    let pdf = driver::bytes(printed["data"].as_str().expect("a PDF"));
    assert_eq!(
        String::from_utf8_lossy(&pdf)
            .matches("/Type /Page\n")
            .count(),
        8
    );
    assert_eq!(
        browser.run("return document.querySelector('#paper').children.length"),
        0
    );
}

#[test]
fn the_picture_puts_every_sign_in_its_cell() {
    let Some(browser) = Browser::open("cells") else {
        return;
    };

    let folder = Folder::new("cells");

    for language in ["en", "zh"] {
        let arguments = [
            "--at", "4", "--lang", language, "--size", "80x24", "--margin", "0", "--force",
        ];

        folder.records(
            &[
                &["record", "cs231n", "-o", "step.svg", "-o", "step.txt"],
                &arguments[..],
            ]
            .concat(),
        );

        browser.go(&folder.0.join("step.svg"), "");
        assert_eq!(browser.run("return [document.documentElement.localName, document.querySelectorAll('parsererror').length, document.getAnimations().length]"), json!(["svg", 0, 0]));
        let seen = browser.screenshot();

        for (y, line) in (0..).zip(lines(&folder.read("step.txt"), 0)) {
            let mut x = 0;
            for sign in line.chars() {
                let width = unicode_width::UnicodeWidthChar::width(sign).unwrap_or(1) as u32;
                let cell =
                    image::imageops::crop_imm(&seen, 10 * x + 2, 20 * y + 2, 10 * width - 4, 16)
                        .to_image();

                // A full block has one colour from edge to edge, which is not that of the ground.
                let first = cell.get_pixel(0, 0);
                let is_full = sign == '█' && first != seen.get_pixel(0, 0);
                let has_ink = is_full || cell.pixels().any(|dot| dot != first);
                assert_eq!(has_ink, sign != ' ', "{language}: {sign} at {x}, {y}");
                x += width;
            }
        }
    }
}

#[test]
fn the_moving_picture_ends_as_its_last_step_looks() {
    let Some(browser) = Browser::open("moving") else {
        return;
    };

    let folder = Folder::new("moving");
    folder.records(&[
        "record", "cs231n", "-o", "all.svg", "--lang", "zh", "--size", "100x30", "--margin", "0",
    ]);

    for (step, share) in [("1", 0.0), ("72", 1.0)] {
        folder.records(&[
            "record", "cs231n", "-o", "one.svg", "--lang", "zh", "--size", "100x30", "--margin",
            "0", "--at", step, "--force",
        ]);

        browser.go(&folder.0.join("one.svg"), "");
        let one = cells(&browser.screenshot());
        browser.go(&folder.0.join("all.svg"), "");
        let seek = format!(
            "const all = document.getAnimations();
             for (const one of all) {{ one.pause(); one.currentTime = {share} * (one.effect.getTiming().duration - 1); }}
             return all.length"
        );

        assert_eq!(browser.run(&seek), 71);
        let all = cells(&browser.screenshot());

        // Letters may stand a fraction of a dot elsewhere.
        let far = |(one, all): (&[i32; 3], &[i32; 3])| {
            one.iter().zip(all).any(|(a, b)| a.abs_diff(*b) > 4)
        };

        let differ = one.iter().zip(&all).filter(|pair| far(*pair)).count();
        assert_eq!((one.len(), differ), (all.len(), 0), "step {step}");
    }
}

#[test]
fn moving_pictures_of_dots_are_decoded_by_the_browser() {
    let Some(browser) = Browser::open("gif") else {
        return;
    };

    let folder = Folder::new("gif");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "walk.gif",
        "-o",
        "walk-%d.png",
        "--to",
        "12",
        "--size",
        "80x24",
    ]);

    let frames = browser.gif(&folder.read("walk.gif"));
    assert_eq!(frames.len(), 12);

    for (number, (time, dots)) in (1..).zip(&frames) {
        let still = image::load_from_memory(&folder.read(&format!("walk-{number}.png")))
            .expect("a picture");

        assert!(*dots == still.to_rgba8(), "frame {number}");
        assert!(*time >= 600, "frame {number} takes {time} ms");
    }
}
