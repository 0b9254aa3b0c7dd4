/* One map: its canvases, and what the hand does on them. It knows places by number and tells them by code. */

import { bounded, fitted, panned, zoomed } from "./camera.js";
import { neighbour, placeAt, pointOf } from "./hit.js";
import { paintBase, paintFills, paintLines, paintSigns, paintTop } from "./paint.js";
import { extentOf } from "./shapes.js";
import { createStage, resize, setCamera, setFrames } from "./stage.js";

export const ZOOM_STEP = 1.5;
const PAN_PX = 60;
const DRAG_PX = 4;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A panel inside `host`; without a canvas it stays empty. `on` has hover(code, point), pick(code, add), camera(camera),
    top(context, window, grow) and marked(). */
export function createPanel(host, on) {
  const stage = createStage(host);
  const panel = { host, stage, on, view: null, focus: null, chosen: [], drawnKeys: null };
  if (!stage) return panel;
  host.tabIndex = 0;
  host.setAttribute("role", "application");
  listenPointer(panel);
  host.addEventListener("keydown", (event) => pressed(panel, event));
  host.addEventListener("blur", () => focusOn(panel, null));
  return panel;
}

/** Show a view: {shown, shapes, borders, land, colours, hatch, tiles, only, contrast}. */
export function showView(panel, view) {
  const { stage } = panel;
  const before = panel.view;
  const framed = before && before.shapes === view.shapes;
  panel.view = { ...view, scale: stage.scale, grow: stage.grow };
  if (!framed) {
    setFrames(stage, view.shapes);
    setCamera(stage, stage.camera && before ? stage.camera : stage.home);
  }
  if (framed && sameGround(before, view)) stepFills(panel);
  else paintAll(panel);
}

function sameGround(before, view) {
  const kept = ["shapes", "borders", "land", "colours", "hatch", "tiles", "only", "contrast"];
  return kept.every((name) => before[name] === view[name]) && before.shown.layer === view.shown.layer;
}

/** Draw everything anew, as after a move. */
function paintAll(panel) {
  const { stage, view } = panel;
  if (!view) return;
  paintBase(stage, view);
  paintFills(stage, view);
  paintLines(stage, view);
  paintSigns(stage, view);
  panel.drawnKeys = keysOf(view);
  paintOver(panel);
}

/** Draw only the places whose colour or texture is another than before. */
function stepFills(panel) {
  const { stage, view } = panel;
  const keys = keysOf(view);
  const changed = [...keys.keys()].filter((n) => keys[n] !== panel.drawnKeys[n]);
  panel.drawnKeys = keys;
  if (changed.length) paintFills(stage, view, changed);
  if (view.shown.layer.shape !== "fill") paintSigns(stage, view);
  paintOver(panel);
}

function keysOf({ shown, hatch }) {
  return shown.state.map((state, n) => state * 2 + (hatch && shown.hatched[n] ? 1 : 0));
}

/** Draw the outlines and the marks. */
export function paintOver(panel) {
  const { stage, view, chosen, focus, on } = panel;
  if (view) paintTop(stage, view, { chosen, focus, marked: on.marked() }, on.top);
}

/** Give the panel the size of its host, and its signs theirs; draws only where that changed. */
export function fitPanel(panel, w, h, scale, grow) {
  const { stage } = panel;
  if (!stage) return;
  const home = stage.home;
  const rested = home && stage.camera && Math.abs(stage.camera.k / home.k - 1) < 0.01;
  if (!resize(stage, w, h, scale, grow) || !panel.view) return;
  Object.assign(panel.view, { scale, grow });
  setFrames(stage, panel.view.shapes);
  setCamera(stage, rested ? stage.home : stage.camera);
  paintAll(panel);
}

/** Look from another place, and draw; a linked panel is moved without telling again. */
export function lookFrom(panel, camera, tell = true) {
  const { stage, on } = panel;
  if (!panel.view) return;
  const wide = stage.frames[0].box;
  setCamera(stage, bounded(camera, wide, stage.w, stage.h));
  paintAll(panel);
  if (tell) on.camera(stage.camera);
}

/** Zoom by a factor about the middle, or home where the factor is 0. */
export function zoomPanel(panel, factor) {
  if (!panel.view) return;
  const { camera, home, w, h } = panel.stage;
  lookFrom(panel, factor ? zoomed(camera, factor, w / 2, h / 2, home) : home);
}

/** Zoom to places, such as all regions of one country; does nothing where none of them is on Europe's map. */
export function zoomToPlaces(panel, members) {
  const box = panel.view && extentOf(panel.view.shapes, members);
  if (!box) return;
  const { w, h, home } = panel.stage;
  const near = fitted(box, w, h, 0.2);
  const closest = near.k > home.k * 12 ? fitted(widened(box), w, h, 0.2) : near;
  lookFrom(panel, near.k < home.k ? home : closest);
}

