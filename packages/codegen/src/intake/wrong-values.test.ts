import { SchemaError } from "@email-events/json-schema";
import { keywordsWithAnyValue, outsideOf, referencesIn, refusalOf, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";

describe("a keyword with any value", () => {
  it("is read or refused with a place, and never ends with another error", async () => {
    for (const schema of keywordsWithAnyValue) {
      expect(() => referencesIn(schema, outsideOf("a.json"))).not.toThrow();
      const made = { set: undefined as ReturnType<typeof setOfOne> | undefined };
      refusalOf(() => {
        made.set = setOfOne(schema);
      });
      const { set } = made;
      if (!set) continue;
      for (const kind of ["validators", "names", "zod", "schemas"] as const) {
        const problem: unknown = await emit(set, [kind], { typesFrom: "./types.js" }).catch((error: unknown) => error);
        if (problem instanceof Error) expect(problem, JSON.stringify(schema)).toBeInstanceOf(SchemaError);
      }
    }
  }, 60_000);

  it.each(["hasOwnProperty", "constructor"])("is a property's type, of whatever name: %s", async (name) => {
    const set = setOfOne({ type: "object", properties: { [name]: { type: "string" } } });
    const types = (await emit(set, ["types"])).get("types.ts");
    expect(types).toContain(`${name}?: string;`);
  });
});
