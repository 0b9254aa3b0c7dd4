import assert from "node:assert/strict";
import test from "node:test";

import {
  MOST_LABEL_LETTERS, MOST_MARKS, MOST_MARK_LETTERS, MOST_PEN_POINTS, labelText, markAt, marksSvg, readMarks,
  simplified, writeMarks,
} from "../../dashboard/map_component/js/marks.js";

const CAMERA = { k: 0.1, x: -300, y: -200 };
const COLOURS = { page: "#ffffff", text: "#1d2733", accent: "#0a6c74" };
const MARKS = [
  { kind: "pen", points: [[6400, 3200], [6412, 3195], [6420, 3203]] },
  { kind: "arrow", points: [[6000, -3000], [6400, 3200]] },
  { kind: "label", points: [[6500, 3300]], text: "Gent & Łódź ~ 100 %" },
];

test("marks survive writing and reading", () => {
  assert.deepEqual(readMarks(writeMarks(MARKS)), MARKS);
  assert.match(writeMarks(MARKS), /^[A-Za-z0-9._~!*'()%-]+$/);
  assert.equal(writeMarks(MARKS.slice(0, 2)), "p6400.3200.12.-5.8.8~a6000.-3000.6400.3200");
});

test("a malformed mark is dropped, never an error", () => {
  for (const text of ["", "~", "x", "p1", "p1.2.3", "l1.2.%", "l1.2.%C3", "a1.2.3.4.5", "l..x", "p1e3.2.3.4"]) {
    assert.deepEqual(readMarks(text), [], text);
  }
  assert.deepEqual(readMarks(undefined), []);
  assert.equal(readMarks("a1.2.3.4~what~l5.6.Ghent").length, 2);
});

test("what is too much is left out", () => {
  const [arrow] = MARKS.slice(1);
  assert.equal(readMarks(writeMarks(new Array(30).fill(arrow))).length, MOST_MARKS);
  const long = { kind: "label", points: [[1, 2]], text: "Ł".repeat(200) };
  assert.equal([...readMarks(writeMarks([long]))[0].text].length, MOST_LABEL_LETTERS);
  assert.ok(writeMarks(new Array(20).fill(long)).length <= MOST_MARK_LETTERS);
});

test("a stroke is simplified and stays where it is", () => {
  const points = Array.from({ length: 500 }, (_, i) => [i * 4, Math.round(300 * Math.sin(i / 40))]);
  const few = simplified(points, 2);
  assert.ok(few.length <= MOST_PEN_POINTS && few.length > 10);
  assert.deepEqual([few[0], few.at(-1)], [points[0], points.at(-1)]);
  assert.equal(readMarks(writeMarks([{ kind: "pen", points }])).length, 1);
  assert.deepEqual(simplified([[0, 0], [5, 0], [10, 0]], 1), [[0, 0], [10, 0]]);
});

test("a label is one line without unseen characters", () => {
  assert.equal(labelText("  Ghent\n\u202e2015 \ud800 "), "Ghent 2015 \ufffd");
  assert.equal(labelText("\n"), "");
});

test("a mark made by keyboard points at its place", () => {
  assert.deepEqual(markAt("arrow", [100, 200], "", 50), { kind: "arrow", points: [[50, 150], [100, 200]] });
  assert.deepEqual(markAt("label", [1, 2], " Ghent "), { kind: "label", points: [[1, 2]], text: "Ghent" });
});

test("marks are drawn as SVG with their words escaped", () => {
  const svg = marksSvg([{ ...MARKS[2], text: "<script>&" }, MARKS[0]], CAMERA, COLOURS, { w: 800, h: 600 });
  assert.match(svg, /&lt;script&gt;&amp;/);
  assert.match(svg, /M340\.0 120\.0L341\.2 119\.5/);
  assert.doesNotMatch(svg, /NaN|undefined/);
});
