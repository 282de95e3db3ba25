import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("main.mjs", import.meta.url));
const draft07 = "http://json-schema.org/draft-07/schema#";

const schemas = {
  "good/point.json": { $schema: draft07, type: "object", properties: { x: { type: "number" } }, required: ["x"] },
  "good/line.json": {
    $schema: draft07,
    type: "object",
    properties: { from: { $ref: "point.json" }, to: { $ref: "https://corpus.test/end" } },
  },
  "good/end.json": { $schema: draft07, $id: "https://corpus.test/end", type: "string" },
  "node_modules/shop/index.json": { $schema: draft07, properties: { at: { $ref: "../place.json" } } },
  "node_modules/place.json": { $schema: draft07, type: "string" },
  "bad/name.json": { $schema: draft07, type: "object", properties: { name: { minLength: "one" } } },
  "bad/size.json": { $schema: draft07, $defs: { size: { type: "array", maxItems: -1 } } },
  "other/data.json": { type: "a name that isn't a schema's" },
  "package.json": { $schema: draft07 },
};

describe("pnpm corpus", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "email-events-corpus-test-"));
    for (const [name, content] of Object.entries(schemas)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("counts accepted and refused schemas by reason, and compares them with ajv and the compiler", () => {
    const report = execFileSync(process.execPath, [script, folder], { encoding: "utf8", stdio: "pipe" });
    expect(report).toContain("types and validators: 5 of 7 (71.4 %)");
    expect(report).toMatch(/ajv: 0 of 5 schemas disagree, on \d+ values/);
    expect(report).toContain("tsc: 0 of 5 schemas give errors");
    expect(report).toContain("     2  should be a whole number from N up");
  });

  it("reports a folder without schemas", () => {
    const { status, stderr } = spawnSync(process.execPath, [script, join(folder, "other")], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 2, stderr: "error: the folder contains no JSON Schema\n" });
  });
});
