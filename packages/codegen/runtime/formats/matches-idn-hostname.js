import { directionFits } from "./direction-fits.js";
import { fitsLabel } from "./fits-label.js";
import { hasRightToLeft } from "./has-right-to-left.js";
import { mapLabel } from "./map-label.js";
import { matchesHostname } from "./matches-hostname.js";
import { toPunycode } from "./to-punycode.js";
import { unicodeLabel } from "./unicode-label.js";

/** A host name of RFC 1123, or one whose labels are internationalized: RFC 5890 to 5893, mapped as in UTS 46. */
export function matchesIdnHostname(text /*: string */) /*: boolean */ {
  if (matchesHostname(text)) return true;
  // Bounds the time of toPunycode. A longer text is refused even where mapping would shorten it enough.
  if (text.length > 1000) return false;
  const labels = text.split(/[.\u3002\uff0e\uff61]/).map((part) => {
    const label = mapLabel(part);
    return label.startsWith("xn--") ? unicodeLabel(label) : label;
  });
  const sizes = labels.map((label) => (/^[\0-\x7f]*$/.test(label) ? label.length : 4 + toPunycode(label).length));
  const isShort = sizes.every((size) => size <= 63) && sizes.reduce((sum, size) => sum + size + 1, -1) <= 253;
  const fits = labels.every((label) => fitsLabel(label));
  return (
    isShort && fits && (!labels.some((label) => hasRightToLeft(label)) || labels.every((label) => directionFits(label)))
  );
}
