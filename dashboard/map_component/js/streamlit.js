/* The door to Streamlit: one atlas a place on the page, kept from rerun to rerun. */

import { mountAtlas } from "./atlas.js";
import { createTeller } from "./teller.js";

/** Called by Streamlit at every rerun with the component's root, its data and the way back to Python. */
export function showAtlas({ parentElement, data, setTriggerValue }) {
  const held = (parentElement.atlas ??= { mounted: null, teller: createTeller((changes) => held.send(changes)) });
  held.send = (changes) => setTriggerValue("view", changes);
  held.teller.hear(data.waits);
  if (held.mounted) held.mounted.update(data);
  else held.mounted = mountAtlas(parentElement, data, (changes) => (changes.drawn ? held.teller.tell() : held.send(changes)));
}
