/* The time bar: play, pause, earlier, later, a slider over the periods, and the period in large figures. */

import { iconButton, iconNode } from "./icons.js";
import { heardOnly, htmlNode, setOne, writeText } from "./nodes.js";

const PERIOD_MS = { slow: 1600, normal: 900, fast: 450 };
const REST_MS = 700;
const LONG_LABEL = 14;

/** The time bar; `onStep(position)` comes at once, `onRest(position)` when nothing changed for a while. */
export function createClock(texts, { onStep = () => {}, onRest = () => {}, onPlaying = () => {} } = {}) {
  const clock = { ...clockNodes(texts), onStep, onRest, onPlaying };
  Object.assign(clock, { labels: [], index: 0, playing: false, due: 0, frame: 0, resting: 0 });
  listenToClock(clock);
  return {
    element: clock.element,
    update: (next) => updateClock(clock, next),
    step: (delta) => goTo(clock, clock.index + delta),
    toggle: () => (clock.playing ? pause(clock) : play(clock)),
    pause: () => pause(clock),
    get playing() {
      return clock.playing;
    },
    get index() {
      return clock.index;
    },
    destroy: () => stopClock(clock),
  };
}

function clockNodes(texts) {
  const label = htmlNode("span", "atlas__period");
  const play = playButton(texts);
  const previous = iconButton("previous", texts.clock_previous);
  const next = iconButton("next", texts.clock_next);
  const range = htmlNode("input", "atlas__range", { type: "range", min: 0, step: 1, "aria-label": texts.clock_year });
  const ends = [htmlNode("span"), htmlNode("span")];
  const track = htmlNode("div", "atlas__track", {}, [
    range,
    htmlNode("div", "atlas__ends", { "aria-hidden": "true" }, ends),
  ]);
  const speed = speedSelect(texts);
  const bar = htmlNode("div", "atlas__clockbar", {}, [play, previous, track, next, speed]);
  const element = htmlNode("div", "atlas__clock", { role: "group", "aria-label": texts.clock_bar }, [label, bar]);
  return { element, label, play, previous, next, range, ends, track, speed, bar };
}

/** Both words lie on one another, so that the button is as wide as the longer and nothing moves. */
function playButton(texts) {
  const word = (name, text) => htmlNode("span", `atlas__word atlas__word--${name}`, {}, [iconNode(name), text]);
  const words = [word("play", texts.clock_play), word("pause", texts.clock_pause)];
  return htmlNode("button", "atlas__button atlas__button--play", { type: "button" }, words);
}

function speedSelect(texts) {
  const option = (name) => htmlNode("option", "", { value: name }, [texts[`clock_${name}`]]);
  const options = Object.keys(PERIOD_MS).map(option);
  const select = htmlNode("select", "atlas__select", { title: texts.clock_speed }, options);
  select.value = "normal";
  return htmlNode("label", "atlas__speed", {}, [heardOnly(texts.clock_speed), select]);
}

function listenToClock(clock) {
  clock.play.addEventListener("click", () => (clock.playing ? pause(clock) : play(clock)));
  clock.previous.addEventListener("click", () => byHand(clock, clock.index - 1));
  clock.next.addEventListener("click", () => byHand(clock, clock.index + 1));
  clock.range.addEventListener("input", () => byHand(clock, Number(clock.range.value)));
}

/** Takes new periods, or a position from outside; a position is taken only while the hand is at rest. */
function updateClock(clock, { labels = clock.labels, index = clock.index }) {
  const isNew = labels.join("\n") !== clock.labels.join("\n");
  if (isNew) {
    stopClock(clock);
    clock.labels = labels;
    drawPeriods(clock);
  }
  if (isNew || !(clock.playing || clock.resting)) clock.index = index;
  drawClock(clock);
}

function drawPeriods({ labels, range, ends, bar, track, label }) {
  range.max = Math.max(labels.length - 1, 0);
  bar.hidden = labels.length < 2;
  track.style.setProperty("--steps", Math.max(labels.length - 1, 1));
  writeText(ends[0], labels[0] ?? "");
  writeText(ends[1], labels.at(-1) ?? "");
  const longest = Math.max(0, ...labels.map((one) => one.length));
  label.style.minWidth = `${Math.min(longest, LONG_LABEL)}ch`;
  label.classList.toggle("atlas__period--long", longest > LONG_LABEL);
}

function drawClock(clock) {
  const { index, labels, range, playing } = clock;
  const text = labels[index] ?? "";
  writeText(clock.label, text);
  if (Number(range.value) !== index) range.value = index;
  setOne(range, "aria-valuetext", text);
  clock.track.style.setProperty("--done", labels.length > 1 ? index / (labels.length - 1) : 0);
  clock.play.classList.toggle("atlas__button--playing", playing);
  setOne(clock.previous, "aria-disabled", index <= 0 ? "true" : null);
  setOne(clock.next, "aria-disabled", index >= labels.length - 1 ? "true" : null);
}

/** A step by hand ends the playing without a rest of its own: the step brings one. */
function byHand(clock, index) {
  stopPlaying(clock);
  goTo(clock, index);
}

function goTo(clock, index) {
  const next = Math.min(Math.max(index, 0), clock.labels.length - 1);
  if (next < 0 || next === clock.index) return drawClock(clock);
  clock.index = next;
  drawClock(clock);
  clock.onStep(next);
  if (!clock.playing) restSoon(clock);
}

function restSoon(clock) {
  clearTimeout(clock.resting);
  clock.resting = setTimeout(() => restClock(clock), REST_MS);
}

function restClock(clock) {
  clearTimeout(clock.resting);
  clock.resting = 0;
  clock.onRest(clock.index);
}

function play(clock) {
  if (clock.labels.length < 2) return;
  clearTimeout(clock.resting);
  clock.playing = true;
  if (clock.index >= clock.labels.length - 1) goTo(clock, 0);
  clock.due = performance.now() + periodMs(clock);
  clock.frame = requestAnimationFrame((now) => tick(clock, now));
  clock.onPlaying(true);
  drawClock(clock);
}

function tick(clock, now) {
  if (now >= clock.due) {
    clock.due = now + periodMs(clock);
    goTo(clock, clock.index + 1);
  }
  if (clock.index >= clock.labels.length - 1) return pause(clock);
  clock.frame = requestAnimationFrame((later) => tick(clock, later));
}

/** Nothing glides here; where the reader asks for less motion the steps come half as fast. */
function periodMs(clock) {
  const isCalm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  return PERIOD_MS[clock.speed.querySelector("select").value] * (isCalm ? 2 : 1);
}

function pause(clock) {
  if (!clock.playing) return;
  stopPlaying(clock);
  restClock(clock);
}

function stopPlaying(clock) {
  cancelAnimationFrame(clock.frame);
  if (!clock.playing) return;
  clock.playing = false;
  clock.onPlaying(false);
  drawClock(clock);
}

function stopClock(clock) {
  stopPlaying(clock);
  clearTimeout(clock.resting);
  clock.resting = 0;
}
