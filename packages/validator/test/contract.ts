import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The contract as files, which the tests compare with the generated code. */
const contractFolder = join(dirname(fileURLToPath(import.meta.url)), "../../../schemas");

export interface Example {
  /** Path below `schemas/examples/`. */
  readonly path: string;
  readonly vocabulary: string;
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

/** Every vocabulary: the folders of schemas that describe an event. */
export const vocabularies: readonly string[] = readdirSync(contractFolder)
  .filter((name) => existsSync(join(contractFolder, name, "event.schema.json")))
  .toSorted();

const parseVocabulary = (path: string): string => {
  const [name = ""] = path.split("/");
  if (vocabularies.includes(name)) return name;
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
