import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";
import { manifestName } from "./output/output-manifest.ts";

const coupon = { title: "Coupon", type: "object", required: ["code"], properties: { code: { type: "string" } } };

/** A schema that is nested so deep; each `not` is one level. */
const nested = (depth: number): string => `${'{"not":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;

/** A schema whose definitions refer to each other, one to the next. */
const chained = (count: number): unknown => {
  const link = (index: number) => ({ properties: { next: { $ref: `#/$defs/${(index + 1) % count}` } } });
  return { $defs: Object.fromEntries(Array.from({ length: count }, (_, index) => [index, link(index)])) };
};

const run = async (args: readonly string[], signal?: AbortSignal) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => void lines.push(line), error: (line: string) => void errors.push(line) };
  return { exitCode: await main(args, terminal, signal), out: lines.join("\n"), error: errors.join("\n") };
};

const project = async (schemas: Readonly<Record<string, unknown>> = { "coupon.schema.json": coupon }) => {
  const root = await temporaryFolder();
  for (const [name, schema] of Object.entries(schemas)) await writeInto(root, join("schemas", name), schema);
  const [from, to] = [join(root, "schemas"), join(root, "out")];
  return { from, to, args: ["generate", "--schemas", from, "--out", to] };
};

describe("main", () => {
  it.each([
    ["no command", [], "Say what to do: generate"],
    ["an unknown command", ["make"], 'There is no command "make"'],
    ["an unknown flag", ["generate", "--schema", "x"], "--schema"],
    ["no schemas", ["generate", "--out", "x"], "--schemas DIR"],
    ["no output", ["generate", "--schemas", "x"], "--out DIR"],
    ["an unknown kind", ["generate", "--schemas", "x", "--out", "y", "--emit", "types,go"], `doesn't know "go"`],
    [
      "an unknown format mode",
      ["generate", "--schemas", "x", "--out", "y", "--formats", "maybe"],
      "assert or annotate",
    ],
    ["an unknown source of types", ["generate", "--schemas", "x", "--out", "y", "--types", "copy"], "import or inline"],
    ["an unknown language", ["generate", "--schemas", "x", "--out", "y", "--validators", "tsx"], "it takes ts or js"],
    ["schemas without a name", ["generate", "--schemas", "", "--out", "y"], "The folder of schemas has no name"],
    ["an output without a name", ["generate", "--schemas", "x", "--out", ""], "The folder to write to has no name"],
    ["types from nowhere", ["generate", "--schemas", "x", "--out", "y", "--types-from", ""], "--types-from MODULE"],
    [
      "a watch without a name",
      ["generate", "--schemas", "", "--out", "y", "--watch"],
      "The folder of schemas has no name",
    ],
    ["a name without a place", ["generate", "--schemas", "x", "--out", "y", "--name", "Foo=Bar"], "FILE#POINTER=NAME"],
    [
      "a place without a name",
      ["generate", "--schemas", "x", "--out", "y", "--name", "#/$defs/a="],
      "FILE#POINTER=NAME",
    ],
    ["both modes", ["generate", "--schemas", "x", "--out", "y", "--check", "--watch"], "--check or --watch"],
  ])("exits with 2 and the usage for %s", async (_, args, words) => {
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(2);
    expect(error).toContain(words);
    expect(error).toContain("Usage: email-events-codegen generate --schemas DIR --out DIR");
  });

  it.each([[["--help"]], [["-h"]], [["help"]], [["generate", "--help"]], [["--help", "diff"]], [["diff", "a", "-h"]]])(
    "prints the usage when asked for it by %j",
    async (args) => {
      const { exitCode, out, error } = await run(args);
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
      expect(out).toContain("Usage: email-events-codegen generate --schemas DIR --out DIR");
      expect(out).toContain("Usage: email-events-codegen diff OLD NEW");
    },
  );

  it("prints its version when asked for it", async () => {
    const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: manifest.version, error: "" });
  });

  it("writes files, names those that changed, and leaves the rest alone", async () => {
    const { args, to } = await project();
    const first = await run(args);
    expect(first).toMatchObject({ exitCode: 0, error: "" });
    expect(first.out).toContain(`wrote ${to}/types.ts`);
    expect((await readdir(to)).toSorted()).toEqual([manifestName, "types.ts", "validators.ts"]);
    expect((await run(args)).out).toContain(`2 files, 0 changed: ${to}`);
  });

  it.each([
    ["isn't installed", undefined, "zod isn't installed there"],
    ["is too old", "3.25.76", "the zod that is installed there is older than 4"],
    ["has no readable version", "", "the zod that is installed there is older than 4"],
  ])("leaves zod out where it %s, unless --emit asks for it, and says so", async (_, version, words) => {
    const { args, to } = await project();
    if (version !== undefined) await writeInto(to, "../node_modules/zod/package.json", version && { version });
    const { out } = await run(args);
    expect(out).toContain(`note: zod.ts isn't written, since ${words}; install zod 4, or ask for it: --emit`);
    expect(await readdir(to)).not.toContain("zod.ts");
    const asked = await run([...args, "--emit", "zod"]);
    expect(asked.out).not.toContain("note:");
    expect(await readdir(to)).toContain("zod.ts");
  });

  it("makes zod schemas by default where zod 4 is installed", async () => {
    const { args, to } = await project();
    await writeInto(to, "../node_modules/zod/package.json", { version: "4.1.0" });
    expect((await run(args)).out).not.toContain("note:");
    expect(await readdir(to)).toContain("zod.ts");
  });

  it("emits the zod schemas that can be, and says which can't, unless --strict refuses them", async () => {
    const list = { title: "List", type: "array", unevaluatedItems: false };
    const holder = { title: "Holder", type: "object", properties: { list: { $ref: "list.schema.json" } } };
    const { args, to } = await project({
      "coupon.schema.json": coupon,
      "holder.schema.json": holder,
      "list.schema.json": list,
    });
    const { exitCode, out } = await run([...args, "--emit", "zod"]);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      "note: zod.ts leaves out 2 of 3 schemas: List: list.schema.json#/unevaluatedItems: unevaluatedItems, " +
        "Holder: it refers to List; --strict refuses them",
    );
    const zod = await readFile(join(to, "zod.ts"), "utf8");
    expect(zod).toContain(
      "\n// - List: list.schema.json#/unevaluatedItems: unevaluatedItems\n// - Holder: it refers to List\n",
    );
    expect(zod.match(/^export const \w+/gm)).toEqual(["export const Coupon"]);
    expect(await run([...args, "--emit", "zod", "--strict"])).toMatchObject({
      exitCode: 1,
      error: expect.stringContaining("list.schema.json#/unevaluatedItems: zod can't express this"),
    });
  });

  it("writes validators as JavaScript with declarations where that is asked for, and removes the others", async () => {
    const { args, to } = await project();
    await run(args);
    const { out } = await run([...args, "--validators", "js"]);
    expect(out).toContain(`removed ${to}/validators.ts`);
    const files = (await readdir(to)).filter((file) => file.startsWith("validators"));
    expect(files.toSorted()).toEqual(["validators.d.ts", "validators.js"]);
  });

  it("exits with 1 for stale files under --check, names them, and writes nothing", async () => {
    const { args, from, to } = await project();
    expect((await run([...args, "--check"])).error).toContain(`stale: ${to}/types.ts`);
    await run(args);
    expect((await run([...args, "--check"])).exitCode).toBe(0);
    await writeInto(from, "coupon.schema.json", { ...coupon, required: [] });
    const before = await readFile(join(to, "types.ts"), "utf8");
    const stale = await run([...args, "--check"]);
    expect(stale.exitCode).toBe(1);
    expect(stale.error).toContain("Run the same command without --check");
    expect(await readFile(join(to, "types.ts"), "utf8")).toBe(before);
  });

  it.each([
    ["a schema that isn't JSON", { "a.schema.json": "{" }, "a.schema.json#: this isn't JSON"],
    [
      "a refused keyword",
      { "a.schema.json": { properties: { b: { colour: 1 } } } },
      "a.schema.json#/properties/b/colour",
    ],
    ["a list that isn't one", { "a.schema.json": { allOf: {} } }, "a.schema.json#/allOf: should be a list of schemas"],
    ["an empty file", { "a.schema.json": "" }, "a.schema.json#: this file is empty"],
    ["a property twice", { "a.schema.json": '{"a":1,"a":2}' }, 'a.schema.json#: two properties here have the name "a"'],
    ["half of a pair", { "a.schema.json": '{"title":"\\ud800"}' }, "a.schema.json#/title: a text here holds half"],
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
    ["a folder without schemas", { "a.json": {} }, "holds no *.schema.json file"],
    ["an address that can't be decoded", { "a.schema.json": { $ref: "%ZZ.json" } }, "a.schema.json#/$ref: no schema"],
    ["an address out of the folder", { "a.schema.json": { $ref: "..%2Fb.json" }, "../b.json": "{" }, "#/$ref: no"],
    ["an address with a zero byte", { "a.schema.json": { $ref: "a%00.json" } }, "a.schema.json#/$ref: no schema"],
    ["a reference to a folder", { "a.schema.json": { $ref: "b.json" }, "b.json/c.md": "" }, "#/$ref: no schema stands"],
    [
      "a reference through a file",
      { "a.schema.json": { $ref: "b.md/c.json" }, "b.md": "" },
      "#/$ref: no schema stands",
    ],
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
    expect(await run(args)).toMatchObject({ exitCode: 1, error: `${from}#: there is no such folder` });
  });

  it("exits with 1 for a file in the place of a folder, and for a link in a circle", async () => {
    const folder = await temporaryFolder({ "file.md": "", "schemas/coupon.schema.json": coupon });
    await symlink("circle", join(folder, "circle"));
    const at = (name: string) => join(folder, name);
    expect(await run(["generate", "--schemas", at("file.md"), "--out", at("out")])).toMatchObject({
      exitCode: 1,
      error: `${at("file.md")}#: this is a file, not a folder`,
    });
    expect(await run(["generate", "--schemas", at("circle"), "--out", at("out")])).toMatchObject({
      exitCode: 1,
      error: `${at("circle")}#: this is a link that leads in a circle`,
    });
    expect(await run(["generate", "--schemas", at("schemas"), "--out", at("file.md")])).toMatchObject({
      exitCode: 1,
      error: `${at("file.md")} isn't a folder`,
    });
    expect(await run(["generate", "--schemas", at("schemas"), "--out", at("circle")])).toMatchObject({
      exitCode: 1,
      error: `${at("circle")} is a link that leads in a circle`,
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

  it("notes once that patterns are slow on long texts, and generates", async () => {
    const email = { title: "Email", type: "string", pattern: "^\\S+@\\S+$" };
    const { args } = await project({ "a.schema.json": email, "b.schema.json": { ...email, title: "Other" } });
    const { exitCode, out } = await run([...args, "--emit", "validators"]);
    expect(exitCode).toBe(0);
    expect(out.split("\n").filter((line) => line.startsWith("note: "))).toEqual([
      "note: patterns can take time that grows with the square of a text's length: a.schema.json#/pattern and 1 more; " +
        "limit the length of what you match",
    ]);
  });

  it("says which types aren't called as they ask for, until --name chooses for them", async () => {
    const { args, to } = await project({
      "a.schema.json": coupon,
      "b.schema.json": { title: "coupon", type: "string" },
    });
    const types = [...args, "--emit", "types"];
    expect((await run(types)).out.split("\n")[0]).toBe(
      "note: names that are taken get more words: a.schema.json# is ACoupon, b.schema.json# is BCoupon; " +
        "--name FILE#POINTER=NAME chooses another",
    );
    const chosen = await run([...types, "--name", "a.schema.json#=Coupon", "--name", "b.schema.json#=CouponCode"]);
    expect(chosen).toMatchObject({ exitCode: 0, error: "", out: expect.not.stringContaining("note:") });
    expect(await readFile(join(to, "types.ts"), "utf8")).toContain("export type CouponCode = string;");
    expect(await run([...types, "--name", "#/$defs/none=None"])).toMatchObject({
      exitCode: 1,
      error: "#/$defs/none: no schema is declared here to be named; take a file, a definition or what a $ref leads to",
    });
  });

  it("won't touch a folder with files of somebody else's", async () => {
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

  it("takes a link and a folder in the place of a file for somebody else's, and writes nothing", async () => {
    const { args, from, to } = await project();
    await mkdir(join(to, "types.ts"), { recursive: true });
    await symlink(join(from, "coupon.schema.json"), join(to, "zod.ts"));
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(1);
    expect(error).toContain("types.ts");
    expect(error).toContain("zod.ts");
    expect((await readdir(to)).toSorted()).toEqual(["types.ts", "zod.ts"]);
  });

  it("leaves no drafts when a file can't be written", async () => {
    const { args, to } = await project();
    await mkdir(join(to, "types.ts.draft"), { recursive: true });
    expect((await run(args)).exitCode).toBe(1);
    expect(await readdir(to)).toEqual(["types.ts.draft"]);
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

  it("exits with 1 when there is no folder to watch", async () => {
    const folder = await temporaryFolder({ "file.schema.json": coupon });
    const watch = (name: string) => run(["generate", "--schemas", join(folder, name), "--out", "out", "--watch"]);
    expect(await watch("none")).toEqual({ exitCode: 1, out: "", error: `${join(folder, "none")} isn't there` });
    const file = join(folder, "file.schema.json");
    expect(await watch("file.schema.json")).toEqual({ exitCode: 1, out: "", error: `${file} isn't a folder` });
  });

  it("generates again after each change under --watch, through a schema that is refused", async () => {
    const { args, from, to } = await project();
    const ended = new AbortController();
    const running = run([...args, "--watch", "--emit", "types"], ended.signal);
    const typesHold = (words: string) =>
      vi.waitFor(async () => expect(await readFile(join(to, "types.ts"), "utf8")).toContain(words), 5000);
    await typesHold("code: string");
    await new Promise((resolve) => setTimeout(resolve, 100));
    await writeInto(from, "coupon.schema.json", { ...coupon, colour: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await writeInto(from, "coupon.schema.json", { ...coupon, required: [] });
    await typesHold("code?: string");
    ended.abort();
    const { exitCode, error } = await running;
    expect(exitCode).toBe(0);
    expect(error).toContain("coupon.schema.json#/colour");
  });
});
