/* What each place shows: a class, or which of the four reasons for having none. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenAfter, periodsAt, zoomChoices } from "../../dashboard/map_component/js/choice.js";
import { NONE, ONLY_COLUMNS, ONLY_ROWS, OUTSIDE, UNRELIABLE, WITHHELD, classOf, diameterOf, positionOf, shownOf } from "../../dashboard/map_component/js/states.js";

const LAYER = { shape: "fill", scale: "sequential", cuts: [0, 10, 20, 30], colours: ["#a", "#b", "#c"], symbol: "%", decimals: 1 };
const NAMES = { ids: ["A", "B", "C", "D", "E", "F"], names: ["a", "b", "c", "d", "e", "f"] };
const HISTORY = {
  periods: ["2020", "2021"],
  labels: ["2020", "2021"],
  sets: [{ vintage: "2021", outside: [4] }],
  frames: [
    { set: 0, values: [0, 10, null, 25, null, 12], flags: { e: [1], u: [5] }, withheld: [2], off: 1 },
    { set: 0, values: [null, null, null, null, null, null], flags: {}, withheld: [], off: 0 },
  ],
  lines: null,
};

test("zero is a figure; nothing, withheld, outside and unreliable are four different things", () => {
  const { state } = shownOf(LAYER, HISTORY, 0, NAMES);
  assert.deepEqual([...state], [0, 0, WITHHELD, 2, OUTSIDE, UNRELIABLE]);
});

test("unreliable figures are drawn when asked for", () => {
  const shown = shownOf(LAYER, HISTORY, 0, NAMES, { unreliable: true });
  assert.equal(shown.state[5], 1);
  assert.equal(shown.hatched[5], 1);
  assert.equal(shown.counts.unreliable, 0);
});

test("a place with one figure of a pair never has a colour, and a withheld one stays withheld", () => {
  const layer = { ...LAYER, scale: "pair" };
  const frame = { set: 0, values: [8, null, null, null, null, null], flags: {}, withheld: [3], off: 0 };
  const pair = { ...HISTORY, frames: [{ ...frame, only: { rows: [0, 1, 3], columns: [2, 4] } }] };
  const { state, counts } = shownOf(layer, pair, 0, NAMES);
  assert.deepEqual([...state], [8, ONLY_ROWS, ONLY_COLUMNS, WITHHELD, ONLY_COLUMNS, NONE]);
  assert.deepEqual([counts.only_rows, counts.only_columns, counts.none], [1, 2, 1]);
});

test("every place is counted once", () => {
  const { counts } = shownOf(LAYER, HISTORY, 0, NAMES);
  assert.deepEqual(counts.classes, [2, 0, 1]);
  assert.deepEqual([counts.none, counts.withheld, counts.outside, counts.unreliable, counts.off], [0, 1, 1, 1, 1]);
  assert.equal(counts.shown, 3);
  assert.equal(counts.hatched, 1);
});

test("ranks are of what is drawn", () => {
  assert.deepEqual([...shownOf(LAYER, HISTORY, 0, NAMES).ranks], [3, 2, 0, 1, 0, 0]);
});

test("an empty year has no figure anywhere, and places outside stay outside", () => {
  assert.deepEqual([...shownOf(LAYER, HISTORY, 1, NAMES).state], [NONE, NONE, NONE, NONE, OUTSIDE, NONE]);
});

test("a class holds its upper cut; the end classes are open", () => {
  assert.deepEqual([-5, 0, 10, 10.1, 20, 30, 99].map((value) => classOf(LAYER, value)), [0, 0, 0, 1, 1, 2, 2]);
});

test("on a map of circles every figure is one state", () => {
  const circles = { ...LAYER, shape: "circles", colours: [], cuts: [] };
  assert.deepEqual([...shownOf(circles, HISTORY, 0, NAMES).state].slice(0, 4), [0, 0, WITHHELD, 0]);
});

test("a circle's area is the figure", () => {
  assert.equal(diameterOf(100, 100) / diameterOf(25, 100), 2);
  assert.equal(diameterOf(-100, 100), diameterOf(100, 100));
  assert.equal(diameterOf(5, 0), 0);
});

test("a period that is missing gives the one before it", () => {
  assert.equal(positionOf(["2015", "2018"], "2016"), 0);
  assert.equal(positionOf(["2015", "2018"], "2018"), 1);
  assert.equal(positionOf(["2015", "2018"], "2010"), 0);
});

test("fixed panels keep their period, linked ones follow the time bar", () => {
  const layers = [{ history: { periods: ["2015", "2016", "2017"] } }, { history: { periods: ["2015", "2017"] } }];
  const panels = [{ layer: 0, period: "2015" }, { layer: 1, period: "2015" }, { layer: 0, period: "2015", fixed: true }];
  assert.deepEqual(periodsAt(panels, layers, "2016"), [1, 0, 0]);
  assert.deepEqual(periodsAt(panels, layers, "2017"), [2, 1, 0]);
});

test("picking chooses one, with Shift several, and again takes it back", () => {
  assert.deepEqual(chosenAfter([], "A", false, 6), ["A"]);
  assert.deepEqual(chosenAfter(["A"], "A", false, 6), []);
  assert.deepEqual(chosenAfter(["A", "B"], "A", false, 6), ["A"]);
  assert.deepEqual(chosenAfter(["A"], "B", true, 6), ["A", "B"]);
  assert.deepEqual(chosenAfter(["A", "B"], "A", true, 6), ["B"]);
  assert.deepEqual(chosenAfter(["A", "B"], "C", true, 2), ["B", "C"]);
});

test("countries to zoom to stand in the order of their names", () => {
  assert.deepEqual(zoomChoices(["DE1", "DE2", "AT1"], { country_DE: "Germany", country_AT: "Austria" }), [["AT", "Austria"], ["DE", "Germany"]]);
});
