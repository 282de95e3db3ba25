import type { EmitKind } from "./emit.ts";
import { listInWords } from "./list-in-words.ts";
import { placeOf } from "./schema/json-schema.ts";
import type { SchemaSet } from "./schema/schema-set.ts";
import { emitPossibleZod } from "./zod/emit-zod.ts";
import { describeOmission } from "./zod/omissions.ts";

/** What there is to say about types of the folder that aren't called as they ask for. */
const notesOnNames = (set: SchemaSet): readonly string[] => {
  const own = new Set(set.roots.map(({ file }) => file));
  const renamed = set.renamed.filter(({ file }) => own.has(file));
  if (renamed.length === 0) return [];
  const names = renamed.map((node) => `${placeOf(node)} is ${set.nameOf(node)}`);
  return [`names that are taken get more words: ${listInWords(names)}; --name FILE#POINTER=NAME chooses another`];
};

/** What there is to say about schemas that zod can't express. */
const notesOnZod = (set: SchemaSet): readonly string[] => {
  const { count, omissions } = emitPossibleZod(set);
  if (omissions.length === 0) return [];
  const all = count + omissions.length;
  return [
    `zod.ts leaves out ${omissions.length} of ${all} schemas: ${listInWords(omissions.map(describeOmission))}; ` +
      "--strict refuses them",
  ];
};

/** What is worth knowing about what is emitted for a set, one sentence each. */
export const emitNotes = (set: SchemaSet, kinds: readonly EmitKind[]): readonly string[] => [
  ...notesOnNames(set),
  ...(kinds.includes("zod") ? notesOnZod(set) : []),
];
