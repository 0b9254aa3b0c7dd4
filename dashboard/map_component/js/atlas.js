/* The map as a whole: takes a specification, fetches what it names, and keeps maps, legend, list and time together.
   It knows nothing of Streamlit: `send(changes)` is told what the reader changed, as parameters of the address. */

import { createMarker } from "./marker.js";
import { paintMarks, readMarks, writeMarks } from "./marks.js";
import { legendKinds } from "./legend.js";
import { chosenAfter, periodsAt, zoomChoices } from "./choice.js";
import { groundAt, viewOf, wantsContrast } from "./ground.js";
import { pointOf } from "./hit.js";
import { setOne, writeText } from "./nodes.js";
import { drawingOf, savePicture } from "./picture.js";
import { createSkeleton } from "./skeleton.js";
import { jsonOf, styled } from "./sources.js";
import { tellPlace, tellPlaces } from "./speech.js";
import { at } from "./stage.js";
import { ZOOM_STEP, choose, createPanel, fitPanel, focusOn, lookFrom, paintOver, showView, zoomPanel, zoomToPlaces } from "./panel.js";

const SHEETS = ["controls.css", "legend.css", "list.css", "atlas.css", "maps.css"];

/** A map in `root`, an element or a shadow root. Returns {update(spec), destroy()}. */
export function mountAtlas(root, spec, send, { base = document.baseURI } = {}) {
  const atlas = {
    root, send, base, spec: null, parts: null, texts: null, panels: [], layers: [], index: 0, turn: 0,
    places: [], marks: [], only: null, told: {}, shownKept: new Map(), grounds: new Map(), words: null,
  };
  update(atlas, spec);
  return { update: (next) => update(atlas, next), destroy: () => destroy(atlas), probe: (code) => probe(atlas, code), drawing: () => drawingOf(atlas) };
}

/** Take over a new specification; an older one that is still being fetched is given up. */
async function update(atlas, spec) {
  const turn = (atlas.turn += 1);
  const old = atlas.spec;
  atlas.spec = spec;
  try {
    const sheets = old ? [] : SHEETS.map((sheet) => styled(atlas.root, new URL(spec.code + sheet, atlas.base).href));
    const [texts, ...histories] = await Promise.all([
      jsonOf(spec.texts, atlas.base),
      ...spec.layers.map((layer) => jsonOf(layer.history, atlas.base)),
      ...sheets,
    ]);
    if (turn !== atlas.turn) return;
    adopt(atlas, old, texts, histories.slice(0, spec.layers.length));
    await showPeriod(atlas);
    fetchRest(atlas, turn);
  } catch (error) {
    fail(atlas, error);
  }
}

/** Make the elements anew where the picture is another one, and take over what Python says. */
function adopt(atlas, old, texts, histories) {
  const { spec } = atlas;
  const kind = (one) => JSON.stringify([one.texts, one.parts, one.panels.length]);
  if (!old || !atlas.parts || kind(old) !== kind(spec)) build(atlas, texts);
  const before = atlas.layers.map(({ layer }) => layer.history).join();
  atlas.layers = spec.layers.map((layer, i) => ({ layer, history: histories[i], kinds: legendKinds(histories[i], spec) }));
  atlas.shownKept.clear();
  if (before !== atlas.layers.map(({ layer }) => layer.history).join()) Object.assign(atlas, { words: null, only: null });
  const told = { year: spec.panels[0].period, places: spec.places.join(), zoom: spec.zoom, marks: spec.marks };
  const isNew = (name) => atlas.told[name] !== told[name];
  if (isNew("places")) atlas.places = [...spec.places];
  if (isNew("marks")) showMarks(atlas, readMarks(spec.marks));
  atlas.zoomTo = isNew("zoom") ? spec.zoom : null;
  const { periods } = atlas.layers[spec.panels[0].layer].history;
  if (isNew("year") || atlas.index >= periods.length) atlas.index = Math.max(periods.indexOf(told.year), 0);
  atlas.told = told;
}

