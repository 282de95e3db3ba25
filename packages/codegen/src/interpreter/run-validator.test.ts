import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createSchemaSet, SchemaError, type SchemaSet } from "@email-events/json-schema";
import { readSchemas, setOfOne, vocabularies } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { hostileDocuments } from "../testing/hostile-schema.ts";
import { createRandom } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";
import { mutate, randomValue } from "../testing/random-value.ts";
import { loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { runDeclarations } from "./run-declarations.ts";
import * as runtime from "./runtime.js";
import { runValidators } from "./run-validator.ts";

const runs = Number(process.env["INTERPRETER_RUNS"] ?? "80");
const timeoutMs = 60_000 + 200 * runs;

/** Expects of each value the same verdict and the same issues of the emitted validators, run by the engine and by the interpreter. */
const expectTheSame = (set: SchemaSet, values: readonly unknown[]): void => {
  const emitted = emitValidators(set, "commonjs");
  const validatorOf = runValidators(set);
  for (const root of set.roots) {
    const theirs = loadValidator(emitted, set.nameOf(root));
    const ours = validatorOf(root);
    for (const value of values) {
      expect(ours.is(value)).toBe(theirs.is(value));
      expect(ours.issuesOf(value)).toEqual(theirs.issuesOf(value));
    }
  }
};

describe("emitted validators that are interpreted", () => {
  it.each(vocabularies)("say of %s events what they say as code", async (vocabulary) => {
    const folder = resolve(import.meta.dirname, "../../../../schemas", vocabulary);
    const set = createSchemaSet(await readSchemas(folder));
    const random = createRandom(7);
    const examples = [...set.roots].flatMap(({ schema }) =>
      typeof schema === "object" ? (schema.examples ?? []) : [],
    );
    const changed = examples.flatMap((example) =>
      Array.from({ length: 2 }, () => mutate(random, mutate(random, example))),
    );
    expectTheSame(set, [...examples, ...changed]);
  });

  it(
    "say of random values and schemas what they say as code",
    () => {
      const random = createRandom(4711);
      for (let run = 0; run < runs; run += 1) {
        const set = setOfOne(randomDocument(random), { formats: "annotate" });
        const values = Array.from({ length: 12 }, () => randomValue(random));
        expectTheSame(set, [...values, ...values.map((value) => mutate(random, value))]);
      }
    },
    timeoutMs,
  );

  it(
    "say what they say as code of schemas with texts that are meant to become code",
    () => {
      const random = createRandom(99);
      let made = 0;
      for (let run = 0; run < runs / 2; run += 1) {
        try {
          const set = createSchemaSet(new Map(Object.entries(hostileDocuments(random))));
          expectTheSame(set, [null, "a", { a: 1, __proto__: 2 }, { a: { next: [{ b: "c" }] }, list: [] }, [[], "x"]]);
          made += 1;
        } catch (error) {
          if (!(error instanceof SchemaError)) throw error;
        }
      }
      expect(made).toBeGreaterThan(runs / 10);
    },
    timeoutMs,
  );
});

it("has every function of the runtime", () => {
  const folder = new URL("../../runtime/", import.meta.url);
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
  const names = texts.flatMap((text) => [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name));
  expect(new Set(Object.keys(runtime))).toEqual(new Set(names));
});

describe("running declarations", () => {
  it.each([
    "function check(value) { while (true) {} }",
    "function check(value) { return value / 2; }",
    "function check(value) { return value ** 2; }",
    "function check(value) { value = 1; }",
    "let x = 1;",
    "const x = `a`;",
    "const x = 1",
    "function check(value) {",
    "const x = window;",
  ])("refuses what emitted checks don't have: %s", (code) => {
    expect(() => runDeclarations(code, new Map())).toThrow("emitted code");
  });

  it("calls only what is declared or given", () => {
    const declared = runDeclarations("function check(value) { return globalThis.process; }", new Map());
    const check = declared.get("check");
    expect(typeof check === "function" && (() => Reflect.apply(check, undefined, [1]))).toThrow("nothing declares");
  });
});
