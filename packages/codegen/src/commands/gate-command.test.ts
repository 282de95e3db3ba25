import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../main.ts";

let root: string;

const git = (...args: readonly string[]): void =>
  void execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    stdio: "ignore",
  });

const write = async (path: string, content: unknown): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
};

const opened = (required: readonly string[]) => ({
  title: "Opened",
  type: "object",
  properties: { id: { $ref: "./common/id.json" } },
  required,
});

/** A repository in which a release was tagged, and a property is required since. */
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "gate-command-")));
  git("init", "-q", "-b", "main");
  await write("packages/core/package.json", { name: "@x/core", version: "1.2.0" });
  await write("schemas/mail/opened.schema.json", opened([]));
  await write("schemas/mail/common/id.json", { type: "string" });
  git("add", "-A");
  git("commit", "-q", "-m", "Release");
  git("tag", "@x/core@1.2.0");
  await write("schemas/mail/opened.schema.json", opened(["id"]));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const at = (path: string): string => join(root, path);

const run = async (...args: readonly string[]) => {
  const [out, errors]: [string[], string[]] = [[], []];
  const terminal = { out: (line: string) => void out.push(line), error: (line: string) => void errors.push(line) };
  return { exitCode: await main(args, terminal), out: out.join("\n"), errors: errors.join("\n") };
};

const gate = (...flags: readonly string[]) =>
  run(
    "gate",
    "--schemas",
    at("schemas/mail"),
    "--package",
    at("packages/core"),
    "--changesets",
    at(".changeset"),
    ...flags,
  );

const place = (): string => relative(process.cwd(), at("schemas/mail/opened.schema.json"));

describe("email-events-codegen gate", () => {
  it("fails and says where, why and what to do", async () => {
    const { exitCode, out } = await gate();
    expect(exitCode).toBe(1);
    expect(out).toContain("Since @x/core@1.2.0: 1 schema change requires a major version");
    expect(out).toContain(`${place()}:9:3`);
    expect(out).toContain('required-added: "id" is required now');
    expect(out).toContain("Add a changeset for a major version, or revert these changes.");
  });

  it.each([
    ["github", /^::error file=.*opened\.schema\.json,line=9,col=3,/m],
    ["markdown", /^\| major \| producer \|/m],
  ])("writes its changes as %s", async (format, words) => {
    const { exitCode, out } = await gate("--format", format);
    expect(exitCode).toBe(1);
    expect(out).toMatch(words);
  });

  it("prints nothing but JSON with --format json", async () => {
    const { exitCode, out } = await gate("--format", "json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      passes: false,
      needed: "major",
      planned: "none",
      changes: [{ change: "required-added", line: 9 }],
    });
  });

  it("passes once a changeset asks for as much", async () => {
    await write(".changeset/one.md", '---\n"@x/core": major\n---\n');
    expect(await gate()).toMatchObject({ exitCode: 0, errors: "" });
    await rm(at(".changeset"), { recursive: true });
  });

  it.each([
    [["gate"], "--schemas is required"],
    [["gate", "--schemas", "x"], "--package is required"],
    [
      ["gate", "--schemas", "x", "--package", "y", "--format", "xml"],
      '--format must be text, json, markdown or github, not "xml"',
    ],
    [["gate", "--schemas", "x", "--package", "none-such"], "none-such"],
  ])("exits with 2 for %j", async (args, words) => {
    const { exitCode, errors } = await run(...args);
    expect(exitCode).toBe(2);
    expect(errors).toContain(words);
  });
});

describe("email-events-codegen gate --write", () => {
  it("writes a changeset that names event and property, after which the gate passes", async () => {
    expect(await gate("--write")).toEqual({ exitCode: 0, out: "Wrote .changeset/schema-changes.md.", errors: "" });
    const written = await readFile(at(".changeset/schema-changes.md"), "utf8");
    expect(written).toMatch(/^---\n"@x\/core": major\n/);
    expect(written).toContain("- `Opened`: `id` is required now (breaking for producers)");
    expect(await gate()).toMatchObject({ exitCode: 0 });
    expect(await gate("--write")).toMatchObject({ exitCode: 0, out: ".changeset/schema-changes.md is current." });
    await writeFile(at(".changeset/schema-changes.md"), "no changeset");
    expect(await gate("--write")).toMatchObject({ exitCode: 2, errors: expect.stringContaining("front matter") });
    await rm(at(".changeset"), { recursive: true });
  });

  it.each([
    [["--write", "--against", "none-such"], /^error: git knows no commit "none-such" here; fetch it/],
    [["--against", "none-such"], /^error: git knows no commit "none-such" here; fetch it/],
  ])("exits with 2 for %j, and writes nothing", async (flags, words) => {
    const { exitCode, errors } = await gate(...flags);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(words);
    await expect(readFile(at(".changeset/schema-changes.md"))).rejects.toThrow("ENOENT");
  });

  it("exits with 2 outside of a repository, with one sentence that says what to do", async () => {
    await rename(at(".git"), at("git"));
    try {
      for (const flags of [[], ["--write"]]) {
        const { exitCode, out, errors } = await gate(...flags);
        expect([exitCode, `${out}${errors}`.split("\n").length]).toEqual([2, 1]);
        expect(out + errors).toMatch(/git repository.*(run this in a clone|Fetch the release tags)/);
      }
    } finally {
      await rename(at("git"), at(".git"));
    }
  });
});

describe("email-events-codegen diff --against", () => {
  const against = (ref: string, folder = "schemas/mail", ...flags: readonly string[]) =>
    run("diff", "--against", ref, at(folder), ...flags);

  it.each(["HEAD", "main", "@x/core@1.2.0"])("compares a folder with what it was at %s", async (ref) => {
    const { exitCode, out } = await against(ref);
    expect(exitCode).toBe(1);
    expect(out).toContain(`${place()}:9:3`);
    expect(out).toContain('required-added: "id" is required now');
  });

  it("takes the root of a repository, and a folder that wasn't there yet", async () => {
    expect(await against("HEAD", ".", "--role", "consumer")).toMatchObject({ exitCode: 0, errors: "" });
    await write("schemas/new/seen.schema.json", { title: "Seen" });
    const { exitCode, out, errors } = await against("HEAD", "schemas/new");
    await rm(at("schemas/new"), { recursive: true });
    expect(exitCode).toBe(0);
    expect(out).toContain("schema-added: Seen was added");
    expect(errors).toBe(`note: HEAD has no ${at("schemas/new")}, so all its schemas count as added`);
  });

  it("sees what changed in a file that schemas refer to", async () => {
    await write("schemas/mail/common/id.json", { type: "integer" });
    const { out } = await against("HEAD");
    await write("schemas/mail/common/id.json", { type: "string" });
    expect(out).toMatch(/common\/id\.json:2:3.*\n +major +both .*type-changed/);
  });

  it.each(["none-such", "--help-me", "HEAD:schemas"])("exits with 2 where git knows no commit %s", async (ref) => {
    const { exitCode, errors } = await run("diff", `--against=${ref}`, at("schemas/mail"));
    expect(exitCode).toBe(2);
    expect(errors).toContain(`git knows no commit "${ref}"`);
  });
});
