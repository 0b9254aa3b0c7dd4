/* The legend as SVG, from the same rows as the legend on the page. Pure. */

import { legendRows } from "./legend.js";
import { fill, format } from "./numbers.js";
import { mixed, ringColour } from "./patterns.js";
import { escaped, paragraphSvg, textSvg, textWidth } from "./svgtext.js";

const LEGEND_SWATCH = { w: 22, h: 13 };
const LEGEND_TEXT_PX = 12;
const LEGEND_ROW_PX = 21;
const LEGEND_GAP_PX = 7;
const LEGEND_BETWEEN_PX = 20;
const PAIR_CELL = { w: 30, h: 22 };
const TEXTURE_OF_ROW = { flagged: "hatch" };

/** The legend of a panel, from (x, y) in a width: {svg, height}; counts only where `counted`. */
export function legendSvg({ shown, hatch }, x, y, width, page, counted = true) {
  const { texts, number, colours } = page;
  const onPoints = shown.layer.shape === "points";
  const isDrawn = ({ kind }) => kind !== "flagged" || (hatch && shown.layer.shape !== "circles");
  const asRing = (row) => (onPoints && row.state < 0 ? { ...row, kind: "ring", size: 6, colour: ringColour(row.state, colours) } : row);
  const rows = legendRows(shown, shown.layer, texts, number).filter(isDrawn).map(asRing);
  const bold = { size: LEGEND_TEXT_PX, fill: colours.text, weight: 600 };
  const title = paragraphSvg(shown.layer.legend, x, y, width, bold);
  const top = y + title.height + 6;
  const isPair = shown.layer.scale === "pair";
  const pair = isPair ? pairSquareSvg(rows.filter(({ kind }) => kind === "pair"), shown.layer, x, top, page) : NO_SVG;
  const listed = rows.filter(({ kind, count }) => kind !== "pair" && count !== 0);
  const list = rowsSvg(listed, x, top + pair.height, width, page, counted);
  return { svg: title.svg + pair.svg + list.svg, height: title.height + 6 + pair.height + list.height };
}

const NO_SVG = { svg: "", height: 0 };

/** Rows side by side, as many as fit; a line is as high as its largest circle. */
function rowsSvg(rows, x, y, width, page, counted) {
  const lines = [[]];
  let used = 0;
  for (const row of rows.map((one) => measured(one, page, counted))) {
    if (used && used + row.width > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1).push({ ...row, x: x + used });
    used += row.width + LEGEND_BETWEEN_PX;
  }
  let height = 0;
  const svg = lines.map((line) => {
    const tall = Math.max(LEGEND_ROW_PX, ...line.map(({ row }) => (row.size ?? 0) + 6));
    height += tall;
    return line.map((one) => rowSvg(one, y + height - tall / 2, page.colours)).join("");
  });
  return { svg: svg.join(""), height };
}

function measured(row, { number }, counted) {
  const count = counted && row.count !== null ? `(${format(row.count, 0, number)})` : "";
  const sign = row.kind === "off" ? 0 : Math.max(LEGEND_SWATCH.w, row.size ?? 0) + LEGEND_GAP_PX;
  const text = textWidth(row.text, LEGEND_TEXT_PX);
  return { row, count, sign, width: sign + text + (count ? 5 + textWidth(count, LEGEND_TEXT_PX) : 0) };
}

function rowSvg({ row, count, sign, x }, middle, colours) {
  const after = count ? `<tspan dx="5" fill="${colours.muted}">${escaped(count)}</tspan>` : "";
  const style = { size: LEGEND_TEXT_PX, fill: colours.text, after };
  return signSvg(row, x, middle, colours) + textSvg(row.text, x + sign, middle + LEGEND_TEXT_PX * 0.35, style);
}

function signSvg({ kind, colour, size }, x, middle, colours) {
  if (kind === "off") return "";
  if (size) return roundSvg(kind, colour, size, x, middle);
  const texture = TEXTURE_OF_ROW[kind] ?? kind;
  const { w, h } = LEGEND_SWATCH;
  const box = `x="${x.toFixed(1)}" y="${(middle - h / 2).toFixed(1)}" width="${w}" height="${h}"`;
  const line = `stroke="${mixed(colours.page, colours.muted, 0.5)}" stroke-width="0.7"`;
  const plain = colour ? `<rect ${box} fill="${colour}" ${line}/>` : "";
  return kind === "class" ? plain : `${plain}<rect ${box} fill="url(#texture-${texture})" ${line}/>`;
}

function roundSvg(kind, colour, size, x, middle) {
  const [cx, cy, r] = [x + Math.max(size, LEGEND_SWATCH.w) / 2, middle, size / 2].map((value) => value.toFixed(1));
  const at = `cx="${cx}" cy="${cy}" r="${r}"`;
  if (kind === "below" || kind === "ring") return `<circle ${at} fill="none" stroke="${colour}" stroke-width="1.5"/>`;
  return `<circle ${at} fill="${colour}" fill-opacity="0.75"/>`;
}

/** The square of nine: columns to the right, rows upwards, each side with its name and where it is high. */
function pairSquareSvg(rows, { pair }, x, y, { colours, texts }) {
  const cells = rows.map(({ colour, state }) => {
    const [left, top] = [x + (state % 3) * PAIR_CELL.w, y + (2 - Math.floor(state / 3)) * PAIR_CELL.h];
    return `<rect x="${left}" y="${top}" width="${PAIR_CELL.w}" height="${PAIR_CELL.h}" fill="${colour}"/>`;
  });
  const style = { size: LEGEND_TEXT_PX, fill: colours.text };
  const beside = x + 3 * PAIR_CELL.w + 10;
  const levels = ["high", "middle", "low"].map((level, i) => {
    const text = fill(texts.legend_side, { side: pair.rows, level: texts[`level_${level}`] });
    return textSvg(text, beside, y + (i + 0.5) * PAIR_CELL.h + 4, style);
  });
  const under = fill(texts.legend_side, { side: pair.columns, level: `${texts.level_low} → ${texts.level_high}` });
  const below = textSvg(under, x, y + 3 * PAIR_CELL.h + LEGEND_TEXT_PX + 4, style);
  return { svg: cells.join("") + levels.join("") + below, height: 3 * PAIR_CELL.h + LEGEND_TEXT_PX + 16 };
}
