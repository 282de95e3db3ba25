import { createSchemaSet, SchemaError, type SchemaSet } from "@email-events/json-schema";
import { emit, type EmitKind } from "../../emit.ts";
import type { RuntimeMode } from "../../emitted-module.ts";
import type { Placement } from "./hostile-documents.ts";

/** Every kind of output, in groups that are refused separately; CommonJS has the code of the other validators. */
const kindsAlone: readonly (readonly EmitKind[])[] = [["types", "names", "validators"], ["schemas"], ["zod"]];

/** The output for some documents: files by path, and refusals. */
export interface Made {
  readonly files: ReadonlyMap<string, string>;
  readonly refusals: readonly string[];
}

const nameOf = (path: string, kinds: readonly EmitKind[]): string => {
  if (path.endsWith(".json")) return "schema.json";
  return path === "runtime.ts" ? `${kinds.join("-")}/${path}` : path;
};

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
 * @param runtime whether the files of a group have copies of the runtime, or share a module, which has the group's name
 */
export const make = async (
  { documents, library = {}, typesFrom, formats = "annotate" }: Placement,
  andJavaScript = false,
  runtime: RuntimeMode = "inline",
): Promise<Made> => {
  const refusals: string[] = [];
  const files = new Map<string, string>();
  const read = (): SchemaSet =>
    createSchemaSet(new Map(Object.entries(documents)), { library: new Map(Object.entries(library)), formats });
  const set = await unlessRefused(refusals, read);
  if (!set) return { files, refusals };
  for (const kinds of kindsAlone) {
    const made = await unlessRefused(refusals, () => emit(set, kinds, { typesFrom, runtime }));
    for (const [path, text] of made ?? []) files.set(nameOf(path, kinds), text);
  }
  if (!andJavaScript) return { files, refusals };
  const made = await unlessRefused(refusals, () =>
    emit(set, ["validators"], { typesFrom: typesFrom ?? "./types.js", validators: "js" }),
  );
  for (const [path, text] of made ?? []) files.set(path, text);
  return { files, refusals };
};
