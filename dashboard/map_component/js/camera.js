/* Where the map stands: screen = map * k + offset, in CSS pixels. Pure. */

const MOST_ZOOM = 40;
const AIR = 0.04;
const LEAST_SPAN = 160;

/** The camera that shows a whole box in a window of w x h pixels, with a little air around it. */
export function fitted(box, w, h, air = AIR, least = LEAST_SPAN) {
  const [wide, tall] = [Math.max(box[2] - box[0], least), Math.max(box[3] - box[1], least)];
  const k = Math.min((w * (1 - air)) / wide, (h * (1 - air)) / tall);
  return { k, x: w / 2 - (k * (box[0] + box[2])) / 2, y: h / 2 - (k * (box[1] + box[3])) / 2 };
}

/** The camera zoomed by a factor about a point of the screen, between home and the closest view. */
export function zoomed(camera, factor, sx, sy, home) {
  const k = Math.min(Math.max(camera.k * factor, home.k * 0.8), home.k * MOST_ZOOM);
  const real = k / camera.k;
  return { k, x: sx - (sx - camera.x) * real, y: sy - (sy - camera.y) * real };
}

/** The camera moved by some pixels. */
export function panned(camera, dx, dy) {
  return { k: camera.k, x: camera.x + dx, y: camera.y + dy };
}

/** The camera kept so near that the middle of the window stays inside the box. */
export function bounded(camera, box, w, h) {
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  return {
    k: camera.k,
    x: clamp(camera.x, w / 2 - camera.k * box[2], w / 2 - camera.k * box[0]),
    y: clamp(camera.y, h / 2 - camera.k * box[3], h / 2 - camera.k * box[1]),
  };
}

/** A point of the map on the screen. */
export function toScreen(camera, x, y) {
  return [x * camera.k + camera.x, y * camera.k + camera.y];
}

/** A point of the screen on the map. */
export function toMap(camera, sx, sy) {
  return [(sx - camera.x) / camera.k, (sy - camera.y) / camera.k];
}

/** The part of the map that a window of w x h pixels shows, as a box. */
export function visible(camera, w, h) {
  return [...toMap(camera, 0, 0), ...toMap(camera, w, h)];
}

/** Whether two boxes share a point. */
export function meets(one, other) {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}

const INSET_COLUMNS = 2;
const GAP = 4;
const INSET_AIR = 0.12;

/** Where the insets of these frames stand: small windows in the upper right corner, two in a row.

    Each is {frame, box: {x, y, w, h}, camera}; all have the same size and each its own scale. */
export function insetsOf(frames, used, w) {
  const wide = Math.round(Math.min(Math.max(w * 0.085, 20), 62));
  const tall = Math.round(wide * 0.78);
  const left = w - INSET_COLUMNS * (wide + GAP);
  return used.map((frame, number) => {
    const x = left + (number % INSET_COLUMNS) * (wide + GAP);
    const y = GAP + Math.floor(number / INSET_COLUMNS) * (tall + GAP);
    const inner = fitted(frames[frame].box, wide, tall, INSET_AIR);
    return { frame, box: { x, y, w: wide, h: tall }, camera: panned(inner, x, y) };
  });
}
