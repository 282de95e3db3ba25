import { describe, expect, it } from "vitest";
import { createRandom } from "../differential/random.ts";
import { randomDocument } from "../differential/random-schema.ts";
import { setOfOne, validatorOf } from "../test-support/schemas.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { declaredKinds, kindOfValue } from "./json-kinds.ts";
import { printDeclared } from "./print-type.ts";
import { complaintsOf } from "./testing/complaints.ts";
import { createInstances } from "./testing/random-instance.ts";
import { toDeclaration } from "./to-type.ts";

/** `TYPES=5000` looks at so many schemas instead of a sample, and `TYPES_SEED` at others. */
const count = Number(process.env["TYPES"] ?? 150);
const seed = Number(process.env["TYPES_SEED"] ?? 13);

/** A JSON value as the type that has it alone. */
const typeOfValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(typeOfValue).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, below]) => `${JSON.stringify(name)}: ${typeOfValue(below)};`);
  return `{ ${members.join(" ")} }`;
};

interface Sample {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly values: readonly unknown[];
}

const sampleOf = (number: number): Sample | undefined => {
  const random = createRandom(seed * 1_000_003 + number);
  const schema = randomDocument(random);
  try {
    const set = setOfOne(schema);
    const { is } = validatorOf(schema);
    const root = set.roots[0]!;
    const instance = createInstances(random, schema["$defs"] as Readonly<Record<string, boolean>>);
    const kinds = declaredKinds(set, root);
    const made = Array.from({ length: 12 }, () => instance(schema));
    const values = made.filter((value) => is(value) && kinds.has(kindOfValue(value)));
    const declared = set.declared.map((node) => `export ${printDeclared(toDeclaration(set, node)).text}`);
    const uses = values.map(
      (value, at) => `declare const v${at}: ${typeOfValue(value)};\nexport const t${at}: ${set.nameOf(root)} = v${at};`,
    );
    return { schema, text: [...declared, ...uses].join("\n"), values };
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
};

describe("types of random schemas", () => {
  it("compile, and take every value that fits the schema", () => {
    const samples = new Map<string, Sample>();
    for (let number = 0; number < count; number += 1) {
      const sample = sampleOf(number);
      if (sample) samples.set(`random${number}.ts`, sample);
    }
    const files = Object.fromEntries([...samples].map(([name, { text }]) => [name, text]));
    const complaints = complaintsOf(files).map((complaint) => {
      const [file = "", line = ""] = complaint.split(":");
      const sample = samples.get(file);
      return {
        complaint,
        schema: JSON.stringify(sample?.schema),
        line: sample?.text.split("\n").slice(Number(line) - 2, Number(line)),
      };
    });
    expect(complaints.slice(0, 3)).toEqual([]);
    expect([...samples.values()].flatMap(({ values }) => values).length).toBeGreaterThan(count);
  }, 60_000);
});
