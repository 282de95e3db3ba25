import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { diffSchemas } from "../diff-schemas.ts";
import { locateChanges } from "../report/locate-changes.ts";
import { useOneRepository } from "../testing/repository.ts";
import { runGate } from "./gate.ts";
import { readAgainst } from "./read-folder.ts";
import { findRepository, isAtCommit } from "./released-schemas.ts";

const $schema = "https://json-schema.org/draft/2020-12/schema";
const opened = (type: string) => ({ $schema, type: "object", properties: { id: { type } } });
const yaml = (type: string) => `$schema: "${$schema}"\nproperties: { id: { type: ${type} } }\n`;

/** A commit with schemas of each name that is read, and a breaking change to each of them since. */
const repository = useOneRepository(async ({ git, write, commit }) => {
  await write("package.json", { name: "t", version: "1.0.0" });
  for (const type of ["string", "number"]) {
    await write("named/opened.schema.json", opened(type));
    await write("plain/opened.json", opened(type));
    await write("plain/notes.json", { see: "json-schema.org" });
    await write("plain/broken.json", `{ "$schema": "${$schema}"`);
    await write("deep/a/b/opened.json", opened(type));
    await write("yaml/opened.yaml", yaml(type));
    await write("mixed/opened.schema.json", opened(type));
    await write("mixed/node_modules/x/other.schema.json", opened(type));
    await write("mixed/unread.json", opened(type));
    for (const name of ["a b", "a\nb", "é", "\u{1f4e7}"]) {
      await write(`several/${name}.schema.json`, { ...opened(type), title: name });
      await write(`several/${name}/same.schema.json`, opened(type));
    }
    if (type === "string") {
      commit();
      git("tag", "v1.0.0");
    }
  }
  await write("new/opened.json", opened("string"));
});

const changesOf = async (path: string) => {
  const [was, is] = await readAgainst(join(repository.root, path), "HEAD");
  return diffSchemas(was, is);
};

describe("schemas at a commit", () => {
  it.each([
    ["named", "opened.schema.json"],
    ["plain", "opened.json"],
    ["deep", "a/b/opened.json"],
    ["yaml", "opened.yaml"],
    ["mixed", "opened.schema.json"],
    ["named/opened.schema.json", "opened.schema.json"],
    ["plain/opened.json", "opened.json"],
    ["mixed/unread.json", "unread.json"],
  ])("of %s are those that are read on disk", async (path, file) => {
    expect((await changesOf(path)).map((one) => [one.change, one.bump, one.file])).toEqual([
      ["type-changed", "major", file],
    ]);
  });

  it("are read whatever their names and letters, and where several have the same content", async () => {
    const [was] = await readAgainst(join(repository.root, "several"), "HEAD");
    const expected = ["a b", "a\nb", "é", "\u{1f4e7}"].flatMap((name) => [
      [`${name}.schema.json`, { ...opened("string"), title: name }],
      [`${name}/same.schema.json`, opened("string")],
    ]);
    expect(Object.fromEntries(was)).toEqual(Object.fromEntries(expected));
  });

  it.each([
    ["plain", true],
    ["new", false],
    ["plain/opened.json", true],
    ["new/opened.json", false],
  ])("has %s: %j", async (path, expected) => {
    expect(await isAtCommit(join(repository.root, path), "HEAD")).toBe(expected);
  });

  it("are all new where there were none", async () => {
    expect((await changesOf("new")).map(({ change }) => change)).toEqual(["schema-added"]);
    expect((await changesOf("new/opened.json")).map(({ change }) => change)).toEqual(["schema-added"]);
  });

  it("has neither a folder nor a file that isn't there", async () => {
    await expect(readAgainst(join(repository.root, "none"), "HEAD")).rejects.toThrow("there is no such");
  });

  it.each([
    ["plain", "Since v1.0.0: 1 schema change requires a major version"],
    ["new", "Can't compare: v1.0.0 has no schemas in new, but has"],
  ])("are what the gate compares with: %s", async (schemas, words) => {
    const options = { root: repository.root, schemas, packageName: "t", packageFolder: "", changesets: ".changeset" };
    const { passes, lines } = await runGate(options);
    expect([passes, lines.join("\n")]).toEqual([false, expect.stringContaining(words)]);
  });
});

describe("a folder of a repository", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it("is where it is in a hook, too, for which git sets GIT_DIR", async () => {
    const [folder, root] = [join(repository.root, "plain"), await findRepository(repository.root)];
    vi.stubEnv("GIT_DIR", join(repository.root, ".git"));
    expect(await findRepository(folder)).toBe(root);
    expect(await isAtCommit(folder, "HEAD")).toBe(true);
    vi.stubEnv("GIT_WORK_TREE", folder);
    expect(await findRepository(folder)).toBe(`${root}/plain`);
  });
});

describe("changes of one schema", () => {
  it("are found in its file", async () => {
    const path = join(repository.root, "plain/opened.json");
    const located = await locateChanges(await changesOf("plain/opened.json"), [path], repository.root);
    expect(located).toMatchObject([{ path: "plain/opened.json", line: 1, column: expect.any(Number) }]);
  });
});
