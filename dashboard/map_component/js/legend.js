/* The legend: what each colour, circle and texture stands for, and how many places have it in this period. */

import { fill, format } from "./numbers.js";
import { freshId, heardOnly, htmlNode, setOne, writeText } from "./nodes.js";
import { mixed, textureSvg } from "./patterns.js";
import { LARGEST_PX, NONE, ONLY_COLUMNS, ONLY_ROWS, OUTSIDE, UNRELIABLE, WITHHELD, diameterOf } from "./states.js";

const SWATCH = { width: 22, height: 13 };
const SMALLEST_CIRCLE_PX = 3;
const RING_PX = 16;
const FLAGS_HATCHED = "bdepu";
const PAIR_LEVELS = ["low", "middle", "high"];
const VALUE_KINDS = new Set(["class", "circle", "below", "pair"]);
const STATES = {
  none: NONE,
  withheld: WITHHELD,
  outside: OUTSIDE,
  unreliable: UNRELIABLE,
  only_rows: ONLY_ROWS,
  only_columns: ONLY_COLUMNS,
};

/**
 * The rows of the legend: {kind, state, colour, size, text, count}. `state` is what such places have in
 * `shown.state` (null: none of its own), `count` the places (null: not counted). `kinds` are kept even at 0.
 */
export function legendRows(shown, layer, texts, number, kinds = new Set()) {
  const { counts } = shown;
  const other = (kind, count, colour) => {
    return { kind, state: STATES[kind] ?? null, colour, text: otherText(kind, layer, texts), count };
  };
  const rows = [
    other("none", counts.none),
    other("only_rows", counts.only_rows),
    other("only_columns", counts.only_columns),
    other("withheld", counts.withheld),
    other("outside", counts.outside),
    other("unreliable", counts.unreliable),
    other("flagged", counts.hatched, middleColour(layer)),
    other("off", counts.off),
  ];
  const kept = rows.filter(({ kind, count }) => kind === "none" || count > 0 || kinds.has(kind));
  return [...valueRows(shown, layer, texts, number, kinds), ...kept];
}

/** A place without either figure of a pair is said to have neither. */
function otherText(kind, { pair }, texts) {
  if (kind === "none" && pair) return texts.legend_neither;
  return pair ? fill(texts[`legend_${kind}`], pair) : texts[`legend_${kind}`];
}

function valueRows(shown, layer, texts, number, kinds) {
  if (layer.shape === "circles") return circleRows(shown, layer, texts, kinds);
  if (layer.scale === "pair") return pairRows(shown, layer, texts);
  return layer.colours.map((colour, state) => {
    const text = rangeText(layer.cuts[state], layer.cuts[state + 1], layer, texts, number);
    return { kind: "class", state, colour, text, count: shown.counts.classes[state] };
  });
}

function rangeText(low, high, layer, texts, number) {
  const [lower, upper] = [low, high].map((cut) => format(cut, layer.decimals, number));
  return lower === upper ? lower : fill(texts.legend_range, { lower, upper });
}

function circleRows(shown, layer, texts, kinds) {
  const rows = layer.sizes.map(([value, text]) => {
    const size = Math.max(diameterOf(value, layer.largest), SMALLEST_CIRCLE_PX);
    return { kind: "circle", state: null, colour: layer.colour, size: Math.min(size, LARGEST_PX), text, count: null };
  });
  if (!kinds.has("below") && !shown.values.some((value) => value < 0)) return rows;
  const ring = { colour: layer.colour, size: RING_PX, text: texts.legend_below };
  return [...rows, { kind: "below", state: null, ...ring, count: null }];
}

/** Nine rows, from the lowest row and column up: class = 3 * row + column. */
function pairRows(shown, layer, texts) {
  const { rows, columns } = layer.pair;
  const level = (i) => texts[`level_${PAIR_LEVELS[i]}`];
  return layer.colours.map((colour, state) => {
    const gaps = { rows, columns, row: level(Math.floor(state / 3)), column: level(state % 3) };
    return { kind: "pair", state, colour, text: fill(texts.legend_pair, gaps), count: shown.counts.classes[state] };
  });
}

