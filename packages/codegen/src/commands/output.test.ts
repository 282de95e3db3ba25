import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { main } from "../main.ts";

/** What a terminal would act on, turn round or take for a line of its own. */
const hostile = "\u001b[2J\u009b\r\u2028\u202e\u0007x";

const most = 4100;

const lineOf = async (args: readonly string[]): Promise<string> => {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  await main(args, { out: keep, error: keep });
  for (const line of lines) {
    expect(line.replaceAll(args.includes("--json") ? "\n" : "", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    if (!args.includes("--json")) expect(line.length).toBeLessThan(12 * most);
  }
  return lines.join("\n");
};

const folderOf = async (files: Readonly<Record<string, unknown>>): Promise<string> => {
  const root = await temporaryFolder();
  await mkdir(join(root, "out"));
  for (const [name, content] of Object.entries(files)) await writeInto(root, name, content);
  return root;
};

const generate = async (files: Readonly<Record<string, unknown>>, ...flags: readonly string[]): Promise<string> => {
  const root = await folderOf(files);
  return lineOf(["generate", "--schemas", join(root, "schemas"), "--out", join(root, "out"), ...flags]);
};

describe("what the commands print", () => {
  it.each([
    ["a file's name", { [`schemas/${hostile}.schema.json`]: { colour: 1 } }],
    ["a keyword", { "schemas/a.schema.json": { [hostile]: 1 } }],
    ["a property's name", { "schemas/a.schema.json": { properties: { [hostile]: { colour: 1 } } } }],
    ["a pattern", { "schemas/a.schema.json": { pattern: `(${hostile}` } }],
    ["a pattern that is slow", { "schemas/a.schema.json": { pattern: `(${hostile}*)*` } }],
    ["a reference", { "schemas/a.schema.json": { $ref: hostile } }],
    ["an address", { "schemas/a.schema.json": { $id: `https://${hostile}` } }],
    [
      "a property that is there twice",
      { "schemas/a.schema.json": `{${`${JSON.stringify(hostile)}:1,`.repeat(2)}"a":1}` },
    ],
    ["a dialect", { "schemas/a.schema.json": { $schema: hostile } }],
    ["an unmanaged file", { "schemas/a.schema.json": {}, [`out/${hostile}`]: "" }],
    ["names of a megabyte", { "schemas/a.schema.json": { ["k".repeat(1_000_000)]: 1 } }],
    [
      "many long names",
      { "schemas/a.schema.json": { properties: { ["k".repeat(99_000)]: { ["\u202e".repeat(99_000)]: 1 } } } },
    ],
  ])("is harmless and bounded for %s", async (_, files) => {
    expect(await generate(files)).not.toBe("");
  });

  it("is harmless for files that are written, stale and removed", async () => {
    const root = await folderOf({ [`schemas/${hostile}.schema.json`]: { title: "A" }, "schemas/b.schema.json": {} });
    const run = (...flags: readonly string[]) =>
      lineOf(["generate", "--schemas", join(root, "schemas"), "--out", join(root, "out"), ...flags]);
    expect(await run("--emit", "schemas", "--check")).toContain("stale: ");
    expect(await run("--emit", "schemas")).toContain("\\u{1b}[2J");
    expect(await run("--emit", "types")).toContain("removed ");
  });

  it.each([
    [["generate", hostile]],
    [[hostile]],
    [["generate", "--schemas", hostile, "--out", "x"]],
    [["generate", "--schemas", "x", "--out", "y", "--emit", hostile]],
    [["generate", "--schemas", "x", "--out", "y", "--formats", hostile]],
    [["generate", "--schemas", "x", "--out", "y", "--name", hostile]],
    [["generate", "--schemas", "x", "--out", "y", "--map-ref", hostile]],
    [["generate", "--schemas", "x", "--out", "y", "--allow-pattern", hostile]],
    [["generate", "--schemas", "x", "--out", "y", "--dialect", hostile]],
    [["generate", "--schemas", `-${hostile}`]],
    [["help", hostile]],
    [["gate", "--schemas", "x", "--package", hostile]],
    [["diff", "--against", hostile, "x"]],
    [["diff", hostile, hostile]],
    [["diff", "a", "b", "--role", hostile]],
    [[`--${hostile}`]],
  ])("is harmless for the arguments %j", async (args) => {
    expect(await lineOf(args)).not.toBe("");
  });

  it.each([[[]], [["--json"]]])("is harmless for a diff with %j", async (flags) => {
    const root = await folderOf({
      [`old/${hostile}.schema.json`]: { title: hostile, properties: { [hostile]: { const: hostile } } },
      [`new/${hostile}.schema.json`]: { title: `${hostile}y`, properties: { [`${hostile}z`]: { pattern: hostile } } },
    });
    const text = await lineOf(["diff", join(root, "old"), join(root, "new"), ...flags]);
    if (flags.length > 0) expect(JSON.stringify(JSON.parse(text))).toContain("\u202e");
    else expect(text).toContain("\\u{202e}");
  });
});
