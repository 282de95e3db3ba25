import { describe, expect, it } from "vitest";
import { createProgramInMemory } from "../testing/program-in-memory.ts";
import { describeEntry } from "./describe-entry.mjs";

const released = {
  "/a/index.d.ts": [
    'export * from "./open.js";',
    'export { type Inner as Renamed } from "./inner.js";',
    'export { outside } from "../node_modules/b/index.js";',
  ].join("\n"),
  "/a/open.d.ts": [
    'import type { Inner } from "./inner.js";',
    "/** Opens. */",
    "export declare const open: (given: Inner) => Hidden;",
    "type Hidden = { readonly a: 1 };",
    "type Unused = 2;",
    "export {};",
    "export interface Also { readonly b: string }",
  ].join("\n"),
  "/a/inner.d.ts": "export interface Inner { readonly c: number }",
  "/node_modules/b/index.d.ts": "export declare const outside: 3;",
};

/** The report on declarations that are held in memory. */
const report = (changed: Readonly<Record<string, string>> = {}, isNamesOnly = false): string => {
  const program = createProgramInMemory({ ...released, ...changed }, ["/a/index.d.ts"]);
  return describeEntry(program, "/a/index.d.ts", { isOwn: (path) => path.startsWith("/a/"), isNamesOnly });
};

describe("an API report", () => {
  it("has every export and what it refers to, in the order of names, in one text", () => {
    expect(report().split("\n\n")).toEqual([
      'export { outside } from "b";',
      "export { Inner as Renamed };",
      "export interface Also {\n    readonly b: string;\n}",
      "export interface Inner {\n    readonly c: number;\n}",
      "export const open: (given: Inner) => Hidden;",
      "type Hidden = {\n    readonly a: 1;\n};",
    ]);
  });

  it("changes with a type that isn't exported itself", () => {
    const text = released["/a/open.d.ts"].replace("readonly a: 1", "readonly a: 2");
    expect(report({ "/a/open.d.ts": text })).not.toBe(report());
  });

  it("doesn't change with comments, the order of declarations or the names of files", () => {
    const { "/a/inner.d.ts": inner, "/a/open.d.ts": open, "/a/index.d.ts": index } = released;
    const [imports = "", ...rest] = open.replace("Opens", "Opens it").split("\n");
    const moved = [imports.replace("inner", "moved"), ...rest.toReversed()].join("\n").replace("/** Opens it. */", "");
    const changed = { "/a/moved.d.ts": inner, "/a/open.d.ts": moved, "/a/index.d.ts": index.replace("inner", "moved") };
    expect(report(changed)).toBe(report());
  });

  it("lists only names where asked to", () => {
    expect(report({}, true)).toBe("export { Also };\nexport { Renamed };\nexport { open };\nexport { outside };");
  });
});
