import { describe, expect, it } from "vitest";
import { createProgramInMemory } from "../testing/program-in-memory.ts";
import { findHidden } from "./find-hidden.mjs";

const files = {
  "/a/index.d.ts": 'export { open } from "./open.js";',
  "/a/more.d.ts": 'export { type Also } from "./inner.js";',
  "/a/open.d.ts": [
    'import type { Also, Inner } from "./inner.js";',
    "export declare const open: (given: Local, also: Also) => void;",
    "type Local = { readonly inner: Inner };",
    "export interface Unused { readonly a: 1 }",
    "export {};",
  ].join("\n"),
  "/a/inner.d.ts": "export interface Inner { readonly c: number }\nexport type Also = string | number;",
};

const hiddenIn = (entries: readonly string[]): readonly string[] =>
  findHidden(createProgramInMemory(files, entries), entries, (path) => path.startsWith("/a/"));

describe("types that users' declarations can't name", () => {
  it("are those that exports refer to, also by way of a local type, and that aren't exported", () => {
    expect(hiddenIn(["/a/index.d.ts"])).toEqual(["Also", "Inner"]);
  });

  it("are not those that another entry of the package exports", () => {
    expect(hiddenIn(["/a/index.d.ts", "/a/more.d.ts"])).toEqual(["Inner"]);
  });
});
