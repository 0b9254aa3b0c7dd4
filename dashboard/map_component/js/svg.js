/* What is seen as one drawing that stands alone: head, map or maps, legend, source. Pure.

   svgOf(view): view = {size: {w, h}, panels, colours, marks, texts, number, head: {title, subtitle},
   foot: {source, copyright, day, snapshot, link}}. A panel is {shown, shapes, borders, land, camera, insets, title,
   selected, hatch, tiles, only, contrast}, and `box` {x, y, w, h} within the size where panels are not simply side by side. */

import { fill } from "./numbers.js";
import { TEXTURES, svgPattern } from "./patterns.js";
import { legendSvg } from "./svglegend.js";
import { mapSvg } from "./svgmap.js";
import { SVG_FONT, escaped, paragraphSvg, textSvg } from "./svgtext.js";

const MARGIN = 28;
const BETWEEN = 12;
const BELOW_HEAD = 12;
const TITLE_PX = 22;
const SUBTITLE_PX = 14;
const PANEL_TITLE_PX = 14;
const FOOT_PX = 11;
const NARROWEST = 320;

/** The drawing as text; its figures are those on the screen. */
export function svgOf(view) {
  const width = Math.max(Math.round(view.size.w), NARROWEST);
  const inside = stacked([
    (y) => headSvg(view, y, width),
    (y) => panelsSvg(view, y),
    (y) => legendsSvg(view, y, width),
    (y) => footSvg(view, y, width),
  ]);
  const [w, h] = [width + 2 * MARGIN, Math.ceil(inside.height + MARGIN)];
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"`;
  return (
    `${open} font-family="${SVG_FONT}"><title>${escaped(view.head.title)}</title>` +
    `<desc>${escaped(view.head.subtitle)}</desc>` +
    `<defs>${Object.keys(TEXTURES).map((kind) => svgPattern(kind, view.colours)).join("")}</defs>` +
    `<rect width="${w}" height="${h}" fill="${view.colours.page}"/>${inside.svg}</svg>`
  );
}

/** The width and height in pixels that a drawing says it has. */
export function svgSize(text) {
  const [, w, h] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(text);
  return { w: Number(w), h: Number(h) };
}

/** Parts below each other from the margin on; each is told where it begins and says how high it is. */
function stacked(parts) {
  let y = MARGIN;
  const drawn = parts.map((part) => {
    const { svg, height } = part(y);
    y += height;
    return svg;
  });
  return { svg: drawn.join(""), height: y };
}

function headSvg({ head, colours }, y, width) {
  const title = paragraphSvg(head.title, MARGIN, y, width, { size: TITLE_PX, fill: colours.text, weight: 600 });
  const style = { size: SUBTITLE_PX, fill: colours.muted };
  const subtitle = paragraphSvg(head.subtitle, MARGIN, y + title.height + 3, width, style);
  return { svg: title.svg + subtitle.svg, height: title.height + subtitle.height + 3 + BELOW_HEAD };
}

function panelsSvg(view, y) {
  const boxes = view.panels.map((panel, i) => panel.box ?? sideBySide(view, i));
  const moved = rowsApart(boxes, view.panels.some(({ title }) => title) ? PANEL_TITLE_PX + BETWEEN : 0);
  const svg = view.panels.map((panel, i) => {
    const box = { ...moved[i], x: MARGIN + moved[i].x, y: y + moved[i].y };
    return panelSvg(panel, box, view, `map-${i}`);
  });
  return { svg: svg.join(""), height: Math.max(...moved.map((box) => box.y + box.h)) + 14 };
}

/** The boxes with room for a title above each row of them, where there is not enough yet. */
function rowsApart(boxes, above) {
  const tops = [...new Set(boxes.map((box) => Math.round(box.y)))].sort((one, other) => one - other);
  const shifts = new Map();
  let [bottom, shift] = [-BELOW_HEAD / 2, 0];
  for (const top of tops) {
    shift += Math.max(above - (top - bottom), 0);
    shifts.set(top, shift);
    bottom = Math.max(...boxes.filter((box) => Math.round(box.y) === top).map((box) => top + box.h));
  }
  return boxes.map((box) => ({ ...box, y: box.y + shifts.get(Math.round(box.y)) }));
}

function sideBySide({ size, panels }, i) {
  const w = (size.w - BETWEEN * (panels.length - 1)) / panels.length;
  return { x: i * (w + BETWEEN), y: 0, w, h: size.h };
}

function panelSvg(panel, { x, y, w, h }, view, id) {
  const style = { size: PANEL_TITLE_PX, fill: view.colours.text, weight: 600 };
  const title = panel.title ? textSvg(panel.title, x, y - 7, style) : "";
  const map = mapSvg(panel, w, h, { ...view, titled: view.panels.length < 3 }, id);
  return `${title}<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${map}</g>`;
}

/** One legend for each layer; with several maps of a layer, places are not counted. */
function legendsSvg(view, y, width) {
  const layers = new Map(view.panels.map((panel) => [panel.shown.layer, panel]));
  const counted = layers.size === view.panels.length;
  const columns = Math.min(layers.size, width < 2 * NARROWEST ? 1 : 2);
  const wide = (width - (columns - 1) * MARGIN) / columns;
  let [svg, top, tall] = ["", y, 0];
  [...layers.values()].forEach((panel, i) => {
    if (i && i % columns === 0) [top, tall] = [top + tall + 8, 0];
    const legend = legendSvg(panel, MARGIN + (i % columns) * (wide + MARGIN), top, wide, view, counted);
    svg += legend.svg;
    tall = Math.max(tall, legend.height);
  });
  return { svg, height: top + tall - y + 12 };
}

function footSvg({ foot, colours, texts }, y, width) {
  const line = `<path d="M${MARGIN} ${y}h${width}" stroke="${colours.muted}" stroke-width="0.5"/>`;
  const day = foot.day ? fill(texts.export_day, { day: foot.day }) : "";
  const stamp = [day, foot.snapshot].filter(Boolean).join(" · ");
  const parts = [foot.source, foot.copyright, stamp, foot.link].filter(Boolean);
  let height = 8;
  const svg = parts.map((text) => {
    const part = paragraphSvg(text, MARGIN, y + height, width, { size: FOOT_PX, fill: colours.muted });
    height += part.height;
    return part.svg;
  });
  return { svg: line + svg.join(""), height };
}
