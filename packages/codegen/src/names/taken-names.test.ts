import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { formats, type SchemaSet, toTypeName } from "@email-events/json-schema";
import { setOf, setOfOne, writeInto } from "@email-events/json-schema/testing";
import * as fc from "fast-check";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emit } from "../emit.ts";
import { randomFolder } from "./testing/random-folder.ts";

const root = resolve(import.meta.dirname, "../../../..");

const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    allowJs: true,
    target: "ES2022",
    module: "NodeNext",
    skipLibCheck: true,
    types: [],
  },
  include: ["**/*.ts", "**/*.js"],
};

/**
 * Every kind of schema that code is emitted for in a way of its own, each of which may be called something.
 *
 * @param end an end for the titles of what is beside it
 */
const shapes = (title: string, end = ""): Readonly<Record<string, object>> => ({
  "an object that holds itself": {
    title,
    type: "object",
    required: ["list", "format"],
    properties: {
      next: { $ref: "#" },
      list: { type: "array", minItems: 1, items: { $ref: "#" } },
      tuple: { type: "array", prefixItems: [{ type: "string" }, { $ref: "#" }], items: { type: "integer" } },
      map: {
        type: "object",
        additionalProperties: { type: "number" },
        patternProperties: { "^a": { type: "number" } },
      },
      closed: { type: "object", properties: { a: { type: "string", maxLength: 3 } }, additionalProperties: false },
      empty: { type: "object", additionalProperties: false },
      format: {
        type: "object",
        properties: Object.fromEntries([...formats.keys()].map((format) => [format, { type: "string", format }])),
      },
    },
  },
  "a union of others": {
    title,
    oneOf: [{ $ref: "#/$defs/one" }, { $ref: "#/$defs/other" }],
    $defs: Object.fromEntries(
      ["one", "other"].map((tag) => [
        tag,
        {
          title: `Part ${tag}${end}`,
          type: "object",
          required: ["tag"],
          properties: { tag: { const: tag }, own: { $ref: "#" } },
        },
      ]),
    ),
  },
  "a part of a union": {
    title: `The whole${end}`,
    oneOf: [{ $ref: "#/$defs/one" }, { $ref: "#/$defs/other" }],
    $defs: {
      one: { title, type: "object", required: ["tag"], properties: { tag: { const: "one" }, next: { $ref: "#" } } },
      other: { title: `The other${end}`, type: "object", required: ["tag"], properties: { tag: { const: "other" } } },
    },
  },
  "a base of one that holds itself": {
    title: `The heir${end}`,
    type: "object",
    allOf: [{ $ref: "#/$defs/base" }],
    properties: { next: { $ref: "#" } },
    $defs: { base: { title, type: "object", properties: { a: { type: "array", items: { type: "string" } } } } },
  },
});

/** All names that stand in code. */
const namesIn = (path: string, text: string): readonly string[] => {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
  return names;
};

const kinds = ["types", "names", "validators", "zod"] as const;

/** Names that no output of today holds, and that a title is likely to be. */
const likely = "Every declaration,Any,Symbol,Function,Promise,Error,Global this,Default,Z";

describe("a schema that is called like something in emitted code", () => {
  let folder: string;
  let complaints: string;
  /** For each kind of schema the names that its code has, or is likely to have. */
  const titles = new Map<string, readonly string[]>();

  /** Writes all that is emitted. Declarations are checked in a file of code alone. */
  const write = async (name: string, set: SchemaSet): Promise<readonly string[]> => {
    const files = [...(await emit(set, kinds))].map(
      ([path, text]) => [path.replace(".d.ts", "-declared.ts"), text] as const,
    );
    for (const [path, text] of files) await writeInto(folder, join(name, path), text);
    return files.map(([path]) => path);
  };

  /** Writes all that is emitted, and a module that exports all of it but zod schemas, which are called as the types. */
  const writeWithIndex = async (name: string, set: SchemaSet): Promise<void> => {
    const exported = (await write(name, set)).filter((path) => path.endsWith(".ts") && path !== "zod.ts");
    const lines = exported.map((path) => `export * from "./${path.replace(".ts", ".js")}";\n`);
    await writeInto(folder, join(name, "index.ts"), lines.join(""));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "email-events-codegen-"));
    for (const [shape, schema] of Object.entries(shapes("Thing"))) {
      const found = new Set<string>();
      for (const [path, text] of await emit(setOfOne(schema), kinds)) {
        for (const name of namesIn(path, text)) found.add(name);
      }
      // A title becomes a name with a capital letter, so that it can only meet names of that kind.
      const met = [...found].filter((name) => toTypeName(name) === name);
      titles.set(shape, [...new Set([...met, ...likely.split(",").map(toTypeName)])]);
    }
    await writeInto(folder, "tsconfig.json", tsconfig);
    await writeInto(folder, "package.json", { type: "module" });
    const zod = createRequire(join(root, "packages/validator/package.json")).resolve("zod/package.json");
    await mkdir(join(folder, "node_modules"));
    await symlink(resolve(zod, ".."), join(folder, "node_modules/zod"));
    // All of a kind in one set: a compiler takes ten times as long for a set of each.
    for (const [shape, names] of titles) {
      const documents = names.map((name, at) => [`thing-${at}.schema.json`, shapes(name, ` ${at}`)[shape]] as const);
      const set = setOf(Object.fromEntries(documents));
      // `Issue` is reserved.
      const declared = new Set([...set.declared.map((node) => set.nameOf(node)), "Issue"]);
      expect(names.filter((name) => !declared.has(name))).toEqual([]);
      await write(shape, set);
    }
    // A sample of folders in which names are hard to tell apart, another one in each run; complaints name the seed.
    const seed = Date.now();
    for (const [index, documents] of fc.sample(randomFolder, { numRuns: 6, seed }).entries())
      await writeWithIndex(`random-${seed}-${index}`, setOf(documents));
    const run = promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--singleThreaded"], {
      maxBuffer: 2 ** 26,
    });
    ({ stdout: complaints } = await run.catch((error: unknown) => error as { readonly stdout: string }));
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is emitted as code that compiles", () => {
    const all = [...titles.values()].flat();
    expect(new Set(all).size).toBeGreaterThan(30);
    expect(all.length).toBeGreaterThan(100);
    expect(complaints.split("\n").slice(0, 20).join("\n")).toBe("");
  });
});
