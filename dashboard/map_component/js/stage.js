/* The canvases of one map, one above the other, and the windows they show: Europe and the insets. */

import { fitted, insetsOf, meets, toMap, visible } from "./camera.js";

const LAYERS = ["base", "fill", "line", "sign", "top"];
const INSETS_UNTIL = 1.6;
const CLEAR = [1, 0, 0, 1, 0, 0];

/** A stage inside `host`: canvases with their contexts. Null where the browser has no canvas. */
export function createStage(host) {
  const stage = { host, w: 0, h: 0, scale: 1, grow: 1, camera: null, home: null, frames: [], used: [], windows: [], contexts: {} };
  for (const name of LAYERS) {
    const canvas = document.createElement("canvas");
    canvas.className = "atlas__canvas";
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    if (!context) return null;
    host.append(canvas);
    stage.contexts[name] = context;
  }
  return stage;
}

/** Give the stage its size in CSS pixels, and say how many times larger signs are drawn; true where it changed. */
export function resize(stage, w, h, scale, grow) {
  if (w === stage.w && h === stage.h && scale === stage.scale && grow === stage.grow) return false;
  Object.assign(stage, { w, h, scale, grow });
  for (const { canvas } of Object.values(stage.contexts)) {
    canvas.width = Math.round(w * scale);
    canvas.height = Math.round(h * scale);
  }
  return true;
}

/** Say which frames these shapes stand in; `home` is the view that holds all of frame 0's box. */
export function setFrames(stage, shapes) {
  stage.frames = shapes.frames;
  stage.used = [...shapes.frames.keys()].slice(1).filter((frame) => shapes.extents.some((one) => one[frame]));
  stage.home = fitted(shapes.frames[0].box, stage.w, stage.h, 0, 1); // a city's box is small
}

/** Look from here; the insets go away once one has zoomed in. */
export function setCamera(stage, camera) {
  stage.camera = camera;
  const near = camera.k > stage.home.k * INSETS_UNTIL;
  const insets = near ? [] : insetsOf(stage.frames, stage.used, stage.w);
  stage.windows = [{ frame: 0, camera, box: { x: 0, y: 0, w: stage.w, h: stage.h } }, ...insets];
}

/** The window at a point of the screen, and the point of the map there: {window, x, y}. */
export function at(stage, sx, sy) {
  const inside = ({ box }) => sx >= box.x && sy >= box.y && sx <= box.x + box.w && sy <= box.y + box.h;
  const found = stage.windows.slice(1).find(inside) ?? stage.windows[0];
  const [x, y] = toMap(found.camera, sx, sy);
  return { window: found, x, y };
}

/** Empty one canvas. */
export function clear(stage, name) {
  const context = stage.contexts[name];
  context.setTransform(...CLEAR);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Draw in each window in turn, clipped to it: `draw(context, window)` has map units where `inMap`, else pixels. */
export function eachWindow(stage, name, draw, inMap = true) {
  const context = stage.contexts[name];
  const { scale } = stage;
  for (const window of stage.windows) {
    context.save();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clip(outlineOf(stage, window), "evenodd");
    const { k, x, y } = window.camera;
    if (inMap) context.setTransform(k * scale, 0, 0, k * scale, x * scale, y * scale);
    draw(context, window);
    context.restore();
  }
}

/** Europe's window is the whole canvas without the insets. */
function outlineOf(stage, window) {
  const path = new Path2D();
  const boxes = window.frame === 0 ? stage.windows : [window];
  for (const { box } of boxes) path.rect(box.x, box.y, box.w, box.h);
  return path;
}

/** Whether any of place `n` is seen in a window. */
export function seen(shapes, n, window, stage) {
  const box = shapes.extents[n][window.frame];
  if (!box) return false;
  return window.frame !== 0 || meets(box, visible(window.camera, stage.w, stage.h));
}
