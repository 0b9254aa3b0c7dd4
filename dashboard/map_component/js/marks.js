/* What a reader draws on the map: pen strokes, arrows and labels, in map units of frame 0, so that they stay where
   they belong when the map moves. Reading, writing and drawing are pure; marker.js holds the hand.

   A mark is {kind: "pen" | "arrow" | "label", points: [[x, y], ...], text (labels)}. As text: marks joined by ~, each
   a letter and whole numbers joined by full stops (a pen stroke: first point, then steps), a label's words last and
   percent-encoded. marks.py checks the same text in Python. */

import { labelPlaces } from "./labels.js";
import { SVG_FONT, escaped } from "./svgtext.js";

export const MOST_MARKS = 20;
export const MOST_PEN_POINTS = 40;
export const MOST_LABEL_LETTERS = 80;
export const MOST_MARK_LETTERS = 2000;
const MOST_COORDINATE = 99999;

const NUMBER = "(?:0|-?[1-9][0-9]{0,4})";
const PEN = new RegExp(`^p${NUMBER}(?:[.]${NUMBER}){3,79}$`);
const ARROW = new RegExp(`^a${NUMBER}(?:[.]${NUMBER}){3}$`);
const LABEL = new RegExp(`^l(${NUMBER})[.](${NUMBER})[.]([A-Za-z0-9._!*'()%-]+)$`);
/** Control characters, line ends and marks of writing direction, which would disturb the text around a label. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

const HALO_PX = 6;
const LINE_PX = 2.5;
const HEAD_PX = 11;
const DOT_PX = 3.5;
const LABEL_PX = 14;

/** The marks of a text; a malformed mark is dropped, and so is what is too much. */
export function readMarks(text) {
  return fittingMarks(String(text ?? "").split("~").filter((part) => readMark(part))).map(readMark);
}

/** Marks as text for a URL; a mark that does not fit any more is left out. */
export function writeMarks(marks) {
  return fittingMarks(marks.map(writeMark).filter((part) => readMark(part))).join("~");
}

function fittingMarks(parts) {
  const kept = [];
  let letters = -1;
  for (const part of parts) {
    if (kept.length === MOST_MARKS || letters + 1 + part.length > MOST_MARK_LETTERS) break;
    kept.push(part);
    letters += 1 + part.length;
  }
  return kept;
}

function readMark(part) {
  if (PEN.test(part)) return readPen(numbersOf(part));
  if (ARROW.test(part)) return { kind: "arrow", points: pairsOf(numbersOf(part)) };
  const found = LABEL.exec(part);
  const text = found ? readLabel(found[3]) : "";
  return text ? { kind: "label", points: [[Number(found[1]), Number(found[2])]], text } : null;
}

function readPen(numbers) {
  if (numbers.length % 2) return null;
  let [x, y] = [0, 0];
  return { kind: "pen", points: pairsOf(numbers).map(([dx, dy]) => [(x += dx), (y += dy)]) };
}

function numbersOf(part) {
  return part.slice(1).split(".").map(Number);
}

function pairsOf(numbers) {
  return numbers.flatMap((value, i) => (i % 2 ? [] : [[value, numbers[i + 1]]]));
}

function readLabel(coded) {
  try {
    const text = decodeURIComponent(coded);
    return labelText(text) === text && codedLabel(text) === coded ? text : "";
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}

/** A label as it may be kept: one line of at most 80 letters. */
export function labelText(text) {
  const line = text.toWellFormed().replace(UNSEEN, " ").replace(/^ +| +$/g, "");
  return [...line].slice(0, MOST_LABEL_LETTERS).join("").replace(/ +$/, "");
}

function codedLabel(text) {
  return encodeURIComponent(text).replaceAll("~", "%7E");
}

function writeMark({ kind, points, text = "" }) {
  const whole = points.map(([x, y]) => [wholeCoordinate(x), wholeCoordinate(y)]);
  if (kind === "label") return `l${whole[0].join(".")}.${codedLabel(labelText(text))}`;
  if (kind === "arrow") return `a${whole.flat().join(".")}`;
  const few = simplified(whole, 0);
  return `p${few.map(([x, y], i) => (i ? [x - few[i - 1][0], y - few[i - 1][1]] : [x, y])).flat().join(".")}`;
}

function wholeCoordinate(value) {
  return Math.round(Math.min(Math.max(value, -MOST_COORDINATE), MOST_COORDINATE)) + 0;
}

/** A line with fewer points, none further than `tolerance` from it (Douglas and Peucker); looser where it must be. */
export function simplified(points, tolerance, most = MOST_PEN_POINTS) {
  const few = tolerance > 0 || points.length > most ? keptPoints(points, tolerance) : points;
  return few.length <= most ? few : simplified(points, tolerance * 1.5 || 1, most);
}

function keptPoints(points, tolerance) {
  const last = points.length - 1;
  if (last < 2) return points;
  const [far, distance] = farthest(points, points[0], points[last]);
  if (distance <= tolerance) return [points[0], points[last]];
  return [...keptPoints(points.slice(0, far + 1), tolerance).slice(0, -1), ...keptPoints(points.slice(far), tolerance)];
}

function farthest(points, from, to) {
  let [far, most] = [0, -1];
  for (let i = 1; i < points.length - 1; i += 1) {
    const distance = distanceTo(points[i], from, to);
    if (distance > most) [far, most] = [i, distance];
  }
  return [far, most];
}

function distanceTo([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) / length, 0), 1) : 0;
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

