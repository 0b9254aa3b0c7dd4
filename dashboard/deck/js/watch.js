/* Whether the server is there: asked now and then, and said quietly when that changes. */

const LOOK_EVERY_MS = 5000;
const GONE_EVERY_MS = 1500;

/** Calls `onChange(isThere)` when the server goes and when it answers again. Returns a function that ends it. */
export function watchServer(address, onChange, { every = LOOK_EVERY_MS, again = GONE_EVERY_MS } = {}) {
  let isThere = true;
  let timer = 0;
  const look = async () => {
    const answers = await fetch(address, { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (answers !== isThere) {
      isThere = answers;
      onChange(isThere);
    }
    timer = setTimeout(look, isThere ? every : again);
  };
  timer = setTimeout(look, every);
  return () => clearTimeout(timer);
}
