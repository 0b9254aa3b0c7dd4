/* One map as SVG: the same picture as paint.js puts on the canvases, in the panel's own pixels. Pure. */

import { meets, toScreen, visible } from "./camera.js";
import { withUnit } from "./numbers.js";
import { POINT_PX, SMALLEST_PX, circlesIn, fillOf, pointPx, signs } from "./paint.js";
import { marksSvg } from "./marks.js";
import { ringColour } from "./patterns.js";
import { WITHHELD, diameterOf } from "./states.js";
import { escaped, textSvg } from "./svgtext.js";

const LEAST_STEP = 3;
const INSET_TITLE_PX = 8;
const NARROWEST_TITLED = 56;
const ROUND = 'stroke-linejoin="round"';

/**
 * The map of a panel of w x h pixels: {shown, shapes, borders, land, camera, insets, selected, hatch, tiles, only,
 * contrast}; `page` has what all panels share: colours, texts, number, marks, and whether places are `titled`.
 * `id` keeps the clip paths apart.
 */
export function mapSvg(panel, w, h, page, id) {
  const view = { ...panel, colours: page.colours };
  const windows = [{ frame: 0, camera: panel.camera, box: { x: 0, y: 0, w, h } }, ...(panel.insets ?? [])];
  const marks = marksSvg(page.marks ?? [], panel.camera, page.colours, { w, h });
  return windows.map((window, i) => windowSvg(window, view, page, `${id}-${i}`, i ? "" : marks)).join("");
}

function windowSvg(window, view, page, id, more) {
  const { x, y, w, h } = window.box;
  const box = `x="${x}" y="${y}" width="${w}" height="${h}"`;
  const { colours } = page;
  const inside = [
    `<rect ${box} fill="${colours.water}"/>`,
    baseSvg(window, view),
    fillsSvg(window, view, page),
    linesSvg(window, view),
    signsSvg(window, view),
    chosenSvg(window, view),
    more,
  ];
  const frame = window.frame ? insetFrame(window, view.shapes.frames[window.frame], page) : "";
  return `<clipPath id="${id}"><rect ${box}/></clipPath><g clip-path="url(#${id})">${inside.join("")}</g>${frame}`;
}

/** An inset's frame, with its name where there is room. */
function insetFrame({ box: { x, y, w, h } }, { id, title }, { colours, texts }) {
  const line = `fill="none" stroke="${colours.muted}" stroke-width="0.7"`;
  const frame = `<rect x="${x + 0.5}" y="${y + 0.5}" width="${w - 1}" height="${h - 1}" ${line}/>`;
  if (w < NARROWEST_TITLED) return frame;
  const halo = `stroke="${colours.water}" stroke-width="2" ${ROUND} paint-order="stroke"`;
  const name = textSvg(texts[`frame_${id}`] ?? title, x + 3, y + h - 4, { size: INSET_TITLE_PX, fill: colours.text });
  return `${frame}<g ${halo}>${name}</g>`;
}

function baseSvg(window, { land, borders, shown, shapes, colours }) {
  const line = `fill-rule="evenodd" stroke="${colours.water}" stroke-width="0.5"`;
  const plain = (base, fill) => `<path d="${allPaths(base, window)}" fill="${fill}" ${line}/>`;
  const below = land && window.frame === 0 ? plain(land, colours.land) : "";
  const onPoints = shown.layer.shape === "points" || !shapes.rings.some((rings) => rings.length);
  return below + (borders && onPoints ? plain(borders, colours.point_ground) : "");
}

function allPaths(shapes, window) {
  return shapes.ids.map((_, n) => pathText(shapes, n, window)).join("");
}

/** The outline of place `n` as seen in a window, in SVG's path language; "" where nothing of it is seen. */
export function pathText(shapes, n, { frame, camera, box }) {
  const extent = shapes.extents[n][frame];
  const seen = visible({ ...camera, x: camera.x - box.x, y: camera.y - box.y }, box.w, box.h);
  if (!extent || !meets(extent, seen)) return "";
  const here = shapes.rings[n].filter(({ f }) => f === frame);
  return here.map(({ xy }) => (meets(ringExtent(xy), seen) ? ringText(xy, camera) : "")).join("");
}

function ringExtent(xy) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    box[0] = Math.min(box[0], xy[i]);
    box[1] = Math.min(box[1], xy[i + 1]);
    box[2] = Math.max(box[2], xy[i]);
    box[3] = Math.max(box[3], xy[i + 1]);
  }
  return box;
}

/** Tenths of pixels, each point as a step from the one before; a point too near to it is left out. */
function ringText(xy, { k, x, y }) {
  let [px, py] = [Math.round((xy[0] * k + x) * 10), Math.round((xy[1] * k + y) * 10)];
  const start = `M${px / 10} ${py / 10}l`;
  let text = "";
  for (let i = 2; i < xy.length; i += 2) {
    const [qx, qy] = [Math.round((xy[i] * k + x) * 10), Math.round((xy[i + 1] * k + y) * 10)];
    if (Math.abs(qx - px) + Math.abs(qy - py) < LEAST_STEP) continue;
    text += stepText(qx - px, text) + stepText(qy - py, " ");
    [px, py] = [qx, qy];
  }
  return text ? `${start}${text}z` : "";
}

/** A number after others: a minus sign parts as well as a space. */
function stepText(tenths, before) {
  return before && tenths >= 0 ? ` ${tenths / 10}` : `${tenths / 10}`;
}

