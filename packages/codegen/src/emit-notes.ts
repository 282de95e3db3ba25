import { listInWords, type SchemaSet } from "@email-events/json-schema";
import type { EmitKind } from "./emit.ts";
import { planTypes } from "./types/exported-types.ts";
import type { ReadExportedTypes } from "./types/read-exported-types.ts";
import { emitPossibleZod } from "./zod/emit-zod.ts";
import { describeOmission } from "./zod/omissions.ts";

/** What there is to say where a package lists types, and none for some of its schemas that are referred to. */
const notesOnCopies = (set: SchemaSet, { types, files }: ReadExportedTypes): readonly string[] => {
  const names = planTypes(set, types).copied.flatMap((node) => (files.has(node.file) ? [set.nameOf(node)] : []));
  const [first] = names;
  if (first === undefined) return [];
  const more = names.length === 1 ? "" : ` and ${names.length - 1} more`;
  return [
    `types of a package are declared here, since it lists no type for these schemas as they are: ${first}${more}`,
  ];
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
export const emitNotes = (
  set: SchemaSet,
  kinds: readonly EmitKind[],
  exported: ReadExportedTypes,
): readonly string[] => [
  ...exported.notes,
  ...notesOnCopies(set, exported),
  ...(kinds.includes("zod") ? notesOnZod(set) : []),
];
