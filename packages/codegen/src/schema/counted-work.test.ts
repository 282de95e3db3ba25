import { describe, expect, it } from "vitest";
import { createProver } from "../diff/create-prover.ts";
import { diffSchemas } from "../diff/diff-schemas.ts";
import { createSchemaFolder, type SchemaDocuments } from "../diff/schema-folder.ts";
import { meaningOf } from "../diff/shape.ts";
import { createWork, stepsFor } from "../diff/work.ts";
import { emit, type EmitKind } from "../emit.ts";
import { hostileSchemas } from "../test-support/hostile-schemas.ts";
import { setOfOne } from "../test-support/schemas.ts";
import { SchemaError } from "./schema-error.ts";

const schemaOf = (name: string): unknown => hostileSchemas().get(name);

/** How often a set was asked where a reference leads while something was emitted from it. */
const stepsOf = async (name: string, kind: EmitKind): Promise<number | SchemaError> => {
  const set = setOfOne(schemaOf(name));
  let steps = 0;
  const counting: typeof set = {
    ...set,
    resolve: (node, ref) => {
      steps += 1;
      return set.resolve(node, ref);
    },
  };
  try {
    await emit(counting, [kind], { typesFrom: "./types.js" });
    return steps;
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
};

describe("the work of generation", () => {
  it.each([
    ["anyOf", "validators"],
    ["anyOf", "zod"],
    ["reference", "validators"],
    ["reference", "names"],
    ["tagged", "names"],
    ["tagged", "validators"],
    ["bases", "types"],
    ["bases", "names"],
    ["required", "validators"],
  ] as const)("grows with the number of schemas, not with the ways through them: %s, %s", async (name, kind) => {
    const [few, many] = [await stepsOf(`20 times ${name}`, kind), await stepsOf(`80 times ${name}`, kind)];
    expect(few).toBeTypeOf("number");
    // Four times as many schemas, of which each may ask about all below it.
    expect(many).toBeLessThanOrEqual(20 * Number(few));
  });

  it.each(["a long tuple", "nested pairs"])("says less of tuples instead of very much: %s", async (name) => {
    const types = (await emit(setOfOne(schemaOf(name)), ["types"])).get("types.ts");
    expect(types).toContain("[];");
    expect(types?.length).toBeLessThan(100_000);
  });

  it.each([["meanings without end", "validators", "$dynamicRef gives the schemas here too many meanings"]] as const)(
    "ends with a place where it can't: %s, %s",
    async (name, kind, words) => {
      const refusal = await stepsOf(name, kind);
      expect(refusal).toBeInstanceOf(SchemaError);
      expect(String(refusal)).toContain(words);
      expect(String(refusal)).toContain("thing.schema.json#");
    },
  );
});

const kept = { title: "Kept", anyOf: [{ type: "string" }, { type: "null" }] };

const documentsOf = (schema: unknown): SchemaDocuments =>
  new Map([
    ["a.schema.json", schema],
    ["kept.schema.json", kept],
  ]);

/** Two sides of a diff, and a proof that counts its steps. */
const countedProof = (was: unknown, is: unknown) => {
  const [oldDocuments, newDocuments] = [documentsOf(was), documentsOf(is)];
  const allowed = stepsFor(oldDocuments, newDocuments);
  const work = createWork(allowed);
  let spent = 0;
  const spend = (steps: number): void => {
    spent += steps;
    work.spend(steps);
  };
  const folders = { old: createSchemaFolder("old", oldDocuments), new: createSchemaFolder("new", newDocuments) };
  const meaningAt = (side: "new" | "old", file: string) =>
    meaningOf({ folder: folders[side], file, pointer: "", schema: folders[side].documents.get(file) });
  return { prover: createProver({ ...work, spend }), meaningAt, allowed, spent: () => spent };
};

describe("the work of a diff", () => {
  it.each(["20 times anyOf", "nested choices", "bounds as branches", "anyOf and properties"])(
    "ends within its count, and leaves the rest unknown: %s",
    (name) => {
      const is = { allOf: [schemaOf(name), { maxLength: 9, maxItems: 3 }] };
      const { prover, meaningAt, allowed, spent } = countedProof(schemaOf(name), is);
      const file = "a.schema.json";
      expect(prover.includes(meaningAt("old", file), meaningAt("new", file))).not.toBe("valid");
      expect(spent()).toBeLessThan(1.2 * allowed);
    },
    60_000,
  );

  it("still tells what is the same text once it has ended", () => {
    const { prover, meaningAt, allowed } = countedProof(true, true);
    const includes = (one: string, other: string) => prover.includes(meaningAt("old", one), meaningAt("new", other));
    expect(includes("kept.schema.json", "a.schema.json")).toBe("valid");
    const spentProver = createProver(createWork(-allowed));
    expect(spentProver.isSpent()).toBe(true);
    const [was, is] = [meaningAt("old", "kept.schema.json"), meaningAt("new", "kept.schema.json")];
    expect(spentProver.includes(was, is)).toBe("valid");
    expect(spentProver.includes(was, meaningAt("new", "a.schema.json"))).toBe("unknown");
  });

  it("says that what it didn't get to may differ, and nothing of what is the same text", () => {
    const schema = schemaOf("20 times anyOf");
    const changed: unknown = JSON.parse(JSON.stringify(schema).replace('"string"', '"number"'));
    const changes = diffSchemas(documentsOf(schema), documentsOf(changed));
    expect(changes.map(({ bump }) => bump)).toContain("major");
    expect(changes.filter(({ file }) => file === "kept.schema.json")).toEqual([]);
  }, 60_000);
});
