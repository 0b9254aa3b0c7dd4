/* A drawing as a file on the reader's own computer; nothing is sent anywhere. */

import { svgSize } from "./svg.js";

const LARGEST_PX_SIDE = 8192;

/**
 * Saves the drawing as a picture, by default twice as fine as on the screen; without a size (null) it has its own.
 * Rejects with an error whose message is the key of a text: `export_failed`.
 */
export async function savePng(svgText, size, file, scale = 2) {
  const image = await loadedImage(svgText);
  const { w, h } = size ?? svgSize(svgText);
  const fine = Math.min(scale, LARGEST_PX_SIDE / Math.max(w, h));
  const pixels = { width: Math.round(w * fine), height: Math.round(h * fine) };
  const canvas = Object.assign(document.createElement("canvas"), pixels);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("export_failed");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  download(await pngOf(canvas), `${file}.png`);
}

/** Saves the drawing itself. */
export async function saveSvg(svgText, file) {
  download(svgBlob(svgText), `${file}.svg`);
}

function svgBlob(svgText) {
  return new Blob([svgText], { type: "image/svg+xml;charset=utf-8" });
}

async function loadedImage(svgText) {
  const url = URL.createObjectURL(svgBlob(svgText));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch (error) {
    throw new Error("export_failed", { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A canvas that is too large, or blocked by the browser against being read, gives no picture. */
function pngOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("export_failed"))), "image/png");
  });
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
