/* Which place is meant: under the pointer, or next to another in a direction. Pure. */

import { circlesIn, POINT_PX, signs } from "./paint.js";
import { contains } from "./shapes.js";
import { at } from "./stage.js";
import { diameterOf } from "./states.js";

const TINY_PX = 8;
const REACH_PX = 8;
const LEAST_HIT_PX = 24;

/** The place at a point of the screen, or null; tiny ones may be missed by a few pixels. */
export function placeAt(stage, view, sx, sy) {
  const { window, x, y } = at(stage, sx, sy);
  const { shape } = view.shown.layer;
  if (shape === "points") return nearestSign(signs(view.shapes, window), sx, sy, () => POINT_PX * view.grow);
  const circle = shape === "circles" ? circleAt(view, window, sx, sy) : null;
  if (circle !== null) return circle;
  const covering = view.shapes.ids.findIndex((_, n) => contains(view.shapes, n, window.frame, x, y));
  const tiny = nearestSign(signs(view.shapes, window).filter(([n]) => isTiny(view, n, window)), sx, sy, () => 0);
  if (tiny !== null && (covering < 0 || !isTiny(view, covering, window))) return tiny;
  return covering < 0 ? null : covering;
}

function circleAt({ shapes, shown, grow }, window, sx, sy) {
  const size = (n) => Math.max(diameterOf(shown.values[n], shown.layer.largest) * grow, 0);
  const smallestFirst = circlesIn(shapes, window, shown).reverse();
  const over = smallestFirst.find(([n, x, y]) => Math.hypot(sx - x, sy - y) <= size(n) / 2);
  return over ? over[0] : nearestSign(smallestFirst, sx, sy, size);
}

function nearestSign(placed, sx, sy, size) {
  let best = null;
  let least = Infinity;
  for (const [n, x, y] of placed) {
    const reach = Math.max(size(n), LEAST_HIT_PX - REACH_PX) / 2;
    const distance = Math.hypot(sx - x, sy - y);
    if (distance <= reach && distance < least) [best, least] = [n, distance];
  }
  return best;
}

function isTiny({ shapes }, n, { frame, camera }) {
  const box = shapes.extents[n][frame];
  return Boolean(box) && Math.max(box[2] - box[0], box[3] - box[1]) * camera.k < TINY_PX;
}

/** The next place from `n` in a direction (dx, dy), or the highest ranked where none is given. */
export function neighbour(stage, view, n, dx, dy) {
  const placed = stage.windows.flatMap((window) => signs(view.shapes, window));
  const here = placed.find(([one]) => one === n);
  if (!here) return firstOf(placed, view.shown);
  let best = n;
  let least = Infinity;
  for (const [one, x, y] of placed) {
    const [ax, ay] = [x - here[1], y - here[2]];
    const along = ax * dx + ay * dy;
    const across = Math.abs(ax * dy) + Math.abs(ay * dx);
    const cost = along + 2 * across;
    if (one !== n && along > 0 && across <= 2 * along && cost < least) [best, least] = [one, cost];
  }
  return best;
}

function firstOf(placed, shown) {
  const ranked = placed.filter(([n]) => shown.ranks[n] > 0);
  ranked.sort((one, other) => shown.ranks[one[0]] - shown.ranks[other[0]]);
  return (ranked[0] ?? placed[0] ?? [null])[0];
}

/** Where place `n` stands on the screen: the point of its window, or null where it is in none. */
export function pointOf(stage, shapes, n) {
  for (const window of stage.windows) {
    const found = signs(shapes, window).find(([one]) => one === n);
    if (found) return [found[1], found[2]];
  }
  return null;
}
