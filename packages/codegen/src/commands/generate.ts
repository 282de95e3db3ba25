import { parseArgs } from "node:util";
import { type EmitKind, emitKinds } from "../emit.ts";
import { generate } from "../generate.ts";
import { type Command, UsageError } from "./command.ts";

const isEmitKind = (kind: string): kind is EmitKind => emitKinds.some((known) => known === kind);

const readEmit = (text: string | undefined): readonly EmitKind[] | undefined => {
  const kinds = text?.split(",");
  const unknown = kinds?.find((kind) => !isEmitKind(kind));
  if (unknown !== undefined)
    throw new UsageError(`--emit doesn't know "${unknown}"; it takes ${emitKinds.join(", ")}.`);
  return kinds?.filter(isEmitKind);
};

const readOptions = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      schemas: { type: "string" },
      out: { type: "string" },
      emit: { type: "string" },
      "types-from": { type: "string" },
      check: { type: "boolean", default: false },
    },
  });
  const { schemas, out, check, "types-from": typesFrom } = values;
  if (schemas === undefined) throw new UsageError("Say where the schemas are: --schemas DIR.");
  if (out === undefined) throw new UsageError("Say where to write: --out DIR.");
  const emit = readEmit(values.emit);
  return { schemas, out, check, ...(emit ? { emit } : {}), ...(typesFrom === undefined ? {} : { typesFrom }) };
};

/** `generate`: writes code for a folder of schemas, or under `--check` says which files are stale. */
export const generateCommand: Command = {
  usage: `generate --schemas DIR --out DIR [--emit ${emitKinds.join(",")}] [--types-from MODULE] [--check]`,
  run: async (args, { out, error }) => {
    const options = readOptions(args);
    const { files, changed } = await generate(options);
    if (!options.check) {
      out(`${files.length} files, ${changed.length} changed: ${options.out}`);
      return 0;
    }
    for (const file of changed) error(`stale: ${options.out}/${file}`);
    if (changed.length > 0) error("Run the same command without --check to bring them up to date.");
    return changed.length > 0 ? 1 : 0;
  },
};
