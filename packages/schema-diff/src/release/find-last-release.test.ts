import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitIn, useRepository } from "../testing/repository.ts";
import { findLastRelease } from "./find-last-release.ts";
import { runGate } from "./gate.ts";
import { readVersion } from "./read-version.ts";

const schema = (required: readonly string[]) => ({ type: "object", required, properties: { id: { type: "string" } } });

/** A repository that is one package: at version 0.3.0, with a property that is required since. */
const repository = useRepository(async ({ write, commit }) => {
  await write("package.json", { name: "t", version: "0.3.0" });
  await write("s/opened.schema.json", schema([]));
  commit();
  await write("s/opened.schema.json", schema(["id"]));
});
const { git, write, commit } = repository;

const setVersion = (version: string) => write("package.json", { name: "t", version });

const find = async (packageFolder = ".", packageName = "t", { root } = repository) =>
  findLastRelease({
    root,
    packageName,
    packageFolder,
    currentVersion: await readVersion(join(root, packageFolder)),
  });

const gate = (more: object = {}) =>
  runGate({
    root: repository.root,
    schemas: "s",
    packageName: "t",
    packageFolder: "",
    changesets: ".changeset",
    ...more,
  });

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

  it("takes no later version of another branch, as where an older version is fixed", async () => {
    git("tag", "v0.3.0");
    git("checkout", "-q", "-b", "next");
    await setVersion("1.0.0");
    commit();
    git("tag", "v1.0.0");
    await expect(find()).resolves.toMatchObject({ tag: "v1.0.0" });
    git("checkout", "-q", "-");
    await expect(find()).resolves.toMatchObject({ tag: "v0.3.0" });
    await setVersion("0.3.1");
    await expect(find()).resolves.toMatchObject({ tag: "v0.3.0" });
    await setVersion("1.0.0");
    await expect(find()).resolves.toMatchObject({ tag: "v1.0.0" });
  });

  it("takes a pre-release only where nothing else was released", async () => {
    git("tag", "v1.0.0-next.0");
    await setVersion("1.0.0-next.0");
    await expect(find()).resolves.toMatchObject({ tag: "v1.0.0-next.0" });
    git("tag", "v0.3.0");
    await expect(find()).resolves.toMatchObject({ tag: "v0.3.0" });
  });

  it("takes a tag without a name for no release of a package below the root", async () => {
    git("tag", "v0.3.0");
    await write("packages/core/package.json", { name: "core", version: "0.3.0" });
    const expected = {
      kind: "undetermined",
      reason: "core has version 0.3.0, and there is no tag core@0.3.0",
      remedy: "Create or fetch the tag, or name the commit of the release with --against.",
    };
    await expect(find("packages/core", "core")).resolves.toEqual(expected);
    const below = { ...repository, root: join(repository.root, "packages/core") };
    await expect(find(".", "core", below)).resolves.toEqual(expected);
    await expect(find("../..", "t", below)).resolves.toMatchObject({ tag: "v0.3.0" });
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
    const origin = join(repository.folder, "origin");
    git("clone", "-q", repository.root, origin);
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
