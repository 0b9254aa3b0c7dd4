/* What each place shows in one period: its class, or why it shows none. Pure. */

import { ranks } from "./numbers.js";

export const NONE = -1;
export const WITHHELD = -2;
export const OUTSIDE = -3;
export const UNRELIABLE = -4;
/** Of a pair: a figure of arrivals and none of the place, and the reverse. */
export const ONLY_ROWS = -5;
export const ONLY_COLUMNS = -6;

const HATCHED = "bdepu";
/** Diameter of the circle of the highest value of all periods; a value below zero is a ring of its size. */
export const LARGEST_PX = 64;

/** What a panel shows in one period: figures, states, ranks and counts, all by the place's number.

    `options.unreliable`: figures flagged u are drawn too. */
export function shownOf(layer, history, position, names, options = {}) {
  const frame = history.frames[position];
  const set = history.sets[frame.set];
  const size = frame.values.length;
  const values = Float64Array.from(frame.values, (value) => value ?? NaN);
  const flags = flagsOf(frame.flags, size);
  const state = statesOf(layer, { frame, set, values, flags }, options);
  const drawn = Uint8Array.from(state, (one) => (one >= 0 ? 1 : 0));
  const hatched = Uint8Array.from(flags, (text, n) => (drawn[n] && marked(text) ? 1 : 0));
  return {
    layer,
    period: history.periods[position],
    label: history.labels[position],
    set: frame.set,
    ids: names.ids,
    names: names.names,
    values,
    flags,
    state,
    hatched,
    ranks: ranks(values, drawn),
    counts: countsOf(layer, state, hatched, frame.off),
    lines: history.lines ? history.lines[position] : null,
  };
}

function flagsOf(byLetter, size) {
  const flags = new Array(size).fill("");
  for (const letter of Object.keys(byLetter).sort()) for (const n of byLetter[letter]) flags[n] += letter;
  return flags;
}

function marked(flags) {
  for (const letter of flags) if (HATCHED.includes(letter)) return true;
  return false;
}

function statesOf(layer, { frame, set, values, flags }, { unreliable = false }) {
  const classify = layer.shape === "circles" ? () => 0 : (value) => classOf(layer, value);
  const state = Int8Array.from(values, (value) => (Number.isNaN(value) ? NONE : classify(value)));
  for (const n of set.outside) if (state[n] === NONE) state[n] = OUTSIDE;
  for (const n of frame.only?.rows ?? []) if (state[n] < 0) state[n] = ONLY_ROWS;
  for (const n of frame.only?.columns ?? []) if (state[n] < 0) state[n] = ONLY_COLUMNS;
  for (const n of frame.withheld) if (state[n] < 0) state[n] = WITHHELD;
  if (!unreliable) flags.forEach((text, n) => { if (state[n] >= 0 && text.includes("u")) state[n] = UNRELIABLE; });
  return state;
}

/** The class of a value: the first whose upper cut it does not exceed. */
export function classOf(layer, value) {
  if (layer.scale === "pair") return value;
  const last = layer.colours.length - 1;
  let k = 0;
  while (k < last && value > layer.cuts[k + 1]) k += 1;
  return k;
}

function countsOf(layer, state, hatched, off) {
  const classes = new Array(Math.max(layer.colours.length, 1)).fill(0);
  const missing = { [NONE]: 0, [WITHHELD]: 0, [OUTSIDE]: 0, [UNRELIABLE]: 0, [ONLY_ROWS]: 0, [ONLY_COLUMNS]: 0 };
  for (const one of state) {
    if (one >= 0) classes[one] += 1;
    else missing[one] += 1;
  }
  return {
    classes,
    none: missing[NONE],
    withheld: missing[WITHHELD],
    outside: missing[OUTSIDE],
    unreliable: missing[UNRELIABLE],
    only_rows: missing[ONLY_ROWS],
    only_columns: missing[ONLY_COLUMNS],
    hatched: hatched.reduce((sum, one) => sum + one, 0),
    off,
    shown: classes.reduce((sum, one) => sum + one, 0),
  };
}

/** Diameter in pixels of the circle of a value: its area is proportional to the value, whatever its sign. */
export function diameterOf(value, largest) {
  return largest > 0 ? LARGEST_PX * Math.sqrt(Math.abs(value) / largest) : 0;
}

/** The position of a period, or of the nearest earlier one, or 0. */
export function positionOf(periods, period) {
  const found = periods.indexOf(period);
  if (found >= 0) return found;
  let best = 0;
  periods.forEach((one, position) => { if (one <= period) best = position; });
  return best;
}
