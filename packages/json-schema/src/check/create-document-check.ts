import { defaultDialect } from "../dialects/dialect.ts";
import { writtenPointer } from "../dialects/written-places.ts";
import type { SchemaNode } from "../json-schema.ts";
import { createPatternAnalyzer } from "../regex/pattern-cost.ts";
import type { SchemaSetOptions } from "../schema-set-options.ts";
import { type Checking, checkSchema } from "./check-schema.ts";
import type { Notes } from "./notes.ts";
import type { Refusals } from "./refusals.ts";

/** What the check of documents works with. */
interface CheckParts {
  readonly options: SchemaSetOptions;
  /** Whether notes on a file are wanted: those on referenced documents aren't. */
  readonly isNoted: (file: string) => boolean;
  readonly notes: Notes;
  readonly refusals: Refusals;
}

/** Returns a function that checks a document, given with its path, and returns its root; refusals are collected. */
export const createDocumentCheck = (
  parts: CheckParts,
): ((entry: readonly [file: string, document: unknown]) => SchemaNode) => {
  const { options, isNoted, notes, refusals } = parts;
  const { formats = "assert", unknownFormats = "annotate", runsPatterns = true } = options;
  const shared = { formats, unknownFormats, runsPatterns, costOf: createPatternAnalyzer(), refuse: refusals.add };
  const allowPatterns = new Set(options.allowPatterns);
  return ([file, document]) => {
    const note: Checking["note"] = (kind, pointer, detail) => {
      if (isNoted(file)) notes.add(kind, { file, pointer }, detail);
    };
    const checking = {
      ...shared,
      file,
      note,
      allowPatterns,
      writtenPointer: (pointer: string) => writtenPointer(document, pointer),
    };
    return { file, pointer: "", schema: checkSchema(checking, "", document, defaultDialect) };
  };
};
