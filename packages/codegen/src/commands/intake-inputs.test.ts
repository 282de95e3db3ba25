import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { main } from "../main.ts";

const run = async (args: readonly string[]) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const exitCode = await main(args, { out: (line) => void lines.push(line), error: (line) => void errors.push(line) });
  return { exitCode, lines, errors };
};

const generate = async (files: Readonly<Record<string, unknown>>, ...flags: readonly string[]) => {
  const root = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeInto(root, join("schemas", name), content);
  const args = ["generate", "--schemas", join(root, "schemas"), "--out", join(root, "out"), ...flags];
  return { ...(await run(args)), types: () => readFile(join(root, "out/types.ts"), "utf8") };
};

const slow = { type: "string", pattern: "^(a+)+$" };

describe("options that say how schemas are read", () => {
  it.each([
    ["--dialect", "draft-03", "must be 2020-12, 2019-09, draft-07, draft-06, draft-04 or openapi-3.0"],
    ["--unknown-keywords", "maybe", "must be annotate or refuse, not"],
    ["--unknown-formats", "ignore", "must be annotate or refuse, not"],
    ["--allow-pattern", "a.schema.json", "--allow-pattern takes a place, FILE#POINTER"],
    ["--map-ref", "nothing", "--map-ref takes URL=FILE"],
    ["--map-ref", "https://a.test/=", "--map-ref takes URL=FILE"],
    ["--map-ref", "a=b", "--map-ref takes URL=FILE"],
  ])("refuse %s %s, for generate and diff", async (flag, value, words) => {
    for (const command of [
      ["generate", "--schemas", "a", "--out", "b"],
      ["diff", "a", "b"],
    ]) {
      const { exitCode, errors } = await run([...command, flag, value]);
      expect({ exitCode, message: errors[0] }).toEqual({ exitCode: 2, message: expect.stringContaining(words) });
    }
  });

  it.each<[string, unknown, readonly string[]]>([
    ["a keyword that is named", { colour: 1 }, ["--keyword", "colour"]],
    ["two keywords that are named", { colour: 1, shade: 1 }, ["--keyword", "colour", "--keyword", "shade"]],
    ["unknown keywords", { colour: 1, shade: 1 }, ["--unknown-keywords", "annotate"]],
    ["draft-04 without a name", { type: "number", minimum: 1, exclusiveMinimum: true }, ["--dialect", "draft-04"]],
    ["a pattern that is allowed", slow, ["--allow-pattern", "a.schema.json#/pattern"]],
    ["a pattern that nothing runs", slow, ["--emit", "types"]],
  ])("let %s through", async (_, schema, flags) => {
    expect((await generate({ "a.schema.json": schema })).exitCode).toBe(1);
    const { exitCode, errors } = await generate({ "a.schema.json": schema }, ...flags);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
  });

  it("stop at an unknown format when asked to, which is a note else", async () => {
    const files = { "a.schema.json": { type: "string", format: "color" } };
    const { exitCode, lines } = await generate(files, "--emit", "validators");
    expect({ exitCode, note: lines[0] }).toEqual({
      exitCode: 0,
      note: expect.stringContaining("note: formats that validators don't check"),
    });
    expect((await generate(files, "--unknown-formats", "refuse")).exitCode).toBe(1);
  });

  it("mean the same to diff, which reads both sides by them", async () => {
    const root = await temporaryFolder({
      "old/a.schema.json": { properties: { a: { type: "number", minimum: 1, exclusiveMinimum: true } } },
      "new/a.schema.json": {
        $schema: "http://json-schema.org/draft-07/schema#",
        properties: { a: { type: "number", exclusiveMinimum: 1 } },
      },
      "shared.json": { type: "string" },
    });
    const args = ["diff", join(root, "old"), join(root, "new")];
    expect((await run(args)).exitCode).toBe(1);
    expect((await run([...args, "--dialect", "draft-04"])).exitCode).toBe(0);
    await writeInto(root, "old/a.schema.json", { $ref: "https://a.test/s#" });
    await writeInto(root, "new/a.schema.json", { $ref: "https://a.test/s#", colour: 1 });
    const flags = ["--map-ref", `https://a.test/s=${join(root, "shared.json")}`, "--keyword", "colour"];
    expect((await run([...args, ...flags])).lines).toContain("No changes.");
  });
});

describe("refusals", () => {
  it("are printed all at once, by reason, with a count and some places", async () => {
    const properties = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`p${index}`, { colour: 1 }]));
    const { exitCode, errors } = await generate({
      "a.schema.json": { shade: 1, properties },
      "b.schema.json": { not: { pattern: "(" }, if: { pattern: "[" } },
    });
    expect({ exitCode, errors }).toEqual({
      exitCode: 1,
      errors: [
        "10 places in 2 file(s) are refused, for 2 reason(s):",
        expect.stringMatching(/^8 x this keyword isn't supported in 2020-12; .*--unknown-keywords annotate/),
        "  a.schema.json#/properties/p0/colour: --keyword colour (and 6 more)",
        "  a.schema.json#/shade: --keyword shade",
        expect.stringMatching(/^2 x should be a JavaScript regular expression/),
        "  b.schema.json#/not/pattern: (",
        "  b.schema.json#/if/pattern: [",
      ],
    });
  });

  it("include all files that can't be read", async () => {
    const { errors } = await generate({ "a.schema.json": "{", "b.schema.yaml": "a: &", "c.schema.json": "" });
    expect(errors.join("\n")).toMatch(/a\.schema\.json[^]*b\.schema\.yaml|3 places/);
    expect(errors[0]).toContain("3 places in 3 file(s)");
  });

  it("stay readable where there are very many", async () => {
    const keywords = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`k${index}`.repeat(50), 1]));
    const { errors } = await generate({ "a.schema.json": keywords });
    expect(errors).toHaveLength(13);
    expect(errors.at(-1)).toBe("  and 8990 more");
  });
});
