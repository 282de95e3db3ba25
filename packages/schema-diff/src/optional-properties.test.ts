import { fileURLToPath } from "node:url";
import { readSchemas, vocabularies as names } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "./diff-schemas.ts";
import type { SchemaDocuments } from "./normalize/schema-folder.ts";
import { objectsIn, withProperty } from "./testing/objects-in.ts";

/** `DIFF_EACH=1` adds a property at one object at a time, everywhere; otherwise, one is added at all objects at once. */
const isEach = process.env["DIFF_EACH"] !== undefined;

const vocabularies = await Promise.all(
  names.map(
    async (name) =>
      [name, await readSchemas(fileURLToPath(new URL(`../../../schemas/${name}`, import.meta.url)))] as const,
  ),
);

interface Spot {
  readonly file: string;
  readonly pointer: string;
  readonly name: string;
}

const spotsIn = (documents: SchemaDocuments): readonly Spot[] =>
  [...documents]
    .flatMap(([file, document]) => objectsIn(document).map((pointer) => ({ file, pointer })))
    .map((spot, index) => ({ ...spot, name: `new_${index}` }));

const withAll = (documents: SchemaDocuments, spots: readonly Spot[]): SchemaDocuments => {
  const changed = new Map(documents);
  for (const { file, pointer, name } of spots) {
    changed.set(file, withProperty(changed.get(file), pointer, name, { type: "string" }));
  }
  return changed;
};

const said = (was: SchemaDocuments, is: SchemaDocuments): readonly string[] =>
  diffSchemas(was, is).map(({ bump, change, file, pointer }) => `${bump} ${change} ${file}#${pointer}`);

/** Objects whose types take properties of any name: one that was written may have another type. */
const open: ReadonlySet<string> = new Set(["context.schema.json#/$defs/traits"]);

const expected = (spots: readonly Spot[]): readonly string[] =>
  spots.map(({ file, pointer, name }) => {
    const bump = open.has(`${file}#${pointer}`) ? "major" : "minor";
    return `${bump} property-added ${file}#${pointer}/properties/${name}`;
  });

describe("an optional property added to our schemas", { timeout: 120_000 }, () => {
  it.each(vocabularies)(
    "is a minor change at every object of %s whose type is closed, and major at others",
    (_, documents) => {
      const spots = spotsIn(documents);
      expect(spots.length).toBeGreaterThan(3);
      expect(said(documents, withAll(documents, spots)).toSorted()).toEqual(expected(spots).toSorted());
    },
  );

  const alone = vocabularies.flatMap(([vocabulary, documents]) =>
    spotsIn(documents)
      .filter((_, index) => isEach || index % 6 === 0)
      .map((spot) => ({ vocabulary, documents, spot, title: `${vocabulary}/${spot.file}#${spot.pointer}` })),
  );

  it.each(alone)("is the same change at $title alone", ({ documents, spot }) => {
    expect(said(documents, withAll(documents, [spot]))).toEqual(expected([spot]));
  });
});