function build(atlas, texts) {
  atlas.parts?.element.remove();
  atlas.parts?.clock?.destroy();
  atlas.texts = texts;
  const { spec, root } = atlas;
  atlas.parts = createSkeleton(texts, spec.parts, spec.panels, handlers(atlas));
  root.append(atlas.parts.element);
  atlas.told = {};
  atlas.panels = atlas.parts.hosts.map((place, i) => {
    const panel = createPanel(place.host, {
      hover: (code, point) => hovered(atlas, i, code, point),
      pick: (code, add) => choosePlace(atlas, code, add),
      camera: (camera) => follow(atlas, i, camera),
      marked: () => atlas.marks.length > 0,
      top: (context, { camera }) => paintMarks(context, atlas.marks, camera, atlas.spec.colours),
    });
    panel.place = place;
    return panel;
  });
  atlas.marker = marker(atlas);
  atlas.sizes?.disconnect();
  atlas.sizes = new ResizeObserver(() => fit(atlas));
  atlas.sizes.observe(atlas.parts.maps);
}

/** The hand that draws works on the first map. */
function marker(atlas) {
  const [panel] = atlas.panels;
  if (!atlas.spec.parts.includes("marks")) return null;
  return createMarker({
    canvasHost: panel.host,
    texts: atlas.texts,
    toMap: (sx, sy) => {
      const { window, x, y } = at(panel.stage, sx, sy);
      return window.frame === 0 ? [Math.round(x), Math.round(y)] : null;
    },
    onChange: (marks, done) => {
      atlas.marks = marks;
      atlas.panels.forEach(paintOver);
      if (done) tell(atlas, { marks: writeMarks(marks) });
      drawTools(atlas);
    },
    onFull: () => writeText(atlas.parts.text.live, atlas.texts.marks_full),
  });
}

function showMarks(atlas, marks) {
  atlas.marks = marks;
  atlas.marker?.show(marks);
}

/** What the parts around the map call. */
function handlers(atlas) {
  const each = (act) => () => act(atlas.panels[0]);
  return {
    onStep: (index) => { atlas.index = index; showPeriod(atlas).catch((error) => fail(atlas, error)); },
    onRest: () => restOn(atlas),
    onRow: (row) => highlight(atlas, row),
    onSelect: (code, { add }) => choosePlace(atlas, code, add),
    onHover: (code) => atlas.panels.forEach((panel, i) => focusOn(panel, numberOf(atlas, i, code))),
    onZoomIn: each((panel) => zoomPanel(panel, ZOOM_STEP)),
    onZoomOut: each((panel) => zoomPanel(panel, 1 / ZOOM_STEP)),
    onHome: () => { zoomPanel(atlas.panels[0], 0); tell(atlas, { zoom: "" }); drawTools(atlas); },
    onZoomTo: (code) => { zoomTo(atlas, code); tell(atlas, { zoom: code }); },
    onSwitch: ({ hatch, unreliable }) => switched(atlas, { hatch, unreliable }),
    onMark: (tool) => { atlas.marker?.use(tool); drawTools(atlas); },
    onUndo: () => atlas.marker?.undo(),
    onClear: () => atlas.marker?.clear(),
    onSave: (format) => savePicture(atlas, format).catch(() => writeText(atlas.parts.text.live, atlas.texts.save_failed)),
  };
}

/** Draw every panel at the present index. The frame after this holds the new picture where all is at hand. */
async function showPeriod(atlas) {
  const { spec, parts, layers } = atlas;
  const { periods, labels } = layers[spec.panels[0].layer].history;
  parts.clock?.update({ labels: spec.panels.every(({ fixed }) => fixed) ? labels.slice(0, 1) : labels, index: atlas.index });
  const positions = periodsAt(spec.panels, layers, periods[atlas.index]);
  const views = spec.panels.map((panel, i) => viewOf(atlas, panel.layer, positions[i]));
  if (views.some((view) => view instanceof Promise)) {
    const { index, turn } = atlas;
    await Promise.all(views);
    if (index === atlas.index && turn === atlas.turn) await showPeriod(atlas);
    return;
  }
  drawAll(atlas, views);
}

