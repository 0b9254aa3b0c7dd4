/* Puts a period on all maps at once, and says so where something did not come. */

import { drawAround } from "./around.js";
import { periodsAt } from "./choice.js";
import { viewOf, wantsContrast } from "./ground.js";
import { htmlNode, setOne, writeText } from "./nodes.js";
import { choose, fitPanel, showView, zoomPanel, zoomToPlaces } from "./panel.js";

const PAGE_TYPE_PX = 14;
const ROOMY_PX = 560;

/** Draw every panel at the present index. The frame after this holds the new picture where all is at hand. */
export async function showPeriod(atlas) {
  const { spec, parts, layers } = atlas;
  const { periods, labels } = layers[spec.panels[0].layer].history;
  if (parts.clock) parts.clock.element.hidden = spec.panels.every(({ fixed }) => fixed) || labels.length < 2;
  parts.clock?.update({ labels, index: atlas.index });
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
    if (!canDraw(panel)) return;
    showView(panel, view);
    choose(panel, chosenOn(atlas, i));
  });
  if (atlas.zoomTo !== null && canDraw(panels[0])) zoomTo(atlas, atlas.zoomTo);
  drawAround(atlas);
  const drawn = panels.every(canDraw);
  if (drawn) parts.text.alarm.hidden = true;
  else fail(atlas, panels[0].stage ? "no_shapes" : "no_canvas");
  for (const [key, one] of atlas.grounds) if (one.hasFailed) atlas.grounds.delete(key);
  setOne(parts.element, "data-shown", views[0].shown.period);
  setOne(parts.element, "data-drawn", drawn ? "1" : "0");
}

function canDraw({ stage, last }) {
  return Boolean(stage && last.shapes);
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

/** Give every map the size of its place on the page, and the signs on all of them one size. */
export function fit(atlas) {
  const scale = Math.min(globalThis.devicePixelRatio || 1, 2);
  const sized = atlas.panels.map((panel) => [panel, panel.host.clientWidth, panel.host.clientHeight]);
  const seen = sized.filter(([, w, h]) => w && h);
  if (!seen.length) return;
  const { element } = atlas.parts;
  const grow = growth(Number.parseFloat(getComputedStyle(element).fontSize), Math.min(...seen.map(([, w]) => w)));
  element.style.setProperty("--signs", grow);
  for (const [panel, w, h] of seen) fitPanel(panel, w, h, scale, grow);
}

/** How many times larger than on a page dots, circles and labels are: as type is, if a map of this width has room. */
export function growth(type, w) {
  return Math.max(Math.min(type / PAGE_TYPE_PX, w / ROOMY_PX), 1);
}

/** The number of a place on one of the maps, or null where that is not drawn or does not have it. */
export function numberOf(atlas, i, code) {
  return code === null ? null : atlas.panels[i].view?.shapes.index.get(code) ?? null;
}

/** The numbers of the chosen places on one of the maps. */
export function chosenOn(atlas, i) {
  return atlas.places.map((code) => numberOf(atlas, i, code)).filter((n) => n !== null);
}

/** Zoom to the places whose code begins so, or home where it is empty. */
export function zoomTo(atlas, code) {
  const [panel] = atlas.panels;
  const members = [...panel.last.shapes.ids.keys()].filter((n) => panel.last.shapes.ids[n].startsWith(code));
  if (code) zoomToPlaces(panel, members);
  else zoomPanel(panel, 0);
  atlas.zoomTo = null;
}

/** Say what did not come and what still works, by the key of a text; the list stays. */
export function fail(atlas, key) {
  const alarm = atlas.parts?.text.alarm ?? (atlas.alarm ??= atlas.root.appendChild(htmlNode("p", "atlas__alarm")));
  alarm.hidden = false;
  writeText(alarm, atlas.texts?.[key] ?? atlas.trouble);
  if (atlas.parts?.list) atlas.parts.list.element.open = true;
}
