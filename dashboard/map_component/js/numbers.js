/* Figures as the server writes them, gaps of sentences, ranks. Pure. */

const NO_FIGURE = "–";

/** A figure with its decimals, thousands apart; the same text as `Language.number` gives. A dash for none. */
export function format(value, decimals, number) {
  if (!Number.isFinite(value)) return NO_FIGURE;
  const [whole, fraction] = halfEven(Math.abs(value), decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, number.group) + (fraction ? number.decimal + fraction : "");
  return value < 0 && /[1-9]/.test(digits) ? number.minus + digits : digits;
}

/** The digits of a positive value. `toFixed` rounds a tie up; Python rounds it to the even digit. */
function halfEven(value, decimals) {
  const text = value.toFixed(decimals);
  const doubled = value * 2 ** (decimals + 1); // an odd whole number just when the value is a tie
  const isTie = Number.isInteger(doubled) && doubled % 2 === 1;
  const last = Number(text.at(-1));
  return isTie && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
}

/** The text with its gaps, such as {n}, filled; an unknown gap stays. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (gap, key) => (key in values ? String(values[key]) : gap));
}

/** Ranks from the highest value (1); ties share the best rank; 0 where `drawn` is 0 or there is no value. */
export function ranks(values, drawn) {
  const order = [];
  for (let n = 0; n < values.length; n += 1) if (drawn[n] && !Number.isNaN(values[n])) order.push(n);
  order.sort((a, b) => values[b] - values[a]);
  const found = new Int32Array(values.length);
  order.forEach((n, i) => {
    const before = order[i - 1];
    found[n] = i > 0 && values[before] === values[n] ? found[before] : i + 1;
  });
  return found;
}

/** A value with its unit as the headline writes it: the symbol if there is one, else the unit's name. */
export function withUnit(value, layer, number) {
  const text = format(value, layer.decimals, number);
  if (!Number.isFinite(value)) return text;
  return layer.symbol ? `${text}\u202f${layer.symbol}` : `${text} ${layer.unit}`.trim();
}
