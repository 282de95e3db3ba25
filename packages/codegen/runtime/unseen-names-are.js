import { unseenNames } from "./unseen-names.js";

/** Tells whether every property that no other demand looks at passes. */
export function unseenNamesAre(object, look, is) {
  return unseenNames(object, look).every((name) => is(object[name]));
}
