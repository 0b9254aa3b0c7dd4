/* What the reader does, on the maps and around them, and what Python is told of it. */

import { drawTools, mainView, sentences } from "./around.js";
import { chosenAfter } from "./choice.js";
import { pointOf } from "./hit.js";
import { createMarker } from "./marker.js";
import { writeMarks } from "./marks.js";
import { writeText } from "./nodes.js";
import { ZOOM_STEP, choose, focusOn, lookFrom, paintOver, showView, zoomPanel } from "./panel.js";
import { savePicture } from "./picture.js";
import { chosenOn, fail, numberOf, showPeriod, zoomTo } from "./present.js";
import { tellPlace, tellPlaces } from "./speech.js";
import { at } from "./stage.js";

/** The hand that draws works on the first map. */
export function marker(atlas) {
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

/** What the parts around the map call. */
export function handlers(atlas) {
  const each = (act) => () => act(atlas.panels[0]);
  return {
    onStep: (index) => { atlas.index = index; showSafely(atlas); },
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
    onSave: (format) => savePicture(atlas, format).catch(() => writeText(atlas.parts.text.live, atlas.texts.export_failed)),
  };
}

function showSafely(atlas) {
  showPeriod(atlas).catch(() => fail(atlas, "trouble"));
}

/** What a time bar at rest brings: the address and the announcement; nothing before the first picture. */
function restOn(atlas) {
  const view = mainView(atlas);
  if (!view) return;
  const { period } = view.shown;
  tell(atlas, { year: period });
  writeText(atlas.parts.text.live, sentences(atlas, period).summary);
}

function tell(atlas, changes) {
  const told = Object.entries(changes).filter(([name, value]) => atlas.told[name] !== value);
  if (!told.length) return;
  Object.assign(atlas.told, changes);
  atlas.send(Object.fromEntries(told));
}

/** The card of the place under the hand, on every linked map. */
export function hovered(atlas, from, code, point) {
  atlas.panels.forEach((panel, i) => {
    const n = numberOf(atlas, i, code);
    if (i !== from) focusOn(panel, n, false);
    const where = i === from ? point : null;
    drawCard(atlas, panel, n, where);
  });
  atlas.parts.list?.update(mainView(atlas).shown, { hovered: code, selected: atlas.places });
  if (code !== null) tellPlace(atlas, atlas.panels[from].last.shown, numberOf(atlas, from, code));
}

function drawCard({ spec }, panel, n, point) {
  const { w, h } = panel.stage;
  const spot = n === null ? null : point ?? pointOf(panel.stage, panel.last.shapes, n);
  if (!spot) panel.place.card.update(null);
  else panel.place.card.update({ shown: panel.last.shown, n, number: spec.number, x: spot[0], y: spot[1], width: w, height: h });
}

/** A place was picked on a map: it is chosen, or with a tool in hand (by the keyboard) gets a mark. */
export function picked(atlas, i, code, add) {
  if (i === 0 && atlas.marker?.tool()) markPlace(atlas, atlas.panels[0], numberOf(atlas, 0, code));
  else choosePlace(atlas, code, add);
}

function markPlace({ marker: hand }, { stage, view }, n) {
  const [frame, x, y] = view.shapes.points[n] ?? [null];
  if (frame === 0) hand.place([x, y], pointOf(stage, view.shapes, n));
}

function choosePlace(atlas, code, add) {
  atlas.places = chosenAfter(atlas.places, code, add, atlas.spec.most_places);
  tell(atlas, { places: atlas.places.join() });
  atlas.panels.forEach((panel, i) => choose(panel, chosenOn(atlas, i)));
  atlas.parts.list?.update(mainView(atlas).shown, { selected: atlas.places });
  tellPlaces(atlas);
}

/** Linked maps look from the same place. */
export function follow(atlas, from, camera) {
  atlas.panels.forEach((panel, i) => { if (i !== from && panel.view) lookFrom(panel, camera, false); });
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
  showSafely(atlas);
}
