/* Draws a panel: what it shows is decided elsewhere (states.js), here it becomes pixels. */

import { canvasPattern, ringColour, textureOf } from "./patterns.js";
import { pathOf, pathOfMany } from "./shapes.js";
import { clear, eachWindow, seen } from "./stage.js";
import { NONE, WITHHELD, diameterOf } from "./states.js";
import { toScreen } from "./camera.js";

export const POINT_PX = 10;
export const SMALLEST_PX = 3;

/** Sea, land, and under points the countries. */
export function paintBase(stage, { land, borders, shown, shapes, colours }) {
  clear(stage, "base");
  const onPoints = shown.layer.shape === "points" && borders;
  eachWindow(stage, "base", (context, window) => {
    paintWater(context, window, stage, colours);
    if (land && window.frame === 0) paintPlain(context, pathOfMany(land, 0), colours.land, colours, window);
    if (onPoints || !shapes.rings.some((rings) => rings.length)) {
      if (borders) paintPlain(context, pathOfMany(borders, window.frame), colours.point_ground, colours, window);
    }
  });
}

function paintWater(context, { camera, box }, stage, colours) {
  context.fillStyle = colours.water;
  const { k, x, y } = camera;
  context.fillRect((box.x - x) / k, (box.y - y) / k, box.w / k, box.h / k);
}

function paintPlain(context, path, colour, colours, { camera }) {
  context.fillStyle = colour;
  context.fill(path, "evenodd");
  context.strokeStyle = colours.water;
  context.lineWidth = 0.5 / camera.k;
  context.stroke(path);
}

/** The fill of every place, or of the `changed` ones only: the lines above hide their seams. */
export function paintFills(stage, view, changed = null) {
  const { shapes } = view;
  if (!changed) clear(stage, "fill");
  const groups = byFill(changed ?? [...shapes.ids.keys()], view);
  eachWindow(stage, "fill", (context, window) => {
    for (const [fill, members] of groups) {
      const visible = members.filter((n) => seen(shapes, n, window, stage));
      if (!visible.length) continue;
      context.fillStyle = styleOf(context, fill, view.colours, stage.scale);
      for (const n of visible) fillPlace(context, shapes, n, window.frame);
    }
  });
}

function styleOf(context, fill, colours, scale) {
  return fill.startsWith("#") ? fill : canvasPattern(context, fill, colours, scale);
}

function fillPlace(context, shapes, n, frame) {
  const path = pathOf(shapes, n, frame);
  if (path) context.fill(path, "evenodd");
}

/** Fill (a colour or the name of a texture) -> places; the hatch comes last, on top of the colours. */
function byFill(members, view) {
  const groups = new Map();
  const put = (fill, n) => (groups.get(fill) ?? groups.set(fill, []).get(fill)).push(n);
  for (const n of members) put(fillOf(view, n), n);
  if (view.hatch && view.shown.layer.shape === "fill") {
    for (const n of members) if (view.shown.hatched[n] && !dimmed(view, n)) put("hatch", n);
  }
  const hatched = groups.get("hatch");
  groups.delete("hatch");
  return hatched ? [...groups, ["hatch", hatched]] : [...groups];
}

function dimmed({ only, shown }, n) {
  return only !== null && only !== undefined && shown.state[n] !== only;
}

/** What fills place `n`: its class's colour, plain ground under circles, or the name of a texture. */
export function fillOf(view, n) {
  const { shown, colours } = view;
  if (dimmed(view, n)) return colours.ground;
  const texture = textureOf(shown.state[n]);
  if (texture) return texture;
  return shown.layer.shape === "circles" ? colours.ground : shown.layer.colours[shown.state[n]];
}

/** Lines between regions, and above them those between countries; frames around the insets. */
export function paintLines(stage, { shapes, borders, colours, contrast }) {
  clear(stage, "line");
  const width = contrast ? 2 : 1;
  eachWindow(stage, "line", (context, window) => {
    const thin = Math.min(0.25 + 0.1 * (window.camera.k / stage.home.k), 1) * width;
    strokeAll(context, shapes, window, colours.region_line, thin);
    if (borders) strokeAll(context, borders, window, colours.country_line, 0.7 * width);
  });
  eachWindow(stage, "line", (context, { frame, box }) => {
    if (frame === 0) return;
    context.strokeStyle = colours.muted;
    context.lineWidth = 1;
    context.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
  }, false);
}

function strokeAll(context, shapes, { frame, camera }, colour, px) {
  context.strokeStyle = colour;
  context.lineWidth = px / camera.k;
  context.lineJoin = "round";
  const key = `all:${frame}`;
  if (!shapes.paths.has(key)) shapes.paths.set(key, pathOfMany(shapes, frame));
  context.stroke(shapes.paths.get(key));
}

/** Circles, points or the letters of tiles, above the lines. */
export function paintSigns(stage, view) {
  clear(stage, "sign");
  const { layer } = view.shown;
  // an empty canvas costs the browser as much as a full one
  stage.contexts.sign.canvas.hidden = layer.shape === "fill" && !view.tiles;
  if (view.tiles) eachWindow(stage, "sign", (context, window) => paintLetters(context, window, view), false);
  if (layer.shape === "circles") eachWindow(stage, "sign", (context, window) => paintCircles(context, window, view), false);
  if (layer.shape === "points") eachWindow(stage, "sign", (context, window) => paintPoints(context, window, view), false);
}