function drawAll(atlas, views) {
  const { parts, panels, spec } = atlas;
  paintRoot(atlas);
  views.forEach((view, i) => {
    const panel = panels[i];
    panel.last = view;
    drawTitle(panel, spec.panels[i].title);
    if (!view.shapes) return fail(atlas, new Error("no_shapes"));
    showView(panel, view);
    panel.chosen = atlas.places.map((code) => numberOf(atlas, i, code)).filter((n) => n !== null);
    paintOver(panel);
  });
  if (atlas.zoomTo !== null && views[0].shapes) zoomTo(atlas, atlas.zoomTo);
  drawAround(atlas);
  setOne(parts.element, "data-shown", views[0].shown.period);
  setOne(parts.element, "data-drawn", views.every(({ shapes }) => shapes) ? "1" : "0");
}

function drawTitle({ place }, title) {
  writeText(place.title, title);
  place.title.hidden = !title;
}

/** Colours and height as the style sheet reads them. */
function paintRoot(atlas) {
  const { spec, parts } = atlas;
  const { style } = parts.element;
  const named = { page: "page", text: "text", muted: "muted", accent: "accent", water: "water", land: "land", ground: "ground", no_data: "no-data", country_line: "line" };
  for (const [key, name] of Object.entries(named)) style.setProperty(`--${name}`, spec.colours[key]);
  style.setProperty("--height", `${spec.height}px`);
  parts.element.classList.toggle("atlas--contrast", wantsContrast(spec));
  parts.element.classList.toggle("atlas--dark", spec.look === "dark");
  fit(atlas);
}

function fit(atlas) {
  const scale = Math.min(globalThis.devicePixelRatio || 1, 2);
  for (const panel of atlas.panels) {
    const { clientWidth, clientHeight } = panel.host;
    if (clientWidth && clientHeight) fitPanel(panel, clientWidth, clientHeight, scale);
  }
}

/** Legend, list, tools and sentences of what the first panel shows. */
function drawAround(atlas) {
  const { parts, spec, panels, layers } = atlas;
  const { shown } = panels[0].last;
  const { number, colours } = spec;
  parts.legend?.update(shown, { number, colours, kinds: layers[spec.panels[0].layer].kinds });
  parts.list?.update(shown, { selected: atlas.places, number, most: spec.most_places });
  drawTools(atlas);
  const said = sentences(atlas, shown.period);
  writeText(parts.text.finding, said.finding);
  writeText(parts.text.subtitle, said.subtitle);
  parts.text.notes.replaceChildren(...said.notes.map((note) => paragraph(note)));
  panels.forEach((panel) => setOne(panel.host, "aria-label", said.summary));
}

function paragraph(text) {
  const node = document.createElement("p");
  node.textContent = text;
  return node;
}

/** The sentences of a period: those that came with the specification, or those fetched for all periods. */
export function sentences({ spec, words, layers }, period) {
  if (period === spec.panels[0].period || layers.length > 1 || !words) return spec.said;
  return words[period] ?? spec.said;
}

function drawTools(atlas) {
  const { parts, spec, panels, layers } = atlas;
  const { kinds } = layers[0];
  parts.tools?.update({
    places: zoomChoices(panels[0].last.shown.ids, atlas.texts),
    zoom: atlas.told.zoom,
    hatch: spec.hatch,
    unreliable: spec.unreliable,
    hasFlagged: kinds.has("flagged"),
    hasUnreliable: kinds.has("unreliable") || spec.unreliable,
    marks: spec.parts.includes("marks"),
    mark: atlas.marker?.tool() ?? "",
    canUndo: atlas.marks.length > 0,
  });
}

/** What a time bar at rest brings: the address, the announcement, and the sentences if they had not come. */
function restOn(atlas) {
  const { shown } = atlas.panels[0].last;
  tell(atlas, { year: shown.period });
  writeText(atlas.parts.text.live, sentences(atlas, shown.period).summary);
}

