import { hasHostShape } from "./has-host-shape.js";
import { unicodeLabel } from "./unicode-label.js";

/** A host name of RFC 1123 whose A-labels are those of RFC 5890. */
export function matchesHostname(text /*: string */) /*: boolean */ {
  return hasHostShape(text) && text.split(".").every((label) => !/^xn--/i.test(label) || unicodeLabel(label) !== "");
}
