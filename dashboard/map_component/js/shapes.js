/* Shapes as the browser holds them: whole numbers in map units, already projected, y growing downwards.
   A frame is one drawing plane: 0 is Europe, the others are insets of overseas territory. */

/** Shapes read from a paths file: rings with absolute coordinates, extents per frame, label points. */
export function readShapes(file) {
  const fine = file.fine ?? 1;
  const rings = file.shapes.map((list) => list.map((flat) => readRing(flat, fine)));
  return {
    ids: file.ids,
    index: new Map(file.ids.map((id, n) => [id, n])),
    frames: file.frames,
    rings,
    extents: rings.map(extentsOf),
    points: fine === 1 ? file.points : file.points.map((point) => point && [point[0], point[1] / fine, point[2] / fine]),
    paths: new Map(),
  };
}

/** Shapes of places that have a point and no area, such as cities. */
export function readPoints(ids, points, frames) {
  const none = ids.map(() => []);
  return { ...readShapes({ ids, frames, shapes: none, points }), extents: points.map(pointExtent) };
}

/* Neighbourhoods are counted in parts of a unit: `fine` of them. */
function readRing(flat, fine) {
  const xy = new Int32Array(flat.length - 1);
  for (let i = 1; i < flat.length; i += 1) xy[i - 1] = flat[i] + (i > 2 ? xy[i - 3] : 0);
  return { f: flat[0], xy: fine === 1 ? xy : Float64Array.from(xy, (value) => value / fine) };
}

function extentsOf(rings) {
  const found = [];
  for (const { f, xy } of rings) {
    const box = (found[f] ??= [Infinity, Infinity, -Infinity, -Infinity]);
    for (let i = 0; i < xy.length; i += 2) widen(box, xy[i], xy[i + 1]);
  }
  return found;
}

function pointExtent(point) {
  const found = [];
  if (point) found[point[0]] = [point[1], point[2], point[1], point[2]];
  return found;
}

function widen(box, x, y) {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

/** The outline of place `n` in frame `f` as a Path2D in map units, or null where it has none there. */
export function pathOf(shapes, n, f) {
  const key = n * 64 + f;
  if (!shapes.paths.has(key)) shapes.paths.set(key, tracePath(shapes.rings[n], f));
  return shapes.paths.get(key);
}

/** One Path2D of several places (all, if `members` is null) in frame `f`. */
export function pathOfMany(shapes, f, members = null) {
  const path = new Path2D();
  const add = (n) => {
    const part = pathOf(shapes, n, f);
    if (part) path.addPath(part);
  };
  (members ?? shapes.ids.keys()).forEach(add);
  return path;
}

function tracePath(rings, f) {
  const here = rings.filter((ring) => ring.f === f);
  if (!here.length) return null;
  const path = new Path2D();
  for (const { xy } of here) {
    path.moveTo(xy[0], xy[1]);
    for (let i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
    path.closePath();
  }
  return path;
}

/** Whether place `n` covers the point (even-odd, so that holes are outside). */
export function contains(shapes, n, f, x, y) {
  const box = shapes.extents[n][f];
  if (!box || x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (const ring of shapes.rings[n]) if (ring.f === f && crosses(ring.xy, x, y)) inside = !inside;
  return inside;
}

function crosses(xy, x, y) {
  let odd = false;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    const [x1, y1, x2, y2] = [xy[i], xy[i + 1], xy[j], xy[j + 1]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}

/** The extent of several places in frame 0, or null where none has one there. */
export function extentOf(shapes, members) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const n of members) {
    const one = shapes.extents[n]?.[0];
    if (one) {
      widen(box, one[0], one[1]);
      widen(box, one[2], one[3]);
    }
  }
  return box[0] === Infinity ? null : box;
}
