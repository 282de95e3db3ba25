import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { main } from "./main.ts";
import { temporaryFolder, writeInto } from "./test-support/temporary-folder.ts";

const coupon = { title: "Coupon", type: "object", required: ["code"], properties: { code: { type: "string" } } };

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
    ["both modes", ["generate", "--schemas", "x", "--out", "y", "--check", "--watch"], "--check or --watch"],
  ])("exits with 2 and the usage for %s", async (_, args, words) => {
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(2);
    expect(error).toContain(words);
    expect(error).toContain("Usage: email-events-codegen generate --schemas DIR --out DIR");
  });

  it("prints the usage when asked for it", async () => {
    expect(await run(["--help"])).toMatchObject({ exitCode: 0, out: expect.stringContaining("--schemas DIR") });
  });

  it("writes files, names those that changed, and leaves the rest alone", async () => {
    const { args, to } = await project();
    const first = await run(args);
    expect(first).toMatchObject({ exitCode: 0, error: "" });
    expect(first.out).toContain(`wrote ${to}/types.ts`);
    expect((await readdir(to)).toSorted()).toEqual([
      "names.ts",
      "types.ts",
      "validators.d.ts",
      "validators.js",
      "zod.ts",
    ]);
    expect((await run(args)).out).toBe(`5 files, 0 changed: ${to}`);
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
    ["a folder without schemas", { "a.json": {} }, "holds no *.schema.json file"],
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
    await run([...args, "--emit", "types,names"]);
    await run([...args, "--emit", "types"]);
    expect(await readdir(to)).toEqual(["types.ts"]);
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
