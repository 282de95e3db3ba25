import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { openStore } from "../open-store.ts";
import { useFolders } from "../testing/folder.ts";
import { isMountPoint } from "./mounts.ts";

const newPath = useFolders();

const mounts = [
  "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
  "60 22 254:0 /srv/a.state /state/a.state rw - ext4 /dev/vda rw",
  String.raw`61 22 254:0 /srv/b /state/my\040own\134b.state rw - ext4 /dev/vda rw`,
].join("\n");

it.each<readonly [string, boolean]>([
  ["/state/a.state", true],
  [String.raw`/state/my own\b.state`, true],
  ["/state/my", false],
  ["/state", false],
  ["/srv/a.state", false],
  ["", false],
])("whether %s is a mount point is %s", (path, expected) => {
  expect(isMountPoint(path, mounts)).toBe(expected);
});

it("a file of a folder isn't a mount point, on any system", () => {
  expect(isMountPoint(import.meta.filename)).toBe(false);
});

// To mount something takes the same right.
const canMount = spawnSync("unshare", ["--mount", "true"]).status === 0;

it.skipIf(!canMount)("a store that is mounted by itself is refused, and nothing is put beside it", () => {
  const [file, place] = [newPath(), newPath()];
  for (const path of [file, place]) writeFileSync(path, "");
  execFileSync("mount", ["--bind", file, place]);
  try {
    expect(() => openStore(place)).toThrow(/is mounted as a single file, so it was left as it is: mount its folder/);
    expect(readdirSync(dirname(place))).toEqual(["state"]);
  } finally {
    execFileSync("umount", [place]);
  }
});
