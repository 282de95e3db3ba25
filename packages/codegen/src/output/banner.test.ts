import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { setOfOne, temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";

const bin = resolve(import.meta.dirname, "../../../../node_modules/.bin");

const kinds = ["types", "names", "validators", "commonjs", "zod"] as const;

const schema = { title: "Thing", type: "object", properties: { a: { type: "string" }, "a-b": { enum: ['"', 1] } } };

const exitCodeOf = async (tool: string, args: readonly string[], folder: string): Promise<number> => {
  const run = promisify(execFile)(join(bin, tool), args, { cwd: folder });
  return run.then(
    () => 0,
    (error: unknown) => Number((error as { readonly code?: unknown }).code),
  );
};

/** Emitted files, and the same without their banner in a folder beside them. */
const outputs = async (): Promise<string> => {
  const files = [...(await emit(setOfOne(schema), kinds))];
  const bare = files.map(([path, text]) => [`bare/${path}`, text.slice(text.indexOf("// Source:"))] as const);
  return temporaryFolder({
    ...Object.fromEntries(files.map(([path, text]) => [`out/${path}`, text])),
    ...Object.fromEntries(bare),
  });
};

describe("the banner of emitted code", () => {
  it.each([
    ["oxlint", ["--deny", "suspicious", "--deny", "style"]],
    ["prettier", ["--check", "--check-ignore-pragma"]],
  ])("keeps %s from every file", async (tool, flags) => {
    const folder = await outputs();
    expect(await exitCodeOf(tool, [...flags, "out"], folder)).toBe(0);
    expect(await exitCodeOf(tool, [...flags, "bare"], folder)).not.toBe(0);
  });
});
