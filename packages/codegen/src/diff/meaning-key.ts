import { placeKey } from "./schema-folder.ts";
import type { Meaning } from "./shape.ts";

/** An identity for a meaning. */
export const meaningKey = ({ all, none, types, decided }: Meaning): string =>
  [
    [...new Set(all.map(placeKey))].toSorted(),
    [...new Set(none.map(placeKey))].toSorted(),
    [...(types ?? ["*"])],
    [...decided].toSorted(),
  ]
    .map((list) => list.join(" "))
    .join("|");