/** The places that have a sign in this frame, with their point on the screen: [n, x, y]. */
export function signs(shapes, { frame, camera }) {
  const found = [];
  shapes.points.forEach((point, n) => {
    if (point && point[0] === frame) found.push([n, ...toScreen(camera, point[1], point[2])]);
  });
  return found;
}

/** Places with a circle here, the largest first, so that small ones lie on top. */
export function circlesIn(shapes, window, shown) {
  const drawn = signs(shapes, window).filter(([n]) => shown.state[n] >= 0);
  return drawn.sort((one, other) => Math.abs(shown.values[other[0]]) - Math.abs(shown.values[one[0]]));
}

function paintCircles(context, window, { shown, shapes, colours, grow }) {
  const { layer } = shown;
  for (const [n, x, y] of circlesIn(shapes, window, shown)) {
    const value = shown.values[n];
    context.beginPath();
    context.arc(x, y, (Math.max(diameterOf(value, layer.largest), SMALLEST_PX) / 2) * grow, 0, 2 * Math.PI);
    context.globalAlpha = value < 0 ? 1 : 0.75;
    context.fillStyle = layer.colour;
    if (value >= 0) context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = value < 0 ? layer.colour : colours.page;
    context.lineWidth = value < 0 ? 1.5 : 0.8;
    context.stroke();
  }
}

function paintPoints(context, window, view) {
  const { shown, shapes, colours } = view;
  const placed = signs(shapes, window).sort((one, other) => shown.state[one[0]] - shown.state[other[0]]);
  for (const [n, x, y] of placed) {
    const known = shown.state[n] >= 0;
    context.beginPath();
    context.arc(x, y, (pointPx(shown, n) / 2) * view.grow, 0, 2 * Math.PI);
    if (known) paintDot(context, view, n);
    else if (shown.state[n] === WITHHELD) paintTexture(context, view, "withheld");
    const ring = ringColour(shown.state[n], colours);
    context.strokeStyle = ring;
    context.lineWidth = known ? 0.6 : ring === colours.muted ? 0.9 : 1.6;
    context.stroke();
  }
}

/** The diameter of a place's point: large with a figure, a speck where a pair has neither. */
export function pointPx({ layer, state }, n) {
  if (state[n] >= 0) return POINT_PX;
  return layer.scale === "pair" && state[n] === NONE ? SMALLEST_PX : POINT_PX - 4;
}

function paintDot(context, view, n) {
  context.fillStyle = fillOf(view, n);
  context.fill();
  if (view.hatch && view.shown.hatched[n]) paintTexture(context, view, "hatch");
}

function paintTexture(context, view, kind) {
  context.fillStyle = canvasPattern(context, kind, view.colours, view.scale);
  context.fill();
}

function paintLetters(context, window, view) {
  const { colours, shapes } = view;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `600 ${Math.max(9, Math.min(15, window.camera.k * 220))}px sans-serif`;
  for (const [n, x, y] of signs(shapes, window)) {
    const fill = fillOf(view, n);
    context.fillStyle = fill.startsWith("#") ? readableOn(fill) : colours.text;
    context.fillText(shapes.ids[n], x, y);
  }
}

/** Black or white, whichever stands out more from a colour `#rrggbb`. */
function readableOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((i) => (parseInt(colour.slice(i, i + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#101820" : "#ffffff";
}

/** Outlines of what is chosen and of what is under the hand; `more(context, window, grow)` draws the marks above. */
export function paintTop(stage, view, { chosen, focus, marked }, more) {
  const isEmpty = !chosen.length && focus === null && !marked;
  stage.contexts.top.canvas.hidden = isEmpty;
  if (isEmpty) return;
  clear(stage, "top");
  for (const n of chosen) outline(stage, view, n, 2.4);
  if (focus !== null) outline(stage, view, focus, 1.8);
  if (more) eachWindow(stage, "top", (context, window) => { if (window.frame === 0) more(context, window, view.grow); }, false);
}

function outline(stage, { shapes, shown, colours, grow }, n, px) {
  eachWindow(stage, "top", (context, window) => {
    const path = pathOf(shapes, n, window.frame) ?? ringAround(shapes, n, window, shown, grow);
    if (!path) return;
    for (const [colour, width] of [[colours.page, px + 2], [colours.text, px]]) {
      context.strokeStyle = colour;
      context.lineWidth = width / window.camera.k;
      context.lineJoin = "round";
      context.stroke(path);
    }
  });
}

/** A ring around a place that has a point and no area here. */
function ringAround(shapes, n, { frame, camera }, shown, grow) {
  const point = shapes.points[n];
  if (!point || point[0] !== frame || shapes.rings[n].length) return null;
  const px = shown.layer.shape === "circles" ? diameterOf(shown.values[n] || 0, shown.layer.largest) : POINT_PX;
  const path = new Path2D();
  path.arc(point[1], point[2], ((Math.max(px, POINT_PX) / 2) * grow + 2) / camera.k, 0, 2 * Math.PI);
  return path;
}
