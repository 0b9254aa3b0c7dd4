/* The hand that draws marks on a map: pen and arrow by dragging, a label by a click and an input in the map. */

import { MOST_LABEL_LETTERS, labelText, markAt, readMarks, simplified, writeMarks } from "./marks.js";

const SMOOTH_PX = 1.2;
const SHORTEST_PX = 6;
const INPUT_PX = 180;

/**
 * A marker over `canvasHost`. `toMap(sx, sy)` gives a point of frame 0, or null where there is none (an inset);
 * `onChange(marks, done)` is told of every change, `done` being false while a line is still drawn; `onFull()` of a
 * mark that did not fit; `askLabel(sx, sy)` promises a text, by default from an input in the map.
 */
export function createMarker({ canvasHost, toMap, onChange, onFull = () => {}, askLabel, texts }) {
  const ask = askLabel ?? ((sx, sy) => askInMap(canvasHost, sx, sy, texts));
  const marker = { host: canvasHost, toMap, onChange, onFull, ask, tool: "", marks: [], draft: null, pointer: null };
  const stop = listenMarker(marker);
  return {
    /** The tool in hand: "" (none), "pen", "arrow" or "label". */
    tool: () => marker.tool,
    use: (tool) => takeTool(marker, tool),
    /** The marks, with the one being drawn. */
    marks: () => [...marker.marks, ...(marker.draft ? [marker.draft] : [])],
    /** Takes marks from outside, such as from the URL; tells nobody. */
    show: (marks) => { marker.marks = [...marks]; },
    /** The keyboard's way: the tool's mark at a place, given on the map and on the screen. */
    place: (point, [sx, sy]) => placeByKey(marker, point, sx, sy),
    undo: () => changeMarks(marker, marker.marks.slice(0, -1)),
    clear: () => changeMarks(marker, []),
    destroy: stop,
  };
}

function takeTool(marker, tool) {
  marker.tool = tool;
  marker.draft = marker.pointer = null;
  marker.host.style.cursor = tool ? "crosshair" : "";
  marker.host.style.touchAction = tool ? "none" : "";
}

function changeMarks(marker, marks) {
  marker.marks = marks;
  marker.onChange(marks, true);
}

function addMark(marker, mark) {
  const marks = [...marker.marks, mark];
  if (readMarks(writeMarks(marks)).length === marks.length) changeMarks(marker, marks);
  else {
    marker.onFull();
    marker.onChange(marker.marks, true);
  }
}

function placeByKey(marker, point, sx, sy) {
  if (marker.tool === "label") return askAndAdd(marker, point, sx, sy);
  if (marker.tool === "arrow") addMark(marker, markAt("arrow", point, "", arrowLength(marker, sx, sy)));
  return Promise.resolve();
}

/** How long 40 pixels are on the map. */
function arrowLength({ toMap }, sx, sy) {
  const [one, other] = [toMap(sx, sy), toMap(sx + 40, sy)];
  return one && other ? Math.round(other[0] - one[0]) : undefined;
}

async function askAndAdd(marker, point, sx, sy) {
  const text = labelText(await marker.ask(sx, sy));
  if (text) addMark(marker, markAt("label", point, text));
}

function listenMarker(marker) {
  const { host } = marker;
  const inMap = { pointerdown: markerDown, pointermove: markerMove, pointerup: markerUp, pointercancel: markerCancel };
  const handlers = Object.entries({ ...inMap, dblclick: () => {} }).map(([name, handle]) => [name, (event) => {
    if (!marker.tool || event.target.closest?.("input")) return;
    event.stopImmediatePropagation();
    handle(marker, event);
  }]);
  for (const [name, handler] of handlers) host.addEventListener(name, handler, true);
  return () => {
    takeTool(marker, "");
    for (const [name, handler] of handlers) host.removeEventListener(name, handler, true);
  };
}

function markerDown(marker, event) {
  if (event.button || marker.pointer !== null) return;
  const [sx, sy] = placeInHost(marker.host, event);
  const point = marker.toMap(sx, sy);
  if (!point) return;
  event.preventDefault();
  if (marker.tool === "label") {
    askAndAdd(marker, point, sx, sy);
    return;
  }
  marker.pointer = event.pointerId;
  marker.host.setPointerCapture(event.pointerId);
  marker.start = marker.end = [sx, sy];
  marker.draft = { kind: marker.tool, points: [point, point] };
}

function markerMove(marker, event) {
  if (event.pointerId !== marker.pointer) return;
  const place = placeInHost(marker.host, event);
  const point = marker.toMap(...place);
  if (!point) return;
  marker.end = place;
  const { kind, points } = marker.draft;
  marker.draft = { kind, points: kind === "arrow" ? [points[0], point] : [...points, point] };
  marker.onChange([...marker.marks, marker.draft], false);
}

function markerUp(marker, event) {
  if (event.pointerId !== marker.pointer) return;
  const { draft, start, end } = marker;
  marker.draft = marker.pointer = null;
  const [x0, x1] = [marker.toMap(...start), marker.toMap(start[0] + SMOOTH_PX, start[1])];
  const tolerance = x0 && x1 ? x1[0] - x0[0] : 1;
  const few = draft.kind === "pen" ? simplified(draft.points, tolerance) : draft.points;
  const drawn = draft.kind === "pen" ? few.length > 1 : Math.hypot(end[0] - start[0], end[1] - start[1]) >= SHORTEST_PX;
  if (drawn && draft.points.length > 1) addMark(marker, { kind: draft.kind, points: few });
  else marker.onChange(marker.marks, true);
}

function markerCancel(marker, event) {
  if (event.pointerId !== marker.pointer) return;
  marker.draft = marker.pointer = null;
  marker.onChange(marker.marks, true);
}

function placeInHost(host, event) {
  const box = host.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** An input at a point of the map; promises what was entered, "" where Escape was pressed or nothing written. */
function askInMap(host, sx, sy, texts) {
  const input = document.createElement("input");
  input.className = "atlas__label-input";
  input.type = "text";
  input.maxLength = MOST_LABEL_LETTERS;
  input.placeholder = texts.marks_label_ask;
  input.setAttribute("aria-label", texts.marks_label_ask);
  const left = Math.max(Math.min(sx, host.clientWidth - INPUT_PX), 0);
  const place = { left: `${left}px`, top: `${sy}px`, width: `${INPUT_PX}px` };
  Object.assign(input.style, { position: "absolute", zIndex: 5, ...place });
  host.append(input);
  setTimeout(() => input.focus(), 0);
  return new Promise((resolve) => listenInput(input, host, resolve));
}

function listenInput(input, host, resolve) {
  let done = false;
  const end = (text, back) => {
    if (done) return;
    done = true;
    input.remove();
    if (back) host.focus?.();
    resolve(text);
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") end(input.value, true);
    if (event.key === "Escape") end("", true);
  });
  input.addEventListener("blur", () => end(input.value, false));
}
