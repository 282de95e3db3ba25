import { createSchemaSet, SchemaError, type SchemaSet } from "@email-events/json-schema";
import { emit, type EmitKind } from "../../emit.ts";
import type { Placement } from "./hostile-documents.ts";

/** Every kind of output, in groups that are refused separately; CommonJS has the code of the other validators. */
const kindsAlone: readonly (readonly EmitKind[])[] = [["types", "names", "validators"], ["schemas"], ["zod"]];

/** The output for some documents: files by path, and refusals. */
export interface Made {
  readonly files: ReadonlyMap<string, string>;
  readonly refusals: readonly string[];
}

/** Runs a function that may throw a refusal; other errors are bugs. */
const unlessRefused = async <Result>(refusals: string[], run: () => Result | Promise<Result>) => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    refusals.push(error.message);
    return undefined;
  }
};

/**
 * Emits everything possible for some documents. All schemas are named `schema.json`, in any folder.
 *
 * @param andJavaScript whether validators are emitted as JavaScript, too
 */
export const make = async (
  { documents, library = {}, typesFrom, formats = "annotate" }: Placement,
  andJavaScript = false,
): Promise<Made> => {
  const refusals: string[] = [];
  const files = new Map<string, string>();
  const read = (): SchemaSet =>
    createSchemaSet(new Map(Object.entries(documents)), { library: new Map(Object.entries(library)), formats });
  const set = await unlessRefused(refusals, read);
  if (!set) return { files, refusals };
  for (const kinds of kindsAlone) {
    const made = await unlessRefused(refusals, () => emit(set, kinds, { typesFrom }));
    for (const [path, text] of made ?? []) files.set(path.endsWith(".json") ? "schema.json" : path, text);
  }
  if (!andJavaScript) return { files, refusals };
  const made = await unlessRefused(refusals, () =>
    emit(set, ["validators"], { typesFrom: typesFrom ?? "./types.js", validators: "js" }),
  );
  for (const [path, text] of made ?? []) files.set(path, text);
  return { files, refusals };
};
