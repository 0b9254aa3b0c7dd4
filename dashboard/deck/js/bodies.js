/* The picture of a slide: a map of the map component, a chart as SVG, cards or a table. */

import { mountAtlas } from "../../map_component/js/atlas.js";
import { freshId, htmlNode } from "../../map_component/js/nodes.js";
import { groundOf, jsonOf, namesOf, shapesOf } from "../../map_component/js/sources.js";

const SIZES = [1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.85];
const LONG_FACT = 22;
const UPRIGHT = "(max-aspect-ratio: 1/1), (max-width: 699px)";

/** The picture of a slide inside `host`, once it stands: {clock(), destroy()}. */
export async function drawBody(host, { body, alt }) {
  return DRAWERS[body.kind](host, body, alt);
}

/** Fetches what the picture of a slide shows at first; `whole`: also the shapes and sentences of a map's other years. */
export async function fetchBody({ body }, whole = false) {
  if (body.kind !== "map") return;
  const { spec } = body;
  const base = document.baseURI;
  const layers = spec.layers.map((layer) => jsonOf(layer.history, base));
  const land = spec.land ? [shapesOf(spec.land, base)] : [];
  const [, ...histories] = await Promise.all([jsonOf(spec.texts, base), ...layers, ...land]);
  const sets = histories.slice(0, layers.length).flatMap((history, i) => (whole ? history.sets : setsAtFirst(history, i, spec)));
  const said = whole ? spec.layers.filter((layer) => layer.words).map((layer) => jsonOf(layer.words, base)) : [];
  await Promise.all([...said, ...sets.flatMap((set) => [namesOf(set, base), groundOf(set, spec.tiles, base)])]);
}

/** The versions of regions in which layer `i` is drawn before anything is moved; all where that is not known. */
function setsAtFirst({ periods, frames, sets }, i, { panels }) {
  const shown = panels.filter(({ layer }) => layer === i).map(({ period }) => frames[periods.indexOf(period)]?.set);
  return shown.length && shown.every((set) => set in sets) ? [...new Set(shown)].map((set) => sets[set]) : sets;
}

async function drawMap(host, { spec, note }) {
  await fetchBody({ body: { kind: "map", spec } });
  const place = htmlNode("div", "deck__map");
  host.append(place);
  if (note) place.append(htmlNode("p", "deck__mapnote", {}, [note]));
  let atlas = null;
  await new Promise((drawn) => {
    atlas = mountAtlas(place, { ...spec }, (changes) => { if (changes.drawn) drawn(); });
  });
  place.atlas = { mounted: atlas };
  return { clock: atlas.clock, destroy: atlas.destroy };
}

/** A chart has a wide and a narrow drawing; only the one that fits the window is in the page. */
function drawPicture(host, { wide, narrow }, alt) {
  const upright = globalThis.matchMedia(UPRIGHT);
  const frame = htmlNode("div", "deck__picture", { role: "img", "aria-label": alt });
  const show = () => frame.replaceChildren(svgFrom(upright.matches ? narrow : wide));
  show();
  host.append(frame);
  upright.addEventListener("change", show);
  return { clock: () => null, destroy: () => upright.removeEventListener("change", show) };
}

/** The drawing as an element; names inside it are made unlike those of any other drawing on the page. */
function svgFrom(text) {
  const root = new DOMParser().parseFromString(namedApart(text, freshId("svg")), "image/svg+xml").documentElement;
  root.setAttribute("aria-hidden", "true");
  root.setAttribute("focusable", "false");
  return document.importNode(root, true);
}

