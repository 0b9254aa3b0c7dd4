/* Says that the map stands until the server has heard: what is said while a page is drawn anew may be lost. */

const AGAIN_MS = 10_000;
const TIMES = 3;

/** {tell(), hear(waits)}: `tell` sends, and again while the server `waits`, a few times. */
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
