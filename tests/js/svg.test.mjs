import assert from "node:assert/strict";
import test from "node:test";

import { readShapes } from "../../dashboard/map_component/js/shapes.js";
import { shownOf } from "../../dashboard/map_component/js/states.js";
import { svgOf, svgSize } from "../../dashboard/map_component/js/svg.js";
import { pathText } from "../../dashboard/map_component/js/svgmap.js";
import { escaped, textWidth, wrapped } from "../../dashboard/map_component/js/svgtext.js";

const COLOURS = {
  page: "#ffffff", text: "#1d2733", muted: "#5b6673", accent: "#0a6c74", water: "#e9eff2", land: "#f4f3ef",
  ground: "#fdfdfb", point_ground: "#e3e0d9", no_data: "#dedbd5", region_line: "#ffffff", country_line: "#5b6673",
};
const TEXTS = new Proxy({ legend_range: "{lower} to {upper}", export_day: "Made on {day}" }, {
  get: (texts, key) => texts[key] ?? key,
});
const NAMES = { ids: ["A", "B", "C", "D"], names: ["Aa & <b>", "Bb", "Cc", "Dd"] };
const SQUARE = (x, y, f = 0) => [f, x, y, 100, 0, 0, 100, -100, 0];
const SHAPES = readShapes({
  ids: NAMES.ids,
  frames: [{ id: "europe", box: [0, 0, 200, 200] }, { id: "far", title: "Far", box: [0, 0, 100, 100] }],
  shapes: [[SQUARE(0, 0)], [SQUARE(100, 0)], [SQUARE(0, 100), SQUARE(0, 0, 1)], [SQUARE(5000, 5000)]],
  points: [[0, 50, 50], [0, 150, 50], [0, 50, 150], [0, 5050, 5050]],
});
const LAYER = {
  unit: "people", symbol: "", decimals: 0, shape: "fill", scale: "sequential", cuts: [0, 10, 20],
  colours: ["#e8f3f0", "#0a4a47"], legend: "people; equal numbers", largest: 20, colour: "#63438b",
  sizes: [[20, "20"]], pair: null,
};
const HISTORY = {
  periods: ["2019"], labels: ["2019"], sets: [{ outside: [] }], lines: null,
  frames: [{ set: 0, values: [5, 15, null, 12], flags: { e: [1] }, withheld: [2], off: 0 }],
};

function viewOf(layer = {}, panel = {}, more = {}) {
  const shown = shownOf({ ...LAYER, ...layer }, HISTORY, 0, NAMES);
  const bases = { shapes: SHAPES, borders: SHAPES, land: SHAPES };
  const one = { shown, ...bases, camera: { k: 1, x: 0, y: 0 }, hatch: true, ...panel };
  return {
    size: { w: 400, h: 300 }, panels: [one], colours: COLOURS, marks: [], texts: TEXTS,
    number: { decimal: ".", group: " ", minus: "-" }, head: { title: "Title & <more>", subtitle: "people, 2019" },
    foot: {
      source: "Source: a", copyright: "© b", day: "1 May 2026", snapshot: "Snapshot of today · 3fa9c1",
      link: "https://atlas.example/explore?year=2015&data=2026-11-22.3fa9c1",
    },
    ...more,
  };
}

