import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The contract as files, which the tests compare with the generated code. */
export const contractFolder = join(dirname(fileURLToPath(import.meta.url)), "../../../schemas");

export type VocabularyName = "airship" | "bulk-tracking" | "semantic";

export interface Example {
  /** Path below `schemas/examples/`. */
  readonly path: string;
  readonly vocabulary: VocabularyName;
  /** Path of the example's schema, below `schemas/`. */
  readonly schema: string;
  readonly expected: boolean;
  readonly value: unknown;
}

const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => path.split("\\").join("/"))
    .toSorted();

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const parseVocabulary = (path: string): VocabularyName => {
  const [name] = path.split("/");
  if (name === "airship" || name === "bulk-tracking" || name === "semantic") return name;
  throw new Error(`${path} belongs to no vocabulary`);
};

/** Every schema file by its path below `schemas/`. */
export const schemas: ReadonlyMap<string, object> = new Map(
  filesBelow(contractFolder, ".schema.json").map((path) => [path, readJson(join(contractFolder, path)) as object]),
);

/** Every example event. */
export const examples: readonly Example[] = filesBelow(join(contractFolder, "examples"), ".json").map((path) => ({
  path,
  vocabulary: parseVocabulary(path),
  schema: `${dirname(path)}.schema.json`,
  expected: path.includes("/valid."),
  value: readJson(join(contractFolder, "examples", path)),
}));

/** The schema of a whole vocabulary, in the spelling that an example is written in. */
export const unionSchemaOf = ({ vocabulary, path }: Example): string =>
  path.startsWith("semantic/specification/")
    ? "semantic/specification/event.schema.json"
    : `${vocabulary}/event.schema.json`;
