//! Chromium without a window, driven by chromedriver: WebDriver is JSON over plain HTTP on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::record::Folder;

/// The browser stays on this machine: no sandbox, because the gate may run as root; no traffic of its own.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
];

/// How long one command may take before it is given up, in milliseconds.
const PATIENCE: u64 = 60_000;

/// A browser, closed when it is dropped.
pub(super) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _output: BufReader<ChildStdout>,
    _profile: Folder,
}

/// The first program of one of these names.
fn find(names: &[&str]) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let mut files = std::env::split_paths(&paths)
        .flat_map(|path| names.iter().map(move |name| path.join(name)));

    files.find(|file| file.is_file())
}

impl Browser {
    /// Opens one, where there is one. Where there is none, says so; that is a fault if `CONVSTEP_BROWSER` is `required`.
    pub(super) fn open(test: &str) -> Option<Self> {
        let browser = find(&["chromium", "chromium-browser", "google-chrome", "chrome"]);
        let (Some(browser), Some(driver)) = (browser, find(&["chromedriver"])) else {
            let required = std::env::var("CONVSTEP_BROWSER").is_ok_and(|value| value == "required");
            assert!(!required, "chromium and chromedriver are needed");

            // Not by a macro, whose words are kept from whoever runs all tests.
            let _ = writeln!(
                std::io::stderr(),
                "left out, for want of chromium and chromedriver: {test}"
            );

            return None;
        };

        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver");

        let mut output = BufReader::new(driver.stdout.take().expect("its output"));
        let port = port(&mut output);
        let profile = Folder::new(&format!("browser-{test}"));
        let mut browser_flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        browser_flags.push(format!("--user-data-dir={}", profile.0.display()));
        let mut new = Self {
            driver,
            port,
            session: String::new(),
            _output: output,
            _profile: profile,
        };

        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": browser, "args": browser_flags },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "timeouts": { "script": PATIENCE, "pageLoad": PATIENCE },
        });

        let answer = new.request(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": wanted } }),
        );

        answer["sessionId"]
            .as_str()
            .expect("a session")
            .clone_into(&mut new.session);

        Some(new)
    }

    /// One request, and the value of its answer.
    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" {
            body.to_string()
        } else {
            String::new()
        };

        let mut stream =
            TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver listens");

        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .expect("it takes a request");

        let answer = answer(&mut BufReader::new(stream));
        let value = serde_json::from_slice::<Value>(&answer).expect("JSON")["value"].take();
        assert!(value.get("error").is_none(), "{method} {path}: {value:#}");

        value
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.request("POST", &format!("/session/{}/{path}", self.session), body)
    }

    /// Goes to a file, at a place of it.
    pub(super) fn go(&self, file: &Path, hash: &str) {
        let file = fs::canonicalize(file).expect("the file");
        // Another place of the same page would not load it anew.
        self.post("url", &json!({ "url": "about:blank" }));
        self.post(
            "url",
            &json!({ "url": format!("file://{}{hash}", file.display()) }),
        );
    }

    /// What a function's body returns.
    pub(super) fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What an asynchronous function's body gives to `done`, or what it fails with; `given` is its argument.
    pub(super) fn wait(&self, script: &str, given: &Value) -> Value {
        let script = format!(
            "const [given, done] = arguments; (async () => {{ {script} }})().catch((error) => done(String(error)))"
        );

        self.post(
            "execute/async",
            &json!({ "script": script, "args": [given] }),
        )
    }

    /// Presses keys one after the other, as a keyboard does. Those without a letter have WebDriver's.
    pub(super) fn press(&self, keys: &str) {
        let press =
            |key: char| ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key }));

        let actions: Vec<Value> = keys.chars().flat_map(press).collect();
        self.post(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        );
    }

    /// Clicks the middle of an element.
    pub(super) fn click(&self, selector: &str) {
        let found = self.post(
            "element",
            &json!({ "using": "css selector", "value": selector }),
        );

        let id = found
            .as_object()
            .and_then(|element| element.values().next())
            .and_then(Value::as_str)
            .expect("an id");

        self.post(&format!("element/{id}/click"), &json!({}));
    }

    /// One command of the browser's own protocol.
    pub(super) fn command(&self, name: &str, parameters: &Value) -> Value {
        self.post(
            "goog/cdp/execute",
            &json!({ "cmd": name, "params": parameters }),
        )
    }

    /// What is seen, as red, green, blue and so on of each dot.
    pub(super) fn screenshot(&self) -> image::RgbImage {
        let picture = self.request(
            "GET",
            &format!("/session/{}/screenshot", self.session),
            &Value::Null,
        );

        let bytes = bytes(picture.as_str().expect("a picture"));
        image::load_from_memory(&bytes).expect("a PNG").to_rgb8()
    }

    /// Every address that was asked for since the last look.
    pub(super) fn requests(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({ "type": "performance" }));
        let events = log.as_array().expect("a log").iter().map(|entry| {
            let message = entry["message"].as_str().expect("a message");
            serde_json::from_str::<Value>(message).expect("JSON")["message"].take()
        });

        let requests = events.filter(|event| event["method"] == "Network.requestWillBeSent");

        requests
            .map(|event| {
                event["params"]["request"]["url"]
                    .as_str()
                    .expect("an address")
                    .to_owned()
            })
            .collect()
    }

    /// What pages complained of since the last look.
    pub(super) fn complaints(&self) -> Value {
        self.post("se/log", &json!({ "type": "browser" }))
    }

    /// A GIF as this browser decodes it: the time of each frame in milliseconds, and its picture.
    pub(super) fn gif(&self, bytes: &[u8]) -> Vec<(u64, image::RgbaImage)> {
        let page = Folder::new("gif-page");
        // Only pages from somewhere may decode.
        let file = page.0.join("empty.html");
        fs::write(&file, "<!doctype html>").expect("a file");
        self.go(&file, "");
        let script = "
            globalThis.decoder = new ImageDecoder({ data: Uint8Array.from(given), type: 'image/gif' });
            await decoder.tracks.ready;
            await decoder.completed;
            done(decoder.tracks.selectedTrack.frameCount);";
        let count = self.wait(script, &json!(bytes));
        let count = count.as_u64().unwrap_or_else(|| panic!("{count}"));
        (0..count).map(|index| self.gif_frame(index)).collect()
    }

    fn gif_frame(&self, index: u64) -> (u64, image::RgbaImage) {
        let script = "
            const { image } = await decoder.decode({ frameIndex: given });
            const [width, height] = [image.displayWidth, image.displayHeight];
            const context = new OffscreenCanvas(width, height).getContext('2d');
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, width, height);
            let text = '';
            for (let at = 0; at < data.length; at += 4096) text += String.fromCharCode(...data.subarray(at, at + 4096));
            done([image.duration / 1000, width, height, btoa(text)]);";
        let frame = self.wait(script, &json!(index));
        let number = |at: usize| frame[at].as_u64().unwrap_or_else(|| panic!("{frame}"));
        let dots = bytes(frame[3].as_str().expect("dots"));
        let picture = image::RgbaImage::from_raw(number(1) as u32, number(2) as u32, dots)
            .expect("a picture");
        (number(0), picture)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.session.is_empty() {
            self.request(
                "DELETE",
                &format!("/session/{}", self.session),
                &Value::Null,
            );
        }

        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it listens on.
fn port(output: &mut impl BufRead) -> u16 {
    let lines = output.lines().map(|line| line.expect("UTF-8"));
    let mut ports = lines.filter_map(|line| {
        line.split_once("successfully on port ")?
            .1
            .trim_end_matches('.')
            .parse()
            .ok()
    });

    ports.next().expect("a port")
}

/// The body of an answer.
fn answer(stream: &mut impl BufRead) -> Vec<u8> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).expect("a line");

        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().expect("a length");
            }
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }

    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("a body");

    body
}

/// Bytes that are written in base 64.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };

    let digits: Vec<u8> = text.bytes().filter(|c| *c != b'=').map(value).collect();
    let quad = |digits: &[u8]| {
        let number = digits
            .iter()
            .fold(0u32, |number, digit| number << 6 | u32::from(*digit));

        let number = number << (6 * (4 - digits.len()));
        number.to_be_bytes()[1..digits.len()].to_vec()
    };

    digits.chunks(4).flat_map(quad).collect()
}
