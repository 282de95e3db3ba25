import { normalize } from "@email-events/core";
import { semantic } from "@email-events/validator";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { examplesOf, mutatedFrom } from "../src/testing/mutated-events.ts";

it("every valid semantic event is valid and in the API's spelling after normalize", () => {
  let valid = 0;
  fc.assert(
    fc.property(mutatedFrom(examplesOf("semantic")), (event) => {
      const result = semantic.parse(event);
      if (result.status !== "valid") return;
      valid += 1;
      const normalized = normalize(result.value);
      expect(semantic.parse(normalized)).toEqual({ status: "valid", value: normalized });
      expect(normalized).toMatchObject({ type: "track" });
      expect(normalize(normalized)).toEqual(normalized);
    }),
    { numRuns: 5_000 },
  );
  expect(valid).toBeGreaterThan(500);
});
