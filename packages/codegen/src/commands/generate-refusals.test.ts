import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { manifestName } from "../output/output-manifest.ts";
import { coupon, project, run } from "../testing/run-main.ts";

/** A schema that is nested so deep; each `not` is one level. */
const nested = (depth: number): string => `${'{"not":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;

/** A schema whose definitions refer to each other, one to the next. */
const chained = (count: number): unknown => {
  const link = (index: number) => ({ properties: { next: { $ref: `#/$defs/${(index + 1) % count}` } } });
  return { $defs: Object.fromEntries(Array.from({ length: count }, (_, index) => [index, link(index)])) };
};

describe("generate, with what it refuses", () => {
  it.each([
    ["a schema that isn't JSON", { "a.schema.json": "{" }, "a.schema.json: this isn't JSON"],
    [
      "a refused keyword",
      { "a.schema.json": { properties: { b: { colour: 1 } } } },
      "a.schema.json#/properties/b/colour",
    ],
    ["a list that isn't one", { "a.schema.json": { allOf: {} } }, "a.schema.json#/allOf: should be a list of schemas"],
    ["an empty file", { "a.schema.json": "" }, "a.schema.json: this file is empty"],
    ["a property twice", { "a.schema.json": '{"a":1,"a":2}' }, 'a.schema.json: duplicate property "a"'],
    [
      "half of a pair",
      { "a.schema.json": '{"title":"\\ud800"}' },
      "a.schema.json#/title: a string here has an unpaired surrogate",
    ],
    [
      "a pattern of the third degree",
      { "a.schema.json": { pattern: ".*a.*a.*a.*a$" } },
      "a.schema.json#/pattern: this pattern",
    ],
    [
      "an absolute path behind packages",
      { "a.schema.json": { $ref: "file:///node_modules//etc/x.json" } },
      "#/$ref: no",
    ],
    ["a folder without schemas", { "a.json": {} }, "this folder holds no schemas: name them *.schema.json"],
    ["an address that can't be decoded", { "a.schema.json": { $ref: "%ZZ.json" } }, "a.schema.json#/$ref: no schema"],
    ["an address out of the folder", { "a.schema.json": { $ref: "..%2Fb.json" }, "../b.json": "{" }, "#/$ref: no"],
    ["an address with a zero byte", { "a.schema.json": { $ref: "a%00.json" } }, "a.schema.json#/$ref: no schema"],
    ["a reference to a folder", { "a.schema.json": { $ref: "b.json" }, "b.json/c.md": "" }, "#/$ref: no schema found"],
    ["a reference through a file", { "a.schema.json": { $ref: "b.md/c.json" }, "b.md": "" }, "#/$ref: no schema found"],
    [
      "a constant beyond all numbers",
      { "a.schema.json": '{"const":{"a":[-1e400]}}' },
      "#/const/a/0: this number is too",
    ],
    [
      "one in another document",
      { "a.schema.json": { $ref: "b.json" }, "b.json": '{"default":1e400}' },
      "b.json#/default",
    ],
    [
      "a schema nested too deep",
      { "a.schema.json": nested(5000) },
      `a.schema.json#${"/not".repeat(256)}: this is nested`,
    ],
    ["references that follow each other too deep", { "a.schema.json": chained(5000) }, "too deep or too large"],
    [
      "another document nested too deep",
      { "a.schema.json": { $ref: "b.json" }, "b.json": `{"const":${"[".repeat(5000)}${"]".repeat(5000)}}` },
      `b.json#/const${"/0".repeat(255)}: this is nested`,
    ],
  ])("exits with 1 for %s, and writes nothing", async (_, schemas, words) => {
    const { args, to } = await project(schemas);
    await expect(readdir(to)).rejects.toThrow("ENOENT");
    const { exitCode, error } = await run(args);
    expect({ exitCode, error }).toEqual({ exitCode: 1, error: expect.stringContaining(words) });
    await expect(readdir(to)).rejects.toThrow("ENOENT");
  });

  it("exits with 1 for a folder that isn't there", async () => {
    const { args, from } = await project({});
    expect(await run(args)).toMatchObject({
      exitCode: 1,
      error: `${from}: there is no such folder or file; give the path of a folder of schemas, or of one schema`,
    });
  });

  it("exits with 1 for a file that is no schema, and for a link in a circle", async () => {
    const folder = await temporaryFolder({ "file.md": "# A", "schemas/coupon.schema.json": coupon });
    await symlink("circle", join(folder, "circle"));
    const at = (name: string) => join(folder, name);
    expect(await run(["generate", "--schemas", at("file.md"), "--out", at("out")])).toMatchObject({
      exitCode: 1,
      error: "file.md: this isn't JSON: unexpected character at line 1, column 1",
    });
    expect(await run(["generate", "--schemas", at("circle"), "--out", at("out")])).toMatchObject({
      exitCode: 1,
      error: `${at("circle")}: this is a circular link`,
    });
    expect(await run(["generate", "--schemas", at("schemas"), "--out", at("file.md")])).toMatchObject({
      exitCode: 1,
      error: `${at("file.md")} isn't a folder`,
    });
    expect(await run(["generate", "--schemas", at("schemas"), "--out", at("circle")])).toMatchObject({
      exitCode: 1,
      error: `${at("circle")} is a circular link`,
    });
  });

  it("takes schemas nested as deep as any that it doesn't refuse, and ones with a byte order mark", async () => {
    const { args } = await project({
      "a.schema.json": nested(256),
      "b.schema.json": `\uFEFF${JSON.stringify(coupon)}`,
    });
    const { exitCode, error } = await run([...args, "--emit", "types,names,validators,commonjs,schemas"]);
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
  });

  it("won't touch a folder with unmanaged files", async () => {
    const { args, to } = await project();
    await writeInto(to, "notes.md", "mine");
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(1);
    expect(error).toContain("notes.md");
    expect(await readdir(to)).toEqual(["notes.md"]);
  });

  it("removes what it once wrote and no longer makes", async () => {
    const { args, to } = await project();
    await run([...args, "--emit", "types,zod"]);
    const { out } = await run([...args, "--emit", "types"]);
    expect(out).toBe(`removed ${to}/zod.ts\n1 files, 1 changed: ${to}`);
    expect(await readdir(to)).toEqual([manifestName, "types.ts"]);
    await run([...args, "--emit", "schemas"]);
    await run([...args, "--emit", "types"]);
    expect(await readdir(to)).toEqual([manifestName, "types.ts"]);
  });

  it.each([
    ["a file of the name of one it makes", "types.ts", "export const mine = 1;\n"],
    ["a schema written by hand", "order.schema.json", { $comment: "Ours.", handmade: true }],
    ["a schema of the name of one it makes", "coupon.schema.json", coupon],
    ["a schema that isn't JSON", "order.schema.json", "{"],
    ["JSON that isn't an object", "order.schema.json", "null"],
  ])("neither replaces nor removes %s", async (_, name, content) => {
    const { args, to } = await project();
    await writeInto(to, name, content);
    const before = await readFile(join(to, name), "utf8");
    for (const flags of [[], ["--check"]]) {
      const { exitCode, error } = await run([...args, "--emit", "types,schemas", ...flags]);
      expect({ exitCode, error }).toEqual({
        exitCode: 1,
        error: expect.stringContaining(`generation didn't write (${name})`),
      });
    }
    expect(await readdir(to)).toEqual([name]);
    expect(await readFile(join(to, name), "utf8")).toBe(before);
  });

  it("takes a link and a folder in the place of a file for unmanaged, and writes nothing", async () => {
    const { args, from, to } = await project();
    await mkdir(join(to, "types.ts"), { recursive: true });
    await symlink(join(from, "coupon.schema.json"), join(to, "zod.ts"));
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(1);
    expect(error).toContain("types.ts");
    expect(error).toContain("zod.ts");
    expect((await readdir(to)).toSorted()).toEqual(["types.ts", "zod.ts"]);
  });

  it.each([
    ["the schemas' folder", "schemas", "schemas", []],
    ["a folder around the schemas", "src/schemas", "src", ["--emit", "types"]],
    ["a folder below the schemas, with schemas to be written", "src", "src/generated", ["--emit", "types,schemas"]],
    ["a folder below the schemas that holds some of them", "src", "src/more", ["--emit", "types"]],
    ["the schemas' folder behind a link", "schemas", "link", []],
  ])("exits with 2 when told to write to %s", async (_, schemas, out, flags) => {
    const root = await temporaryFolder();
    const bundle = { $comment: "Generated by email-events-codegen. Don't edit: ours.", ...coupon };
    const files = [`${schemas}/a.schema.json`, "src/more/b.schema.json"];
    for (const file of files) await writeInto(root, file, { ...bundle, title: file });
    await symlink(join(root, schemas), join(root, "link"));
    const before = (await readdir(root, { recursive: true })).toSorted();
    const args = ["generate", "--schemas", join(root, schemas), "--out", join(root, out), ...flags];
    const { exitCode, error } = await run(args);
    expect({ exitCode, error }).toEqual({ exitCode: 2, error: expect.stringContaining("choose another folder") });
    expect((await readdir(root, { recursive: true })).toSorted()).toEqual(before);
  });

  it("writes code below the schemas, where nothing is taken for another", async () => {
    const { from } = await project();
    const args = ["generate", "--schemas", from, "--out", join(from, "generated")];
    expect((await run(args)).exitCode).toBe(0);
    expect((await run([...args, "--check"])).exitCode).toBe(0);
  });
});
