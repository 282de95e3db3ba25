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
