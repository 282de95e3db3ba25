import { checkReadable } from "@email-events/json-schema";
import { keywordsWithAnyValue, refusalOf } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "./diff-schemas.ts";

describe("a keyword with any value", () => {
  it("is compared or refused with a place", () => {
    const plain = new Map<string, unknown>([["a.schema.json", { type: "object", properties: { a: true } }]]);
    for (const schema of keywordsWithAnyValue) {
      const documents = new Map<string, unknown>([["a.schema.json", schema]]);
      const refusal = refusalOf(() => checkReadable(documents));
      if (refusal) continue;
      expect(
        () => [diffSchemas(plain, documents), diffSchemas(documents, plain)],
        JSON.stringify(schema),
      ).not.toThrow();
    }
  }, 60_000);
});
