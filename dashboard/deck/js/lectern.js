/* What stands around a deck that is presented: keys, touch, buttons, help, the speaker's window. */

import { createDeck } from "./deck.js";
import { createHelp } from "./help.js";
import { actionOf, keepsKey, kindOf, swipeOf } from "./keys.js";
import { createSpeaker } from "./speaker.js";
import { htmlNode, setOne, writeText } from "../../map_component/js/nodes.js";

const IDLE_MS = 2500;

/**
 * A deck with everything a presenter needs, in `root`. `onStep(n)` is told each step, `onLeave()` that Escape was
 * pressed at the very end. Returns {deck, say(text), room}: `room` is an empty place beside the slides.
 */
export function createLectern(root, deckInfo, loadSlide, { onStep = () => {}, onLeave = null, start = 0 } = {}) {
  const lectern = { root, deckInfo, onLeave, byHand: false, begun: false, idle: 0 };
  const note = htmlNode("p", "deck__notice", { role: "status" });
  lectern.say = (text) => writeText(note, text);
  lectern.help = createHelp(deckInfo.texts, Boolean(onLeave));
  lectern.speaker = createSpeaker({ deckInfo, onKey: (event) => keyed(lectern, event, performance.now()) });
  lectern.deck = createDeck(root, deckInfo, loadSlide, { onStep: (n) => { tellSpeaker(lectern, n); onStep(n); }, start });
  tellSpeaker(lectern, lectern.deck.at());
  lectern.bar = buttonBar(lectern);
  const room = htmlNode("div", "deck__room");
  root.firstElementChild.append(room, note, ...edges(lectern), lectern.bar, lectern.help.element);
  listenToHands(lectern);
  return { deck: lectern.deck, say: lectern.say, room };
}

/** The speaker's window shows step `n`: its title at once, its note when it is there. The clock starts with the second step. */
async function tellSpeaker(lectern, n) {
  const { deck, speaker, deckInfo } = lectern;
  if (!deck) return;
  const { steps, texts } = deckInfo;
  if (n > 0 && !lectern.begun) speaker.begin();
  lectern.begun ||= n > 0;
  speaker.update({ n, title: steps[n] ?? texts.deck_end, note: "" });
  const slide = await deck.slideOf(n).catch(() => null);
  if (slide && deck.at() === n) speaker.update({ n, title: slide.title, note: slide.note });
}

const ACTS = {
  next: ({ deck }, since) => (deck.isBlank() ? deck.blank(false) : deck.next(since)),
  previous: ({ deck }, since) => (deck.isBlank() ? deck.blank(false) : deck.previous(since)),
  first: ({ deck }, since) => deck.go(0, since),
  last: ({ deck, deckInfo }, since) => deck.go(deckInfo.count, since),
  blank: ({ deck }) => deck.blank(!deck.isBlank()),
  play: ({ deck }) => deck.play(),
  table: ({ deck }) => deck.table(),
  full: () => fullScreen(),
  speaker: (lectern) => openWindow(lectern),
  help: ({ help }) => help.toggle(),
  escape: (lectern) => takeBack(lectern),
};

/** What a key does; `since` is when it was pressed, on this page's clock. */
function keyed(lectern, event, since = event.timeStamp) {
  const action = actionOf(event);
  if (!action) return;
  if (lectern.help.isOpen() && !["help", "escape"].includes(action)) return;
  if (event.target && keepsKey(kindInFocus(lectern, event.target), event.key)) return;
  if (action === "escape" && leftMap(event.target)) return stop(event);
  if (action === "escape" && lectern.help.isOpen()) return; // the browser closes it
  ACTS[action](lectern, since);
  stop(event);
}

/** A map or button that was only clicked on leaves the keys to the story; reached by the Tab key it has them itself. */
function kindInFocus({ byHand }, target) {
  const kind = kindOf(target);
  return byHand && ["map", "button"].includes(kind) ? "" : kind;
}

/** Takes the focus off a map; true where it was on one. */
function leftMap(target) {
  const map = target?.closest?.(".atlas__map");
  map?.blur();
  return Boolean(map);
}

function stop(event) {
  event.preventDefault?.();
  event.stopPropagation?.();
}

/** Escape takes back one thing at a time: black, an open table, full screen, then the story itself. */
function takeBack({ deck, onLeave, root }) {
  const twin = root.querySelector(".deck__slide--shown .deck__twin[open]");
  if (deck.isBlank()) deck.blank(false);
  else if (twin) twin.open = false;
  else if (document.fullscreenElement) document.exitFullscreen();
  else onLeave?.();
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function openWindow({ speaker, say, deckInfo }) {
  say(speaker.open() ? "" : deckInfo.texts.speaker_blocked);
}

/** The left and right edges of the window step too, for a pointer and for fingers. */
function edges(lectern) {
  const { texts } = lectern.deckInfo;
  return ["previous", "next"].map((action) => {
    const name = texts[`act_${action}`];
    const edge = htmlNode("button", `deck__edge deck__edge--${action}`, { type: "button", tabindex: -1, "aria-hidden": "true", title: name });
    edge.addEventListener("click", (event) => ACTS[action](lectern, event.timeStamp));
    return edge;
  });
}

function buttonBar(lectern) {
  const { texts } = lectern.deckInfo;
  const button = (action, letter) => {
    const inside = [texts[`act_${action}`]];
    if (letter) inside.push(htmlNode("kbd", "", { "aria-hidden": "true" }, [letter]));
    const made = htmlNode("button", `deck__button deck__button--${action}`, { type: "button", "aria-keyshortcuts": letter || null }, inside);
    made.addEventListener("click", (event) => ACTS[action](lectern, event.timeStamp));
    return made;
  };
  const parts = [button("previous"), button("next"), button("blank", "B"), button("speaker", "S"), button("full", "F"), button("help", "?")];
  return htmlNode("nav", "deck__bar", { "aria-label": texts.deck_controls }, parts);
}

function listenToHands(lectern) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") {
      lectern.byHand = false;
      wake(lectern);
    }
    keyed(lectern, event);
  }, true);
  document.addEventListener("pointerdown", () => { lectern.byHand = true; }, true);
  for (const name of ["pointermove", "pointerdown", "focusin"]) {
    document.addEventListener(name, () => wake(lectern), true);
  }
  listenToSwipes(lectern);
  wake(lectern);
}

function listenToSwipes(lectern) {
  const { root } = lectern;
  let from = null;
  const point = ({ changedTouches: [touch], timeStamp }) => ({ x: touch.clientX, y: touch.clientY, at: timeStamp });
  root.addEventListener("touchstart", (event) => { from = isSwiped(event) ? point(event) : null; }, { passive: true });
  root.addEventListener("touchend", (event) => {
    const action = from && swipeOf(from, point(event));
    if (action) ACTS[action](lectern, event.timeStamp);
    from = null;
  });
}

/** One finger, and not on what moves itself: a map, a slider, a table. */
function isSwiped({ touches, target }) {
  return touches.length === 1 && !target.closest(".atlas__mapframe, input, .deck__scroll, dialog");
}

/** The buttons stand while the hand moves, and go when it rests; those with the focus stay. */
function wake(lectern) {
  const { firstElementChild: element } = lectern.root;
  setOne(element, "data-idle", null);
  clearTimeout(lectern.idle);
  lectern.idle = setTimeout(() => setOne(element, "data-idle", "1"), IDLE_MS);
}
