/* The textures that say why a place has no colour, and the lines over figures with a flag.
   One description of each serves canvas, SVG and legend: a small tile with lines and dots in CSS pixels. */

import { svgNode } from "./nodes.js";

/** Two tones, so that the lines are seen on the palest and on the darkest class, in either look. */
const HATCH_DARK = { colour: "#10161d", opacity: 0.55 };
const HATCH_LIGHT = { colour: "#ffffff", opacity: 0.7 };

/**
 * kind -> tile. `ground` names a colour of the page (none: see-through); a line is [x0, y0, x1, y1], a dot
 * [x, y, radius]; without a tone of its own a mark takes the colour of the page named `tint`, else the ground mixed
 * with `ink` parts of the text colour.
 */
export const TEXTURES = {
  none: { size: 6, ground: "no_data", ink: 0.6, marks: [{ dots: [[1.5, 1.5, 0.75], [4.5, 4.5, 0.75]] }] },
  withheld: {
    size: 6,
    ground: "no_data",
    ink: 0.45,
    marks: [{ width: 0.8, lines: [...risingLines(6, 3), ...fallingLines(6, 3)] }],
  },
  unreliable: {
    size: 8,
    ground: "no_data",
    ink: 0.6,
    marks: [{ width: 1, lines: [[0, 2.5, 5, 2.5], [4, 6.5, 8, 6.5]] }],
  },
  only_rows: { size: 6, ground: "no_data", ink: 0.6, tint: "people", marks: [{ width: 1.6, lines: [[-1, 3, 7, 3]] }] },
  only_columns: { size: 6, ground: "no_data", ink: 0.6, tint: "places", marks: [{ width: 1.6, lines: [[3, -1, 3, 7]] }] },
  outside: { size: 4, ground: "land", ink: 0, marks: [] },
  hatch: {
    size: 9,
    ground: "",
    ink: 0,
    marks: [
      { width: 0.9, lines: risingLines(9, 3), tone: HATCH_DARK },
      { width: 0.9, lines: risingLines(9, 4.3), tone: HATCH_LIGHT },
    ],
  },
};

const TEXTURE_OF_STATE = { "-1": "none", "-2": "withheld", "-3": "outside", "-4": "unreliable", "-5": "only_rows", "-6": "only_columns" };

const tileCanvases = new Map();

/** The texture of a place's state (see states.js), or "" for a class, which is a colour. */
export function textureOf(state) {
  return TEXTURE_OF_STATE[state] ?? "";
}

/** The colour of the ring that stands for a place without a figure: whose half of a pair it has, if any. */
export function ringColour(state, colours) {
  return colours[TEXTURES[textureOf(state)]?.tint] ?? colours.muted;
}

/** The plain colour under a texture, for fills too small to carry it; "" for the hatch. */
export function textureGround(kind, colours) {
  return colours[TEXTURES[kind].ground] ?? "";
}

/**
 * A CanvasPattern whose tile keeps its size on screen under the transform the context has now; `scale` is device
 * pixels per CSS pixel. Plain ground comes as a colour, which fills faster; either goes into `fillStyle`.
 */
export function canvasPattern(context, kind, colours, scale = 1) {
  const [ground, ink] = [textureGround(kind, colours), textureInk(kind, colours)];
  if (!TEXTURES[kind].marks.length) return ground;
  const key = [kind, ground, ink, scale].join(" ");
  if (!tileCanvases.has(key)) tileCanvases.set(key, drawnTile(kind, ground, ink, scale));
  const pattern = context.createPattern(tileCanvases.get(key), "repeat");
  const transform = context.getTransform();
  if (!transform.isIdentity) pattern.setTransform(transform.inverse());
  return pattern;
}

/** The same as an SVG `<pattern>`; fill with `url(#<id>)`, the id being `texture-<kind>` unless given. */
export function svgPattern(kind, colours, id = `texture-${kind}`) {
  const { size } = TEXTURES[kind];
  const inside = svgTileParts(kind, colours).map(([name, attributes]) => svgTileTag(name, attributes)).join("");
  return `<pattern id="${id}" patternUnits="userSpaceOnUse" width="${size}" height="${size}">${inside}</pattern>`;
}

