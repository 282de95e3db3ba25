/** A label of RFC 3492 for some characters, without the prefix `xn--`. Made for short texts: it takes quadratic time. */
export function toPunycode(text /*: string */) /*: string */ {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const plain = codes.filter((code) => code < 128);
  let encoded = String.fromCodePoint(...plain) + (plain.length > 0 ? "-" : "");
  let [done, delta, bias, least] = [plain.length, 0, 72, 128];
  while (done < codes.length) {
    const next = Math.min(...codes.filter((code) => code >= least));
    delta += (next - least) * (done + 1);
    least = next + 1;
    for (const code of codes) {
      if (code < next) delta += 1;
      if (code !== next) continue;
      let rest = delta;
      for (let k = 36; ; k += 36) {
        const threshold = Math.min(Math.max(k - bias, 1), 26);
        const isLast = rest < threshold;
        const digit = isLast ? rest : threshold + ((rest - threshold) % (36 - threshold));
        // Letters come first in punycode, decimals after them.
        encoded += (digit < 26 ? digit + 10 : digit - 26).toString(36);
        if (isLast) break;
        rest = Math.floor((rest - threshold) / (36 - threshold));
      }
      const size = done + 1;
      let spread = done === plain.length ? Math.floor(delta / 700) : Math.floor(delta / 2);
      spread += Math.floor(spread / size);
      for (bias = 0; spread > 455; bias += 36) spread = Math.floor(spread / 35);
      bias += Math.floor((36 * spread) / (spread + 38));
      delta = 0;
      done = size;
    }
    delta += 1;
  }
  return encoded;
}
