/* Shapes, camera and insets: what a point of the screen means on the map, and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bounded, fitted, insetsOf, meets, panned, toMap, toScreen, visible, zoomed } from "../../dashboard/map_component/js/camera.js";
import { contains, extentOf, readPoints, readShapes } from "../../dashboard/map_component/js/shapes.js";

const FRAMES = [{ id: "europe", box: [0, 0, 1000, 800] }, { id: "far", box: [0, 0, 100, 50] }];
const FILE = {
  frames: FRAMES,
  ids: ["AA", "BB"],
  // a square with a hole, and an island of the second place in the inset
  shapes: [[[0, 0, 0, 100, 0, 0, 100, -100, 0], [0, 40, 40, 20, 0, 0, 20, -20, 0]], [[0, 200, 0, 50, 0, 0, 50], [1, 10, 10, 20, 0, 0, 20]]],
  points: [[0, 10, 10], [0, 220, 10]],
};

test("rings are read as absolute coordinates", () => {
  const shapes = readShapes(FILE);
  assert.deepEqual([...shapes.rings[0][0].xy], [0, 0, 100, 0, 100, 100, 0, 100]);
  assert.deepEqual(shapes.extents[1][1], [10, 10, 30, 30]);
  assert.equal(shapes.index.get("BB"), 1);
});

test("a hole is outside, and a place is found in its own frame only", () => {
  const shapes = readShapes(FILE);
  assert.ok(contains(shapes, 0, 0, 10, 10));
  assert.ok(!contains(shapes, 0, 0, 50, 50));
  assert.ok(!contains(shapes, 0, 1, 10, 10));
  assert.ok(contains(shapes, 1, 1, 25, 15));
});

test("the extent of places is theirs in Europe; none without a place there", () => {
  const shapes = readShapes(FILE);
  assert.deepEqual(extentOf(shapes, [0, 1]), [0, 0, 250, 50].with(3, 100));
  assert.equal(extentOf(shapes, []), null);
});

test("places with points have no rings and stand where they are", () => {
  const shapes = readPoints(["X1", "X2"], [[0, 5, 6], null], FRAMES);
  assert.deepEqual(shapes.extents[0][0], [5, 6, 5, 6]);
  assert.deepEqual(shapes.extents[1], []);
  assert.ok(!contains(shapes, 0, 0, 5, 6));
});

test("screen and map are each other's way back", () => {
  const camera = fitted([100, 200, 900, 600], 640, 480);
  for (const [x, y] of [[0, 0], [123, 456], [-50, 1000]]) {
    const [mx, my] = toMap(camera, ...toScreen(camera, x, y));
    assert.ok(Math.abs(mx - x) < 1e-9 && Math.abs(my - y) < 1e-9);
  }
});

test("a fitted box is whole in the window and in its middle", () => {
  const box = [100, 200, 900, 600];
  const [x0, y0, x1, y1] = visible(fitted(box, 640, 480), 640, 480);
  assert.ok(x0 <= box[0] && y0 <= box[1] && x1 >= box[2] && y1 >= box[3]);
  assert.ok(Math.abs(x0 + x1 - box[0] - box[2]) < 1e-6);
});

test("zooming keeps the point under the pointer and stops at its limits", () => {
  const home = fitted([0, 0, 1000, 800], 640, 480);
  const near = zoomed(home, 3, 100, 50, home);
  const [before, after] = [toMap(home, 100, 50), toMap(near, 100, 50)];
  assert.ok(Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-9);
  assert.ok(zoomed(home, 1e9, 0, 0, home).k <= home.k * 40);
  assert.ok(zoomed(home, 1e-9, 0, 0, home).k >= home.k * 0.8);
});

test("the map cannot be lost: its middle stays in the box", () => {
  const box = [0, 0, 1000, 800];
  const lost = panned(fitted(box, 640, 480), 1e6, -1e6);
  const [x0, y0, x1, y1] = visible(bounded(lost, box, 640, 480), 640, 480);
  assert.ok((x0 + x1) / 2 >= box[0] - 1e-6 && (y0 + y1) / 2 <= box[3] + 1e-6);
});

test("insets stand apart from each other inside the window", () => {
  const frames = [FRAMES[0], ...Array.from({ length: 9 }, () => FRAMES[1])];
  const boxes = insetsOf(frames, [1, 2, 3, 5, 9], 700).map(({ box }) => box);
  assert.equal(boxes.length, 5);
  boxes.forEach((one, i) => {
    assert.ok(one.x >= 0 && one.x + one.w <= 700);
    boxes.slice(i + 1).forEach((other) => {
      assert.ok(!meets([one.x, one.y, one.x + one.w, one.y + one.h], [other.x, other.y, other.x + other.w, other.y + other.h]));
    });
  });
});

test("neighbourhoods count in parts of a unit and are a city's size on the screen", () => {
  const ring = [0, 909771, 545064, 100, 0, 0, 50];
  const file = { fine: 100, ids: ["DE001C_01"], frames: [{ box: [9061, 5417, 9155, 5494] }], shapes: [[ring]], points: [[0, 909790, 545070]] };
  const shapes = readShapes(file);
  assert.deepEqual([...shapes.rings[0][0].xy], [9097.71, 5450.64, 9098.71, 5450.64, 9098.71, 5451.14]);
  assert.deepEqual(shapes.points, [[0, 9097.9, 5450.7]]);
  assert.ok(contains(shapes, 0, 0, 9098.6, 5450.7));
  const home = fitted(file.frames[0].box, 640, 480, 0, 1);
  assert.ok(home.k * (5494 - 5417) > 470);
});