function middleColour(layer) {
  return layer.shape === "circles" ? layer.colour : layer.colours[Math.floor(layer.colours.length / 2)];
}

/** The kinds of row that some period of the history needs: kept in all periods, so that nothing jumps. */
export function legendKinds(history, { unreliable = false } = {}) {
  const { frames, sets } = history;
  const some = (test) => frames.some(test);
  const flagged = ({ flags }) => [...FLAGS_HATCHED].some((letter) => flags[letter]?.length);
  const found = {
    withheld: some(({ withheld }) => withheld.length > 0),
    only_rows: some(({ only }) => only?.rows.length > 0),
    only_columns: some(({ only }) => only?.columns.length > 0),
    outside: sets.some(({ outside }) => outside.length > 0),
    unreliable: !unreliable && some(({ flags }) => flags.u?.length > 0),
    flagged: some(flagged),
    off: some(({ off }) => off > 0),
    below: some(({ values }) => values.some((value) => value !== null && value < 0)),
  };
  return new Set(Object.keys(found).filter((kind) => found[kind]));
}

/** The swatch of a row: a colour, a circle, a ring or a texture; hidden from screen readers. */
function swatch({ kind, colour, size }, colours) {
  const node = htmlNode("span", `atlas__swatch atlas__swatch--${kind}`, { "aria-hidden": "true" });
  const texture = { flagged: "hatch" }[kind] ?? kind;
  if (kind === "class" || kind === "pair") node.style.background = colour;
  else if (size) Object.assign(node.style, circleStyle(kind, colour, size));
  else if (kind !== "off") node.append(textureSvg(texture, colours, SWATCH.width, SWATCH.height, colour));
  return node;
}

function circleStyle(kind, colour, size) {
  const px = `calc(var(--signs, 1) * ${size.toFixed(1)}px)`;
  const diameter = { width: px, height: px };
  if (kind === "below") return { ...diameter, border: `1.5px solid ${colour}` };
  return { ...diameter, background: mixed(colour, "#ffffff", 0.25) };
}

/** The legend; `onRow(row)` comes when a row is pointed at, in focus or chosen, `onRow(null)` after. */
export function createLegend(texts, { onRow = () => {} } = {}) {
  const id = freshId("legend");
  const title = htmlNode("p", "atlas__legendtitle", { id });
  const body = htmlNode("div", "atlas__legendrows");
  const element = htmlNode("section", "atlas__legend", { "aria-labelledby": id, hidden: "" }, [title, body]);
  const legend = { texts, onRow, element, title, body, rows: [], nodes: [], key: "", chosen: -1, told: -1 };
  listenToLegend(legend);
  return { element, update: (shown, options) => updateLegend(legend, shown, options) };
}

function updateLegend(legend, shown, { number, colours, kinds }) {
  legend.rows = legendRows(shown, shown.layer, legend.texts, number, kinds);
  const key = JSON.stringify([legend.rows.map(({ kind, colour, text, size }) => [kind, colour, text, size]), colours]);
  if (key !== legend.key) {
    legend.key = key;
    drawLegend(legend, shown.layer, colours);
  }
  legend.rows.forEach((row, i) => writeCount(legend.nodes[i], row, number));
}

function writeCount(node, row, number) {
  const { count } = row;
  if (node.counted === count) return;
  node.counted = count;
  writeText(node.count, count === null ? "" : format(count, 0, number));
  writeText(node.heard, heardOf(row, node.texts, number));
  node.button.classList.toggle("atlas__row--empty", count === 0);
}

/** What a row is called aloud: its text and its count in one piece, as between two pieces a blank is heard. */
export function heardOf({ text, count }, texts, number) {
  return count === null ? text : `${text}. ${fill(texts.legend_places, { n: format(count, 0, number) })}`;
}

