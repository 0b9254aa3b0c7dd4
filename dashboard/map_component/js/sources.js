/* What the map fetches by URL: each file once a page, decoded once. Nothing else is asked for. */

import { readPoints, readShapes } from "./shapes.js";

const kept = new Map();

/** The JSON behind an address (relative to `base`); a failed one is asked for again next time. */
export function jsonOf(url, base) {
  const address = new URL(url, base).href;
  if (!kept.has(address)) {
    const answer = fetchJson(address);
    kept.set(address, answer);
    answer.catch(() => kept.delete(address));
  }
  return kept.get(address);
}

/** Files that came with the page: address -> content, which then need not be fetched. */
export function supplyFiles(files, base) {
  for (const [url, content] of Object.entries(files)) kept.set(new URL(url, base).href, Promise.resolve(content));
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/** The shapes behind an address. */
export function shapesOf(url, base) {
  return derived(`shapes ${url}`, () => jsonOf(url, base).then(readShapes));
}

function derived(key, make) {
  if (!kept.has(key)) {
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
  }
  return kept.get(key);
}

/** The places of one set of a history: {ids, names}. */
export async function namesOf(set, base) {
  if (set.ids) return { ids: set.ids, names: set.names_inline };
  return set.names ? jsonOf(set.names, base) : { ids: [], names: [] };
}

/** The shapes of one set; places with points only stand in the frames of the country outlines. */
export async function groundOf(set, url, base) {
  const borders = set.borders ? await shapesOf(set.borders, base) : null;
  if (url || set.shapes) return { shapes: await shapesOf(url || set.shapes, base), borders };
  const points = set.points ?? [];
  const key = `points ${set.vintage} ${points.length} ${(set.ids ?? []).join()}`;
  const shapes = await derived(key, async () => readPoints(set.ids ?? [], points, borders.frames));
  return { shapes, borders };
}

/** Settled when the style sheet of this address is in use inside `root`. */
export function styled(root, address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  const loaded = new Promise((resolve) => {
    link.onload = resolve;
    link.onerror = resolve;
  });
  root.append(link);
  return loaded;
}
