/* The order of the place list, what the search finds, and which rows are drawn. Pure. */

import { NONE, ONLY_COLUMNS, ONLY_ROWS, OUTSIDE, UNRELIABLE, WITHHELD } from "./states.js";

const MOST_ROWS = 40;
const ROWS_AROUND = 4;
/** After the ranked: a value that is not drawn, then figures that exist, then none. */
const AFTER = { [UNRELIABLE]: 1, [WITHHELD]: 2, [ONLY_ROWS]: 3, [ONLY_COLUMNS]: 4, [NONE]: 5, [OUTSIDE]: 6 };

/** Letters that do not come apart into a letter and an accent. */
const PLAIN_LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i", ħ: "h" };

const sortedNames = new WeakMap();
const foldedNames = new WeakMap();

/** The places by rank, those without a rank last; equal ones by name. */
export function placeOrder(shown) {
  const { ranks, state } = shown;
  const byName = namePositions(shown);
  const size = state.length;
  // One number a place, rank before name: numbers sort ten times faster without a comparison of ours.
  const keys = Float64Array.from(state, (one, n) => (ranks[n] || size * (AFTER[one] ?? 7)) * size + byName.position[n]);
  return Int32Array.from(keys.sort(), (key) => byName.order[key % size]);
}

/** The places in alphabetical order and the position of each in it, computed once for a list of names. */
function namePositions({ names, ids }) {
  if (!sortedNames.has(names)) {
    const { compare } = new Intl.Collator();
    const text = (n) => names[n] || ids[n];
    const order = Int32Array.from([...names.keys()].sort((a, b) => compare(text(a), text(b))));
    const position = new Int32Array(order.length);
    order.forEach((n, i) => { position[n] = i; });
    sortedNames.set(names, { order, position });
  }
  return sortedNames.get(names);
}

/** Text without accents and capitals. */
export function folded(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return bare.replace(/[łøđðßæœþıħ]/g, (letter) => PLAIN_LETTERS[letter]);
}

/** 1 for each place whose name contains the text or whose code starts with it; null for no text. */
export function placesFound({ names, ids }, text) {
  const wanted = folded(text.trim());
  if (!wanted) return null;
  if (!foldedNames.has(names)) foldedNames.set(names, names.map((name) => folded(name ?? "")));
  const code = wanted.toUpperCase();
  const isFound = (name, n) => name.includes(wanted) || ids[n].startsWith(code);
  return Uint8Array.from(foldedNames.get(names), (name, n) => (isFound(name, n) ? 1 : 0));
}

/** Which rows are drawn, {first, count}: those in sight and a few around them. */
export function rowWindow(scrollTop, height, rowPx, total) {
  const first = Math.max(0, Math.floor(scrollTop / rowPx) - ROWS_AROUND);
  const wanted = Math.min(MOST_ROWS, Math.ceil(height / rowPx) + 2 * ROWS_AROUND + 1);
  const start = Math.min(first, Math.max(0, total - wanted));
  return { first: start, count: Math.min(wanted, total - start) };
}