function widened([x0, y0, x1, y1]) {
  const half = Math.max(x1 - x0, y1 - y0, 300) / 2;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return [x - half, y - half, x + half, y + half];
}

/** Put the focus on a place (or nowhere), as if the pointer were there. */
export function focusOn(panel, n, tell = true) {
  if (n === panel.focus) return;
  panel.focus = n;
  paintOver(panel);
  if (tell) panel.on.hover(codeOf(panel, n), n === null ? null : pointOf(panel.stage, panel.view.shapes, n));
}

function codeOf(panel, n) {
  return n === null ? null : panel.view.shapes.ids[n];
}

/** Outline these places. */
export function choose(panel, members) {
  panel.chosen = members;
  paintOver(panel);
}

function pressed(panel, event) {
  if (!panel.view) return;
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) pan(panel, arrow);
  else if (arrow) focusOn(panel, neighbour(panel.stage, panel.view, panel.focus, ...arrow));
  else if (event.key === "Enter" || event.key === " ") pickOn(panel, panel.focus, event.shiftKey);
  else if (event.key === "+" || event.key === "=") zoomPanel(panel, ZOOM_STEP);
  else if (event.key === "-") zoomPanel(panel, 1 / ZOOM_STEP);
  else if (event.key === "0" || event.key === "Home") zoomPanel(panel, 0);
  else if (event.key === "Escape") focusOn(panel, null);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function pan(panel, [dx, dy]) {
  lookFrom(panel, panned(panel.stage.camera, -dx * PAN_PX, -dy * PAN_PX));
}

function pickOn(panel, n, add) {
  if (n !== null) panel.on.pick(codeOf(panel, n), add);
}

/** Mouse, pen and touch: one finger scrolls the page up and down, two move and zoom the map. */
function listenPointer(panel) {
  const { host } = panel;
  const held = new Map();
  let moved = 0;
  host.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, place(event, host));
    if (held.size === 1) moved = 0;
    host.setPointerCapture(event.pointerId);
  });
  host.addEventListener("pointermove", (event) => {
    const now = place(event, host);
    if (!held.has(event.pointerId)) {
      if (panel.view) focusOn(panel, placeAt(panel.stage, panel.view, ...now));
      return;
    }
    const before = new Map(held);
    held.set(event.pointerId, now);
    moved += Math.hypot(now[0] - before.get(event.pointerId)[0], now[1] - before.get(event.pointerId)[1]);
    if (moved > DRAG_PX || held.size > 1) soon(panel, followed(panel, [...before.values()], [...held.values()]));
  });
  const released = (event) => {
    const was = held.delete(event.pointerId);
    if (!was || event.type !== "pointerup" || moved > DRAG_PX || held.size || !panel.view) return;
    const n = placeAt(panel.stage, panel.view, ...place(event, host));
    focusOn(panel, n);
    pickOn(panel, n, event.shiftKey);
  };
  for (const name of ["pointerup", "pointercancel"]) host.addEventListener(name, released);
  host.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") focusOn(panel, null); });
  host.addEventListener("wheel", (event) => wheeled(panel, event), { passive: false });
  host.addEventListener("dblclick", (event) => {
    const { camera, home } = panel.stage;
    lookFrom(panel, zoomed(camera, ZOOM_STEP * ZOOM_STEP, ...place(event, host), home));
  });
}

function place(event, host) {
  const box = host.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** The camera after the pointers moved: one pans, two also zoom. */
function followed(panel, before, now) {
  const { home } = panel.stage;
  const from = panel.pending ?? panel.stage.camera;
  const [a, b] = [middle(before), middle(now)];
  const moved = panned(from, b[0] - a[0], b[1] - a[1]);
  if (now.length < 2) return moved;
  const factor = spread(now) / Math.max(spread(before), 1);
  return zoomed(moved, factor, ...b, home);
}

function middle(points) {
  return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
}

function spread([one, other]) {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** Draw at the next frame, however often the hand moves before it. */
function soon(panel, camera) {
  if (!panel.pending) requestAnimationFrame(() => {
    const latest = panel.pending;
    panel.pending = null;
    if (panel.view) lookFrom(panel, latest);
  });
  panel.pending = camera;
}

/** The wheel scrolls the page, until the map has been clicked or Ctrl is held. */
function wheeled(panel, event) {
  const awake = event.ctrlKey || event.metaKey || panel.host.matches(":focus");
  if (!awake || !panel.view) return;
  event.preventDefault();
  const from = panel.pending ?? panel.stage.camera;
  const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
  soon(panel, zoomed(from, factor, ...place(event, panel.host), panel.stage.home));
}
