import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { formats } from "@email-events/json-schema";
import { writeInto } from "@email-events/json-schema/testing";
import { check } from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "./testing/random.ts";
import { randomDocument } from "./testing/random-schema.ts";
import { generate, type GenerateOptions } from "./generate.ts";

const root = resolve(import.meta.dirname, "../../..");

/** What tells tools to leave emitted files alone, which nothing is to rest on here. */
const pragmas = /^\/\*\*\n \* @generated\n \* @noprettier\n \*\/\n\/\* eslint-disable \*\/\n\/\/ biome-ignore-all .*\n/;

const long = "a name that is so long that nothing beside it fits into the width of a line, however short it may be";

const quoted = `it's "said"`;

/** What linters look for in regular expressions, and more that is often written. */
const patterns = [
  "[\\x00-\\x1f]",
  "^\\u0007$",
  "\u0001",
  "a[]b",
  "a  b",
  "\u00a0\u3000",
  "[\\u{1f1e6}\\u{1f1e7}]",
  "[\ud83d\udc4d\ud83c\udffb]",
  "[e\u0301]",
  "(a)|\\1",
  "^a",
  "a$",
  "a|a",
  "(?:)",
  "",
  "[a-za-z]",
  "^[\\w.%+-]+@[\\w.-]+\\.[A-Za-z]{2,}$",
];

const awkward = {
  title: "Awkward",
  description: `Says: "${long}".`,
  type: "object",
  required: ["kind", long, "constructor"],
  properties: {
    kind: { enum: ["a", "b", null, 1e21, -0.5, quoted, "'", [1, 2, 3], { "a-b": 1, c: "x" }] },
    numbers: { enum: Array.from({ length: 200 }, (_, index) => index * 1000) },
    [long]: { type: ["string", "null"], minLength: 2, maxLength: 64, pattern: "^[\\w.\\-/]+\\/\\d*$" },
    constructor: { const: { a: [1, { b: null }] } },
    [quoted]: { type: "array", items: { $ref: "#" }, contains: { minimum: 1 }, minContains: 2, uniqueItems: true },
    formats: { properties: Object.fromEntries([...formats.keys()].map((format) => [format, { format }])) },
    patterns: {
      properties: Object.fromEntries(patterns.map((pattern, index) => [`p${index}`, { type: "string", pattern }])),
    },
    beside: { enum: ["a", 1], pattern: "^[\\x00-a]" },
    spaced: { description: "a\u00a0b\u2009c\u3000d\tand\u200bmore", const: "a\u00a0b" },
    pair: { type: "array", prefixItems: [{ type: "integer" }, { type: ["boolean", "null"] }], items: false },
  },
  patternProperties: { "^x-": { type: "string" }, "[\\x00-\\x1f]$": false },
  propertyNames: { maxLength: 200 },
  dependentRequired: { kind: ["numbers", long] },
  dependentSchemas: { numbers: { minProperties: 2 } },
  if: { properties: { kind: { const: "a" } } },
  then: { not: { required: ["step"] } },
  else: { oneOf: [{ required: ["numbers"] }, { required: ["pair"] }, { maxProperties: 9 }] },
  unevaluatedProperties: { type: "string", multipleOf: 0.01 },
};

const branch = (tag: string) => ({
  title: `Branch ${tag}`,
  type: "object",
  required: ["event", "body"],
  properties: {
    event: { const: tag },
    body: { type: "object", properties: { [tag]: { type: "number", minimum: 1 } } },
  },
});

// READABLE=200 tries more of them.
const count = Number(process.env["READABLE"] ?? 4);

const timeoutMs = 60_000 + 2_000 * count;

const random = createRandom(Number(process.env["SEED"] ?? 21));

const schemas: Readonly<Record<string, unknown>> = {
  awkward,
  union: {
    title: "Union",
    oneOf: ["first", "second"].map((tag) => ({ $ref: `#/$defs/${tag}` })),
    $defs: { first: branch("first"), second: branch(quoted) },
  },
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `random-${index}`,
      { ...randomDocument(random), title: `Random ${index}` },
    ]),
  ),
};

const emit = ["types", "names", "validators", "commonjs", "zod", "schemas"] as const;

const runs: readonly Partial<GenerateOptions>[] = [
  { emit },
  { emit: ["validators", "zod"], typesFrom: "./types.js", runtime: "inline" },
  { emit: ["validators", "zod"], typesFrom: "./types.js", validators: "js" },
  { emit: ["commonjs"], typesFrom: "./types.js", runtime: "inline", formats: "annotate" },
];

describe("emitted code, without the banner that keeps tools from it", () => {
  let folder: string;
  let files: readonly string[];

  beforeAll(async () => {
    const documents = Object.entries(schemas).map(([name, schema]) => [`schemas/${name}.schema.json`, schema] as const);
    folder = await mkdtemp(join(tmpdir(), "email-events-codegen-"));
    for (const [path, document] of documents) await writeInto(folder, path, document);
    const made = await Promise.all(
      runs.map(async (options, index) => {
        const out = join(folder, `packages/run-${index}/src`);
        const result = await generate({ schemas: join(folder, "schemas"), out, ...options });
        return result.files.map((file) => join(out, file));
      }),
    );
    files = made.flat().filter((file) => !file.endsWith(".json"));
    for (const file of files) {
      const text = await readFile(file, "utf8");
      expect(text, file).toMatch(pragmas);
      await writeFile(file, text.replace(pragmas, ""));
    }
  }, timeoutMs);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is of every kind", () => {
    const names = new Set(files.map((file) => file.slice(file.lastIndexOf("/") + 1)));
    expect([...names].toSorted()).toEqual([
      "names.ts",
      "runtime.cjs",
      "runtime.js",
      "runtime.ts",
      "types.ts",
      "validators.cjs",
      "validators.d.cts",
      "validators.d.ts",
      "validators.js",
      "validators.ts",
      "zod.ts",
    ]);
  });

  it(
    "is laid out as Prettier does it, with lines as long as the repository's",
    async () => {
      const { printWidth }: { readonly printWidth: number } = JSON.parse(
        await readFile(join(root, ".oxfmtrc.json"), "utf8"),
      );
      const others: string[] = [];
      for (const file of files) {
        if (!(await check(await readFile(file, "utf8"), { printWidth, filepath: file }))) others.push(file);
      }
      expect(others).toEqual([]);
    },
    timeoutMs,
  );

  it("keeps every rule of the repository's linter", async () => {
    await copyFile(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    const { stdout } = await promisify(execFile)(
      join(root, "node_modules/.bin/oxlint"),
      ["--deny-warnings", "--format", "json", "packages"],
      { cwd: folder, maxBuffer: 1e8 },
    ).catch((error: unknown) => error as { readonly stdout: string });
    const report = JSON.parse(stdout) as {
      readonly number_of_files: number;
      readonly diagnostics: readonly { readonly code: string; readonly filename: string; readonly message: string }[];
    };
    expect(report.diagnostics.map(({ code, filename, message }) => `${filename}: ${code} ${message}`)).toEqual([]);
    expect(report.number_of_files).toBe(files.length);
  });
});
