/* A story on a screen: one slide is shown, those beside it stand ready and hidden, so that a step takes a frame. */

import { fetchBody } from "./bodies.js";
import { createEnd } from "./ending.js";
import { fill } from "../../map_component/js/numbers.js";
import { htmlNode, writeText } from "../../map_component/js/nodes.js";
import { createSlide, dropSlide, playSlide, showSlide, toggleTwin } from "./slide.js";

const REFETCH_MS = 3000;

/**
 * A deck in `root`. `loadSlide(n)` brings the content of a slide; `onStep(n)` is told each step, `count` is the end.
 * `whole`: everything is fetched ahead, so that the story goes on without a server.
 * Returns {element, end, ready, go(n, since), next(), previous(), at(), blank(on), isBlank(), play(), table(), slideOf(n), destroy()}.
 */
export function createDeck(root, deckInfo, loadSlide, { onStep = () => {}, whole = true, start = 0 } = {}) {
  const { texts, count } = deckInfo;
  const counter = htmlNode("p", "deck__counter", { "aria-hidden": "true" });
  const live = htmlNode("p", "deck__heard", { role: "status", "aria-live": "polite" });
  const black = htmlNode("button", "deck__black", { type: "button", hidden: true, "aria-label": texts.deck_blanked });
  const stage = htmlNode("div", "deck__stage");
  const element = htmlNode("div", "deck", {}, [stage, counter, live, black]);
  const deck = { deckInfo, element, stage, counter, live, black, onStep, at: -1, slides: new Map(), contents: new Map(), gone: false };
  deck.load = (n) => loadOnce(deck, n, loadSlide);
  deck.ending = createEnd(deckInfo, deck.load);
  stage.append(deck.ending.element);
  black.addEventListener("click", () => blankDeck(deck, false));
  root.append(element);
  stepTo(deck, start, performance.now());
  deck.ready = slideAt(deck, deck.at)?.ready ?? Promise.resolve();
  if (whole) deck.ready.then(() => fetchWhole(deck));
  return {
    element,
    end: deck.ending.extra,
    ready: deck.ready,
    go: (n, since) => stepTo(deck, n, since),
    next: (since) => stepTo(deck, deck.at + 1, since),
    previous: (since) => stepTo(deck, deck.at - 1, since),
    at: () => deck.at,
    blank: (on) => blankDeck(deck, on),
    isBlank: () => !black.hidden,
    play: () => withSlide(deck, playSlide),
    table: () => withSlide(deck, toggleTwin),
    slideOf: (n) => (n < count ? deck.load(n) : Promise.resolve(null)),
    destroy: () => destroyDeck(deck),
  };
}

/** The content of a slide, asked for once; a request that failed is made again next time. */
function loadOnce(deck, n, loadSlide) {
  if (!deck.contents.has(n)) {
    const asked = Promise.resolve().then(() => loadSlide(n));
    deck.contents.set(n, asked);
    asked.catch(() => deck.contents.delete(n));
  }
  return deck.contents.get(n);
}

function slideAt({ slides, deckInfo, ending }, n) {
  return n === deckInfo.count ? ending : slides.get(n);
}

function withSlide(deck, act) {
  const slide = deck.slides.get(deck.at);
  if (slide) act(slide);
}

/** Show step `n`; `since` is when it was asked for. A step outside the story is none. */
function stepTo(deck, n, since = performance.now()) {
  const { count, steps, texts } = deck.deckInfo;
  if (deck.gone || n < 0 || n > count || n === deck.at) return;
  blankDeck(deck, false);
  if (n < count) prepare(deck, n);
  else deck.ending.fillIn();
  const before = deck.at < 0 ? null : slideAt(deck, deck.at);
  const now = slideAt(deck, n);
  if (before) showSlide(before, false);
  showSlide(now, true);
  deck.at = n;
  deck.element.dataset.at = n;
  const title = steps[n] ?? texts.deck_end;
  writeText(deck.counter, n < count ? fill(texts.deck_counter, { n: n + 1, count }) : "");
  writeText(deck.live, n < count ? fill(texts.deck_step, { n: n + 1, count, title }) : title);
  now.ready.then(() => painted(deck, n, since));
  deck.onStep(n);
}

/** Once the step is on the screen: note how long it took, and prepare those beside it. */
function painted(deck, n, since) {
  if (deck.at !== n) return;
  requestAnimationFrame(() => requestAnimationFrame((end) => {
    if (deck.at !== n) return;
    performance.measure("deck-step", { start: since, end, detail: n });
    deck.element.dataset.painted = n;
  }));
  setTimeout(() => prepareBeside(deck, n), 0);
}

function prepareBeside(deck, n) {
  if (deck.at !== n || deck.gone) return;
  const near = [n + 1, n - 1].filter((one) => one >= 0 && one < deck.deckInfo.count);
  for (const one of near) prepare(deck, one);
  if (n + 1 >= deck.deckInfo.count) deck.ending.fillIn();
  for (const [one, slide] of deck.slides) {
    if (one === n || near.includes(one)) continue;
    deck.slides.delete(one);
    dropSlide(slide);
  }
  Promise.all(near.map((one) => deck.slides.get(one).ready)).then(() => {
    if (deck.at === n) deck.element.dataset.prepared = n;
  });
}

function prepare(deck, n) {
  if (deck.slides.has(n)) return;
  const slide = createSlide(n, deck.deckInfo, () => deck.load(n));
  deck.slides.set(n, slide);
  deck.stage.append(slide.element);
}

/** Everything that any slide is drawn from, one after the other, and again what failed. */
async function fetchWhole(deck) {
  for (let n = 0; n < deck.deckInfo.count && !deck.gone;) {
    try {
      await fetchBody(await deck.load(n), true);
      n += 1;
    } catch (error) {
      console.warn(error);
      await new Promise((again) => setTimeout(again, REFETCH_MS));
    }
  }
  deck.element.dataset.whole = "1";
}

function blankDeck({ black, stage, counter, at, slides: shown }, on) {
  if (black.hidden === !on) return;
  black.hidden = !on;
  stage.inert = on;
  counter.hidden = on;
  if (on) {
    shown.get(at)?.drawn?.clock()?.pause();
    black.focus();
  }
}

function destroyDeck(deck) {
  deck.gone = true;
  for (const slide of deck.slides.values()) dropSlide(slide);
  deck.element.remove();
}
