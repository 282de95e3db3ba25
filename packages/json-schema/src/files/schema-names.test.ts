import { describe, expect, it } from "vitest";
import { jsonFileName } from "./schema-names.ts";

describe("jsonFileName", () => {
  it.each([
    ["a/b.schema.json", [], "a/b.schema.json"],
    ["a/b.schema.yaml", [], "a/b.schema.json"],
    ["b.yml", [], "b.json"],
    ["b.schema.yaml", ["b.schema.json"], "b.schema.yaml.json"],
  ])("names %s beside %j", (file, others, expected) => {
    expect(jsonFileName(file, new Set([file, ...others]))).toBe(expected);
  });
});
