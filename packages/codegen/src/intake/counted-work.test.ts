import { SchemaError } from "@email-events/json-schema";
import { hostileSchemas, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emit, type EmitKind } from "../emit.ts";

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
    expect(types).toContain("[]");
    expect(types?.length).toBeLessThan(100_000);
  });

  it.each([["meanings without end", "validators", "$dynamicRef gives these schemas too many meanings"]] as const)(
    "ends with a place where it can't: %s, %s",
    async (name, kind, words) => {
      const refusal = await stepsOf(name, kind);
      expect(refusal).toBeInstanceOf(SchemaError);
      expect(String(refusal)).toContain(words);
      expect(String(refusal)).toContain("thing.schema.json#");
    },
  );
});
