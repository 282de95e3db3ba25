import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formats, SchemaError, type SchemaSet } from "@email-events/json-schema";
import { setOfOne } from "@email-events/json-schema/testing";
import { generate as fake } from "json-schema-faker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileAjv } from "../testing/engines.ts";
import { createRandom, type Random } from "../testing/random.ts";
import { mutate, randomValue } from "../testing/random-value.ts";
import { validatorOf } from "../testing/validator-of.ts";
import { formatCode } from "../format-code.ts";
import { emitTypes } from "../types/emit-types.ts";
import { emitZod } from "./emit-zod.ts";
import { type CompiledZod, compileZod } from "./testing/compiled-zod.ts";
import { expressible as plain } from "./testing/expressible.ts";
import { expressibleBeside } from "./testing/expressible-beside.ts";
import { expressibleChecks } from "./testing/expressible-checks.ts";
import { expressibleChoices, expressibleConstants } from "./testing/expressible-choices.ts";
import { expressibleHeirs } from "./testing/expressible-heirs.ts";
import { randomExpressible } from "./testing/random-expressible.ts";

const expressible = {
  ...plain,
  ...expressibleHeirs,
  ...expressibleChoices,
  ...expressibleConstants,
  ...expressibleChecks,
  ...expressibleBeside,
};

const mutantsOf = (values: readonly unknown[]): readonly unknown[] => {
  const random = createRandom(4711);
  return values.flatMap((value) => Array.from({ length: 40 }, () => mutate(random, value)));
};

/** ajv knows fewer formats, so this is compared with our own validators alone. */
const everyFormat = {
  type: "object",
  properties: Object.fromEntries([...formats.keys()].map((format) => [format, { type: "string", format }])),
};

/** A schema with a description wherever one may stand. */
const describedEverywhere = {
  description: "A whole.",
  type: "object",
  required: ["list", "choice"],
  properties: {
    text: { description: "A text.", type: "string" },
    list: { description: "A list.", type: "array", minItems: 1, items: { description: "A item.", type: "number" } },
    nullable: { description: "A nullable.", type: ["integer", "null"] },
    choice: {
      description: "A choice.",
      oneOf: [
        { type: "string", description: "" },
        { type: "null", description: "A null." },
      ],
    },
    reference: { description: "A reference.", $ref: "#/$defs/part" },
    next: { description: "A next.", $ref: "#" },
  },
  $defs: { part: { description: "A part.", type: "object", properties: { a: { type: "string" } } } },
};

/** The emitted code as it is written. */
const laidOut = async (schema: unknown): Promise<string> => {
  const { files } = await formatCode(new Map([["zod.ts", emitZod(setOfOne(schema))]]));
  return files.get("zod.ts") ?? "";
};

