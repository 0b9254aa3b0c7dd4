/* Text in a drawing: escaped, and wrapped by an estimate of its width, since nothing has measured it yet. Pure. */

export const SVG_FONT = "'Source Sans', 'Source Sans Pro', 'Source Sans 3', Helvetica, Arial, sans-serif";

const NARROW = /[ .,:;'’|!()[\]ijlt·\u202f\u00a0-]/;
const WIDE = /[mwMW%@—…→]/;
const CAPITAL = /\p{Lu}/u;
const FULL = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]|\p{Extended_Pictographic}/u;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text as it may stand in XML, in an element or an attribute. */
export function escaped(text) {
  return String(text).toWellFormed().replace(FORBIDDEN, "").replace(/[&<>"']/g, (letter) => ESCAPES[letter]);
}

/** About how many pixels wide a text is, rather too many than too few. */
export function textWidth(text, px, bold = false) {
  let parts = 0;
  for (const letter of text) parts += letterWidth(letter);
  return parts * px * (bold ? 1.06 : 1);
}

function letterWidth(letter) {
  if (NARROW.test(letter)) return 0.31;
  if (WIDE.test(letter)) return 0.87;
  if (CAPITAL.test(letter)) return 0.68;
  return FULL.test(letter) ? 1.05 : 0.55;
}

/** The text in lines that fit a width; a word longer than a line is broken. */
export function wrapped(text, width, px, bold = false) {
  const lines = [];
  let line = "";
  for (const word of String(text).split(/[ \t\r\n]+/).flatMap((one) => brokenWord(one, width, px, bold))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, px, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

function brokenWord(word, width, px, bold) {
  if (textWidth(word, px, bold) <= width) return [word];
  const most = Math.max(Math.floor((word.length * width) / textWidth(word, px, bold)), 1);
  return [...word].reduce((parts, letter, i) => {
    if (i % most === 0) parts.push("");
    parts[parts.length - 1] += letter;
    return parts;
  }, []);
}

/** A line of text as an SVG element; `style` has size, fill, and if need be weight, anchor and what follows it. */
export function textSvg(text, x, y, { size, fill, weight = 400, anchor = "start", after = "" }) {
  const face = `font-size="${size}" fill="${fill}"${weight === 400 ? "" : ` font-weight="${weight}"`}`;
  const side = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${face}${side}>${escaped(text)}${after}</text>`;
}

/** A wrapped text from the top `y` down: {svg, height}. */
export function paragraphSvg(text, x, y, width, style) {
  const leading = Math.round(style.size * 1.35);
  const lines = text ? wrapped(text, width, style.size, style.weight > 400) : [];
  const svg = lines.map((line, i) => textSvg(line, x, y + style.size + i * leading, style)).join("");
  return { svg, height: lines.length * leading };
}
