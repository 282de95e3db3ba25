import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { gitIn, useRepository } from "../testing/repository.ts";
import { runGate } from "./gate.ts";

const guarded = {
  schemas: "schemas",
  packageName: "@x/core",
  packageFolder: "packages/core",
  changesets: ".changeset",
};

const schema = (properties: object, required: readonly string[] = ["id"]) => ({ type: "object", required, properties });
const released = schema({ id: { type: "string" } });
const withOptional = schema({ id: { type: "string" }, note: { type: "string" } });
const withRequired = schema({ id: { type: "string" }, note: { type: "string" } }, ["id", "note"]);

const changeset = (bump: string) => `---\n"@x/core": ${bump}\n---\n\nWhat changed.\n`;

/** A repository whose only commit is released as 1.2.0. */
const repository = useRepository(async ({ git, write, commit }) => {
  await write(".changeset/README.md", '---\n"@x/core": major\n---\n');
  await write("packages/core/package.json", { name: "@x/core", version: "1.2.0" });
  await write("schemas/mail/opened.schema.json", released);
  commit();
  git("tag", "-a", "@x/core@1.2.0", "-m", "1.2.0");
});
const { git, write, commit } = repository;

const setVersion = (version: string) => write("packages/core/package.json", { name: "@x/core", version });
const setSchema = (content: object) => write("schemas/mail/opened.schema.json", content);
const gate = (more: object = {}) => runGate({ root: repository.root, ...guarded, ...more });
const release = (version: string) => git("tag", "-a", `@x/core@${version}`, "-m", version);

const cloneShallow = (): string => {
  const clone = join(repository.folder, "clone");
  git("clone", "-q", "--depth", "1", `file://${repository.root}`, clone);
  return clone;
};

