import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useRepository } from "../testing/repository.ts";
import { runGate } from "./gate.ts";
import { isAtCommit } from "./released-schemas.ts";
import { updateChangeset } from "./write-changeset.ts";

const schema = (required: readonly string[]) => ({ type: "object", required, properties: { id: { type: "string" } } });

/** A release of a package with schemas in `s`, and a breaking change since. */
const repository = useRepository(async ({ git, write, commit }) => {
  await write("package.json", { name: "t", version: "0.3.0" });
  await write("s/opened.schema.json", schema([]));
  commit();
  git("tag", "t@0.3.0");
  await write("s/opened.schema.json", schema(["id"]));
});
const { git, write, commit } = repository;

const optionsFor = (schemas: string, more: object = {}) => ({
  root: repository.root,
  schemas,
  packageName: "t",
  packageFolder: "",
  changesets: ".changeset",
  ...more,
});

describe("a schema folder that the release doesn't have", () => {
  it("gives no result where it was renamed, and says where the schemas were", async () => {
    git("mv", "s", "schemas");
    const expected = {
      passes: false,
      isUndetermined: true,
      lines: [
        "Can't compare: t@0.3.0 has no schemas in schemas, but has s/opened.schema.json. " +
          "Name a commit that has the schemas in this folder with --against.",
      ],
    };
    await expect(runGate(optionsFor("schemas"))).resolves.toEqual(expected);
    await expect(updateChangeset(optionsFor("schemas"))).resolves.toEqual(expected);
    await expect(readFile(join(repository.root, ".changeset/schema-changes.md"))).rejects.toThrow("ENOENT");
  });

  it("gives no result where its schemas were moved into a folder that had none", async () => {
    await write("schemas/package.json", {});
    commit();
    git("tag", "t@0.4.0");
    git("mv", "s/opened.schema.json", "schemas");
    await expect(runGate(optionsFor("schemas"))).resolves.toMatchObject({ isUndetermined: true });
  });

  it("is compared with a later commit that has it", async () => {
    git("mv", "s", "schemas");
    git("commit", "-q", "-a", "-m", "Rename");
    await write("schemas/opened.schema.json", schema([]));
    const { passes, lines } = await runGate(optionsFor("schemas", { against: "HEAD" }));
    expect([passes, lines[0]]).toEqual([false, expect.stringContaining("Since HEAD: ")]);
  });

  it("is new where the release has no schemas at all", async () => {
    git("rm", "-r", "-q", "--cached", "s");
    git("commit", "-q", "-m", "Release");
    git("tag", "t@0.4.0");
    const { passes, lines } = await runGate(optionsFor("s"));
    expect([passes, lines.join("\n")]).toEqual([false, expect.stringContaining("minor  schema-added")]);
  });

  it("is new in a changeset before the first release", async () => {
    git("tag", "-d", "t@0.3.0");
    await write("package.json", { name: "t", version: "0.0.0" });
    git("mv", "s", "schemas");
    await expect(updateChangeset(optionsFor("schemas"))).resolves.toMatchObject({ passes: true });
    await expect(readFile(join(repository.root, ".changeset/schema-changes.md"), "utf8")).resolves.toContain(
      "was added",
    );
  });

  it("is told from one that is there by isAtCommit", async () => {
    await write("schemas/opened.schema.json", schema([]));
    await expect(isAtCommit(join(repository.root, "schemas"), "t@0.3.0")).resolves.toBe(false);
    await expect(isAtCommit(join(repository.root, "s"), "t@0.3.0")).resolves.toBe(true);
    await expect(isAtCommit(repository.root, "t@0.3.0")).resolves.toBe(true);
  });
});

describe("schemas in the root of a repository", () => {
  it.each(["", "."])("are compared with the released ones for the folder %j", async (folder) => {
    const { passes, lines } = await runGate(optionsFor(folder));
    expect([passes, lines.join("\n")]).toEqual([false, expect.stringContaining("major  required-added")]);
  });
});
