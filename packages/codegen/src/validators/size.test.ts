import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { createSchemaSet, readSchemaFolder } from "@email-events/json-schema";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";

const root = resolve(import.meta.dirname, "../../../..");
const schemas = join(root, "schemas");

/** Bytes of two unions with their issues, minified and gzipped, as they come from one generation. */
const most = 4_000;

const readSet = async (): Promise<ReturnType<typeof createSchemaSet>> => {
  const read = await Promise.all(["airship", "semantic"].map((name) => readSchemaFolder(join(schemas, name))));
  const documents = read.flatMap((folder, index) =>
    [...folder.documents].map(([file, document]) => [`${index}/${file}`, document] as const),
  );
  const library = new Map(read.flatMap((folder) => [...folder.library]));
  return createSchemaSet(new Map(documents), { library });
};

describe("the validators of Airship's and the semantic email events", () => {
  it(`take at most ${most} bytes, with all that explains what is wrong`, async () => {
    const files = await emit(await readSet(), ["validators"]);
    const folder = await temporaryFolder(Object.fromEntries(files));
    const names = ["AirshipEmailEvent", "SemanticEmailEvent"].flatMap((name) => [`is${name}`, `issuesOf${name}`]);
    const { outputFiles } = await build({
      stdin: { contents: `export { ${names.join()} } from "./validators.ts";`, resolveDir: folder, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    const size = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    expect(size).toBeLessThanOrEqual(most);

    // The page says nearly as many: another way to name temporary files makes a difference of a few bytes.
    const page = readFileSync(join(root, "docs/benchmarks/codegen.md"), "utf8");
    const [, said = ""] = /gzipped: ([\d,]+) bytes from one generation/.exec(page) ?? [];
    expect(Math.abs(Number(said.replace(",", "")) - size)).toBeLessThanOrEqual(10);
  });
});
