"use strict";
// The page holds frames as lines of JSON: what is said, and what is put over the frame before. Every so often (`about.whole`)
// a frame begins with an empty screen, so that going far costs little.
const find = (id) => document.getElementById(id);
const about = JSON.parse(find("about").textContent);
const lines = find("frames").textContent.trim().split("\n");
const [columns, rows] = about.size;
const [cellWidth, cellHeight, baseline] = about.cell;
const last = lines.length - 1;

// A style sheet with every ink in both lights. Light comes last, so that paper is light on a dark page, too.
const behind = about.inks.map((ink) => about.inks.findIndex((other) => String(other.back) === String(ink.back)));
const rules = (light, index) =>
  `.${light}{--screen:${about.inks[0].back[index]}}` +
  about.inks.map(({ fore, back, look }, ink) =>
    `.${light} .f${ink}{fill:${fore[index]}${look}}.${light} .b${ink}{fill:${back[index]}}`).join("");
const sheet = document.createElement("style");
sheet.textContent = `.picture text{font:${about.font}}${rules("dark", 0)}${rules("light", 1)}`;
document.head.append(sheet);

const safe = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
// Signs that not every monospace font has: each is put in its place by itself.
const rare = /[\u0300-\u200f\u2190-\u21ff\u2300-\u2e7f]|../u;

/** A screen of cells, drawn as a picture. The second column of a wide sign holds an empty one. */
class Screen {
  constructor() {
    this.at = -1;
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.svg.setAttribute("class", "picture");
    this.svg.setAttribute("viewBox", `0 0 ${columns * cellWidth} ${rows * cellHeight}`);
    this.svg.innerHTML =
      Array.from({ length: rows }, (_, y) => `<g transform="translate(0 ${y * cellHeight})"></g>`).join("");
  }

  /** Shows a frame, and gives what belongs to it. */
  go(at) {
    const whole = at - at % about.whole;
    const changed = new Set();
    for (let n = this.at >= whole && this.at < at ? this.at + 1 : whole; n <= at; n++) {
      this.frame = JSON.parse(lines[n]);
      if (n === whole) this.clear(changed);
      else for (const { put } of this.frame.moving ?? []) this.put(put, changed);
      this.put(this.frame.put, changed);
    }
    this.draw(changed);
    this.at = at;
    return this.frame;
  }

  /** Shows what is seen on the way to the next frame. */
  move(put) {
    const changed = new Set();
    this.put(put, changed);
    this.draw(changed);
  }

  draw(changed) {
    for (const y of changed) this.svg.children[y].innerHTML = this.behind(y) + this.letters(y);
  }

  clear(changed) {
    this.signs = Array(columns * rows).fill(" ");
    this.inks = Array(columns * rows).fill(0);
    for (let y = 0; y < rows; y++) changed.add(y);
  }

  /** Writes runs: where, in what ink, and a sign a column. */
  put(runs, changed) {
    for (let n = 0; n < runs.length; n += 3) {
      let cell = runs[n];
      changed.add(Math.floor(cell / columns));
      for (const sign of runs[n + 2]) {
        this.signs[cell] = sign === "\n" ? "" : sign;
        this.inks[cell++] = runs[n + 1];
      }
    }
  }

  behind(y) {
    let markup = "";
    for (let x = 0, end; x < columns; x = end) {
      const back = behind[this.inks[y * columns + x]];
      for (end = x + 1; end < columns && behind[this.inks[y * columns + end]] === back;) end++;
      if (back) markup += rectangle(`b${back}`, x, [0, 0, (end - x) * cellWidth, cellHeight]);
    }
    return markup;
  }

  letters(y) {
    let [markup, piece] = ["", null];
    const flush = () => {
      if (piece) markup += text(piece);
      piece = null;
    };
    for (let x = 0; x < columns; x++) {
      const [sign, ink] = [this.signs[y * columns + x], this.inks[y * columns + x]];
      if (sign in about.shapes) {
        for (const shape of about.shapes[sign]) markup += rectangle(`f${ink}`, x, shape);
      } else if (sign !== "" && (sign !== " " || about.inks[ink].look.includes("underline"))) {
        const width = x + 1 < columns && this.signs[y * columns + x + 1] === "" ? 2 : 1;
        const joins = piece && piece.ink === ink && piece.sign === width && (width === 1 || piece.end === x);
        if (!joins || rare.test(sign)) flush();
        piece ??= { ink, x, sign: width, end: x, text: "" };
        piece.text += " ".repeat(x - piece.end) + sign;
        piece.end = x + width;
        if (rare.test(sign)) flush();
      }
    }
    flush();
    return markup;
  }
}

function rectangle(name, x, [left, top, width, height]) {
  const line = Math.min(width, height) < about.line ? " line" : "";
  return `<rect class="${name}${line}" x="${x * cellWidth + left}" y="${top}" width="${width}" height="${height}"/>`;
}

