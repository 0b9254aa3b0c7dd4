import assert from "node:assert/strict";
import { test } from "node:test";

import { heardOf, legendKinds, legendRows } from "../../dashboard/map_component/js/legend.js";
import { shownOf } from "../../dashboard/map_component/js/states.js";

const NUMBER = { decimal: ".", group: "\u202f", minus: "\u2212" };
const TEXTS = {
  legend_range: "{lower} to {upper}",
  legend_none: "no figure",
  legend_off: "not on this map",
  legend_below: "below zero",
  legend_neither: "neither figure",
  legend_only_rows: "only: {rows}",
  legend_only_columns: "only: {columns}",
  legend_withheld: "withheld",
  legend_outside: "outside",
  legend_unreliable: "unreliable",
  legend_flagged: "flagged",
  legend_pair: "{rows}: {row}. {columns}: {column}",
  level_low: "low",
  level_middle: "middle",
  level_high: "high",
};
const FILL = { shape: "fill", scale: "sequential", decimals: 1, cuts: [1, 2, 2, 9], colours: ["#aaa", "#bbb", "#ccc"] };
const NAMES = { ids: ["A", "B", "C", "D"], names: ["A", "B", "C", "D"] };

function history(values, more = {}) {
  const frame = { set: 0, values, flags: {}, withheld: [], off: 0, ...more };
  return { periods: ["2019"], labels: ["2019"], sets: [{ outside: [] }], frames: [frame], lines: null };
}

function rowsOf(layer, values, more, kinds) {
  return legendRows(shownOf(layer, history(values, more), 0, NAMES), layer, TEXTS, NUMBER, kinds);
}

test("classes are ranges with their places; a class of one value is written once", () => {
  const rows = rowsOf(FILL, [1, 2, 5, null]);
  assert.deepEqual(
    rows.map(({ kind, text, count }) => [kind, text, count]),
    [["class", "1.0 to 2.0", 2], ["class", "2.0", 0], ["class", "2.0 to 9.0", 1], ["none", "no figure", 1]],
  );
});

test("what some other period needs keeps its row", () => {
  const found = legendKinds(history([1, 2, 3, null], { off: 1, flags: { u: [0] } }));
  assert.deepEqual([...found].sort(), ["flagged", "off", "unreliable"]);
  const kinds = rowsOf(FILL, [1, 2, 3, null], {}, found).map(({ kind }) => kind);
  assert.deepEqual(kinds.slice(3), ["none", "unreliable", "flagged", "off"]);
  assert.ok(!legendKinds(history([1], { flags: { u: [0] } }), { unreliable: true }).has("unreliable"));
});

test("the area of a circle is the value, and below zero is a ring", () => {
  const sizes = [[400, "400"], [100, "100"], [0.001, "0"]];
  const layer = { ...FILL, shape: "circles", colours: [], largest: 400, colour: "#63438b", sizes };
  const rows = rowsOf(layer, [400, -3, 100, null]);
  assert.deepEqual(rows.slice(0, 3).map(({ size }) => size), [64, 32, 3]);
  assert.equal(rows[3].kind, "below");
  assert.equal(rows[4].count, 1);
});

test("the nine classes of two indicators are said in words", () => {
  const colours = Array.from({ length: 9 }, (_, i) => `#00000${i}`);
  const layer = { ...FILL, scale: "pair", colours, pair: { rows: "Arrivals", columns: "PM2.5" } };
  const rows = rowsOf(layer, [0, 5, 8, 8]);
  assert.equal(rows[5].text, "Arrivals: middle. PM2.5: high");
  assert.deepEqual(rows.slice(0, 9).map(({ count }) => count), [1, 0, 0, 0, 0, 1, 0, 0, 2]);
});

test("a pair has four reasons for no colour: neither, either alone, withheld", () => {
  const layer = { ...FILL, scale: "pair", pair: { rows: "Arrivals", columns: "PM2.5" } };
  const more = { only: { rows: [1], columns: [2] }, withheld: [3] };
  const rows = rowsOf(layer, [null, null, null, null], more).filter(({ kind }) => kind !== "pair");
  const said = Object.fromEntries(rows.map(({ kind, text, count }) => [kind, [text, count]]));
  assert.deepEqual(said, {
    none: ["neither figure", 1],
    only_rows: ["only: Arrivals", 1],
    only_columns: ["only: PM2.5", 1],
    withheld: ["withheld", 1],
  });
});

test("a row is heard in one piece, without a blank before the full stop", () => {
  const texts = { legend_places: "Places: {n}" };
  assert.equal(heardOf({ text: "0.0 to 8.1", count: 1200 }, texts, NUMBER), "0.0 to 8.1. Places: 1\u202f200");
  assert.equal(heardOf({ text: "400", count: null }, texts, NUMBER), "400");
});
