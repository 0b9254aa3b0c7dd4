/* The speaker's window: the note of this step, the title of the next, a clock. Drawn and kept in step by the page
   that presents, so that it opens from a file and without a server too. */

import { htmlNode, writeText } from "../../map_component/js/nodes.js";
import { fill } from "../../map_component/js/numbers.js";

const SPEAKER_NAME = "nexus-atlas-speaker";
const SPEAKER_SHAPE = "popup,width=760,height=620";
const SPEAKER_TICK_MS = 1000;

/** The speaker's window of a deck, closed at first: {open(), update({n, title, note}), begin()}. `onKey(event)` hears its keys. */
export function createSpeaker({ deckInfo, onKey }) {
  const speaker = { deckInfo, onKey, window: null, parts: null, step: null, since: Date.now(), ticking: 0 };
  globalThis.addEventListener("pagehide", () => { if (speaker.parts) writeText(speaker.parts.note, deckInfo.texts.speaker_left); });
  return {
    open: () => openSpeaker(speaker),
    update: (step) => { speaker.step = step; drawSpeaker(speaker); },
    begin: () => { speaker.since = Date.now(); tickSpeaker(speaker); },
  };
}

/** True where the browser let it open. */
function openSpeaker(speaker) {
  const opened = ownWindow();
  if (!opened) return false;
  speaker.window = opened;
  buildSpeaker(speaker, opened.document);
  opened.focus();
  clearInterval(speaker.ticking);
  speaker.ticking = setInterval(() => tickSpeaker(speaker), SPEAKER_TICK_MS);
  drawSpeaker(speaker);
  tickSpeaker(speaker);
  return true;
}

/** The window of this name; one that an earlier load of a file left behind is out of reach, and closed. */
function ownWindow() {
  const held = globalThis.open("", SPEAKER_NAME, SPEAKER_SHAPE);
  try {
    return held?.document ? held : null;
  } catch {
    held.close();
    return globalThis.open("", `${SPEAKER_NAME}-${Date.now()}`, SPEAKER_SHAPE);
  }
}

function buildSpeaker(speaker, page) {
  const { texts, lang, title } = speaker.deckInfo;
  const { documentElement: here } = document;
  page.documentElement.lang = lang;
  page.documentElement.dataset.look = here.dataset.look;
  page.documentElement.setAttribute("style", here.getAttribute("style"));
  page.title = `${texts.speaker_title}: ${title}`;
  page.head.replaceChildren(page.head.querySelector("title"), ...sheets().map((one) => page.importNode(one, true)));
  const parts = speakerNodes(texts);
  page.body.className = "speaker__page";
  page.body.replaceChildren(page.adoptNode(parts.element));
  speaker.parts = parts;
  page.onkeydown = (event) => speaker.onKey(event);
  parts.previous.onclick = () => speaker.onKey({ key: "PageUp" });
  parts.next.onclick = () => speaker.onKey({ key: "PageDown" });
}

/** The style of this page, for the other: a link with its whole address, or the style that stands in the page. */
function sheets() {
  return [...document.querySelectorAll("link[rel='stylesheet'], head style")].map((node) => {
    if (node.localName === "style") return node;
    const link = node.cloneNode();
    link.href = node.href;
    return link;
  });
}

function speakerNodes(texts) {
  const text = (name, tag = "p") => htmlNode(tag, `speaker__${name}`);
  const [counter, title, note] = [text("counter"), text("title", "h1"), text("note")];
  const [nextTitle, since, clock] = [text("nexttitle"), text("since", "span"), text("clock", "span")];
  const head = (name) => htmlNode("h2", "", {}, [name]);
  const timed = (name, value) => htmlNode("p", "speaker__time", {}, [htmlNode("span", "speaker__name", {}, [name]), value]);
  const button = (name) => htmlNode("button", "deck__button", { type: "button" }, [name]);
  const [previous, next] = [button(texts.act_previous), button(texts.act_next)];
  const element = htmlNode("main", "speaker", {}, [
    counter, title,
    htmlNode("section", "", {}, [head(texts.speaker_note), note]),
    htmlNode("section", "speaker__next", {}, [head(texts.speaker_next), nextTitle]),
    htmlNode("footer", "speaker__foot", {}, [
      timed(texts.speaker_since, since), timed(texts.speaker_clock, clock),
      htmlNode("div", "speaker__buttons", {}, [previous, next]),
    ]),
  ]);
  return { element, counter, title, note, nextTitle, since, clock, previous, next };
}

/** Write the step: {n, title, note}; n is the number of steps at the end. */
function drawSpeaker({ parts, step, deckInfo }) {
  if (!parts || !step) return;
  const { texts, count, steps } = deckInfo;
  const { n, title, note } = step;
  writeText(parts.counter, n < count ? fill(texts.deck_counter, { n: n + 1, count }) : texts.deck_end);
  writeText(parts.title, title);
  writeText(parts.note, note);
  writeText(parts.nextTitle, n < count ? steps[n + 1] ?? texts.speaker_last : "");
}

function tickSpeaker(speaker) {
  const { parts, window: other, since, deckInfo } = speaker;
  if (!parts || !other || other.closed) return clearInterval(speaker.ticking);
  const now = new Date();
  writeText(parts.since, spanText(now.getTime() - since));
  writeText(parts.clock, now.toLocaleTimeString(deckInfo.lang, { hour: "2-digit", minute: "2-digit", hour12: false }));
}

/** Such as 3:07 or 1:02:45. */
export function spanText(ms) {
  const seconds = Math.max(Math.floor(ms / 1000), 0);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value) => String(value).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
