import { placeOf } from "@email-events/json-schema";
import { caselessName, setOf } from "@email-events/json-schema/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";
import { syntaxOf } from "../source-text/testing/syntax.ts";
import { randomFolder } from "./testing/random-folder.ts";

const namesOf = (documents: Readonly<Record<string, object>>): ReadonlyMap<string, string> => {
  const set = setOf(documents);
  return new Map(set.declared.map((node) => [placeOf(node), set.nameOf(node)]));
};

/** Schemas that ask for names which no other asks for. */
const unrelated = {
  "0 unrelated.schema.json": { title: "Unrelated 4711", $defs: { "unrelated 4712": { type: "null" } } },
  "zz unrelated.schema.json": { type: "null" },
};

// NAMES=10000 tries more of them.
const numRuns = Number(process.env["NAMES"] ?? 25);

describe("schemas of any titles and names", () => {
  const timeoutMs = 20_000 + numRuns * 500;

  it(
    "get names that differ by more than case, whatever the order, and that stay when others are added",
    () => {
      fc.assert(
        fc.property(randomFolder, (documents) => {
          const names = namesOf(documents);
          expect(new Set([...names.values()].map(caselessName)).size).toBe(names.size);
          const turned = Object.fromEntries(Object.entries(documents).toReversed());
          for (const [place, name] of namesOf({ ...unrelated, ...turned })) {
            if (!place.includes("unrelated")) expect([place, name]).toEqual([place, names.get(place)]);
          }
        }),
        { numRuns: 4 * numRuns },
      );
    },
    timeoutMs,
  );

  it(
    "are generated from, and give code that can be parsed",
    async () => {
      await fc.assert(
        fc.asyncProperty(randomFolder, async (documents) => {
          const files = await emit(setOf(documents), ["types", "names", "validators", "zod"]);
          for (const [path, text] of files) expect(syntaxOf(path, text).complaints).toEqual([]);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );
});
