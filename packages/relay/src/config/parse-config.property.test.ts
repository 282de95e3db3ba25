import * as fc from "fast-check";
import { expect, it } from "vitest";
import { checkConfig } from "./check-config.ts";
import { parseYaml } from "./parse-yaml.ts";
import { loadConfigSchema } from "./schema.ts";

const secret = "hunter2hunter2";
const keys = ["sources", "to", "airship", "region", "url", "map", "opens", "token", "__proto__", "constructor", "<<"];
const piece = fc.oneof(
  fc.constantFrom(...keys, ...keys.map((key) => `\n${key}: `), ...keys.map((key) => `\n  ${key}: `)),
  fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    ",",
    ": ",
    "\n",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "|",
    ">",
    '"',
    "'",
    "#",
    "\t",
    "---\n",
    "%",
    "@",
  ),
  fc.constantFrom(
    secret,
    `to: ${secret}`,
    "eu",
    "airship",
    "null",
    ".nan",
    "1e999",
    "2026-01-01",
    "\u{feff}",
    "\u001b[2J",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);

it("takes or refuses any text, and repeats no value of it", async () => {
  const schema = await loadConfigSchema();
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const parsed = await parseYaml(pieces.join(""));
      const result = parsed.status === "valid" ? checkConfig(schema, parsed.value) : parsed;
      if (result.status === "valid") return;
      expect(result.problems.length).toBeGreaterThan(0);
      // A key that isn't known is named.
      const others = result.problems.filter((problem) => !/: (unknown key|secrets are not read)/.test(problem));
      expect(others.join("\n")).not.toContain(secret);
    }),
    { numRuns: Number(process.env["FUZZ_CONFIG"] ?? 300) },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
