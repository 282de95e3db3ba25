import { createHash } from "node:crypto";
import { placeKey } from "./schema-folder.ts";
import type { Meaning } from "./shape.ts";

/** Longer keys are kept as digests: a choice of many branches makes as many meanings of as many places. */
const mostCharacters = 200;

const short = (key: string): string =>
  key.length <= mostCharacters ? key : createHash("sha256").update(key).digest("base64");

/** An identity for a meaning. */
export const meaningKey = ({ all, none, types, decided }: Meaning): string =>
  short(
    [
      [...new Set(all.map(placeKey))].toSorted(),
      [...new Set(none.map(placeKey))].toSorted(),
      [...(types ?? ["*"])],
      [...decided].toSorted(),
    ]
      .map((list) => list.join(" "))
      .join("|"),
  );
