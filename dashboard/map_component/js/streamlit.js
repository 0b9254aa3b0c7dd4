/* The door to Streamlit: one atlas a place on the page, kept from rerun to rerun. */

import { mountAtlas } from "./atlas.js";

const AGAIN_MS = 4000;
const TIMES = 3;

/** Called by Streamlit at every rerun with the component's root, its data and the way back to Python. */
export function showAtlas({ parentElement, data, setTriggerValue }) {
  const held = (parentElement.atlas ??= { mounted: null });
  held.send = (changes) => setTriggerValue("view", changes);
  held.teller ??= createTeller((changes) => held.send(changes));
  held.teller.hear(data.waits);
  if (held.mounted) held.mounted.update(data);
  else held.mounted = mountAtlas(parentElement, data, (changes) => (changes.drawn ? held.teller.tell() : held.send(changes)));
}

/** Says that the map stands, a few times, until the server has heard: what is said while a page is drawn anew may be lost. */
export function createTeller(send, wait = setTimeout) {
  let [left, waits] = [TIMES, true];
  const tell = () => {
    if (!waits || left === 0) return;
    left -= 1;
    send({ drawn: "1" });
    wait(tell, AGAIN_MS);
  };
  return { tell, hear: (still) => (waits = still) };
}