function text({ ink, x, sign, end, text: signs }) {
  const blank = sign === 2 ? about.beside : 0;
  const length = end - x > sign ? ` textLength="${(end - x) * cellWidth - blank}"` : "";
  return `<text class="f${ink}" x="${x * cellWidth}" y="${baseline}"${length}>${safe(signs)}</text>`;
}

/** What is said of a frame, as paragraphs. */
function paragraphs({ label, said }) {
  const classes = ["label", "sentence"];
  return [label, ...said].map((text, index) => {
    const paragraph = document.createElement("p");
    paragraph.className = classes[index] ?? "";
    paragraph.textContent = text;
    return paragraph;
  });
}

const picture = new Screen();
find("picture").append(picture.svg);
const slider = find("slider");
slider.max = last + 1;

function show(at) {
  at = Math.max(0, Math.min(last, at));
  const frame = picture.go(at);
  find("said").replaceChildren(...paragraphs(frame));
  slider.value = at + 1;
  slider.setAttribute("aria-valuetext", frame.label);
  wait();
  return frame;
}

// Motion: on the way to the next frame, unless the system asks for less of it. Whatever else is done ends it.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function next() {
  const at = Math.min(last, picture.at + 1);
  const { moving = [] } = JSON.parse(lines[at]);
  if (at === picture.at || calm.matches) show(at);
  else move(at, moving, 0);
}

function move(at, moving, n) {
  if (n === moving.length) return show(at);
  picture.move(moving[n].put);
  clearTimeout(timer);
  timer = setTimeout(() => move(at, moving, n + 1), moving[n].hold / (playing ? speeds[speed] : 1));
}

// Playing.
const speeds = [0.25, 0.5, 1, 2, 4, 8, 16];
let [playing, speed, timer] = [false, 2, 0];

function wait() {
  clearTimeout(timer);
  // The address follows, so that a link to this step can be taken from it; once the hand rests.
  timer = playing ? setTimeout(tick, picture.frame.hold / speeds[speed]) : setTimeout(address, 300);
}

function address() {
  if (wanted() !== picture.at) history.replaceState(null, "", `#step=${picture.at + 1}`);
}

function tick() {
  if (picture.at < last) next();
  else play(false);
}

function play(on) {
  if (on && picture.at === last) show(0);
  playing = on;
  const button = find("play");
  const word = on ? button.dataset.pause : button.dataset.play;
  button.className = on ? "playing" : "";
  button.setAttribute("aria-label", word);
  button.title = word;
  // What plays would be read out faster than it can be listened to.
  find("said").setAttribute("aria-live", on ? "off" : "polite");
  wait();
}

function change(by) {
  speed = Math.max(0, Math.min(speeds.length - 1, speed + by));
  find("speed").textContent = `${speeds[speed]}×`;
  wait();
}

// Light and dark: as the system has it, until somebody chooses.
const dark = matchMedia("(prefers-color-scheme: dark)");
let light = () => dark.matches ? "dark" : "light";
const shine = () => document.documentElement.className = light();
dark.addEventListener("change", shine);

function turn() {
  const other = light() === "dark" ? "light" : "dark";
  light = () => other;
  shine();
}

const actions = {
  first: () => show(0),
  back: () => show(picture.at - 1),
  play: () => play(!playing),
  next,
  last: () => show(last),
  slower: () => change(-1),
  faster: () => change(1),
  theme: turn,
};
const keys = {
  Home: "first", End: "last", ArrowLeft: "back", h: "back", ArrowRight: "next", l: "next", Enter: "next",
  " ": "play", "-": "slower", "+": "faster", "=": "faster", t: "theme",
};
for (const [name, act] of Object.entries(actions)) {
  find(name).addEventListener("click", act);
  // The mouse leaves the keyboard where it was, so that keys go on doing what they do.
  find(name).addEventListener("mousedown", (event) => event.preventDefault());
}
addEventListener("keydown", (event) => {
  const presses = event.target.localName === "button" && (event.key === "Enter" || event.key === " ");
  const name = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  if (!name || presses || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[name]();
});
slider.addEventListener("input", () => show(slider.value - 1));

/** The frame that the address asks for: `#step=12` or `#12`. */
function wanted() {
  const number = /^#(?:step=)?(\d+)$/.exec(location.hash);
  return number ? number[1] - 1 : 0;
}
addEventListener("hashchange", () => show(wanted()));

// On paper: one step a page.
addEventListener("beforeprint", () => {
  const printed = new Screen();
  find("paper").replaceChildren(...lines.map((_, at) => {
    const page = document.createElement("section");
    page.className = "step";
    const heading = document.createElement("h2");
    heading.textContent = document.title;
    const words = paragraphs(printed.go(at));
    page.append(heading, printed.svg.cloneNode(true), ...words);
    return page;
  }));
});
addEventListener("afterprint", () => find("paper").replaceChildren());

shine();
change(0);
show(wanted());
