/* What stands after the last step: each step's sentence again, and every source once. */

import { freshId, htmlNode } from "../../map_component/js/nodes.js";

/** The end of a deck, hidden at first; `load(n)` brings a slide. `extra` is a place for what the room brought. */
export function createEnd({ texts, title, count, snapshot }, load) {
  const id = freshId("end");
  const steps = htmlNode("ol", "deck__recap");
  const sources = htmlNode("ul", "deck__allsources", { role: "list" });
  const extra = htmlNode("div", "deck__extra");
  const name = (text) => htmlNode("h2", "", {}, [text]);
  const element = htmlNode("section", "deck__slide deck__slide--end", { "aria-labelledby": id, inert: true }, [
    htmlNode("header", "deck__head", {}, [
      htmlNode("h1", "deck__title", { id }, [title]),
      htmlNode("p", "deck__subtitle", {}, [texts.deck_end]),
    ]),
    htmlNode("div", "deck__ended", { tabindex: 0, role: "region", "aria-label": texts.deck_end }, [
      htmlNode("div", "", {}, [name(texts.deck_end_steps), steps, extra]),
      htmlNode("div", "", {}, [name(texts.deck_end_sources), sources, htmlNode("p", "deck__sources", {}, [snapshot])]),
    ]),
  ]);
  const end = { element, extra, drawn: null, ready: Promise.resolve() };
  let filled = false;
  end.fillIn = async () => {
    if (filled) return;
    filled = true;
    try {
      fillEnd({ steps, sources }, await Promise.all(Array.from({ length: count }, (_, n) => load(n))));
    } catch {
      filled = false;
    }
  };
  return end;
}

function fillEnd({ steps, sources }, slides) {
  const step = ({ title, takeaway }) => htmlNode("li", "", {}, [htmlNode("strong", "", {}, [title]), ` ${takeaway}`]);
  steps.replaceChildren(...slides.map(step));
  const lines = [...new Set(slides.flatMap((slide) => slide.sources))];
  sources.replaceChildren(...lines.map((line) => htmlNode("li", "", {}, [line])));
}
