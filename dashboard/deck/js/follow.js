/* The page of a phone that follows a room: it moves with the presenter, may look around and come back, answers, proposes
   and endorses. It tells the room nothing of where it looks, so it never changes what the presenter shows. */

import { createDeck } from "./deck.js";
import { drawAsk, drawProposals, drawState, followFrame } from "./followview.js";
import { openLine, sendMessage } from "./line.js";
import { afterEvent, unknownRoom } from "./roomstate.js";

const DARK = "(prefers-color-scheme: dark)";
const VISIT_BYTES = 12;

/** Follows what stands in the page: {room, show, deck, dark}; `dark` is what differs on a phone that is dark. */
export function followRoom(root, { room, show, deck, dark }) {
  const deckInfo = globalThis.matchMedia(DARK).matches ? { ...deck, ...dark } : deck;
  paintPage(deckInfo);
  const page = {
    room, show, deckInfo, state: unknownRoom(), mine: mineOf(room, show), asks: new Map(), said: "",
    isWith: true, isOnLine: false, isMoving: false,
  };
  page.frame = followFrame(root, deckInfo.texts, followHandlers(page));
  openLine({
    addressOf: () => `room/${room}/events`,
    onEvent: (name, content) => heardByPhone(page, name, content),
    onLine: (isOpen) => { page.isOnLine = isOpen; drawState(page); },
  });
  root.follow = page;
}

function paintPage({ look, colours }) {
  const { documentElement: page } = document;
  page.dataset.look = look;
  document.querySelector('meta[name="color-scheme"]').content = look;
  for (const [name, value] of Object.entries(colours)) page.style.setProperty(`--${name.replaceAll("_", "-")}`, value);
}

/** The deck begins at the step the room shows, so that this map comes first. */
function beginDeck(page) {
  const { frame, deckInfo, state } = page;
  page.deck = createDeck(frame.stage, deckInfo, (n) => slideFor(page, n), {
    start: state.step, whole: false, onStep: (n) => steppedByHand(page, n),
  });
}

async function slideFor(page, n) {
  const answer = await fetch(new URL(page.deckInfo.slide_url.replace("{n}", n), document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} slide ${n}`);
  const slide = await answer.json();
  if (slide.ask) page.asks.set(n, slide.ask);
  setTimeout(() => drawPhone(page), 0);
  return slide;
}

function heardByPhone(page, name, content) {
  const isAnother = name === "room" && content.show !== page.show;
  if (isAnother) return location.reload();
  page.state = afterEvent(page.state, name, content);
  if (name === "room") greet(page, content.born);
  if (!page.deck) beginDeck(page);
  if (page.isWith) moveTo(page, page.state.step);
  return drawPhone(page);
}

function moveTo(page, n) {
  page.isMoving = true;
  page.deck.go(n);
  page.isMoving = false;
}

/** Whoever steps by hand looks around, until they are where the presenter is or ask to be brought back. */
function steppedByHand(page, n) {
  if (!page.deck || page.isMoving) return;
  page.isWith = n === page.state.step;
  drawPhone(page);
}

function followHandlers(page) {
  return {
    onBack: () => page.deck?.previous(),
    onOn: () => page.deck?.next(),
    onReturn: () => { page.isWith = true; moveTo(page, page.state.step); drawPhone(page); },
    onAnswer: (step, answer) => answerFrom(page, step, answer),
    onPropose: (text) => proposeFrom(page, text),
    onEndorse: (one) => endorseFrom(page, one),
  };
}

function drawPhone(page) {
  drawState(page);
  drawAsk(page);
  drawProposals(page);
}

async function tellRoom(page, action, content) {
  const { mine, deckInfo, room } = page;
  const answer = await sendMessage(`room/${room}/${action}`, { visit: mine.visit, ...content }, deckInfo.lang);
  page.said = answer.ok ? "" : answer.error || deckInfo.texts.follow_gone;
  return answer;
}

async function answerFrom(page, step, answer) {
  const { ok } = await tellRoom(page, "answer", { step, answer });
  if (ok) page.mine.answers[step] = answer;
  keepMine(page);
  drawPhone(page);
}

async function proposeFrom(page, typed) {
  const text = typed.replace(/\s+/g, " ").trim().normalize("NFC");
  const step = Math.min(page.deck.at(), page.deckInfo.count - 1, page.state.furthest);
  const { ok } = await tellRoom(page, "propose", { step, text });
  if (ok) page.mine.told.push({ step, text });
  keepMine(page);
  drawPhone(page);
  return ok;
}

async function endorseFrom(page, { id, step, text }) {
  const { ok } = await tellRoom(page, "endorse", { proposal: id });
  if (ok) {
    page.mine.endorsed.push(id);
    page.mine.told.push({ step, text });
  }
  keepMine(page);
  drawPhone(page);
}

/** After a restart of the server the room begins empty: each phone says again what it said. */
function greet(page, born) {
  const { mine } = page;
  const isAnew = mine.born && mine.born !== born;
  mine.born = born;
  keepMine(page);
  if (isAnew) tellAgain(page);
}

async function tellAgain(page) {
  const { answers, told } = page.mine;
  for (const [step, answer] of Object.entries(answers)) await tellRoom(page, "answer", { step: Number(step), answer });
  for (const { step, text } of told) await tellRoom(page, "propose", { step, text });
  page.said = "";
  drawPhone(page);
}

/** What this tab did in this room, under a number drawn by chance; gone when the tab is closed. */
function mineOf(room, show) {
  const fresh = { visit: newVisit(), born: "", answers: {}, told: [], endorsed: [] };
  try {
    return { ...fresh, ...JSON.parse(sessionStorage.getItem(`nexus-atlas-${room}-${show}`)) };
  } catch {
    return fresh;
  }
}

function newVisit() {
  const bytes = crypto.getRandomValues(new Uint8Array(VISIT_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keepMine({ room, show, mine }) {
  try {
    sessionStorage.setItem(`nexus-atlas-${room}-${show}`, JSON.stringify(mine));
  } catch {
    // a browser that keeps nothing: what was done is known until the page is loaded again
  }
}

const phone = globalThis.document?.getElementById("content");
if (phone) followRoom(document.getElementById("deck"), JSON.parse(phone.textContent));
