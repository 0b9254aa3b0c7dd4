/* A room as its pages know it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { afterEvent, bestFirst, sharesOf, unknownRoom } from "../../dashboard/deck/js/roomstate.js";

const ONE = { id: "a", step: 0, text: "One", n: 0, stand: "open" };
const TWO = { id: "b", step: 1, text: "Two", n: 2, stand: "open" };

/** The state after several events, each [name, content]. */
function told(...events) {
  return events.reduce((state, [name, content]) => afterEvent(state, name, content), unknownRoom());
}

test("a room is taken over as a whole, and then event by event", () => {
  const state = told(
    ["room", { room: "abc234", born: "1", show: "s", step: 0, furthest: 0, closed: [], bars: { 1: [0, 0] }, proposals: [ONE] }],
    ["step", { step: 1, furthest: 1 }],
    ["bars", { step: 1, counts: [2, 1] }],
    ["closed", { closed: [1] }],
    ["followers", { n: 7 }],
  );
  assert.deepEqual(state, {
    room: "abc234", born: "1", show: "s", step: 1, furthest: 1, closed: [1], bars: { 1: [2, 1] }, proposals: [ONE], followers: 7,
  });
});

test("a room told anew, as after a restart, forgets what was before", () => {
  const state = told(["proposal", ONE], ["bars", { step: 1, counts: [5] }], ["room", { step: 2, bars: {}, proposals: [] }]);
  assert.deepEqual([state.step, state.bars, state.proposals], [2, {}, []]);
});

test("a proposal comes once, changes in its place and goes", () => {
  const state = told(["proposal", ONE], ["proposal", TWO], ["proposal", { ...ONE, n: 3, stand: "accepted" }]);
  assert.deepEqual(state.proposals.map(({ id, n }) => [id, n]), [["a", 3], ["b", 2]]);
  assert.deepEqual(afterEvent(state, "removed", { id: "b" }).proposals.map(({ id }) => id), ["a"]);
  assert.equal(state.proposals.length, 2, "a state is not changed, another one is made");
});

test("the most endorsed come first, equals as they came", () => {
  const found = bestFirst([ONE, TWO, { ...ONE, id: "c" }, { ...TWO, id: "d", stand: "accepted" }], "open");
  assert.deepEqual(found.map(({ id }) => id), ["b", "a", "c"]);
});

test("bars are shares of all answers, and none where nobody answered", () => {
  assert.deepEqual(sharesOf(["x", "y"], [3, 1]).map(({ n, share }) => [n, share]), [[3, 0.75], [1, 0.25]]);
  assert.deepEqual(sharesOf(["x", "y"]).map(({ n, share }) => [n, share]), [[0, 0], [0, 0]]);
});
