import { expect, it } from "vitest";
import { createProgramInMemory } from "../testing/program-in-memory.ts";
import { findUndocumented } from "./find-undocumented.mjs";

const files = {
  "/a/index.d.ts": 'export * from "./own.js";\nexport { foreign } from "../b/index.js";',
  "/a/own.d.ts": [
    "/** Opens. */",
    "export declare const open: () => void;",
    "export declare const close: () => void;",
    "/** @default 1 */",
    "export type Tagged = 1;",
  ].join("\n"),
  "/b/index.d.ts": "export declare const foreign: 3;",
};

it("finds exports of a package's own that have no sentence", () => {
  const program = createProgramInMemory(files, ["/a/index.d.ts"]);
  expect(findUndocumented(program, "/a/index.d.ts", (path) => path.startsWith("/a/"))).toEqual(["close", "Tagged"]);
});
