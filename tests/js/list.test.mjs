import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, placeOrder, placesFound, rowWindow } from "../../dashboard/map_component/js/order.js";

test("places come by rank, then by why they have none, then by name", () => {
  const shown = {
    ids: ["A", "B", "C", "D", "E", "F", "G"],
    names: ["Zürich", "Århus", "Gent", "Bern", "Łódź", "Aosta", "Brno"],
    ranks: Int32Array.from([1, 3, 0, 1, 0, 0, 0]),
    state: Int8Array.from([2, 0, -1, 2, -4, -2, -3]),
  };
  const names = [...placeOrder(shown)].map((n) => shown.names[n]);
  assert.deepEqual(names, ["Bern", "Zürich", "Århus", "Łódź", "Aosta", "Gent", "Brno"]);
});

test("a search knows neither accents nor capitals, and codes from their beginning", () => {
  const places = { ids: ["PL711", "DK042", "DE300"], names: ["Łódź", "Århus", "Straße"] };
  assert.equal(folded("Málaga ØŁ"), "malaga ol");
  assert.deepEqual([...placesFound(places, " lodz ")], [1, 0, 0]);
  assert.deepEqual([...placesFound(places, "STRASSE")], [0, 0, 1]);
  assert.deepEqual([...placesFound(places, "d")], [1, 1, 1]);
  assert.deepEqual([...placesFound(places, "dk0")], [0, 1, 0]);
  assert.equal(placesFound(places, "  "), null);
});

test("only the rows in sight and a few around them are drawn", () => {
  assert.deepEqual(rowWindow(0, 280, 28, 1522), { first: 0, count: 19 });
  assert.deepEqual(rowWindow(2800, 280, 28, 1522), { first: 96, count: 19 });
  assert.deepEqual(rowWindow(1e6, 280, 28, 100), { first: 81, count: 19 });
  assert.deepEqual(rowWindow(0, 280, 28, 3), { first: 0, count: 3 });
  assert.equal(rowWindow(0, 5000, 28, 1522).count, 40);
});
