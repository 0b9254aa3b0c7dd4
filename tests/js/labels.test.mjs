import assert from "node:assert/strict";
import test from "node:test";

import { labelPlaces } from "../../dashboard/map_component/js/labels.js";
import { growth } from "../../dashboard/map_component/js/present.js";
import { textWidth } from "../../dashboard/map_component/js/svgtext.js";

const CAMERA = { k: 1, x: 0, y: 0 };
const SIZE = { w: 360, h: 300 };
const PX = 14;

const label = (x, y, text = "Kingstanding Homework Table") => ({ kind: "label", points: [[x, y]], text });
const boxes = (marks, places) => places.map(([x, y], i) => [x, y - PX, x + textWidth(marks[i].text, PX, true), y]);

test("a label stands at the right of its dot, level with it", () => {
  const [[x, y]] = labelPlaces([label(40, 100, "Leith")], CAMERA, SIZE, PX);
  assert.ok(x > 40 && x < 55 && Math.abs(y - 100 - PX * 0.35) < 1);
});

test("no label is cut at an edge of the map", () => {
  const marks = [label(300, 40), label(10, 120), label(180, 200), label(350, 5)];
  for (const [left, top, right, bottom] of boxes(marks, labelPlaces(marks, CAMERA, SIZE, PX))) {
    assert.ok(left >= 0 && right <= SIZE.w && top >= -2 && bottom <= SIZE.h);
  }
});

test("labels of dots that lie near each other do not cover one another", () => {
  const marks = [label(150, 100, "Handsworth Growing Yard"), label(160, 106, "Lozells Women's Table")];
  const [one, other] = boxes(marks, labelPlaces(marks, CAMERA, SIZE, PX));
  assert.ok(one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1]);
});

test("other marks have no label, and the order is kept", () => {
  const arrow = { kind: "arrow", points: [[0, 0], [9, 9]] };
  const places = labelPlaces([arrow, label(40, 40, "Leith")], CAMERA, SIZE, PX);
  assert.equal(places[0], null);
  assert.equal(places.length, 2);
});

test("signs grow with type, as far as the map has room, and never shrink", () => {
  assert.equal(growth(14, 900), 1);
  assert.equal(growth(21, 1100), 1.5);
  assert.equal(growth(21, 560), 1);
  assert.equal(growth(11, 300), 1);
});
