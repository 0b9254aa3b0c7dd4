/* The small card at the pointer or at the place in focus. Screen readers hear the live region instead. */

import { fill, format, withUnit } from "./numbers.js";
import { flagWords, htmlNode, writeText } from "./nodes.js";
import { NONE, ONLY_COLUMNS, ONLY_ROWS, OUTSIDE, UNRELIABLE, WITHHELD } from "./states.js";

const STATE_KEYS = {
  [NONE]: "state_none",
  [WITHHELD]: "state_withheld",
  [OUTSIDE]: "state_outside",
  [UNRELIABLE]: "state_unreliable",
  [ONLY_ROWS]: "state_only_rows",
  [ONLY_COLUMNS]: "state_only_columns",
};
const GAP_PX = 14;
const EDGE_PX = 4;

/** What is said of a place: {name, value, period, notes}; `value` is "" where there is none, notes say why. */
export function placeFacts(shown, n, texts, number) {
  const state = STATE_KEYS[shown.state[n]];
  const line = shown.lines?.[n];
  const hasValue = !Number.isNaN(shown.values[n]);
  const figure = hasValue && shown.layer.scale !== "pair" ? withUnit(shown.values[n], shown.layer, number) : "";
  const rank = !shown.lines && shown.ranks[n] ? rankText(shown, n, texts, number) : "";
  const { pair } = shown.layer;
  const notes = [state && pair ? fill(texts[state], pair) : (texts[state] ?? ""), flagNote(shown, n, texts), rank].filter(Boolean);
  return { name: shown.names[n] || shown.ids[n], value: line || figure, period: shown.label, notes };
}

function rankText(shown, n, texts, number) {
  return fill(texts.card_rank, { rank: format(shown.ranks[n], 0, number), n: format(shown.counts.shown, 0, number) });
}

/** A letter already said by the state is not said again. */
function flagNote(shown, n, texts) {
  const letters = shown.state[n] === UNRELIABLE ? shown.flags[n].replace("u", "") : shown.flags[n];
  const words = flagWords(letters, texts);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same facts as one sentence for the live region. */
export function placeSentence(facts) {
  const value = facts.value ? [facts.value] : [];
  return `${facts.name}, ${[facts.period, ...value, ...facts.notes].join(". ")}.`;
}

/** Where the card's corner goes: below and right of the point, over to the other side at an edge. */
export function cardCorner(point, card, map, gap = GAP_PX) {
  const x = point.x + gap + card.width + EDGE_PX <= map.width ? point.x + gap : point.x - gap - card.width;
  const y = point.y + gap + card.height + EDGE_PX <= map.height ? point.y + gap : point.y - gap - card.height;
  const left = Math.max(EDGE_PX, Math.min(x, map.width - card.width - EDGE_PX));
  const top = Math.max(EDGE_PX, y);
  return { left, top: covers(point, card, left, top) ? below(point, map, card, gap) : top };
}

function covers(point, card, left, top) {
  const inside = (value, low, size) => value >= low && value <= low + size;
  return inside(point.x, left, card.width) && inside(point.y, top, card.height);
}

function below(point, map, card, gap) {
  return point.y + gap + card.height <= map.height ? point.y + gap : Math.min(point.y + gap, map.height - EDGE_PX);
}

/** The card; `update(null)` hides it, `update({shown, n, number, x, y, width, height, gap})` shows a place. */
export function createCard(texts) {
  const head = htmlNode("div", "atlas__cardname");
  const value = htmlNode("div", "atlas__cardvalue");
  const period = htmlNode("span", "atlas__cardperiod");
  const notes = htmlNode("div", "atlas__cardnotes");
  const element = htmlNode("div", "atlas__card", { "aria-hidden": "true", hidden: true }, [head, value, period, notes]);
  const parts = { element, head, value, period, notes, size: null };
  return { element, update: (next) => updateCard(parts, next, texts) };
}

function updateCard(parts, next, texts) {
  parts.element.hidden = !next;
  if (!next) return;
  if (parts.shown !== next.shown || parts.n !== next.n) writeCard(parts, next, texts);
  parts.size ??= { width: parts.element.offsetWidth, height: parts.element.offsetHeight };
  const { left, top } = cardCorner(next, parts.size, next, next.gap);
  parts.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

function writeCard(parts, { shown, n, number }, texts) {
  const facts = placeFacts(shown, n, texts, number);
  Object.assign(parts, { shown, n, size: null });
  writeText(parts.head, facts.name);
  writeText(parts.value, facts.value);
  writeText(parts.period, facts.period);
  parts.value.hidden = !facts.value;
  parts.notes.replaceChildren(...facts.notes.map((note) => htmlNode("div", "", {}, [note])));
}
