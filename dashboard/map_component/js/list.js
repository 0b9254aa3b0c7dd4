/* The list of places, twin of the map: search, chosen places, and rows by rank of which only those in sight exist. */

import { chipList } from "./chips.js";
import { iconNode } from "./icons.js";
import { freshId, htmlNode, setOne, writeText } from "./nodes.js";
import { fill, format } from "./numbers.js";
import { placeOrder, placesFound, rowWindow } from "./order.js";
import { placeRow, writePlaceRow } from "./rows.js";

const ROW_PX = 28;
const HIGH_ROW_PX = 44;
const WIDE_PX = 760;

/** The list; `onSelect(code, {add})` when a place is chosen or given up, `onHover(code|null)` when pointed at. */
export function createList(texts, { onSelect = () => {}, onHover = () => {} } = {}) {
  const list = { ...listNodes(texts, onSelect), texts, onSelect, onHover };
  Object.assign(list, { rows: [], shown: null, selected: [], hovered: null, order: [], active: 0 });
  Object.assign(list, { isWide: null, height: 0, top: 0, most: 6 });
  listenToList(list);
  return {
    element: list.element,
    update: (shown, options) => updateList(list, shown, options),
    reveal: (code) => revealPlace(list, code),
    destroy: () => list.sizes.disconnect(),
  };
}

function listNodes(texts, onSelect) {
  const id = freshId("list");
  const search = htmlNode("input", "atlas__search", {
    type: "search",
    "aria-label": texts.list_search,
    placeholder: texts.list_search,
    autocomplete: "off",
    spellcheck: "false",
  });
  const found = htmlNode("span", "atlas__found", { role: "status" });
  const field = htmlNode("div", "atlas__searchfield", {}, [iconNode("search"), search, found]);
  const chips = chipList(texts, (code) => onSelect(code, { add: true }), search);
  const unit = htmlNode("span", "atlas__listunit");
  const head = htmlNode("div", "atlas__listhead", {}, [htmlNode("span", "", {}, [texts.list_place]), unit]);
  const spacer = htmlNode("div", "atlas__spacer");
  const named = { role: "listbox", tabindex: 0, "aria-label": texts.list_title, "aria-multiselectable": "true" };
  const box = htmlNode("div", "atlas__places", { ...named, id }, [spacer]);
  const nothing = htmlNode("p", "atlas__nothing", { hidden: true }, [texts.list_nothing]);
  const summary = htmlNode("summary", "atlas__listsummary", {}, [texts.list_title]);
  const body = htmlNode("div", "atlas__listbody", {}, [field, chips.element, head, box, nothing]);
  const element = htmlNode("details", "atlas__list", { open: true }, [summary, body]);
  return { element, search, found, chips, unit, box, spacer, nothing, id };
}

function updateList(list, shown, { selected = list.selected, hovered = null, number, most = list.most } = {}) {
  const isOther = shown !== list.shown;
  const isChosen = selected.join() !== list.selected.join();
  Object.assign(list, { shown, selected, hovered, number: number ?? list.number, most });
  if (isOther) {
    list.all = placeOrder(shown);
    setRowHeight(list);
    filterList(list);
  }
  if (isOther || isChosen) drawChips(list);
  writeText(list.unit, shown.lines ? "" : shown.layer.symbol || shown.layer.unit);
  setOne(list.unit, "title", shown.layer.unit);
  drawRows(list);
}

/** Rows are high for fingers, and where a line of text stands under the name. */
function setRowHeight(list) {
  const isHigh = list.shown.lines || globalThis.matchMedia("(pointer: coarse)").matches;
  list.rowPx = isHigh ? HIGH_ROW_PX : ROW_PX;
  list.element.style.setProperty("--row", `${list.rowPx}px`);
  list.box.classList.toggle("atlas__places--lines", Boolean(list.shown.lines));
}

/** Chips may take another line: the rows are scrolled by as much, so that they stay under the pointer. */
function drawChips(list) {
  const { most } = list;
  const { ids, names } = list.shown;
  const chosen = list.selected.map((code) => ({ code, name: names[ids.indexOf(code)] || code }));
  const key = JSON.stringify([chosen, most]);
  if (key === list.chipKey) return;
  const before = list.box.offsetTop;
  list.chips.update(chosen, most);
  if (list.chipKey) scrollList(list, list.top + list.box.offsetTop - before);
  list.chipKey = key;
}

function filterList(list) {
  const mask = placesFound(list.shown, list.search.value);
  list.order = mask ? list.all.filter((n) => mask[n]) : list.all;
  list.active = Math.min(list.active, Math.max(0, list.order.length - 1));
  const { texts, number, order, all } = list;
  const gaps = { n: format(order.length, 0, number), all: format(all.length, 0, number) };
  writeText(list.found, mask ? fill(texts.list_found, gaps) : "");
  list.box.hidden = order.length === 0;
  list.nothing.hidden = order.length > 0;
  const height = `${order.length * list.rowPx}px`;
  if (list.spacer.style.height !== height) list.spacer.style.height = height;
}

