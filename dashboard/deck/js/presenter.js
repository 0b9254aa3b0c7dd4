/* The page on which a story is presented from the app: the address keeps the step, Escape leaves to the app. */

import { createLectern } from "./lectern.js";
import { createRoomPanel } from "./room.js";
import { watchServer } from "./watch.js";

const HEALTH = "_stcore/health";
const ANSWERS_MS = 4000;

/** Presents what stands in the page: {deck, slides}. */
export function presentStory(root, { deck: deckInfo, slides }) {
  const held = new Map(slides.map((slide) => [slide.n, slide]));
  const { texts, count } = deckInfo;
  const listeners = [];
  const lectern = createLectern(root, deckInfo, (n) => held.get(n) ?? fetchSlide(deckInfo, n), {
    start: stepOf(location.search, count),
    onStep: (n) => {
      keepStep(n);
      for (const listener of listeners) listener(n);
    },
    onLeave: () => location.assign(new URL(deckInfo.app_url, document.baseURI)),
  });
  watchServer(new URL(HEALTH, document.baseURI).href, (isThere) => {
    lectern.say(isThere ? texts.watch_back : texts.watch_gone);
    if (isThere) setTimeout(() => lectern.say(""), ANSWERS_MS);
  });
  createRoomPanel(lectern.room, {
    deckInfo, at: lectern.deck.at, end: lectern.deck.end, bar: root.querySelector(".deck__bar"),
    onStep: (listener) => listeners.push(listener),
    askOf: async (n) => (await lectern.deck.slideOf(n))?.ask ?? null,
  });
  root.deck = lectern.deck;
}

async function fetchSlide({ slide_url: url }, n) {
  const answer = await fetch(new URL(url.replace("{n}", n), document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} slide ${n}`);
  return answer.json();
}

/** The step in an address, from 0; `count` is the end. */
export function stepOf(search, count) {
  const step = Number.parseInt(new URLSearchParams(search).get("step") ?? "1", 10);
  return Number.isNaN(step) ? 0 : Math.min(Math.max(step - 1, 0), count);
}

function keepStep(n) {
  const here = new URL(location.href);
  here.searchParams.set("step", n + 1);
  history.replaceState(null, "", here);
}

const stand = globalThis.document?.getElementById("content");
if (stand) presentStory(document.getElementById("deck"), JSON.parse(stand.textContent));
