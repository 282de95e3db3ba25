import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useRepository } from "../testing/repository.ts";
import { runGate } from "./gate.ts";
import { updateChangeset } from "./write-changeset.ts";

const text = { type: "string" };

const opened = (properties: object, required: readonly string[] = []) => ({
  title: "Opened",
  type: "object",
  required,
  properties: { id: text, ...properties },
});

/** A repository with a release, 1.2.0, and a change that breaks producers, pre-released as 2.0.0-next.0. */
const repository = useRepository(async ({ git, write, commit }) => {
  await write("packages/core/package.json", { name: "@x/core", version: "1.2.0" });
  await write("schemas/opened.schema.json", opened({}));
  commit();
  git("tag", "@x/core@1.2.0");
});
const { git, write, commit } = repository;

const options = {
  schemas: "schemas",
  packageName: "@x/core",
  packageFolder: "packages/core",
  changesets: ".changeset",
};
const gate = () => runGate({ root: repository.root, ...options });
const writeChangeset = () => updateChangeset({ root: repository.root, ...options });
const setVersion = (version: string) => write("packages/core/package.json", { name: "@x/core", version });
const changeset = (name: string) => readFile(join(repository.root, ".changeset", name), "utf8");

const preRelease = async (version: string, changesets: readonly string[]): Promise<void> => {
  await write(".changeset/pre.json", { mode: "pre", tag: "next", changesets });
  await setVersion(version);
  commit();
  git("tag", `@x/core@${version}`);
};

describe("a pre-release", () => {
  it("is no release: the gate compares with the one before, until the version of it is released", async () => {
    await write("schemas/opened.schema.json", opened({}, ["id"]));
    await expect(gate()).resolves.toMatchObject({ passes: false });
    await writeChangeset();
    await preRelease("2.0.0-next.0", ["schema-changes"]);
    await write("schemas/opened.schema.json", opened({ note: text }, ["id", "note"]));
    await expect(gate()).resolves.toMatchObject({
      passes: true,
      lines: [expect.stringContaining("Since @x/core@1.2.0:")],
    });
    await preRelease("2.0.0-next.1", ["schema-changes"]);
    await setVersion("2.0.0");
    await expect(gate()).resolves.toMatchObject({ passes: true });
    git("tag", "@x/core@2.0.0");
    await expect(gate()).resolves.toEqual({ passes: true, lines: ["No schema has changed since @x/core@2.0.0."] });
  });

  it("leaves what came after it to a changeset of its own, since changesets doesn't read one twice", async () => {
    await write("schemas/opened.schema.json", opened({}, ["id"]));
    await writeChangeset();
    const first = await changeset("schema-changes.md");
    await preRelease("2.0.0-next.0", ["schema-changes"]);
    await expect(writeChangeset()).resolves.toMatchObject({
      lines: ["Every schema change is described already: no changeset was written."],
    });
    await write("schemas/opened.schema.json", opened({ note: text }, ["id"]));
    await expect(writeChangeset()).resolves.toMatchObject({ lines: ["Wrote .changeset/schema-changes-2.md."] });
    expect(await changeset("schema-changes.md")).toBe(first);
    expect(await changeset("schema-changes-2.md")).toMatch(
      /^---\n"@x\/core": major\n[^]*\n---\n\nSchema changes:\n\n- `Opened`: `note` was added\n$/,
    );
    await expect(writeChangeset()).resolves.toMatchObject({ lines: [".changeset/schema-changes-2.md is current."] });
  });

  it("promises nothing where nothing else was released: any version may follow it", async () => {
    git("tag", "-d", "@x/core@1.2.0");
    await preRelease("0.1.0-next.0", []);
    await write("schemas/opened.schema.json", opened({}, ["id"]));
    await expect(gate()).resolves.toMatchObject({ passes: false });
    await setVersion("0.1.0-next.1");
    await expect(gate()).resolves.toMatchObject({ passes: true });
  });
});
