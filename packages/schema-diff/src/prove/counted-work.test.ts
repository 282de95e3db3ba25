import { hostileSchemas } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { createProver } from "./create-prover.ts";
import { diffSchemas } from "../diff-schemas.ts";
import { createSchemaFolder, type SchemaDocuments } from "../normalize/schema-folder.ts";
import { meaningOf } from "../normalize/shape.ts";
import { createBudget, stepsFor } from "./budget.ts";

const schemaOf = (name: string): unknown => hostileSchemas().get(name);

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
  const budget = createBudget(allowed);
  let spent = 0;
  const spend = (steps: number): void => {
    spent += steps;
    budget.spend(steps);
  };
  const folders = { old: createSchemaFolder("old", oldDocuments), new: createSchemaFolder("new", newDocuments) };
  const meaningAt = (side: "new" | "old", file: string) =>
    meaningOf({ folder: folders[side], file, pointer: "", schema: folders[side].documents.get(file) });
  return { prover: createProver({ ...budget, spend }), meaningAt, allowed, spent: () => spent };
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
    const spentProver = createProver(createBudget(-allowed));
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
