import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitIn, useRepository } from "../testing/repository.ts";
import { inspectGate } from "./gate.ts";
import { updateChangeset } from "./write-changeset.ts";

const guarded = {
  schemas: "schemas",
  packageName: "@x/core",
  packageFolder: "packages/core",
  changesets: ".changeset",
};

const id = { id: { type: "string" } };

const withProperties = (properties: object, required: readonly string[] = []) => ({
  title: "Email Opened",
  type: "object",
  required,
  properties,
});

const repository = useRepository(async ({ write, commit }) => {
  await write("packages/core/package.json", { name: "@x/core", version: "1.2.0" });
  await write("schemas/mail/opened.schema.json", withProperties(id));
  commit();
});
const { git, write, commit } = repository;

const opened = (...schema: Parameters<typeof withProperties>) =>
  write("schemas/mail/opened.schema.json", withProperties(...schema));
const setVersion = (version: string) => write("packages/core/package.json", { name: "@x/core", version });

const run = (more: object = {}) => updateChangeset({ root: repository.root, ...guarded, ...more });
const changeset = () => readFile(join(repository.root, ".changeset/schema-changes.md"), "utf8");

describe("updateChangeset", () => {
  it("writes what the gate asks for, so that it passes", async () => {
    git("tag", "@x/core@1.2.0");
    await opened({ ...id, note: { type: "string" } }, ["note"]);
    await expect(inspectGate({ root: repository.root, ...guarded })).resolves.toMatchObject({ passes: false });
    await expect(run()).resolves.toEqual({ passes: true, lines: ["Wrote .changeset/schema-changes.md."] });
    expect(await changeset()).toContain('"@x/core": major');
    expect(await changeset()).toContain("- `Email Opened`: `note` was added, is required now".replace(", is", "; is"));
    await expect(inspectGate({ root: repository.root, ...guarded })).resolves.toMatchObject({ passes: true });
  });

  it("changes nothing in a second run", async () => {
    git("tag", "@x/core@1.2.0");
    await opened({ ...id, note: { type: "string" } });
    await run();
    const written = await changeset();
    await expect(run()).resolves.toMatchObject({ lines: [".changeset/schema-changes.md is current."] });
    expect(await changeset()).toBe(written);
  });

  it("removes the file when the change is reverted", async () => {
    git("tag", "@x/core@1.2.0");
    await opened({ ...id, note: { type: "string" } });
    await run();
    await opened(id);
    await expect(run()).resolves.toMatchObject({ lines: [expect.stringContaining("Removed")] });
    await expect(changeset()).rejects.toThrow("ENOENT");
    await expect(run()).resolves.toMatchObject({ lines: [expect.stringContaining("No schema has changed")] });
  });

  it("writes nothing where the version was raised for the changes already", async () => {
    git("tag", "@x/core@1.2.0");
    await opened({ ...id, note: { type: "string" } });
    await setVersion("1.3.0");
    await run();
    await expect(changeset()).rejects.toThrow("ENOENT");
    await opened({ ...id, note: { type: "string" } }, ["note"]);
    await run();
    expect(await changeset()).toContain('"@x/core": major');
  });

  it("describes the changes of the branch before the first release, as a minor version at most", async () => {
    await setVersion("0.0.0");
    commit();
    git("checkout", "-q", "-b", "coupons");
    await opened({ ...id, coupon: { type: "string" } }, ["coupon"]);
    commit();
    await run();
    expect(await changeset()).toContain('"@x/core": minor');
    expect(await changeset()).toContain("`coupon` was added");
  });

  it("writes nothing in the first release, whose changelog has the changes", async () => {
    await setVersion("0.0.0");
    commit();
    await opened({ ...id, coupon: { type: "string" } });
    await setVersion("0.1.0");
    await expect(run()).resolves.toMatchObject({ lines: [expect.stringContaining("is described already")] });
  });

  it("keeps the lines of earlier commits before the first release", async () => {
    await setVersion("0.0.0");
    commit();
    await opened({ ...id, coupon: { type: "string" } });
    await run();
    commit();
    await run();
    await opened({ ...id, coupon: { type: "string" }, note: { type: "string" } });
    await run();
    expect(await changeset()).toMatch(/`coupon` was added\n- `Email Opened`: `note` was added\n$/);
  });

  it("compares with a named commit, branch or tag", async () => {
    await opened({ ...id, note: { type: "string" } });
    commit();
    await run({ against: "HEAD~1" });
    expect(await changeset()).toContain("`note` was added");
    await expect(run({ against: "none-such" })).rejects.toThrow('git knows no commit "none-such"');
  });

  it("has no result without a repository, or where the release can't be fetched, and says what to do", async () => {
    const clone = join(repository.folder, "clone");
    git("clone", "-q", "--depth", "1", `file://${repository.root}`, clone);
    gitIn(clone, "remote", "remove", "origin");
    await expect(updateChangeset({ ...guarded, root: clone })).resolves.toEqual({
      passes: false,
      isUndetermined: true,
      lines: [expect.stringMatching(/shallow.* Fetch the release tags\.$/)],
    });
    await rm(join(repository.root, ".git"), { recursive: true });
    await expect(run()).resolves.toEqual({
      passes: false,
      isUndetermined: true,
      lines: [expect.stringContaining("run this in a clone")],
    });
  });

  it("says what to do where the file isn't a changeset, and leaves it", async () => {
    await write(".changeset/schema-changes.md", "Coupons.\n");
    git("tag", "@x/core@1.2.0");
    await opened({ ...id, note: { type: "string" } });
    await expect(run()).rejects.toThrow(".changeset/schema-changes.md has no front matter");
    expect(await changeset()).toBe("Coupons.\n");
  });
});
