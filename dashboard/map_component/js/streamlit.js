/* The door to Streamlit: one atlas a place on the page, kept from rerun to rerun. */

import { mountAtlas } from "./atlas.js";

/** Called by Streamlit at every rerun with the component's root, its data and the way back to Python. */
export function show({ parentElement, data, setTriggerValue }) {
  const send = (changes) => setTriggerValue("view", changes);
  if (parentElement.atlas) parentElement.atlas.update(data);
  else parentElement.atlas = mountAtlas(parentElement, data, (changes) => parentElement.atlas.send(changes));
  parentElement.atlas.send = send;
}
