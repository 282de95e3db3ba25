import { fitsLabel } from "./fits-label.js";
import { fromPunycode } from "./from-punycode.js";
import { mapLabel } from "./map-label.js";
import { toPunycode } from "./to-punycode.js";

/** The U-label that an A-label such as `xn--bcher-kva` stands for; an empty text when it stands for none. */
export function unicodeLabel(text /*: string */) /*: string */ {
  const label = fromPunycode(text.slice(4).toLowerCase());
  // Each U-label has one A-label: RFC 5891, section 4.4.
  const isItsOwn = `xn--${toPunycode(label)}` === text.toLowerCase() && mapLabel(label) === label;
  return text.length <= 63 && /[^\0-\x7f]/.test(label) && isItsOwn && fitsLabel(label) ? label : "";
}