function drawRows(list) {
  if (!list.shown) return;
  const { first, count } = rowWindow(list.top, list.height, list.rowPx, list.order.length);
  while (list.rows.length < count) list.rows.push(addedRow(list));
  list.rows.forEach((row, i) => {
    row.element.hidden = i >= count;
    if (i < count) drawRow(list, row, first + i);
  });
  const active = list.rows[list.active - first];
  setOne(list.box, "aria-activedescendant", active && !active.element.hidden ? active.element.id : null);
}

function addedRow(list) {
  const row = placeRow(`${list.id}-${list.rows.length}`);
  list.box.append(row.element);
  return row;
}

function drawRow(list, row, position) {
  const n = list.order[position];
  const code = list.shown.ids[n];
  row.position = position;
  row.element.style.transform = `translateY(${position * list.rowPx}px)`;
  setOne(row.element, "aria-selected", String(list.selected.includes(code)));
  setOne(row.element, "aria-posinset", position + 1);
  setOne(row.element, "aria-setsize", list.order.length);
  row.element.classList.toggle("atlas__place--hovered", code === list.hovered);
  row.element.classList.toggle("atlas__place--active", position === list.active);
  writePlaceRow(row, list.shown, n, list.texts, list.number);
}

function listenToList(list) {
  const { box, search } = list;
  box.addEventListener("scroll", () => scrolledList(list), { passive: true });
  box.addEventListener("pointerover", (event) => list.onHover(codeAt(list, event)));
  box.addEventListener("pointerleave", () => list.onHover(null));
  box.addEventListener("click", (event) => clickRow(list, event));
  box.addEventListener("keydown", (event) => keyInList(list, event));
  box.addEventListener("focus", () => list.shown && list.onHover(activeCode(list)));
  box.addEventListener("blur", () => list.onHover(null));
  search.addEventListener("input", () => searchList(list));
  search.addEventListener("keydown", (event) => event.key === "ArrowDown" && focusRows(list, event));
  list.sizes = new ResizeObserver(() => measureList(list));
  list.sizes.observe(box);
}

/** Side by side with the map the list stands open; under it the reader opens it. */
function measureList(list) {
  const root = list.element.closest(".atlas");
  const isWide = !root || root.clientWidth >= WIDE_PX;
  if (isWide !== list.isWide) list.element.open = isWide;
  if (root && list.isWide === null) list.sizes.observe(root);
  list.isWide = isWide;
  list.height = list.box.clientHeight;
  drawRows(list);
}

/** Where the rows are scrolled to is remembered: to ask the box would lay out the page at every step. */
function scrolledList(list) {
  list.top = list.box.scrollTop;
  drawRows(list);
}

function scrollList(list, top) {
  list.box.scrollTop = top;
  list.top = list.box.scrollTop;
}

function searchList(list) {
  if (!list.shown) return;
  list.active = 0;
  filterList(list);
  scrollList(list, 0);
  drawRows(list);
}

function focusRows(list, event) {
  event.preventDefault();
  list.box.focus();
}

function rowAt(list, event) {
  const element = event.target.closest?.(".atlas__place");
  return list.rows.find((row) => row.element === element);
}

function codeAt(list, event) {
  const row = rowAt(list, event);
  return row ? list.shown.ids[list.order[row.position]] : null;
}

function activeCode(list) {
  return list.shown.ids[list.order[list.active]] ?? null;
}

function clickRow(list, event) {
  const row = rowAt(list, event);
  if (!row) return;
  list.active = row.position;
  drawRows(list);
  list.onSelect(activeCode(list), { add: event.shiftKey || event.ctrlKey || event.metaKey });
}

function keyInList(list, event) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (list.order.length) list.onSelect(activeCode(list), { add: event.shiftKey });
    return;
  }
  const page = Math.max(1, Math.floor(list.height / list.rowPx) - 1);
  const last = list.order.length - 1;
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -last, End: last };
  if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  goToRow(list, Math.min(Math.max(list.active + moves[event.key], 0), last));
  list.onHover(activeCode(list));
}

function goToRow(list, position) {
  list.active = position;
  const top = position * list.rowPx;
  if (top < list.top) scrollList(list, top);
  if (top + list.rowPx > list.top + list.height) scrollList(list, top + list.rowPx - list.height);
  drawRows(list);
}

function revealPlace(list, code) {
  const position = list.order.findIndex((n) => list.shown.ids[n] === code);
  if (position >= 0) goToRow(list, position);
}
