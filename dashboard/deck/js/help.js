/* The keys of a story on a screen, over it. */

import { freshId, htmlNode } from "../../map_component/js/nodes.js";

const KEYS_HELPED = ["next", "previous", "ends", "blank", "play", "table", "full", "speaker", "map", "help"];

/** The list of keys, closed at first; `leaves` says that Escape leaves to the app. */
export function createHelp(texts, leaves) {
  const id = freshId("help");
  const named = leaves ? [...KEYS_HELPED, "room", "escape"] : KEYS_HELPED;
  const close = htmlNode("button", "deck__button", { type: "button" }, [texts.deck_close]);
  const element = htmlNode("dialog", "deck__help", { "aria-labelledby": id }, [
    htmlNode("h2", "", { id }, [texts.act_help]),
    htmlNode("ul", "", { role: "list" }, named.map((name) => htmlNode("li", "", {}, [texts[`key_${name}`]]))),
    close,
  ]);
  close.addEventListener("click", () => element.close());
  return {
    element,
    isOpen: () => element.open,
    toggle: () => (element.open ? element.close() : element.showModal()),
  };
}