/** Throws where an element is not closed in the order it was opened. */
function assertWellFormed(text) {
  const open = [];
  for (const [tag, closing, name] of text.matchAll(/<(\/?)([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g)) {
    if (closing) assert.equal(open.pop(), name);
    else if (!tag.endsWith("/>")) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.equal(text.replace(/<\/?[a-zA-Z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, "").includes("<"), false);
}

test("the drawing says its size and holds head, source, licence and day", () => {
  const svg = svgOf(viewOf());
  assertWellFormed(svg);
  assert.ok(svgSize(svg).w > 400 && svgSize(svg).h > 300);
  assert.ok(svg.includes(">Made on 1 May 2026 · Snapshot of today · 3fa9c1</text>"));
  assert.ok(svg.includes(">https://atlas.example/explore?year=2015&amp;data=2026-11-22.3fa9c1</text>"));
  const lines = [...svg.matchAll(/ y="([\d.]+)" font-size="11"/g)].slice(-4).map(([, y]) => Number(y));
  assert.ok(lines.every((y, i) => !i || y - lines[i - 1] >= 11) && svgSize(svg).h - lines.at(-1) >= 8, "no overlap");
  for (const text of ["Title &amp; &lt;more&gt;", "people, 2019", "Source: a", "© b", "Made on 1 May 2026"]) {
    assert.ok(svg.includes(text), text);
  }
  assert.doesNotMatch(svg, /NaN|undefined|["'(]https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
});

test("places have their colour or their texture, and their name and figure", () => {
  const svg = svgOf(viewOf());
  assert.match(svg, /<g fill="#e8f3f0"[^>]*><path d="M0 0l100 0 0 100-100 0z"><title>Aa &amp; &lt;b&gt;: 5 people</);
  assert.match(svg, /<g fill="url\(#texture-withheld\)"/);
  assert.match(svg, /<path d="M100 0[^"]*" fill="url\(#texture-hatch\)"/);
  assert.doesNotMatch(svgOf(viewOf({}, { hatch: false })).split("</defs>")[1], /texture-hatch/);
});

test("what lies outside the window is not written", () => {
  const window = { frame: 0, camera: { k: 1, x: 0, y: 0 }, box: { x: 0, y: 0, w: 400, h: 300 } };
  assert.equal(pathText(SHAPES, 3, window), "");
  assert.doesNotMatch(svgOf(viewOf()), /Dd/);
});

test("an inset is drawn in its own frame, clipped", () => {
  const inset = { frame: 1, camera: { k: 0.5, x: 300, y: 10 }, box: { x: 300, y: 10, w: 60, h: 60 } };
  const svg = svgOf(viewOf({}, { insets: [inset] }));
  assert.match(svg, /<clipPath id="map-0-1"><rect x="300" y="10" width="60" height="60"\/>/);
  assert.match(svg, /M300 10l50 0 0 50-50 0z/);
});

test("circles and points stand where their places are", () => {
  assert.match(svgOf(viewOf({ shape: "circles" })), /<circle cx="50\.0" cy="50\.0" r="16\.0" fill="#63438b"/);
  const points = svgOf(viewOf({ shape: "points" }));
  assert.match(points, /<circle cx="50\.0" cy="50\.0" r="5" fill="#e8f3f0"/);
  assert.match(points, /<circle cx="50\.0" cy="150\.0" r="3" fill="url\(#texture-withheld\)"/);
});

test("several maps stand side by side under one legend for each layer", () => {
  const { panels: [panel] } = viewOf();
  const two = svgOf(viewOf({}, {}, { panels: [{ ...panel, title: "2018" }, { ...panel, title: "2019" }] }));
  assert.ok(two.includes(">2018<") && two.includes(">2019<"));
  assert.equal(two.split(LAYER.legend).length, 2);
});

test("chosen places are outlined, marks are drawn, tiles have letters", () => {
  const marks = [{ kind: "label", points: [[10, 10]], text: "Here" }];
  const svg = svgOf(viewOf({}, { selected: [0], tiles: true }, { marks }));
  assert.match(svg, /fill="none" stroke="#1d2733" stroke-width="2.4"/);
  assert.ok(svg.includes(">Here<") && svg.includes(">A<"));
});

test("text is escaped and wrapped", () => {
  assert.equal(escaped('<a b="c">\u0001&\''), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
  const lines = wrapped("Half of the regions lie below the middle of all regions", 120, 12);
  assert.ok(lines.length > 1 && lines.every((line) => textWidth(line, 12) <= 120));
  assert.ok(wrapped("Donaudampfschifffahrtsgesellschaft", 60, 12).length > 2);
  assert.equal(wrapped("1\u202f000 a", 500, 12).join("|"), "1\u202f000 a");
  assert.deepEqual(wrapped("", 100, 12), []);
});
