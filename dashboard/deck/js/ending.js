/* What stands after the last step: each step's sentence again, and every source once. */

import { filled, setLargest } from "./bodies.js";
import { freshId, htmlNode } from "../../map_component/js/nodes.js";

/** The end of a deck, hidden at first; `load(n)` brings a slide. `extra` is a place for what the room brought. */
export function createEnd({ texts, title, count, snapshot }, load) {
  const id = freshId("end");
  const steps = htmlNode("ol", "deck__recap");
  const sources = htmlNode("ul", "deck__allsources", { role: "list" });
  const extra = htmlNode("div", "deck__extra");
  const part = (name, inside) => htmlNode("div", "deck__endpart", { tabindex: 0, role: "region", "aria-label": name }, [
    htmlNode("h2", "", {}, [name]), ...inside,
  ]);
  const showed = part(texts.deck_end_steps, [steps, extra]);
  const named = part(texts.deck_end_sources, [sources, htmlNode("p", "deck__sources", {}, [snapshot])]);
  const element = htmlNode("section", "deck__slide deck__slide--end", { "aria-labelledby": id, inert: true }, [
    htmlNode("header", "deck__head", {}, [
      htmlNode("h1", "deck__title", { id }, [title]),
      htmlNode("p", "deck__subtitle", {}, [texts.deck_end]),
    ]),
    htmlNode("div", "deck__ended", {}, [showed, named]),
  ]);
  filled(element, showed);
  const end = { element, extra, drawn: null, ready: Promise.resolve() };
  let isFilled = false;
  end.fillIn = async () => {
    if (isFilled) return;
    isFilled = true;
    try {
      fillEnd({ steps, sources }, await Promise.all(Array.from({ length: count }, (_, n) => load(n))));
      setLargest(showed);
    } catch {
      isFilled = false;
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
