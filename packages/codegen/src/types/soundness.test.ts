import { SchemaError, type SchemaSet } from "@email-events/json-schema";
import { setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";
import { findSuite, readGroups, readRemotes } from "../testing/find-suite.ts";
import { libraryFor } from "../testing/library-for.ts";
import { validatorOf } from "../testing/validator-of.ts";
import { declaredKinds, kindOfValue } from "./json-kinds.ts";
import { printDeclared } from "./print-declared.ts";
import { complaintsOf } from "./testing/complaints.ts";
import { createInstances } from "./testing/random-instance.ts";
import { toDeclaration } from "./to-type.ts";

/** `TYPES=5000` looks at so many schemas instead of a sample, and at the official test suite; `TYPES_SEED` at others. */
const count = Number(process.env["TYPES"] ?? 40);
const timeoutMs = 60_000 + 200 * count;
const seed = Number(process.env["TYPES_SEED"] ?? 13);

/** A JSON value as the type that has it alone. */
const typeOfValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(typeOfValue).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, below]) => `${JSON.stringify(name)}: ${typeOfValue(below)};`);
  return `{ ${members.join(" ")} }`;
};

interface Sample {
  readonly schema: unknown;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The types of a schema, and of its values those that fit it, each as something that its type must take. */
const textOf = (set: SchemaSet, values: readonly unknown[]): string => {
  const declared = set.declared.map((node) => `export ${printDeclared(toDeclaration(set, node)).text}`);
  const name = set.nameOf(set.roots[0]!);
  const uses = values.map(
    (value, at) => `declare const v${at}: ${typeOfValue(value)}; export const t${at}: ${name} = v${at};`,
  );
  return [...declared, ...uses].join("\n");
};

/** A schema without a type has the type of the objects that it describes, as its comment says. */
const isOfDeclaredKind = (set: SchemaSet, value: unknown): boolean =>
  declaredKinds(set, set.roots[0]!).has(kindOfValue(value));

const unlessRefused = (make: () => Sample): Sample | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
};

const randomSample = (number: number): Sample | undefined => {
  const random = createRandom(seed * 1_000_003 + number);
  const schema = randomDocument(random);
  return unlessRefused(() => {
    const set = setOfOne(schema);
    const { is } = validatorOf(schema);
    const instance = createInstances(random, schema["$defs"] as Readonly<Record<string, boolean>>);
    const made = Array.from({ length: 12 }, () => instance(schema));
    const values = made.filter((value) => is(value) && isOfDeclaredKind(set, value));
    return { schema, text: textOf(set, values), values };
  });
};

const dialects = {
  "draft2020-12": {},
  draft7: { $schema: "http://json-schema.org/draft-07/schema#" },
} as const;

const suiteSamples = (suite: string, folder: keyof typeof dialects): readonly (Sample | undefined)[] => {
  const remotes = readRemotes(suite);
  return readGroups(suite, folder).map((group) => {
    const schema = typeof group.schema === "object" ? { ...dialects[folder], ...group.schema } : group.schema;
    return unlessRefused(() => {
      const set = setOfOne(schema, { library: libraryFor(schema, remotes) });
      const valid = group.tests.filter((test) => test.valid).map(({ data }) => data);
      const values = valid.filter((value) => isOfDeclaredKind(set, value));
      return { schema, text: textOf(set, values), values };
    });
  });
};

/** What the compiler says to some samples, with the schema and the line that it says it to. */
const complaintsAbout = (samples: readonly Sample[]): readonly unknown[] => {
  const files = new Map(samples.map((sample, number) => [`sample${number}.ts`, sample]));
  // Types leave out what no schema describes, so a value of nothing else is refused.
  const isWanted = (complaint: string): boolean => !complaint.includes("no properties in common");
  const texts = Object.fromEntries([...files].map(([name, { text }]) => [name, text]));
  return complaintsOf(texts)
    .filter(isWanted)
    .map((complaint) => {
      const [file = "", line = ""] = complaint.split(":");
      const sample = files.get(file);
      return { complaint, schema: JSON.stringify(sample?.schema), line: sample?.text.split("\n")[Number(line) - 1] };
    });
};

const isSample = (sample: Sample | undefined): sample is Sample => sample !== undefined;

describe("types", () => {
  it(
    "compile, and take every value that fits, of random schemas",
    () => {
      const samples = Array.from({ length: count }, (_, number) => randomSample(number)).filter(isSample);
      expect(complaintsAbout(samples).slice(0, 3)).toEqual([]);
      expect(samples.flatMap(({ values }) => values).length).toBeGreaterThan(count);
    },
    timeoutMs,
  );

  const suite = findSuite();

  const isLong = process.env["TYPES"] !== undefined;

  it.skipIf(suite === undefined || !isLong)(
    "compile, and take every value that fits, of the official test suite",
    () => {
      const folders = ["draft2020-12", "draft7"] as const;
      const samples = folders.flatMap((folder) => suiteSamples(suite ?? "", folder)).filter(isSample);
      expect(complaintsAbout(samples).slice(0, 3)).toEqual([]);
      expect(samples.flatMap(({ values }) => values).length).toBeGreaterThan(1000);
    },
    60_000,
  );
});
