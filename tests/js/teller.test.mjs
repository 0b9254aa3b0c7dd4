import assert from "node:assert/strict";
import { test } from "node:test";

import { createTeller } from "../../dashboard/map_component/js/teller.js";

function told() {
  const [said, later] = [[], []];
  const teller = createTeller((changes) => said.push(changes), (again) => later.push(again));
  return { teller, said, pass: () => later.shift()?.() };
}

test("a map that stands is told again until the server has heard", () => {
  const { teller, said, pass } = told();
  teller.tell();
  pass();
  assert.deepEqual(said, [{ drawn: "1" }, { drawn: "1" }]);
  teller.hear(false);
  pass();
  assert.equal(said.length, 2);
});

test("a server that never hears is not asked for ever", () => {
  const { teller, said, pass } = told();
  teller.tell();
  for (let n = 0; n < 9; n += 1) pass();
  assert.equal(said.length, 3);
});

test("a server that knows is told nothing", () => {
  const { teller, said } = told();
  teller.hear(false);
  teller.tell();
  assert.deepEqual(said, []);
});