/** An SVG element of that size filled with `fill` (the class colour, for the hatch) and the texture. */
export function textureSvg(kind, colours, width, height, fill = "") {
  const svg = svgNode("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const ground = fill || textureGround(kind, colours);
  if (ground) svg.append(svgNode("rect", { width, height, fill: ground }));
  const { size } = TEXTURES[kind];
  const parts = svgTileParts(kind, colours).filter(([name]) => name !== "rect");
  for (let y = 0; parts.length && y < height; y += size) {
    for (let x = 0; x < width; x += size) svg.append(svgTileAt(parts, x, y, size));
  }
  return svg;
}

/** Two colours `#rrggbb` mixed; `share` is how much of the second there is. */
export function mixed(first, second, share) {
  const [one, two] = [colourChannels(first), colourChannels(second)];
  if (!one || !two) return second;
  const parts = one.map((value, i) => Math.round(value + (two[i] - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function colourChannels(colour) {
  const full = /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  return /^#[0-9a-f]{6}$/i.test(full) ? [1, 3, 5].map((i) => parseInt(full.slice(i, i + 2), 16)) : null;
}

function textureInk(kind, colours) {
  const { ground, ink, tint } = TEXTURES[kind];
  if (colours[tint]) return colours[tint];
  return ink ? mixed(colours[ground], colours.text, ink) : "";
}

/** The lines x + y = at of a tile and its neighbours, so that tiles join without a seam. */
function risingLines(size, at) {
  return [at - size, at, at + size, at + 2 * size].map((sum) => [-2, sum + 2, sum + 2, -2]);
}

/** The lines x - y = at, likewise. */
function fallingLines(size, at) {
  return [at - 2 * size, at - size, at].map((gap) => [gap - 2, -2, size + gap + 2, size + 2]);
}

function drawnTile(kind, ground, ink, scale) {
  const { size, marks } = TEXTURES[kind];
  const pixels = Math.max(1, Math.round(size * scale));
  const tile = emptyCanvas(pixels);
  const context = tile.getContext("2d");
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, pixels, pixels);
  }
  context.scale(pixels / size, pixels / size);
  for (const mark of marks) drawTileMark(context, mark, ink);
  return tile;
}

function emptyCanvas(pixels) {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(pixels, pixels);
  return Object.assign(document.createElement("canvas"), { width: pixels, height: pixels });
}

function drawTileMark(context, { width, lines = [], dots = [], tone }, ink) {
  context.globalAlpha = tone?.opacity ?? 1;
  context.strokeStyle = context.fillStyle = tone?.colour ?? ink;
  context.lineWidth = width ?? 0;
  context.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  if (lines.length) context.stroke();
  for (const [x, y, radius] of dots) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** The SVG elements of one tile as [name, attributes], its ground first. */
function svgTileParts(kind, colours) {
  const { size, marks } = TEXTURES[kind];
  const [ground, ink] = [textureGround(kind, colours), textureInk(kind, colours)];
  const parts = ground ? [["rect", { width: size, height: size, fill: ground }]] : [];
  for (const { width, lines = [], dots = [], tone } of marks) {
    const path = lines.map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join("");
    const colour = tone?.colour ?? ink;
    const stroke = { stroke: colour, "stroke-width": width, "stroke-opacity": tone?.opacity ?? 1 };
    if (path) parts.push(["path", { d: path, ...stroke }]);
    for (const [cx, cy, r] of dots) parts.push(["circle", { cx, cy, r, fill: colour }]);
  }
  return parts;
}

function svgTileTag(name, attributes) {
  return `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}/>`;
}

/** A tile as a nested `<svg>`, which clips; no `<pattern>`, whose id would have to be unique in the page. */
function svgTileAt(parts, x, y, size) {
  const marks = parts.map(([name, attributes]) => svgNode(name, attributes));
  return svgNode("svg", { x, y, width: size, height: size }, marks);
}
