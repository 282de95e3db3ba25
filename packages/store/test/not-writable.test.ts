import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, repairStore } from "../src/index.ts";
import { copySqlite } from "../src/testing/copy-sqlite.ts";
import { eventsOf } from "../src/testing/events.ts";
import { useFolders } from "../src/testing/folder.ts";
import { buildProgram, startProgram } from "../src/testing/program.ts";

const newPath = useFolders();

// The superuser may write everything: as that, the test lets another user try.
const otherUser = process.getuid?.() === 0 ? { uid: 65_534 } : {};

// It reads the program and the folders that the test makes, also where others may read nothing by default.
let mask: number;
beforeAll(() => void (mask = process.umask(0o022)));
afterAll(() => void process.umask(mask));

const tries = `
  import { openStore, openOperator, checkStore, repairStore, openCallStore } from "store";
  const path = process.argv[2];
  const attempts = [openStore, openOperator, checkStore, repairStore, openCallStore];
  for (const attempt of attempts) {
    try {
      await attempt(path);
      console.log("opened by", attempt.name);
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
`;

/** A folder that the other user may read, with a program that tries all ways to open a store there. */
const makeFolder = async (): Promise<{ readonly path: string; readonly program: string }> => {
  const program = await buildProgram(join(dirname(newPath()), "tries.mjs"), tries);
  const path = newPath();
  copySqlite(dirname(program));
  for (const one of [program, path]) chmodSync(dirname(one), 0o755);
  return { path, program };
};

const attempt = async (program: string, path: string): Promise<readonly string[]> => {
  const { lines, ended } = startProgram(program, [path], otherUser);
  expect(await ended).toBe(0);
  return lines;
};

describe("a store that its process may not write", () => {
  it("says so where the file is read-only, which stays as it is", async () => {
    const { path, program } = await makeFolder();
    const store = openStore(path);
    store.commit({ append: eventsOf(3) });
    store.close();
    const names = readdirSync(dirname(path));
    for (const name of names) chmodSync(join(dirname(path), name), 0o444);
    chmodSync(dirname(path), 0o555);
    const before = readFileSync(path);
    for (const line of await attempt(program, path)) {
      expect(line).toMatch(/^readonly .*state can't be written: create its folder, and give this process the right to/);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(names);
  });

  it("says so where the folder is read-only, and where there is none", async () => {
    const { path, program } = await makeFolder();
    chmodSync(dirname(path), 0o555);
    const lines = await attempt(program, path);
    expect(lines.map((line) => line.split(" ")[0])).toEqual(Array(5).fill("readonly"));
    for (const open of [openStore, (at: string) => openStore(join(at, "more"))]) {
      expect(() => open(join(dirname(path), "nowhere/state"))).toThrow(/can't be written: create its folder/);
    }
  });

  it("says so where a folder may be read but its store may not", async () => {
    const { path, program } = await makeFolder();
    const other = `${path}-other`;
    mkdirSync(other);
    openStore(join(other, "state")).close();
    for (const name of readdirSync(other)) chmodSync(join(other, name), 0);
    const lines = await attempt(program, join(other, "state"));
    expect(lines.map((line) => line.split(" ")[0])).toEqual(Array(5).fill("readonly"));
  });
});

describe("a store that root repairs", () => {
  // Others may not give files away: for them, the test says that nothing fails.
  it("stays that of its user, with the files beside it", () => {
    const path = newPath();
    const { uid, gid } = statSync(dirname(path));
    const user = otherUser.uid ?? uid;
    openStore(path).close();
    for (const name of readdirSync(dirname(path))) chownSync(join(dirname(path), name), user, gid);
    // Whoever moves a store takes the one file.
    rmSync(`${path}.lock`);
    const { keptAs } = repairStore(path);
    const owners = [path, keptAs, `${path}.lock`].map((file) => statSync(file).uid);
    expect(owners).toEqual([user, user, user]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