/** The text of an SVG in which every id and every reference to one begins with `prefix`. */
export function namedApart(text, prefix) {
  return text
    .replace(/(\sid=")([^"]+")/g, `$1${prefix}-$2`)
    .replace(/(url\(#)([^)]+\))/g, `$1${prefix}-$2`)
    .replace(/(href="#)([^"]+")/g, `$1${prefix}-$2`);
}

function drawCards(host, { cards }) {
  const frame = htmlNode("div", "deck__cards", {}, cards.map(deckCard));
  host.append(frame);
  return { clock: () => null, destroy: filled(host, frame) };
}

/** Sets `frame` in the largest type with which it has room in `host`, anew whenever that changes; returns the end of it. */
export function filled(host, frame) {
  const sizes = new ResizeObserver(() => setLargest(frame));
  sizes.observe(host);
  return () => sizes.disconnect();
}

/** Only where a slide is seen at once: where it scrolls, the style sheet does not ask for --grow. */
export function setLargest(frame) {
  const parts = [frame, ...frame.querySelectorAll(".deck__card")];
  const isOver = (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
  for (const size of SIZES) {
    frame.style.setProperty("--grow", size);
    if (!parts.some(isOver)) return;
  }
}

function deckCard({ title, rows, text }) {
  const id = freshId("card");
  const fact = ([what, figure, when]) => htmlNode("div", figure.length > LONG_FACT ? "deck__fact deck__fact--long" : "deck__fact", {}, [
    htmlNode("dt", "", {}, [what]),
    htmlNode("dd", "deck__figure", {}, [figure]),
    ...(when ? [htmlNode("dd", "deck__when", {}, [when])] : []),
  ]);
  const inside = [htmlNode("h2", "", { id }, [title])];
  if (rows.length) inside.push(htmlNode("dl", "", {}, rows.map(fact)));
  if (text) inside.push(htmlNode("p", "", {}, [text]));
  return htmlNode("section", "deck__card", { "aria-labelledby": id }, inside);
}

function drawGrid(host, { table, marked }, alt) {
  if (!table.columns.length) return { clock: () => null, destroy: () => {} };
  const frame = tableNode(table, alt, marked);
  host.append(frame);
  return { clock: () => null, destroy: filled(host, frame) };
}

/** A table with its first column as heads of rows; `marked` are [row, column] pointed out. It can be scrolled by keys. */
export function tableNode({ columns, rows }, name, marked = []) {
  const isMarked = new Set(marked.map(String));
  const numbers = columns.map((_, column) => column > 0 && hasNumbers(rows.map((row) => row[column])));
  const looks = (row, column) => [numbers[column] && "deck__number", isMarked.has(`${row},${column}`) && "deck__marked"];
  const cell = (text, row, column) => column
    ? htmlNode("td", looks(row, column).filter(Boolean).join(" "), {}, [text])
    : htmlNode("th", "", { scope: "row" }, [text]);
  const title = (text, column) => htmlNode("th", numbers[column] ? "deck__number" : "", { scope: "col" }, [text]);
  const body = rows.map((cells, row) => htmlNode("tr", "", {}, cells.map((text, column) => cell(text, row, column))));
  const head = htmlNode("thead", "", {}, [htmlNode("tr", "", {}, columns.map(title))]);
  const table = htmlNode("table", "deck__grid", {}, [head, htmlNode("tbody", "", {}, body)]);
  const box = htmlNode("div", "deck__scroll", { tabindex: 0, role: "region", "aria-label": name }, [table]);
  const tell = () => tellEdge(box);
  box.addEventListener("scroll", tell, { passive: true });
  new ResizeObserver(tell).observe(box); // gone with the box
  return box;
}

/** Whether most cells of a column are figures, with no more letters than digits: such stand one below the other. */
export function hasNumbers(cells) {
  const told = cells.filter((text) => /[\p{L}\d]/u.test(text));
  const figures = told.filter((text) => text.replace(/\P{L}/gu, "").length <= text.replace(/\D/g, "").length);
  return 2 * figures.length > told.length || !told.length;
}

/** Notes whether a box is wider inside than outside, and whether there is more of it at the right. */
function tellEdge({ dataset, scrollLeft, scrollWidth, clientWidth }) {
  const wide = scrollWidth > clientWidth + 1;
  dataset.wide = wide;
  dataset.more = wide && scrollLeft + clientWidth < scrollWidth - 2;
}

const DRAWERS = { map: drawMap, picture: drawPicture, cards: drawCards, grid: drawGrid };
