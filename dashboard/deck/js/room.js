/* The presenter's side of a room: the code to scan, who follows, the answers as they come, proposals to accept.
   The room is made anew by this page after the server was restarted: it holds the secret, the step and what was decided. */

import { htmlNode } from "../../map_component/js/nodes.js";
import { openLine, sendMessage } from "./line.js";
import { drawRoom, roomFrame } from "./roomview.js";
import { afterEvent, unknownRoom } from "./roomstate.js";

const KEPT = "nexus-atlas-room";
const KEPT_MS = 12 * 3600 * 1000;

/**
 * A panel in `host`, closed at first; the key R and a button in `bar` open it. `at()` is the step on the screen,
 * `onStep(heard)` lets it hear each step, `askOf(n)` brings the question of a step or null, `end` is a place at the end of
 * the story for what was accepted.
 */
export function createRoomPanel(host, { deckInfo, at, askOf, onStep, end = null, bar = null }) {
  const panel = {
    deckInfo, at, end, askOf, kept: keptRoom(showOf(deckInfo)), state: unknownRoom(),
    ways: [], way: 0, ask: null, trouble: "", sent: -1, isListening: false, isOnLine: false, isSending: false,
  };
  panel.frame = roomFrame(deckInfo.texts, handlersOf(panel));
  host.append(panel.frame.element);
  bar?.prepend(openerOf(panel));
  document.addEventListener("keydown", (event) => { if (isRoomKey(event)) toggleRoom(panel); });
  onStep(() => steppedRoom(panel));
  if (panel.kept.isLed) leadRoom(panel);
  steppedRoom(panel);
}

function handlersOf(panel) {
  const decide = (action, content) => decideIn(panel, action, content);
  return {
    onLead: () => leadRoom(panel),
    onWay: (way) => { panel.way = way; drawRoom(panel); },
    onAccept: (proposal) => decide("accept", { proposal }),
    onRemove: (proposal) => decide("remove", { proposal }),
    onAsk: (step, isOpen) => decide("ask", { step, is_open: isOpen }),
    onClose: () => toggleRoom(panel),
  };
}

function openerOf(panel) {
  const { deckInfo: { texts } } = panel;
  const key = htmlNode("kbd", "", { "aria-hidden": "true" }, ["R"]);
  const button = htmlNode("button", "deck__button deck__button--room", { type: "button", "aria-keyshortcuts": "R" }, [texts.room_open, key]);
  button.addEventListener("click", () => toggleRoom(panel));
  return button;
}

function isRoomKey({ key, ctrlKey, altKey, metaKey, target }) {
  return key.toLowerCase() === "r" && !ctrlKey && !altKey && !metaKey && !target.closest("input, select, textarea");
}

/** The focus stays where it is, so that the keys go on stepping. */
function toggleRoom({ frame: { element } }) {
  element.hidden = !element.hidden;
}

/** The story in a word, so that what was decided in one is not sent to another. */
function showOf({ id, slide_url: url, lang }) {
  return JSON.stringify([id, packedOf(url), lang]);
}

function packedOf(url) {
  return new URL(url, document.baseURI).searchParams.get("story") ?? "";
}

/** Open the room, or come back to it, and listen to it from then on. */
function leadRoom(panel) {
  panel.kept.isLed = true;
  if (panel.isListening) return;
  panel.isListening = true;
  openLine({
    addressOf: () => `room/${panel.kept.room}/events?presenter`,
    revive: () => reviveRoom(panel),
    onEvent: (name, content) => heardInRoom(panel, name, content),
    onLine: (isOpen) => { panel.isOnLine = isOpen; drawRoom(panel); },
  });
}

async function reviveRoom(panel) {
  const { deckInfo, kept } = panel;
  const step = shownStep(panel);
  kept.furthest = Math.max(kept.furthest, step);
  const { ok, error, content } = await sendMessage("room", {
    token: kept.token, story: deckInfo.id, packed: packedOf(deckInfo.slide_url), lang: deckInfo.lang, step,
    furthest: kept.furthest, closed: kept.closed, accepted: kept.accepted, removed: kept.removed,
  }, deckInfo.lang);
  panel.trouble = error;
  if (!ok) return false;
  Object.assign(kept, { token: content.token, room: content.room });
  panel.ways = content.ways;
  panel.sent = step;
  keepRoom(panel);
  return true;
}

function shownStep({ at, deckInfo }) {
  return Math.min(Math.max(at(), 0), deckInfo.count);
}

function heardInRoom(panel, name, content) {
  panel.state = afterEvent(panel.state, name, content);
  const { kept, state } = panel;
  kept.closed = state.closed;
  kept.accepted = [...new Set([...kept.accepted, ...state.proposals.filter(({ stand }) => stand === "accepted").map(({ id }) => id)])];
  if (name === "room") sendStep(panel);
  keepRoom(panel);
  drawRoom(panel);
}

async function steppedRoom(panel) {
  const n = shownStep(panel);
  panel.kept.furthest = Math.max(panel.kept.furthest, n);
  sendStep(panel);
  panel.ask = null;
  drawRoom(panel);
  const ask = n < panel.deckInfo.count ? await panel.askOf(n).catch(() => null) : null;
  if (n !== shownStep(panel)) return;
  panel.ask = ask && { ...ask, step: n };
  drawRoom(panel);
}

/** Tell the step; one message at a time, so that none overtakes another. */
async function sendStep(panel) {
  if (!panel.isOnLine || panel.isSending) return;
  panel.isSending = true;
  while (panel.sent !== shownStep(panel)) {
    const step = shownStep(panel);
    const { ok } = await sendMessage(`room/${panel.kept.room}/step`, { token: panel.kept.token, step }, panel.deckInfo.lang);
    if (!ok) break; // the line breaks too, and the room is told when it is there again
    panel.sent = step;
  }
  panel.isSending = false;
}

async function decideIn(panel, action, content) {
  const { kept, deckInfo } = panel;
  const { ok, error } = await sendMessage(`room/${kept.room}/${action}`, { token: kept.token, ...content }, deckInfo.lang);
  panel.trouble = ok ? "" : error || deckInfo.texts.room_gone;
  if (ok && action === "remove") kept.removed = [...kept.removed, content.proposal];
  keepRoom(panel);
  drawRoom(panel);
}

/** What this browser holds of the room: for this tab what was decided, for half a day the secret, for other stories too. */
function keptRoom(show) {
  const fresh = { show, token: "", room: "", isLed: false, furthest: 0, closed: [], accepted: [], removed: [] };
  const tab = readKept(sessionStorage);
  if (tab?.show === show) return { ...fresh, ...tab };
  const { token = "", at = 0 } = readKept(localStorage) ?? {};
  return { ...fresh, token: Date.now() - at < KEPT_MS ? token : "" };
}

function readKept(store) {
  try {
    return JSON.parse(store.getItem(KEPT));
  } catch {
    return null;
  }
}

function keepRoom({ kept }) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
    localStorage.setItem(KEPT, JSON.stringify({ token: kept.token, at: Date.now() }));
  } catch {
    // a browser that keeps nothing: the room then ends with this page
  }
}
