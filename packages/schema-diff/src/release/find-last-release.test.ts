import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLastRelease } from "./find-last-release.ts";
import { runGate } from "./gate.ts";
import { readVersion } from "./read-version.ts";

const gitIn = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

const schema = (required: readonly string[]) => ({ type: "object", required, properties: { id: { type: "string" } } });

let folder: string;
let root: string;

const write = async (path: string, content: object): Promise<void> => {
  await mkdir(join(root, path, ".."), { recursive: true });
  await writeFile(join(root, path), JSON.stringify(content));
};

const git = (...args: readonly string[]): string => gitIn(root, ...args);
const setVersion = (version: string) => write("package.json", { name: "t", version });
const commit = (): void => {
  git("add", "-A");
  git("commit", "-q", "-m", "Change");
};

const find = async (packageFolder = ".", packageName = "t") =>
  findLastRelease({
    root,
    packageName,
    packageFolder,
    currentVersion: await readVersion(join(root, packageFolder)),
  });

const gate = (more: object = {}) =>
  runGate({ root, schemas: "s", packageName: "t", packageFolder: "", changesets: ".changeset", ...more });

/** A repository that is one package: at version 0.3.0, with a property that is required since. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "last-release-"));
  root = join(folder, "repository");
  await mkdir(root);
  git("init", "-q", "-b", "main");
  await setVersion("0.3.0");
  await write("s/opened.schema.json", schema([]));
  commit();
  await write("s/opened.schema.json", schema(["id"]));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("findLastRelease", () => {
  it("finds a tag without a name where the package is the whole repository", async () => {
    git("tag", "v0.3.0");
    await expect(find()).resolves.toMatchObject({ kind: "released", tag: "v0.3.0", version: "0.3.0" });
    await expect(gate()).resolves.toMatchObject({
      passes: false,
      lines: [
        expect.stringContaining("Since v0.3.0: 1 schema change requires a major version"),
        ...[1, 2].map(() => expect.anything()),
      ],
    });
  });

  it("takes the higher version of both kinds of tag", async () => {
    git("tag", "v0.3.0");
    git("tag", "t@0.2.0");
    await expect(find()).resolves.toMatchObject({ tag: "v0.3.0" });
    git("tag", "t@0.4.0");
    await expect(find()).resolves.toMatchObject({ tag: "t@0.4.0" });
  });

  it("takes a tag without a name for no release of a package below the root", async () => {
    git("tag", "v0.3.0");
    await write("packages/core/package.json", { name: "core", version: "0.3.0" });
    await expect(find("packages/core", "core")).resolves.toEqual({
      kind: "undetermined",
      reason: "core has version 0.3.0, and there is no tag core@0.3.0",
      remedy: "Create or fetch the tag, or name the commit of the release with --against.",
    });
  });

  it("has no result where a version has no tag, and says which one is missing", async () => {
    await expect(gate()).resolves.toEqual({
      passes: false,
      isUndetermined: true,
      lines: [
        "Can't determine which schemas were released last: t has version 0.3.0, and there is no tag t@0.3.0 or v0.3.0. " +
          "Create or fetch the tag, or name the commit of the release with --against.",
      ],
    });
    await expect(gate({ against: "HEAD" })).resolves.toMatchObject({ passes: false, lines: { length: 3 } });
    await write("package.json", { name: "t" });
    await expect(find()).resolves.toMatchObject({ reason: "t has no version, and there is no tag t@* or v*" });
  });

  it("asks origin for a tag that the clone doesn't have", async () => {
    commit();
    const origin = join(folder, "origin");
    gitIn(folder, "clone", "-q", root, origin);
    git("remote", "add", "origin", origin);
    await expect(find()).resolves.toMatchObject({ reason: expect.stringMatching(/ or v0\.3\.0 here or at origin$/) });
    gitIn(origin, "tag", "v0.3.0", "HEAD^");
    await expect(find()).resolves.toMatchObject({ tag: "v0.3.0", commit: git("rev-parse", "HEAD^").trim() });
    expect(git("tag")).toBe("");
  });

  it("lets the first release pass: the commit that raises the version from 0.0.0, and no later one", async () => {
    await setVersion("0.0.0");
    commit();
    await expect(find()).resolves.toEqual({ kind: "never released" });
    await setVersion("0.1.0");
    await expect(find()).resolves.toEqual({ kind: "never released" });
    commit();
    await expect(find()).resolves.toEqual({ kind: "never released" });
    git("commit", "-q", "--allow-empty", "-m", "Later");
    await expect(find()).resolves.toMatchObject({ kind: "undetermined" });
  });
});
