import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { borrowObjects } from "./testing/borrow-objects.ts";

const repository = join(import.meta.dirname, "..");

/** The files that a release reads; the copy has nothing else. */
const copied = [
  "package.json",
  ".oxfmtrc.json",
  "scripts/shared/format-file.mjs",
  "docs/vocabularies.md",
  "docs/events",
  "docs/openapi",
  ".gitignore",
  "scripts/check-worktree.mjs",
  "scripts/generate.mjs",
  "scripts/gate.mjs",
  "scripts/generation",
  "scripts/shared/import-bundle.mjs",
  "scripts/shared/load-codegen.mjs",
  "scripts/shared/load-sources.mjs",
  "scripts/shared/read-command-line.mjs",
  "schemas",
  "packages/codegen/src",
  "packages/codegen/runtime",
  "packages/codegen/package.json",
  "packages/json-schema/src",
  "packages/json-schema/metaschemas",
  "packages/json-schema/package.json",
  "packages/schema-diff/src",
  "packages/schema-diff/package.json",
  "packages/core/package.json",
  "packages/core/schemas",
  "packages/core/src",
  "packages/validator/package.json",
  "packages/validator/src",
  ...["airship", "bulk-tracking", "diagnose"].flatMap((name) => [
    `packages/${name}/src`,
    `packages/${name}/package.json`,
  ]),
  "packages/fixtures/src/generated",
  "packages/sandbox/src/generated",
  "packages/sandbox/src/vocabularies",
];

const linked = [
  "node_modules",
  ...["codegen", "json-schema", "schema-diff"].map((name) => `packages/${name}/node_modules`),
];

const version = "0.1.0";
const schema = "schemas/bulk-tracking/envelope.schema.json";

let root: string;
let recorded: string;

const git = (...args: readonly string[]): void =>
  void execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    stdio: "ignore",
  });

const edit = (file: string, change: (text: string) => string): void => {
  const text = readFileSync(join(root, file), "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(join(root, file), changed);
};

/** Puts a generator that finds nothing stale and records its call in place of the real one, which takes seconds. */
const recordGeneration = (): void =>
  writeFileSync(
    join(root, "scripts/generate.mjs"),
    `import { appendFileSync } from "node:fs";
appendFileSync(${JSON.stringify(recorded)}, \`generate.mjs \${process.argv.slice(2).join(" ")}\\n\`);
`,
  );

/** Runs the `release` script with fakes of turbo and changesets that record their calls. */
const release = () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { release: string } };
  const path = [join(root, "bin"), process.env["PATH"]].join(delimiter);
  const { status, stdout, stderr } = spawnSync("sh", ["-c", scripts.release], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  const calls = existsSync(recorded) ? readFileSync(recorded, "utf8").trim().split("\n") : [];
  return { status, calls, said: stdout + stderr };
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "email-events-release-test-"));
  recorded = join(root, "bin", "calls.txt");
  const filter = (path: string): boolean => !path.endsWith(".test.ts");
  for (const path of copied) cpSync(join(repository, path), join(root, path), { recursive: true, filter });
  for (const path of linked) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(repository, path), join(root, path));
  }
  mkdirSync(join(root, "bin"));
  for (const program of ["turbo", "changeset"]) {
    writeFileSync(join(root, "bin", program), `#!/bin/sh\necho "${program} $*" >> "${recorded}"\n`);
    chmodSync(join(root, "bin", program), 0o755);
  }
  edit("packages/core/package.json", (text) => text.replace(/"version": "[^"]*"/, `"version": "${version}"`));
  git("init", "-q", "-b", "main");
  borrowObjects(root);
  // Links, which the ignored names of folders don't cover.
  writeFileSync(join(root, ".git/info/exclude"), "node_modules\nbin\n");
  git("add", "-A");
  git("commit", "-q", "-m", "Release");
  git("tag", `@email-events/core@${version}`);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeEach(() => {
  git("checkout", "-q", "--force", `@email-events/core@${version}`);
  rmSync(recorded, { force: true });
});

describe("release", { timeout: 120_000 }, () => {
  test("builds and publishes if all checks pass", () => {
    // That the real one finds nothing stale is a check of `npm test`; the next test runs it.
    recordGeneration();
    git("commit", "-q", "-a", "-m", "Find nothing stale");
    expect(release()).toMatchObject({
      status: 0,
      calls: ["generate.mjs --check", "turbo run build typecheck", "changeset publish"],
    });
  });

  test("publishes nothing if generated files are stale", () => {
    edit(schema, (text) => text.replace('"description": "', '"description": "Really. '));
    git("commit", "-q", "-a", "-m", "Change a schema");
    const { status, calls, said } = release();
    expect({ status, calls }).toEqual({ status: 1, calls: [] });
    expect(said).toContain("stale: packages/core/src/generated/bulk-tracking/");
    // The gate, which would stop the release too, isn't reached.
    expect(said).not.toContain("Since @email-events/core");
  });

  test.each([
    [
      "a dirty tree",
      () => edit(schema, (text) => `${text}\n`),
      /^error: 1 file has uncommitted changes; commit or stash them/,
    ],
    [
      "a new file",
      () => writeFileSync(join(root, "packages/core/src/new.ts"), ""),
      /^error: 1 file has uncommitted changes; commit or stash them/,
    ],
    [
      "no .git",
      () => renameSync(join(root, ".git"), join(root, "bin/git")),
      /^error: this isn't a git repository; release from a clone/,
    ],
    [
      "a shallow history",
      () => writeFileSync(join(root, ".git/shallow"), execFileSync("git", ["-C", root, "rev-parse", "HEAD"])),
      /^error: this clone is shallow; run git fetch --unshallow --tags first/,
    ],
  ])("publishes nothing from %s, and says what to do in one line", (_, spoil, words) => {
    spoil();
    try {
      const { status, calls, said } = release();
      expect({ status, calls }).toEqual({ status: 2, calls: [] });
      expect(said).toMatch(words);
      expect(said.trim().split("\n")).toHaveLength(1);
    } finally {
      if (existsSync(join(root, "bin/git"))) renameSync(join(root, "bin/git"), join(root, ".git"));
      rmSync(join(root, ".git/shallow"), { force: true });
      rmSync(join(root, "packages/core/src/new.ts"), { force: true });
    }
  });

  test("publishes nothing if a schema change requires a larger bump", () => {
    edit(schema, (text) => text.replace('"required": ["event_id", "timestamp"]', '"required": ["event_id"]'));
    git("commit", "-q", "-a", "-m", "A release that asks for less");
    git("tag", "@email-events/core@0.2.0");
    git("checkout", "-q", `@email-events/core@${version}`, "--", schema);
    recordGeneration();
    git("commit", "-q", "-a", "-m", "Ask for more again");
    const { status, calls, said } = release();
    expect({ status, calls }).toEqual({ status: 1, calls: ["generate.mjs --check"] });
    expect(said).toContain('envelope.schema.json#/required: "timestamp" is required now');
  });
});
