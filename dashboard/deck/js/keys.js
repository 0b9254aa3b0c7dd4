/* What a key, a swipe or a tap asks for. Pure: events in, names of actions out. */

const BY_KEY = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", Enter: "next", n: "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", Backspace: "previous",
  Home: "first", End: "last", Escape: "escape",
  b: "blank", ".": "blank", p: "play", t: "table", f: "full", s: "speaker", "?": "help", h: "help",
};
const OF_CLICKERS = new Set(["PageDown", "PageUp", "Escape", "b", "."]);
const OF_BUTTONS = new Set([" ", "Enter"]);
const SWIPE_PX = 60;
const STEEPEST = 0.6;
const SLOWEST_SWIPE_MS = 900;

/** The action a key asks for, or null; keys that belong to the browser stay its own. */
export function actionOf({ key, ctrlKey, altKey, metaKey, shiftKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === " " && shiftKey) return "previous";
  return BY_KEY[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Whether the element in focus needs this key itself: letters in a field, arrows on a slider or on a map. */
export function keepsKey(kind, key) {
  if (kind === "field") return true;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (OF_CLICKERS.has(name)) return false;
  if (kind === "button") return OF_BUTTONS.has(key);
  return kind === "slider" || kind === "map" ? name.startsWith("Arrow") || ["Home", "End", " ", "Enter"].includes(key) : false;
}

/** What kind of element has the focus: "field", "button", "slider", "map" or "". */
export function kindOf(target) {
  if (!target?.closest) return "";
  if (target.closest("input[type='range'], select, [role='region'][tabindex]")) return "slider";
  if (target.closest("input:not([type='checkbox'], [type='radio'], [type='button']), textarea, [contenteditable]")) return "field";
  if (target.closest("button, summary, a[href], input")) return "button";
  return target.closest(".atlas__map") ? "map" : "";
}

/** "next" for a swipe to the left, "previous" for one to the right, else null. Points are {x, y, at} with milliseconds. */
export function swipeOf(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) < SWIPE_PX || Math.abs(dy) > STEEPEST * Math.abs(dx) || to.at - from.at > SLOWEST_SWIPE_MS) return null;
  return dx < 0 ? "next" : "previous";
}
