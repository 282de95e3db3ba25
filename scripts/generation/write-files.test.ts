import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { banner } from "./banner.mjs";
import { findLeftovers, writeFiles } from "./write-files.mjs";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "email-events-write-files-"));
  writeFileSync(join(folder, "kept.ts"), `${banner}kept`);
  writeFileSync(join(folder, "gone.ts"), `${banner}gone`);
  writeFileSync(join(folder, "by-hand.ts"), "export {};\n");
  for (const [name, file] of [
    ["kept", ".email-events-generated.json"],
    ["gone", ".email-events-generated.json"],
    ["by-hand", "notes.md"],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, file), "{}");
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const write = (isCheck: boolean) => {
  const said: string[] = [];
  const note = (line: string): void => void said.push(line.replace(folder, "."));
  const leftovers = findLeftovers(folder, ["kept.ts", "kept"]);
  const files = { [join(folder, "new/file.ts")]: "new", [join(folder, "kept.ts")]: `${banner}kept` };
  return { isCurrent: writeFiles({ files, leftovers, isCheck, terminal: { out: note, error: note } }), said };
};

it("only says what is stale when it checks, then writes and removes that, and nothing written by hand", () => {
  const { isCurrent, said } = write(true);
  expect(isCurrent).toBe(false);
  const gone = ["gone", "gone.ts"].map((name) => `stale: ./${name} (no longer generated)`);
  expect(said.toSorted()).toEqual([...gone, "stale: ./new/file.ts"].toSorted());
  expect(existsSync(join(folder, "new"))).toBe(false);
  expect(write(false)).toMatchObject({ isCurrent: true });
  expect(readFileSync(join(folder, "new/file.ts"), "utf8")).toBe("new");
  expect(readdirSync(folder).toSorted()).toEqual(["by-hand", "by-hand.ts", "kept", "kept.ts", "new"]);
  expect(write(true)).toEqual({ isCurrent: true, said: [] });
});

it("finds no leftovers where there is no folder", () => {
  expect(findLeftovers(join(folder, "nowhere"), [])).toEqual([]);
});
