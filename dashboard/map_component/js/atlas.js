/* The map as a whole: takes a specification, fetches what it names, and keeps maps, legend, list and time together.
   It knows nothing of Streamlit: `send(changes)` is told what the reader changed, as parameters of the address. */

import { drawAround } from "./around.js";
import { groundAt } from "./ground.js";
import { follow, handlers, hovered, marker, picked } from "./hands.js";
import { pointOf } from "./hit.js";
import { legendKinds } from "./legend.js";
import { paintMarks, readMarks } from "./marks.js";
import { createPanel } from "./panel.js";
import { drawingOf } from "./picture.js";
import { fail, fit, numberOf, showPeriod } from "./present.js";
import { createSkeleton } from "./skeleton.js";
import { jsonOf, styled, supplyFiles } from "./sources.js";

const SHEET = "atlas.css";

/** A map in `root`, an element or a shadow root. Returns {update(spec), destroy(), clock() and what tests ask}. */
export function mountAtlas(root, spec, send, { base = document.baseURI } = {}) {
  const atlas = {
    root, send, base, spec: null, parts: null, texts: null, panels: [], layers: [], index: 0, turn: 0,
    places: [], marks: [], only: null, told: {}, shownKept: new Map(), grounds: new Map(), words: null,
  };
  update(atlas, spec);
  return {
    update: (next) => update(atlas, next),
    destroy: () => destroy(atlas),
    clock: () => atlas.parts?.clock ?? null,
    probe: (code) => probe(atlas, code),
    drawing: () => drawingOf(atlas),
  };
}

/** Take over a new specification; an older one that is still being fetched is given up. */
async function update(atlas, spec) {
  const turn = (atlas.turn += 1);
  atlas.trouble = spec.trouble;
  if (spec.files) supplyFiles(spec.files, atlas.base);
  try {
    if (spec.code) atlas.sheet ??= styled(atlas.root, new URL(spec.code + SHEET, atlas.base).href);
    const [texts, ...histories] = await Promise.all([
      jsonOf(spec.texts, atlas.base),
      ...spec.layers.map((layer) => jsonOf(layer.history, atlas.base)),
      atlas.sheet,
    ]);
    if (turn !== atlas.turn) return;
    adopt(atlas, spec, texts, histories.slice(0, spec.layers.length));
    await showPeriod(atlas);
    tellDrawn(atlas);
    fetchRest(atlas, turn);
  } catch (error) {
    console.warn(error);
    fail(atlas, "trouble");
    tellDrawn(atlas);
  }
}

/** Make the elements anew where the picture is another one, and take over what Python says. */
function adopt(atlas, spec, texts, histories) {
  const old = atlas.spec;
  atlas.spec = spec;
  const kind = (one) => JSON.stringify([one.texts, one.parts, one.panels.length, one.layers.length]);
  if (!old || !atlas.parts || kind(old) !== kind(spec)) build(atlas, texts);
  if (old) keepEqual(old, spec);
  if (!old || spec.layers !== old.layers || spec.unreliable !== old.unreliable) adoptLayers(atlas, histories);
  const told = { year: spec.panels[0].period, places: spec.places.join(), zoom: spec.zoom, marks: spec.marks };
  const isNew = (name) => atlas.told[name] !== told[name];
  if (isNew("places")) atlas.places = [...spec.places];
  if (isNew("marks")) showMarks(atlas, readMarks(spec.marks));
  atlas.zoomTo = isNew("zoom") ? spec.zoom : null;
  const { periods } = atlas.layers[spec.panels[0].layer].history;
  if (isNew("year") || atlas.index >= periods.length) atlas.index = Math.max(periods.indexOf(told.year), 0);
  atlas.told = told;
}

/** What says the same stays the same object: then only what changed is drawn again. */
function keepEqual(old, spec) {
  for (const name of ["colours", "layers"]) {
    if (JSON.stringify(old[name]) === JSON.stringify(spec[name])) spec[name] = old[name];
  }
}

function adoptLayers(atlas, histories) {
  const named = (layers) => layers.map(({ layer }) => layer.history).join();
  const before = named(atlas.layers);
  const { spec } = atlas;
  atlas.layers = spec.layers.map((layer, i) => ({ layer, history: histories[i], kinds: legendKinds(histories[i], spec) }));
  atlas.shownKept.clear();
  if (named(atlas.layers) !== before) Object.assign(atlas, { words: null, only: null });
}

function build(atlas, texts) {
  atlas.parts?.element.remove();
  atlas.parts?.clock?.destroy();
  atlas.texts = texts;
  const { spec, root } = atlas;
  atlas.parts = createSkeleton(texts, spec, handlers(atlas));
  root.append(atlas.parts.element);
  atlas.told = {};
  atlas.panels = atlas.parts.hosts.map((place, i) => {
    const panel = createPanel(place.host, {
      hover: (code, point) => hovered(atlas, i, code, point),
      pick: (code, add) => picked(atlas, i, code, add),
      camera: (camera) => follow(atlas, i, camera),
      marked: () => atlas.marks.length > 0,
      top: (context, { camera, box }, grow) => paintMarks(context, atlas.marks, camera, atlas.spec.colours, box, grow),
    });
    panel.place = place;
    return panel;
  });
  atlas.marker = marker(atlas);
  atlas.sizes?.disconnect();
  atlas.sizes = new ResizeObserver(() => fit(atlas));
  atlas.sizes.observe(atlas.parts.maps);
}

/** Once: the rest of the page may come now. */
function tellDrawn(atlas) {
  if (atlas.isDrawn) return;
  atlas.isDrawn = true;
  performance.mark("atlas-drawn");
  atlas.send({ drawn: "1" });
}

function showMarks(atlas, marks) {
  atlas.marks = marks;
  atlas.marker?.show(marks);
}

/** After the first picture: the sentences of other periods, and the shapes of other versions. */
async function fetchRest(atlas, turn) {
  const { spec, base, layers } = atlas;
  const [{ layer, history }] = layers;
  for (const set of history.sets) await groundAt(atlas, set);
  const stepped = spec.parts.includes("time") && spec.panels.length === 1;
  if (!layer.words || !stepped || atlas.words || turn !== atlas.turn) return;
  atlas.words = await jsonOf(layer.words, base).catch(() => null);
  if (atlas.words && turn === atlas.turn) drawAround(atlas);
}

/** For tests and talks: where a place stands on the first map, and the colour of the pixel there. */
function probe(atlas, code) {
  const [panel] = atlas.panels;
  const n = numberOf(atlas, 0, code);
  const point = n === null ? null : pointOf(panel.stage, panel.last.shapes, n);
  if (!point) return null;
  const { scale, contexts } = panel.stage;
  const pixel = (name) => [...contexts[name].getImageData(Math.round(point[0] * scale), Math.round(point[1] * scale), 1, 1).data];
  return { n, x: point[0], y: point[1], fill: pixel("fill"), sign: pixel("sign"), state: panel.last.shown.state[n] };
}

function destroy(atlas) {
  atlas.turn += 1;
  atlas.sizes?.disconnect();
  atlas.parts?.clock?.destroy();
  atlas.parts?.list?.destroy();
  atlas.parts?.element.remove();
}