function drawLegend(legend, layer, colours) {
  const isCounted = legend.rows[0].count !== null;
  legend.element.hidden = false;
  writeText(legend.title, isCounted ? `${layer.legend} (${legend.texts.legend_counts})` : layer.legend);
  legend.chosen = legend.told = -1;
  legend.nodes = legend.rows.map((row, i) => legendNode(row, i, colours, legend.texts));
  const isOf = (isValue) => (_, i) => VALUE_KINDS.has(legend.rows[i].kind) === isValue;
  const items = (isValue) => legend.nodes.filter(isOf(isValue)).map(({ item }) => item);
  const rowList = (name, text, isValue) => htmlNode("ul", name, { role: "list", "aria-label": text }, items(isValue));
  const values = rowList(valuesClass(layer), legend.texts.legend_classes, true);
  const others = rowList("atlas__others", legend.texts.legend_others, false);
  legend.body.classList.toggle("atlas__legendrows--pair", layer.scale === "pair");
  legend.body.replaceChildren(layer.scale === "pair" ? pairFrame(values, layer, legend.texts) : values, others);
}

function valuesClass(layer) {
  if (layer.shape === "circles") return "atlas__sizes";
  return layer.scale === "pair" ? "atlas__pair" : "atlas__classes";
}

/** The square of nine with the names of its two sides and where they are high. */
function pairFrame(square, { pair }, texts) {
  const side = (name, text) => htmlNode("span", `atlas__pair${name}`, { "aria-hidden": "true" }, [`${text} →`]);
  const corner = htmlNode("span", "atlas__paircorner", { "aria-hidden": "true" }, [texts.level_low]);
  const parts = [side("rows", pair.rows), square, corner, side("columns", pair.columns)];
  return htmlNode("div", "atlas__pairframe", {}, parts);
}

/** A row that stands for places is a button; a size of circle is not. */
function legendNode(row, i, colours, texts) {
  const count = htmlNode("span", "atlas__count", { "aria-hidden": "true" });
  const text = htmlNode("span", "atlas__rowtext", { "aria-hidden": "true" }, [row.text]);
  const heard = heardOnly(row.text);
  const isButton = row.count !== null && row.kind !== "off";
  const title = row.kind === "pair" ? row.text : texts.legend_hint;
  const attributes = isButton ? { type: "button", "aria-pressed": "false", "data-row": i, title } : {};
  const parts = [swatch(row, colours), heard, text, count];
  const button = htmlNode(isButton ? "button" : "span", `atlas__row atlas__row--${row.kind}`, attributes, parts);
  const item = htmlNode("li", "atlas__item", {}, [button]);
  if (row.kind === "pair") item.style.gridArea = `${3 - Math.floor(row.state / 3)} / ${(row.state % 3) + 1}`;
  return { item, button, count, heard, texts };
}

function listenToLegend(legend) {
  const rowOf = (event) => Number(event.target.closest?.("[data-row]")?.dataset.row ?? -1);
  const tell = (i) => tellRow(legend, i);
  const back = () => tell(legend.chosen);
  const point = (event) => (rowOf(event) >= 0 ? tell(rowOf(event)) : back());
  legend.body.addEventListener("pointerover", point);
  legend.body.addEventListener("pointerleave", back);
  legend.body.addEventListener("focusin", point);
  legend.body.addEventListener("focusout", back);
  legend.body.addEventListener("click", (event) => chooseRow(legend, rowOf(event)));
  legend.body.addEventListener("keydown", (event) => event.key === "Escape" && chooseRow(legend, legend.chosen));
}

function tellRow(legend, i) {
  if (i === legend.told) return;
  legend.told = i;
  legend.onRow(legend.rows[i] ?? null);
}

/** A chosen row stays alone on the map until it is chosen again. */
function chooseRow(legend, i) {
  if (i < 0) return;
  legend.chosen = legend.chosen === i ? -1 : i;
  legend.nodes.forEach(({ button }, n) => {
    if (button.dataset.row) setOne(button, "aria-pressed", String(n === legend.chosen));
  });
  tellRow(legend, legend.chosen);
}
