import { listInWords, type SchemaSet } from "@email-events/json-schema";
import type { EmitKind } from "./emit.ts";
import { planTypes } from "./types/exported-types.ts";
import type { ReadExportedTypes } from "./types/read-exported-types.ts";
import { emitPossibleZod } from "./zod/emit-zod.ts";
import { describeOmission } from "./zod/omissions.ts";

/** Notes on packages that list types, but none for some of the referenced schemas. */
const notesOnCopies = (set: SchemaSet, { types, files }: ReadExportedTypes): readonly string[] => {
  const names = planTypes(set, types).copied.flatMap((node) => (files.has(node.file) ? [set.nameOf(node)] : []));
  const [first] = names;
  if (first === undefined) return [];
  const more = names.length === 1 ? "" : ` and ${names.length - 1} more`;
  return [
    `types of a package are declared instead of imported, since it lists no type for these schemas: ${first}${more}`,
  ];
};

/** Notes on schemas that zod can't express. */
const notesOnZod = (set: SchemaSet): readonly string[] => {
  const { count, omissions } = emitPossibleZod(set);
  if (omissions.length === 0) return [];
  const all = count + omissions.length;
  return [
    `zod.ts leaves out ${omissions.length} of ${all} schemas: ${listInWords(omissions.map((one) => describeOmission(set, one)))}; ` +
      "--strict refuses them",
  ];
};

/** Notes on the output for a set, one sentence each. */
export const emitNotes = (
  set: SchemaSet,
  kinds: readonly EmitKind[],
  exported: ReadExportedTypes,
): readonly string[] => [
  ...exported.notes,
  ...notesOnCopies(set, exported),
  ...(kinds.includes("zod") ? notesOnZod(set) : []),
];
