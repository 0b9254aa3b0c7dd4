/* Where the words of labels stand beside their dots: inside the map, and clear of one another where there is room. Pure. */

import { toScreen } from "./camera.js";
import { textWidth } from "./svgtext.js";

const AWAY_PX = 8.5;
const HIGH = 1.25;
const BASELINE = 0.35;
const LABEL_EDGE_PX = 4;

/**
 * The lower left point of each label's words in a map of w x h pixels, in letters of `px`; null for marks of other
 * kinds. Each takes the first side of its dot that is free: right, left, above, below.
 */
export function labelPlaces(marks, camera, { w, h }, px) {
  const dots = marks.map(({ kind, points: [point] }) => (kind === "label" ? toScreen(camera, ...point) : null));
  const taken = dots.filter(Boolean).map(([x, y]) => [x - AWAY_PX / 2, y - AWAY_PX / 2, x + AWAY_PX / 2, y + AWAY_PX / 2]);
  return marks.map(({ text }, i) => {
    if (!dots[i]) return null;
    const sides = sidesOf(dots[i], textWidth(text, px, true), px).map((box) => heldInside(box, w));
    const inside = ([, top, , bottom]) => top >= 0 && bottom <= h;
    const chosen = sides.find((box) => inside(box) && !taken.some((other) => overlap(box, other))) ?? sides[0];
    taken.push(chosen);
    return [chosen[0], chosen[3] - (HIGH / 2 - BASELINE) * px];
  });
}

/** The boxes in which words may stand beside a dot, the best first. */
function sidesOf([x, y], wide, px) {
  const away = AWAY_PX + (px - 14) / 4;
  const half = (HIGH * px) / 2;
  const box = (left, middle) => [left, middle - half, left + wide, middle + half];
  return [
    box(x + away, y), box(x - away - wide, y), box(x - wide / 2, y - away - half), box(x - wide / 2, y + away + half),
  ];
}

/** The box moved sideways so far that it is not cut. */
function heldInside([left, top, right, bottom], w) {
  const by = Math.max(LABEL_EDGE_PX - left, 0) || Math.min(w - LABEL_EDGE_PX - right, 0);
  return [left + by, top, right + by, bottom];
}

function overlap(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