function tell(atlas, changes) {
  const told = Object.entries(changes).filter(([name, value]) => atlas.told[name] !== value);
  if (!told.length) return;
  Object.assign(atlas.told, changes);
  atlas.send(Object.fromEntries(told));
}

/** After the first picture: the sentences of other periods, and the shapes of other versions. */
async function fetchRest(atlas, turn) {
  const { spec, base, layers } = atlas;
  const [{ layer, history }] = layers;
  for (const set of history.sets) await groundAt(atlas, set);
  if (!layer.words || !spec.parts.includes("time") || atlas.words || turn !== atlas.turn) return;
  atlas.words = await jsonOf(layer.words, base).catch(() => null);
  if (atlas.words && turn === atlas.turn) drawAround(atlas);
}

function numberOf(atlas, i, code) {
  return code === null ? null : atlas.panels[i].last?.shapes?.index.get(code) ?? null;
}

/** The card of the place under the hand, on every linked map. */
function hovered(atlas, from, code, point) {
  atlas.panels.forEach((panel, i) => {
    const n = numberOf(atlas, i, code);
    if (i !== from) focusOn(panel, n, false);
    const where = i === from ? point : null;
    drawCard(atlas, panel, n, where);
  });
  atlas.parts.list?.update(atlas.panels[0].last.shown, { hovered: code, selected: atlas.places });
  if (code !== null) tellPlace(atlas, atlas.panels[from].last.shown, numberOf(atlas, from, code));
}

function drawCard({ spec }, panel, n, point) {
  const { w, h } = panel.stage;
  const spot = n === null ? null : point ?? pointOf(panel.stage, panel.last.shapes, n);
  if (!spot) panel.place.card.update(null);
  else panel.place.card.update({ shown: panel.last.shown, n, number: spec.number, x: spot[0], y: spot[1], width: w, height: h });
}

function choosePlace(atlas, code, add) {
  atlas.places = chosenAfter(atlas.places, code, add, atlas.spec.most_places);
  tell(atlas, { places: atlas.places.join() });
  atlas.panels.forEach((panel, i) => choose(panel, atlas.places.map((one) => numberOf(atlas, i, one)).filter((n) => n !== null)));
  atlas.parts.list?.update(atlas.panels[0].last.shown, { selected: atlas.places });
  tellPlaces(atlas);
}

/** Linked maps look from the same place. */
function follow(atlas, from, camera) {
  atlas.panels.forEach((panel, i) => { if (i !== from && panel.view) lookFrom(panel, camera, false); });
}

function zoomTo(atlas, code) {
  const [panel] = atlas.panels;
  const members = [...panel.last.shapes.ids.keys()].filter((n) => panel.last.shapes.ids[n].startsWith(code));
  if (code) zoomToPlaces(panel, members);
  else zoomPanel(panel, 0);
  atlas.zoomTo = null;
}

/** Only the places of one row of the legend, or all again. */
function highlight(atlas, row) {
  const only = row?.state ?? null;
  if (only === atlas.only) return;
  atlas.only = only;
  for (const panel of atlas.panels) if (panel.view) showView(panel, { ...panel.last, only });
}

function switched(atlas, switches) {
  Object.assign(atlas.spec, switches);
  atlas.shownKept.clear();
  tell(atlas, { hatch: switches.hatch ? "1" : "0", unreliable: switches.unreliable ? "1" : "0" });
  showPeriod(atlas).catch((error) => fail(atlas, error));
}

/** Say what did not come and what still works; the list stays. */
function fail(atlas, error) {
  const alarm = atlas.parts?.text.alarm ?? atlas.root.appendChild(document.createElement("p"));
  const texts = atlas.texts ?? {};
  alarm.hidden = false;
  alarm.textContent = (error.message === "no_canvas" ? texts.no_canvas : texts.no_shapes) ?? error.message;
  if (atlas.parts?.list) atlas.parts.list.element.open = true;
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
