/** The characters that a label of RFC 3492 stands for; an empty text when it stands for none. */
export function fromPunycode(text /*: string */) /*: string */ {
  const cut = text.lastIndexOf("-");
  const found = Array.from(text.slice(0, Math.max(cut, 0)));
  let [i, code, bias] = [0, 128, 72];
  for (let at = cut + 1; at < text.length;) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = Number.parseInt(text.charAt(at), 36);
      // Letters come first in punycode, decimals after them.
      const value = digit < 10 ? digit + 26 : digit - 10;
      if (!(value >= 0)) return "";
      at += 1;
      i += value * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (value < threshold) break;
      weight *= 36 - threshold;
    }
    const size = found.length + 1;
    let delta = before === 0 ? Math.floor(i / 700) : Math.floor((i - before) / 2);
    delta += Math.floor(delta / size);
    bias = 0;
    for (; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(i / size);
    if (code > 0x10ffff) return "";
    found.splice(i % size, 0, String.fromCodePoint(code));
    i = (i % size) + 1;
  }
  return found.join("");
}
