import assert from "node:assert/strict";
import { test } from "node:test";

import { cardCorner, placeFacts, placeSentence } from "../../dashboard/map_component/js/card.js";

const NUMBER = { decimal: ".", group: "\u202f", minus: "\u2212" };
const TEXTS = {
  card_rank: "Rank {rank} of {n}",
  state_none: "No figure",
  state_unreliable: "Low reliability: not drawn on the map",
  flag_e: "estimated",
  flag_p: "provisional",
};
const SHOWN = {
  layer: { decimals: 1, symbol: "%", unit: "percent", scale: "sequential" },
  label: "2019",
  ids: ["A", "B", "C"],
  names: ["Gent", "", "Brno"],
  values: Float64Array.from([12.34, NaN, 5]),
  flags: ["ep", "", "eu"],
  state: Int8Array.from([0, -1, -4]),
  ranks: Int32Array.from([1, 0, 0]),
  counts: { shown: 1 },
  lines: null,
};
const MAP = { width: 400, height: 300 };
const CARD = { width: 120, height: 60 };

test("a card says value, flags in words and rank", () => {
  const facts = placeFacts(SHOWN, 0, TEXTS, NUMBER);
  assert.deepEqual(facts, {
    name: "Gent",
    value: "12.3\u202f%",
    period: "2019",
    notes: ["Estimated, provisional", "Rank 1 of 1"],
  });
  assert.equal(placeSentence(facts), "Gent, 2019. 12.3\u202f%. Estimated, provisional. Rank 1 of 1.");
});

test("a card says why there is no colour; a place without a name has its code", () => {
  assert.deepEqual(placeFacts(SHOWN, 1, TEXTS, NUMBER), { name: "B", value: "", period: "2019", notes: ["No figure"] });
  assert.deepEqual(placeFacts(SHOWN, 2, TEXTS, NUMBER).notes, ["Low reliability: not drawn on the map", "Estimated"]);
});

test("a line of text stands for the value and has no rank", () => {
  const facts = placeFacts({ ...SHOWN, lines: ["both high", "", ""] }, 0, TEXTS, NUMBER);
  assert.deepEqual([facts.value, facts.notes], ["both high", ["Estimated, provisional"]]);
});

test("a card stays inside the map and off the pointer", () => {
  for (let x = 0; x <= MAP.width; x += 20) {
    for (let y = 0; y <= MAP.height; y += 20) {
      const { left, top } = cardCorner({ x, y }, CARD, MAP);
      assert.ok(left >= 0 && left + CARD.width <= MAP.width && top >= 0 && top + CARD.height <= MAP.height);
      assert.ok(x < left || x > left + CARD.width || y < top || y > top + CARD.height);
    }
  }
});