describe("runGate", () => {
  it("passes and says so when nothing was ever released", async () => {
    git("tag", "-d", "@x/core@1.2.0");
    await setVersion("0.0.0");
    await expect(gate()).resolves.toMatchObject({
      passes: true,
      lines: ["@x/core has never been released: no schema change can break anyone yet."],
    });
  });

  it("passes when no schema has changed since the release", async () => {
    await expect(gate()).resolves.toEqual({
      passes: true,
      lines: ["No schema has changed since @x/core@1.2.0."],
    });
  });

  it("sees a change in a file that a schema refers to, whatever its ending", async () => {
    await setSchema({ $ref: "../common.json" });
    await write("schemas/common.json", released);
    commit();
    release("1.2.1");
    await write("schemas/common.json", withRequired);
    const { passes, lines } = await gate();
    expect(passes).toBe(false);
    expect(lines.join("\n")).toContain('common.json#/required: "note" is required now');
  });

  it("converts an older draft alike on both sides", async () => {
    const $schema = "https://json-schema.org/draft/2019-09/schema";
    await setSchema({ $schema, contains: { type: "string" }, unevaluatedItems: { type: "number" } });
    commit();
    release("1.2.1");
    const { lines } = await gate();
    expect(lines).toEqual(["No schema has changed since @x/core@1.2.1."]);
  });

  it("sees a change in a part of a file that a schema refers to through no keyword", async () => {
    await setSchema({ $ref: "../common.json#/mail" });
    await write("schemas/common.json", { mail: released });
    commit();
    release("1.2.1");
    await expect(gate()).resolves.toMatchObject({ passes: true });
    await write("schemas/common.json", { mail: withRequired });
    const { passes, lines } = await gate();
    expect(passes).toBe(false);
    expect(lines.join("\n")).toContain('common.json#/mail/required: "note" is required now');
  });

  it("fails without a changeset and names the change", async () => {
    await setSchema(withRequired);
    const { passes, lines } = await gate();
    expect(passes).toBe(false);
    expect(lines.join("\n")).toContain(
      'major  required-added  mail/opened.schema.json#/required: "note" is required now',
    );
    expect(lines[0]).toContain("2 schema changes require a major version; the pending changesets plan no new version");
  });

  it.each([
    [withOptional, "patch", false],
    [withOptional, "minor", true],
    [withOptional, "major", true],
    [withRequired, "minor", false],
    [withRequired, "major", true],
    [{ ...released, description: "A mail." }, "patch", true],
  ])("holds %j to a %s changeset: %s", async (changed, bump, passes) => {
    await setSchema(changed);
    await write(".changeset/brave-cats-sing.md", changeset(bump));
    await expect(gate()).resolves.toMatchObject({ passes });
  });

  it.each([
    [
      "a bump that there isn't",
      '---\n"@x/core": majr\n---\n',
      /one\.md has a front matter .* major, minor, patch or none .*; correct it/,
    ],
    ["no front matter", "Coupons.\n", /one\.md has no front matter between two lines of ---/],
    ["a merge conflict", '---\n<<<<<<< a\n"@x/core": major\n>>>>>>> b\n---\n', /one\.md has a merge conflict/],
  ])("refuses a changeset with %s, and names it", async (_, text, words) => {
    await setSchema(withRequired);
    await write(".changeset/one.md", text);
    await write(".changeset/two.md", changeset("major"));
    await expect(gate()).rejects.toThrow(words);
    await expect(gate()).rejects.toThrow(/^\.changeset\//);
  });

  it("counts an empty changeset for nothing", async () => {
    await setSchema(withRequired);
    await write(".changeset/one.md", "---\n---\n");
    await expect(gate()).resolves.toMatchObject({ passes: false });
  });

  it("takes the largest of several changesets, of any package under the same scope", async () => {
    await setSchema(withRequired);
    await write(".changeset/one.md", changeset("patch"));
    await write(".changeset/two.md", "---\n'@x/other': major\n---\n");
    await expect(gate()).resolves.toMatchObject({ passes: true });
    await write(".changeset/two.md", "---\n'@y/other': major\n---\n");
    await expect(gate()).resolves.toMatchObject({ passes: false });
  });

  it("counts the bump of no package whose name only begins with that of one without a scope", async () => {
    git("tag", "core@1.2.0");
    await setSchema(withRequired);
    await write(".changeset/one.md", '---\n"core-tools": major\n---\n');
    const unscoped = { packageName: "core" };
    await expect(gate(unscoped)).resolves.toMatchObject({ passes: false });
    await write(".changeset/one.md", '---\n"core": major\n---\n');
    await expect(gate(unscoped)).resolves.toMatchObject({ passes: true });
  });

  it("counts a version that has been raised, once its changesets are used up", async () => {
    await setSchema(withOptional);
    const gateAt = async (version: string) => {
      await setVersion(version);
      const { passes, lines } = await gate();
      return [passes, lines[0]?.replace(/^.*; /, "")];
    };
    expect(await gateAt("1.2.1")).toEqual([false, "version 1.2.1 is a patch version:"]);
    expect(await gateAt("1.3.0")).toEqual([true, "version 1.3.0 is a minor version."]);
  });

  it("compares with the highest version, not with the tag that was made last or sorts last", async () => {
    release("1.10.0");
    await setSchema(withRequired);
    commit();
    release("1.9.0");
    release("1.10.0-beta.1");
    await setVersion("1.10.0");
    const { passes, lines } = await gate();
    expect([passes, lines[0]]).toEqual([false, expect.stringContaining("Since @x/core@1.10.0:")]);
  });

  it("fetches the release in a shallow clone, and leaves no tag behind", async () => {
    await setSchema(withRequired);
    commit();
    const clone = cloneShallow();
    expect(gitIn(clone, "tag")).toBe("");
    await expect(gate({ root: clone })).resolves.toMatchObject({ passes: false });
    await writeInto(clone, ".changeset/one.md", changeset("major"));
    await expect(gate({ root: clone })).resolves.toMatchObject({ passes: true });
    expect(gitIn(clone, "tag")).toBe("");
  });

  it("fails when a shallow clone can't ask what was released", async () => {
    await setSchema(withOptional);
    commit();
    const clone = cloneShallow();
    gitIn(clone, "remote", "set-url", "origin", `file://${repository.folder}/nowhere`);
    const { passes, lines } = await gate({ root: clone });
    expect([passes, lines[0]]).toEqual([false, expect.stringContaining("origin doesn't answer")]);
  });

  it("fails outside of a repository, unless the version says that nothing was released", async () => {
    await rm(join(repository.root, ".git"), { recursive: true });
    await expect(gate()).resolves.toMatchObject({ passes: false });
    await setVersion("0.0.0");
    await expect(gate()).resolves.toMatchObject({ passes: true });
  });
});
