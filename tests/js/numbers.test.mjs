import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, format, ranks, withUnit } from "../../dashboard/map_component/js/numbers.js";

const ENGLISH = { decimal: ".", group: "\u202f", minus: "\u2212" };
const FRENCH = { ...ENGLISH, decimal: "," };

/** value, decimals, and what `Language.number` of the server writes. */
const WRITTEN = [
  [0.5, 0, "0"],
  [1.5, 0, "2"],
  [2.5, 0, "2"],
  [0.05, 1, "0.1"],
  [0.15, 1, "0.1"],
  [0.25, 1, "0.2"],
  [0.35, 1, "0.3"],
  [2.675, 2, "2.67"],
  [1.005, 2, "1.00"],
  [0.125, 2, "0.12"],
  [0.375, 2, "0.38"],
  [9.995, 2, "9.99"],
  [99.95, 1, "100.0"],
  [8.45, 1, "8.4"],
  [999.5, 0, "1\u202f000"],
  [1234.5, 0, "1\u202f234"],
  [1235.5, 0, "1\u202f236"],
  [12345.678, 2, "12\u202f345.68"],
  [-1234567.89, 1, "\u22121\u202f234\u202f567.9"],
  [-2.5, 0, "\u22122"],
  [-0.4, 0, "0"],
  [-0.04, 1, "0.0"],
  [0, 1, "0.0"],
  [1e-9, 1, "0.0"],
  [1e15, 0, "1\u202f000\u202f000\u202f000\u202f000\u202f000"],
];

for (const [value, decimals, text] of WRITTEN) {
  test(`${value} with ${decimals} decimals is written as the server writes it`, () => {
    assert.equal(format(value, decimals, ENGLISH), text);
    assert.equal(format(value, decimals, FRENCH), text.replace(".", ","));
  });
}

test("no figure is a dash", () => {
  assert.equal(format(NaN, 1, ENGLISH), "–");
  assert.equal(format(Infinity, 1, ENGLISH), "–");
});

test("the unit is its symbol, or its name", () => {
  assert.equal(withUnit(9.84, { decimals: 1, symbol: "µg/m³", unit: "micrograms" }, ENGLISH), "9.8\u202fµg/m³");
  assert.equal(withUnit(1200, { decimals: 0, symbol: "", unit: "persons" }, ENGLISH), "1\u202f200 persons");
});

test("gaps are filled, unknown ones stay", () => {
  assert.equal(fill("{n} of {all}, {n}", { n: 3, all: "$&" }), "3 of $&, 3");
  assert.equal(fill("{n} of {all}", { n: 3 }), "3 of {all}");
});

test("ties share the best rank; what is not drawn has none", () => {
  const values = Float64Array.from([5, NaN, 9, 5, 1, 7]);
  assert.deepEqual([...ranks(values, Uint8Array.from([1, 1, 1, 1, 1, 0]))], [2, 0, 1, 2, 4, 0]);
});
