import assert from "node:assert/strict";
import { test } from "node:test";

import { hasNumbers, namedApart } from "../../dashboard/deck/js/bodies.js";
import { hashStep } from "../../dashboard/deck/js/alone_deck.js";
import { actionOf, keepsKey, swipeOf } from "../../dashboard/deck/js/keys.js";
import { stepOf } from "../../dashboard/deck/js/presenter.js";
import { spanText } from "../../dashboard/deck/js/speaker.js";

const pressed = (key, more = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });

test("what a clicker sends steps, blanks and leaves", () => {
  const sent = ["PageDown", "PageUp", "b", ".", "Escape"].map((key) => actionOf(pressed(key)));
  assert.deepEqual(sent, ["next", "previous", "blank", "blank", "escape"]);
});

test("arrows, space, Home and End step; capital letters count; Shift and space steps back", () => {
  const keys = ["ArrowRight", "ArrowDown", " ", "ArrowLeft", "ArrowUp", "Home", "End", "B", "S", "?"];
  const wanted = ["next", "next", "next", "previous", "previous", "first", "last", "blank", "speaker", "help"];
  assert.deepEqual(keys.map((key) => actionOf(pressed(key))), wanted);
  assert.equal(actionOf(pressed(" ", { shiftKey: true })), "previous");
});

test("keys of the browser and letters without a meaning are left alone", () => {
  assert.equal(actionOf(pressed("p", { ctrlKey: true })), null);
  assert.equal(actionOf(pressed("ArrowLeft", { altKey: true })), null);
  for (const key of ["x", "F5", "Tab", "Shift", "é"]) assert.equal(actionOf(pressed(key)), null);
});

test("a field keeps its letters, a slider and a map keep the arrows, a button keeps space; a clicker always steps", () => {
  assert.ok(keepsKey("field", "b"));
  assert.ok(keepsKey("slider", "ArrowRight") && keepsKey("map", "Home") && keepsKey("button", " "));
  assert.ok(!keepsKey("button", "ArrowRight") && !keepsKey("", " ") && !keepsKey("map", "p"));
  for (const kind of ["slider", "map", "button"]) for (const key of ["PageDown", "PageUp", "B", "."]) assert.ok(!keepsKey(kind, key));
});

test("a swipe steps when it is long, level and quick enough", () => {
  const from = { x: 300, y: 400, at: 0 };
  assert.equal(swipeOf(from, { x: 200, y: 420, at: 200 }), "next");
  assert.equal(swipeOf(from, { x: 400, y: 380, at: 200 }), "previous");
  assert.equal(swipeOf(from, { x: 250, y: 400, at: 200 }), null);
  assert.equal(swipeOf(from, { x: 200, y: 500, at: 200 }), null);
  assert.equal(swipeOf(from, { x: 200, y: 400, at: 2000 }), null);
});

test("the step of an address is within the story; its end is one more", () => {
  const steps = ["", "?step=1", "?step=3", "?step=8", "?step=99", "?step=0", "?step=-4", "?step=x"];
  assert.deepEqual(steps.map((search) => stepOf(search, 7)), [0, 0, 2, 7, 7, 0, 0, 0]);
  assert.deepEqual(["", "#3", "#99", "#x"].map((hash) => hashStep(hash, 7)), [0, 2, 7, 0]);
});

test("the time since the start is read at a glance", () => {
  assert.deepEqual([0, 999, 61_000, 3_754_000, -5].map(spanText), ["0:00", "0:00", "1:01", "1:02:34", "0:00"]);
});

test("the names inside two drawings differ, and each drawing still finds its own", () => {
  const drawing = '<svg><clipPath id="a1"/><g clip-path="url(#a1)"><use xlink:href="#m2"/><path id="m2"/></g></svg>';
  const apart = namedApart(drawing, "svg-7");
  assert.equal(
    apart,
    '<svg><clipPath id="svg-7-a1"/><g clip-path="url(#svg-7-a1)"><use xlink:href="#svg-7-m2"/><path id="svg-7-m2"/></g></svg>',
  );
});

test("a column of figures is told from one of words", () => {
  assert.ok(hasNumbers(["4.3 % (2020)", "1 280 831 t (2022)", "–"]));
  assert.ok(hasNumbers(["1 of 1", "none recorded", "0 of 2"]));
  assert.ok(!hasNumbers(["2 recorded", "need high, none recorded", "1 recorded"]));
  assert.ok(!hasNumbers(["Stuttgart (Germany)", "'s-Gravenhage (Netherlands)"]));
});