/** A mark made at one place by keyboard: a label there, or an arrow of that length pointing at it. */
export function markAt(kind, point, text = "", length = 120) {
  const [x, y] = point;
  if (kind === "label") return { kind, points: [[x, y]], text: labelText(text) };
  return { kind: "arrow", points: [[x - length, y - length], [x, y]] };
}

/** Draws the marks over a map of this size, {w, h}, and `grow` times as large; the context is in CSS pixels. */
export function paintMarks(context, marks, camera, colours, size, grow = 1) {
  const places = labelPlaces(marks, camera, size, LABEL_PX * grow);
  context.save();
  context.lineCap = context.lineJoin = "round";
  marks.forEach((mark, i) => paintMark(context, mark, camera, colours, places[i], grow));
  context.restore();
}

function paintMark(context, mark, camera, colours, place, grow) {
  const shape = new Path2D(markPath(mark, camera, grow));
  const solid = mark.kind === "label";
  paintStroke(context, shape, colours.page, (solid ? HALO_PX / 2 : HALO_PX) * grow);
  paintStroke(context, shape, colours.accent, (solid ? 1 : LINE_PX) * grow);
  if (!solid) return;
  context.fillStyle = colours.accent;
  context.fill(shape);
  context.font = `600 ${LABEL_PX * grow}px ${SVG_FONT}`;
  context.textBaseline = "alphabetic";
  context.lineWidth = 4 * grow;
  context.strokeStyle = colours.page;
  context.strokeText(mark.text, ...place);
  context.fillStyle = colours.text;
  context.fillText(mark.text, ...place);
}

function paintStroke(context, shape, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(shape);
}

/** The same as SVG elements, as large as on a page. */
export function marksSvg(marks, camera, colours, size) {
  const places = labelPlaces(marks, camera, size, LABEL_PX);
  return marks.map((mark, i) => markSvg(mark, camera, colours, places[i])).join("");
}

function markSvg(mark, camera, { page, accent, text }, place) {
  const d = markPath(mark, camera);
  const round = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
  const stroke = (colour, width) => `<path d="${d}" ${round} stroke="${colour}" stroke-width="${width}"/>`;
  if (mark.kind !== "label") return stroke(page, HALO_PX) + stroke(accent, LINE_PX);
  const [x, y] = place;
  const face = `font-family="${SVG_FONT}" font-size="${LABEL_PX}" font-weight="600"`;
  const halo = `stroke="${page}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`;
  return (
    `<path d="${d}" fill="${accent}" stroke="${page}" stroke-width="1.5"/>` +
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${face} ${halo} fill="${text}">${escaped(mark.text)}</text>`
  );
}

/** The outline of a mark on the screen in SVG's path language, which Path2D reads as well. */
function markPath({ kind, points }, { k, x, y }, grow = 1) {
  const seen = points.map(([mx, my]) => [mx * k + x, my * k + y]);
  if (kind === "label") return dotPath(seen[0], DOT_PX * grow);
  const line = `M${seen.map((point) => pointText(point)).join("L")}`;
  return kind === "arrow" ? line + headPath(seen[0], seen[1], HEAD_PX * grow) : line;
}

function pointText([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function dotPath([x, y], r) {
  const round = `a${r} ${r} 0 1 0`;
  return `M${pointText([x - r, y])}${round} ${2 * r} 0${round} ${-2 * r} 0Z`;
}

function headPath([x0, y0], [x1, y1], px) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const wing = (turn) => pointText([x1 - px * Math.cos(angle + turn), y1 - px * Math.sin(angle + turn)]);
  return `M${wing(0.5)}L${pointText([x1, y1])}L${wing(-0.5)}`;
}
