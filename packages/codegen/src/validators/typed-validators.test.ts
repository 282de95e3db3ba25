import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { formats } from "@email-events/json-schema";
import { setOfOne, writeInto } from "@email-events/json-schema/testing";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";
import { emitTypedValidators, emitValidators, emitValidatorTypes } from "./emit-validators.ts";

const bin = resolve(import.meta.dirname, "../../../../node_modules");

/** Every flag by which a compiler can complain of more. */
const strictest = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  skipLibCheck: false,
  types: [],
  lib: ["ES2020"],
  target: "ES2020",
  rootDir: "src",
  outDir: "dist",
};

const every = (kinds: readonly object[]): object => ({
  properties: Object.fromEntries(kinds.map((kind, index) => [`p${index}`, kind])),
});

/** What a compiler knows of a value once its type is checked, beside demands that it can't meet. */
const narrowed = ["array", "boolean", "integer", "null", "number", "object", "string"].flatMap((type) => [
  { type, const: "a" },
  { type, enum: [1, true, null, "a", true, [1]] },
  { type, not: { const: "a" } },
  { type, anyOf: [{ const: "a" }, { const: 1 }, { minLength: 2, minItems: 1, minimum: 1, required: ["a"] }] },
  { type: [type, "null"], oneOf: [{ enum: ["a", 2] }, { const: null }], if: { const: "b" }, then: { pattern: "b" } },
]);

const random = createRandom(Number(process.env["SEED"] ?? 13));

const documents: Readonly<Record<string, object>> = {
  formats: every([...formats.keys()].map((format) => ({ type: "string", format }))),
  narrowed: every(narrowed),
  kept: {
    $ref: "#/$defs/a",
    $defs: {
      a: { allOf: [{ properties: { a: { $ref: "#/$defs/a" } } }, { $ref: "#/$defs/b" }] },
      b: { unevaluatedProperties: { $ref: "#/$defs/a" } },
    },
  },
  "very many constants": { enum: [null, true, ...Array.from({ length: 5000 }, (_, index) => `c${index}`)] },
  nothing: {},
  never: { not: {} },
  ...Object.fromEntries(
    Array.from({ length: Number(process.env["TYPED"] ?? 40) }, (_, index) => [
      `random-${index}`,
      randomDocument(random),
    ]),
  ),
};

const emitted = Object.entries(documents).map(([name, document]) => {
  const set = setOfOne(document);
  return { name, typed: emitTypedValidators(set, "./types.js"), plain: emitValidators(set) };
});

describe("validators in TypeScript", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "email-events-codegen-"));
    await writeInto(folder, "package.json", { type: "module" });
    await writeInto(folder, "src/types.ts", "export type Thing = { readonly own?: string };\n");
    for (const { name, typed } of emitted) await writeInto(folder, `src/${name}.ts`, typed);
    // A declaration in CommonJS beside types of an ES module.
    await writeInto(folder, "src/validators.d.cts", emitValidatorTypes(setOfOne({}), "./types.js", "commonjs"));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const complaintsOf = async (compiler: string, settings: object): Promise<string> => {
    const file = `${Object.values(settings).join("-")}.json`;
    await writeInto(folder, file, { compilerOptions: { ...strictest, ...settings }, include: ["src"] });
    const run = promisify(execFile)(process.execPath, [join(bin, compiler), "-p", join(folder, file)]);
    const { stdout, stderr } = await run.catch((error: unknown) => error as Awaited<typeof run>);
    return `${stdout}${stderr}`.split("\n").slice(0, 10).join("\n");
  };

  // The compiler that is written in JavaScript takes ten times as long.
  const slowToo = process.env["TYPED"] === undefined ? [] : (["typescript/bin/tsc6"] as const);
  const modules = [
    { module: "NodeNext", verbatimModuleSyntax: true },
    { module: "Node16", verbatimModuleSyntax: true, erasableSyntaxOnly: true },
    { module: "ESNext", moduleResolution: "bundler" },
    { module: "CommonJS", moduleResolution: "bundler" },
  ];
  const ways = ["typescript7/bin/tsc", ...slowToo].flatMap((compiler) =>
    modules.map((settings) => ({ compiler, settings })),
  );

  it.each(ways)(
    "compile under every strict flag: $compiler, $settings",
    async ({ compiler, settings }) => {
      expect(await complaintsOf(compiler, settings)).toBe("");
    },
    120_000,
  );

  it("are the same code as in JavaScript", async () => {
    const minified = async (text: string): Promise<string> =>
      (await transform(text, { loader: "ts", minifyWhitespace: true, minifySyntax: true })).code;
    for (const { typed, plain } of emitted) expect(await minified(typed)).toBe(await minified(plain));
  });

  it("import nothing but types, and leave no check to be skipped", () => {
    for (const { typed: text } of emitted) {
      expect(text.match(/^.*\b(?:import|require)\b.*$/gm)).toEqual(['import type * as types from "./types.js";']);
      expect(text).not.toContain("@ts-");
    }
  });
});