function fillsSvg(window, view, page) {
  const { shapes, colours, shown } = view;
  const groups = new Map();
  const hatched = [];
  shapes.ids.forEach((_, n) => {
    const d = pathText(shapes, n, window);
    if (!d) return;
    const fill = fillOf(view, n);
    const title = page.titled ? `<title>${escaped(placeTitle(shown, n, page.number))}</title>` : "";
    const path = `<path d="${d}">${title}</path>`;
    if (!groups.has(fill)) groups.set(fill, []);
    groups.get(fill).push(path);
    if (isHatched(view, n, fill)) hatched.push(d);
  });
  const line = `fill-rule="evenodd" stroke="${colours.region_line}" stroke-width="${lineWidth(view, 0.5)}" ${ROUND}`;
  const fills = [...groups].map(
    ([fill, paths]) => `<g fill="${fillText(fill, colours)}" ${line}>${paths.join("")}</g>`,
  );
  const hatch = hatched.length ? `<path d="${hatched.join("")}" fill="url(#texture-hatch)" fill-rule="evenodd"/>` : "";
  return fills.join("") + hatch;
}

/** A place's name and figure, which a reader of the drawing sees at the pointer. */
function placeTitle(shown, n, number) {
  const name = shown.names?.[n] || shown.ids[n];
  const figure = shown.state[n] >= 0 && shown.layer.scale !== "pair";
  const value = shown.lines?.[n] || (figure ? withUnit(shown.values[n], shown.layer, number) : "");
  return value ? `${name}: ${value}` : name;
}

function isHatched({ hatch, shown, colours }, n, fill) {
  return hatch && shown.layer.shape === "fill" && shown.hatched[n] && fill !== colours.ground;
}

function fillText(fill, colours) {
  if (fill === "outside") return colours.land;
  return fill.startsWith("#") ? fill : `url(#texture-${fill})`;
}

function lineWidth({ contrast }, px) {
  return contrast ? px * 2 : px;
}

function linesSvg(window, view) {
  const { borders, colours } = view;
  if (!borders) return "";
  const line = `stroke="${colours.country_line}" stroke-width="${lineWidth(view, 0.7)}" ${ROUND}`;
  return `<path d="${allPaths(borders, window)}" fill="none" ${line}/>`;
}

function signsSvg(window, view) {
  const { layer } = view.shown;
  const letters = view.tiles ? signsIn(window, view).map((sign) => letterSvg(sign, window, view)) : [];
  if (layer.shape === "circles") {
    return [...circlesIn(view.shapes, window, view.shown).map((sign) => circleSvg(sign, view)), ...letters].join("");
  }
  const points = layer.shape === "points" ? signsIn(window, view).map((sign) => pointSvg(sign, view)) : [];
  return [...points, ...letters].join("");
}

/** Signs near enough to be seen, places without a figure first, so that they lie below. */
function signsIn(window, { shapes, shown }) {
  const { x, y, w, h } = window.box;
  const box = [x - POINT_PX, y - POINT_PX, x + w + POINT_PX, y + h + POINT_PX];
  const near = ([, sx, sy]) => meets([sx, sy, sx, sy], box);
  return signs(shapes, window).filter(near).sort((one, other) => shown.state[one[0]] - shown.state[other[0]]);
}

function circleSvg([n, x, y], { shown, colours }) {
  const { layer } = shown;
  const radius = Math.max(diameterOf(shown.values[n], layer.largest), SMALLEST_PX) / 2;
  const at = `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}"`;
  if (shown.values[n] < 0) return `<circle ${at} fill="none" stroke="${layer.colour}" stroke-width="1.5"/>`;
  return `<circle ${at} fill="${layer.colour}" fill-opacity="0.75" stroke="${colours.page}" stroke-width="0.8"/>`;
}

function pointSvg([n, x, y], view) {
  const { shown, colours, hatch } = view;
  const known = shown.state[n] >= 0;
  const at = `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${pointPx(shown, n) / 2}"`;
  const ring = ringColour(shown.state[n], colours);
  const line = `stroke="${ring}" stroke-width="${known ? 0.6 : ring === colours.muted ? 0.9 : 1.6}"`;
  const missing = shown.state[n] === WITHHELD ? "url(#texture-withheld)" : "none";
  const dot = `<circle ${at} fill="${known ? fillOf(view, n) : missing}" ${line}/>`;
  return known && hatch && shown.hatched[n] ? `${dot}<circle ${at} fill="url(#texture-hatch)"/>` : dot;
}

function letterSvg([n, x, y], { camera }, { shapes, colours }) {
  const size = Math.max(9, Math.min(15, camera.k * 220));
  const style = { size: size.toFixed(1), fill: colours.text, weight: 600, anchor: "middle" };
  const halo = `stroke="${colours.page}" stroke-width="3" ${ROUND} paint-order="stroke"`;
  return `<g ${halo}>${textSvg(shapes.ids[n], x, y + size * 0.36, style)}</g>`;
}

function chosenSvg(window, { shapes, shown, colours, selected = [] }) {
  const outlines = selected.map((n) => outlineText(shapes, n, window, shown)).join("");
  if (!outlines) return "";
  const line = (colour, px) => `<path d="${outlines}" fill="none" stroke="${colour}" stroke-width="${px}" ${ROUND}/>`;
  return line(colours.page, 4.4) + line(colours.text, 2.4);
}

function outlineText(shapes, n, window, shown) {
  const point = shapes.points[n];
  if (shapes.rings[n].length || !point || point[0] !== window.frame) return pathText(shapes, n, window);
  const [x, y] = toScreen(window.camera, point[1], point[2]);
  const px = shown.layer.shape === "circles" ? diameterOf(shown.values[n] || 0, shown.layer.largest) : POINT_PX;
  const r = (Math.max(px, POINT_PX) / 2 + 2).toFixed(1);
  return `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}
