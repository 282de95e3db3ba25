import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { useFolders } from "../testing/folder.ts";
import { buildProgram, startProgram } from "../testing/program.ts";
import { loadSqlite } from "./load.ts";

const newPath = useFolders();

it("loads SQLite without a warning of Node's, and leaves other warnings as they are", async () => {
  const path = newPath();
  const program = await buildProgram(
    join(dirname(path), "warnings.mjs"),
    `
    import { openStore } from "store";
    process.on("warning", ({ name, message }) => console.log(name, message));
    openStore(process.argv[2]).close();
    process.emitWarning("mine");
  `,
  );
  const { lines, ended } = startProgram(program, [path]);
  expect(await ended).toBe(0);
  expect(lines).toEqual(["Warning mine"]);
});

it("takes Node's own SQLite where there is one", () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isBuiltIn = major > 22 || (major === 22 && minor >= 13);
  expect(loadSqlite() === process.getBuiltinModule("node:sqlite")).toBe(isBuiltIn);
});

it("throws an error with a code where there is no SQLite", async () => {
  const path = newPath();
  const program = await buildProgram(
    join(dirname(path), "without.mjs"),
    `
    import { openStore } from "store";
    // As on Node 20; the optional dependency isn't found from the folder of this program.
    process.getBuiltinModule = () => undefined;
    try {
      openStore(process.argv[2]);
    } catch ({ name, code, message }) {
      console.log(name, code, message);
    }
  `,
  );
  const { lines, ended } = startProgram(program, [path], { hasNoModules: true });
  expect(await ended).toBe(0);
  expect(lines).toEqual([
    "StoreError unsupported This Node has no SQLite: use Node 22.13 or later, or install @photostructure/sqlite 1.2.1.",
  ]);
});
