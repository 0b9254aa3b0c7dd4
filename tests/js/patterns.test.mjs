import assert from "node:assert/strict";
import test from "node:test";

import { TEXTURES, mixed, ringColour, svgPattern, textureGround, textureOf } from "../../dashboard/map_component/js/patterns.js";

const COLOURS = { text: "#1d2733", no_data: "#dedbd5", land: "#f4f3ef", muted: "#5b6673", people: "#63438b", places: "#2f6d67" };

test("every state without a colour has a texture, a class has none", () => {
  assert.deepEqual([-1, -2, -3, -4].map(textureOf), ["none", "withheld", "outside", "unreliable"]);
  assert.deepEqual([-5, -6].map(textureOf), ["only_rows", "only_columns"]);
  assert.equal(textureOf(0), "");
});

test("each texture is another SVG pattern with its own id", () => {
  const patterns = Object.keys(TEXTURES).map((kind) => svgPattern(kind, COLOURS));
  const insides = patterns.map((text) => text.slice(text.indexOf(">")));
  assert.equal(new Set(insides).size, patterns.length);
  for (const kind of Object.keys(TEXTURES)) assert.match(svgPattern(kind, COLOURS), new RegExp(`id="texture-${kind}"`));
  assert.doesNotMatch(patterns.join(""), /undefined|NaN/);
});

test("a ring has the colour of the half of a pair that is there", () => {
  assert.deepEqual([0, -1, -5, -6].map((state) => ringColour(state, COLOURS)), ["#5b6673", "#5b6673", "#63438b", "#2f6d67"]);
});

test("the hatch lies on the class colour; outside is plain land", () => {
  assert.equal(textureGround("hatch", COLOURS), "");
  assert.equal(textureGround("outside", COLOURS), COLOURS.land);
});

test("colours mix part by part; a colour in words is taken as it is", () => {
  assert.equal(mixed("#000000", "#ffffff", 0.5), "#808080");
  assert.equal(mixed("#000", "#ffffff", 1), "#ffffff");
  assert.equal(mixed("#000000", "white", 0.5), "white");
});
