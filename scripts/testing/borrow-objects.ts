import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lets a new git repository read the objects of this one, so that git doesn't write each copied file once more. */
export const borrowObjects = (root: string): void => {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--path-format=absolute", "--git-path", "objects"], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  // The sources may come without their history: then git writes the files.
  if (status === 0) writeFileSync(join(root, ".git/objects/info/alternates"), stdout);
};