const isTaken = (set: SchemaSet): boolean => {
  try {
    return emitZod(set) !== "";
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
};

/** Schemas that aren't refused, by a name. */
const expressibleSchemas = (random: Random, count: number) => {
  const found = new Map<string, { readonly schema: Readonly<Record<string, unknown>>; readonly set: SchemaSet }>();
  while (found.size < count) {
    const schema = randomExpressible(random);
    const set = setOfOne(schema);
    if (isTaken(set)) found.set(`random${found.size}`, { schema, set });
  }
  return found;
};

describe("emitted zod schemas", () => {
  const random = createRandom(4711);
  let randomSchemas: ReturnType<typeof expressibleSchemas>;
  let folder: string;
  let compiled: CompiledZod;

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "email-events-codegen-"));
    const schemas = Object.entries(expressible).map(([name, { schema }]) => [name, schema] as const);
    const sets = [...schemas, ["formats", everyFormat] as const, ["described", describedEverywhere] as const].map(
      ([name, schema]) => [name, setOfOne(schema)] as const,
    );
    randomSchemas = expressibleSchemas(random, 25);
    const randomSets = [...randomSchemas].map(([name, { set }]) => [name, set] as const);
    // In one program: the compiler reads the types of zod once.
    compiled = await compileZod(folder, new Map([...sets, ...randomSets]));
  }, 60_000);

  it("compile, and infer the emitted types", () => {
    expect(compiled.complaints).toBe("");
  });

  it.each(Object.entries(expressible))("take what the schema takes: %s", (name, { schema, valid, invalid }) => {
    const zod = compiled.checks.get(name)!;
    expect(valid.filter((value) => !zod(value))).toEqual([]);
    expect(invalid.filter(zod)).toEqual([]);

    const ajv = compileAjv(schema);
    const ours = validatorOf(schema);
    const results = (value: unknown) => ({ value, zod: zod(value), ours: ours.is(value), ajv: ajv(value) });
    const disputed = [...valid, ...invalid, ...mutantsOf([...valid, ...invalid])].map(results);
    expect(disputed.filter((all) => all.zod !== all.ours || all.zod !== all.ajv)).toEqual([]);
  });

  it.each([
    ["idn-hostname", "xn--bcher-kva.example", "xn--X.example"],
    ["idn-email", "info@b\u00fccher.example", "info@"],
    ["date", "2026-02-28", "2026-02-30"],
  ])("check the format %s as validators do", (format, valid, invalid) => {
    const results = (value: string) =>
      [compiled.checks.get("formats"), validatorOf(everyFormat).is].map((is) => is?.({ [format]: value }));
    expect(results(valid)).toEqual([true, true]);
    expect(results(invalid)).toEqual([false, false]);
  });

  it("use zod's own methods where TypeScript infers the types, and name the type of what it doesn't", async () => {
    const source = await laidOut(expressible["multiples"]!.schema);
    expect(source).toContain('(value) => multipleOf(value, 2), "Invalid input: expected a multiple of 2"');
    expect(source).toContain("= open({");
    const part = { type: "object", properties: { any: { minLength: 2 }, list: { type: "array", uniqueItems: true } } };
    expect(await laidOut(part)).toMatch(/open\(\{\n {2}any: typed<unknown>\(\n {4}z.unknown\(\)\s*.superRefine\(/);
    expect(await laidOut(part)).toContain("  list: z.array(z.unknown()).refine(allDiffer");
    expect(await laidOut(expressible["nothingSaid"]!.schema)).not.toMatch(/typed|Refine|refine/);
  });

  it("hold the descriptions of schemas, at every place", async () => {
    const source = await laidOut(describedEverywhere);
    for (const words of ["whole", "text", "list", "item", "nullable", "choice", "reference", "part"])
      expect(source).toContain(`.describe("A ${words}.")`);
    expect(source).toContain('text: z.string().describe("A text.").exactOptional(),');
    expect(source).not.toContain('.describe("")');
  });

  it("name the type of an intersection that contains itself, which TypeScript doesn't compare, and describe it once", async () => {
    const choice = {
      anyOf: [{ required: ["a"], type: "object", properties: { a: { $ref: "#" } } }, { $ref: "#/$defs/b" }],
    };
    const b = { type: "object", properties: { b: { type: "string" } } };
    const source = await laidOut({ description: "A knot.", title: "Knot", ...choice, allOf: [b], $defs: { b } });
    expect(source).toMatch(/export const Knot: z\.ZodType<Knot> = typed<Knot>\(\n {2}z\s+\.intersection\(/);
    expect(source.match(/A knot/g)).toHaveLength(1);
  });

  it.each(["toString", "a/b"])(
    "declare a type as the file of types does: an alias, with a property %s",
    async (name) => {
      const set = setOfOne({ title: "Part", type: "object", properties: { [name]: { $ref: "#" } } });
      expect(emitZod(set)).toMatch(/^type Part = \{$/m);
      expect(await emitTypes(set)).toMatch(/^export type Part = \{$/m);
    },
  );

  it("have no line beyond 120 characters that could be broken, and say recursion by name", async () => {
    const source = await laidOut(expressible["tree"]!.schema);
    expect(source.split("\n").filter((line) => line.length > 120)).toEqual([]);
    expect(source).toContain("export const TreeNode: z.ZodType<TreeNode> = open({");
    expect(source).toContain("  children: z.array(z.lazy(() => TreeNode)).exactOptional(),");
  });

  it("agree with ajv on random schemas", async () => {
    const wrong: unknown[] = [];
    let accepted = 0;
    for (const [name, { schema }] of randomSchemas) {
      const zod = compiled.checks.get(name)!;
      const ajv = compileAjv(schema);
      const fakes = await Promise.all(
        Array.from({ length: 5 }, (_, seed) => fake(structuredClone(schema), { seed }).catch(() => null)),
      );
      for (const value of [...fakes, ...mutantsOf(fakes), ...Array.from({ length: 30 }, () => randomValue(random))]) {
        const isValid = ajv(value);
        accepted += isValid ? 1 : 0;
        if (zod(value) !== isValid) wrong.push({ schema, value, isValid });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(accepted).toBeGreaterThan(300);
  }, 120_000);
});

/** Texts in a list that counts how often one is read. */
const countedTexts = (count: number) => {
  let reads = 0;
  const texts = Array.from({ length: count }, (_, index) => `text ${index}`);
  const get = (list: readonly string[], key: string | symbol, receiver: unknown): unknown => {
    if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
    return Reflect.get(list, key, receiver);
  };
  return { texts: new Proxy(texts, { get }), reads: () => reads };
};

describe("constants of a zod schema", () => {
  const inherited = (values: readonly string[], own: readonly string[]) => ({
    type: "object",
    allOf: [{ $ref: "#/$defs/base" }],
    required: ["p"],
    properties: { p: { enum: own } },
    $defs: { base: { type: "object", required: ["p"], properties: { p: { enum: values } } } },
  });

  it.each([
    ["a property's", (values: readonly string[]) => ({ type: "object", properties: { p: { enum: values } } })],
    [
      "those of a base's property that is described anew",
      (values: readonly string[]) => inherited(values, [...values]),
    ],
  ])("are each read a few times, however many there are: %s", (_, schemaOf) => {
    const { texts, reads } = countedTexts(1000);
    expect(emitZod(setOfOne(schemaOf(texts)))).toContain('"text 999"');
    expect(reads()).toBeLessThan(30 * texts.length);
  });
});
