import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { manifestName } from "../output/output-manifest.ts";
import { coupon, project, run } from "../testing/run-main.ts";

describe("generate", () => {
  it("writes files, names those that changed, and leaves the rest alone", async () => {
    const { args, to } = await project();
    const first = await run(args);
    expect(first).toMatchObject({ exitCode: 0, error: "" });
    expect(first.out).toContain(`wrote ${to}/types.ts`);
    expect((await readdir(to)).toSorted()).toEqual([manifestName, "runtime.ts", "types.ts", "validators.ts"]);
    expect((await run(args)).out).toContain(`3 files, 0 changed: ${to}`);
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

  it("takes kinds with blanks around the commas", async () => {
    const { args, to } = await project();
    expect(await run([...args, "--emit", "types, names"])).toMatchObject({ exitCode: 0, error: "" });
    expect((await readdir(to)).toSorted()).toEqual([manifestName, "types.ts"]);
    expect((await run([...args, "--emit", "types,"])).exitCode).toBe(2);
  });

  it("makes zod schemas by default where zod 4 is installed", async () => {
    const { args, to } = await project();
    await writeInto(to, "../node_modules/zod/package.json", { version: "4.1.0" });
    expect((await run(args)).out).not.toContain("note:");
    expect(await readdir(to)).toContain("zod.ts");
  });

  it("emits the zod schemas that can be, and says which can't, unless --strict refuses them", async () => {
    const list = { title: "List", type: "array", anyOf: [{ minItems: 1 }], unevaluatedItems: false };
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

  it("notes once that patterns are slow on long texts, and generates", async () => {
    const email = { title: "Email", type: "string", pattern: "^\\S+@\\S+$" };
    const { args } = await project({ "a.schema.json": email, "b.schema.json": { ...email, title: "Other" } });
    const { exitCode, out } = await run([...args, "--emit", "validators"]);
    expect(exitCode).toBe(0);
    expect(out.split("\n").filter((line) => line.startsWith("note: "))).toEqual([
      "note: patterns can take quadratic time in a string's length: a.schema.json#/pattern and 1 more; " +
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
      "note: names that are already used get more words: a.schema.json# is ACoupon, b.schema.json# is BCoupon; " +
        "--name FILE#POINTER=NAME chooses another",
    );
    const chosen = await run([...types, "--name", "a.schema.json#=Coupon", "--name", "b.schema.json#=CouponCode"]);
    expect(chosen).toMatchObject({ exitCode: 0, error: "", out: expect.not.stringContaining("note:") });
    expect(await readFile(join(to, "types.ts"), "utf8")).toContain("export type CouponCode = string;");
    expect(await run([...types, "--name", "#/$defs/none=None"])).toMatchObject({
      exitCode: 1,
      error: "#/$defs/none: no schema with a name stands here; choose a file, a definition or the target of a $ref",
    });
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
      // Not there at first.
      expect.poll(() => readFile(join(to, "types.ts"), "utf8").catch(() => "")).toContain(words);
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
