/* Makers of elements. Text goes in as text, never as markup: names come from files and from uploads. */

const SVG_NAMES = "http://www.w3.org/2000/svg";
let given = 0;

/** A new HTML element with its class, attributes (null: left out; true: empty) and children. */
export function htmlNode(tag, className = "", attributes = {}, children = []) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  setAll(node, attributes);
  node.append(...children);
  return node;
}

/** A new SVG element with attributes and children. */
export function svgNode(tag, attributes = {}, children = []) {
  const node = document.createElementNS(SVG_NAMES, tag);
  setAll(node, attributes);
  node.append(...children);
  return node;
}

function setAll(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) setOne(node, key, value === true ? "" : value);
}

/** Sets an attribute only if it changes; null removes it. */
export function setOne(node, key, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(key);
  else if (node.getAttribute(key) !== String(value)) node.setAttribute(key, value);
}

/** Writes the text of an element only if it changes. */
export function writeText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Text for screen readers only. */
export function heardOnly(text) {
  return htmlNode("span", "atlas__heard", {}, [text]);
}

/** An id used nowhere else on the page. */
export function freshId(stem) {
  given += 1;
  return `atlas-${stem}-${given}`;
}

/** The words of flag letters, such as "estimated, provisional"; a letter in no code list stands for itself. */
export function flagWords(letters, texts) {
  return [...letters].map((letter) => texts[`flag_${letter}`] ?? texts[`conf_${letter}`] ?? letter).join(", ");
}
