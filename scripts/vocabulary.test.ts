import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNameProblem } from "./scaffold/check-name.mjs";
import { tsc } from "./shared/native-compiler.mjs";
import { borrowObjects } from "./testing/borrow-objects.ts";
import { cloneRepository, linkPackage } from "./testing/clone-repository.ts";

/** A name that no vocabulary will have, that stands between others, and that has a letter after a digit. */
const name = "az-b2b";

/** `SCAFFOLD=full` also lints and formats the clone, checks all its types, and runs the tests of all that it changed. */
const isFull = process.env["SCAFFOLD"] === "full";

let root: string;

const run = (program: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
};

const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
  });

const scaffold = (...args: readonly string[]) => run(process.execPath, ["scripts/vocabulary.mjs", ...args]);

/** What differs from the commit, as `git status` says it: a mark and a path. */
const changes = (): readonly (readonly [string, string])[] =>
  git("status", "--porcelain", "--untracked-files=all")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => [line.slice(0, 2).trim(), line.slice(3)] as const);

const isGenerated = (path: string): boolean =>
  path.includes("/src/generated/") ||
  path.startsWith("packages/core/schemas/") ||
  path === "docs/vocabularies.md" ||
  path.startsWith("docs/events/");

/** Bundles a program of the clone from its sources. */
const bundle = async (program: string): Promise<string> => {
  const outfile = join(root, ".bundle", `${program}.cjs`);
  await build({
    entryPoints: [join(root, "packages", program, "src/cli.ts")],
    absWorkingDir: root,
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    conditions: ["@email-events/source"],
    logLevel: "error",
  });
  return outfile;
};

beforeAll(() => {
  root = cloneRepository(isFull);
  git("init", "-q");
  borrowObjects(root);
  git("add", "-A");
  git("commit", "-q", "-m", "The working tree");
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the name of a vocabulary", () => {
  it.each(["az-trial-2", "a", "m3", "event", "map", "to-string", "new-mail", "semantic-mail", "x".repeat(40)])(
    "can be %s",
    (good) => {
      expect(findNameProblem(good)).toBeUndefined();
    },
  );

  it.each(
    [
      [
        "",
        " ",
        "Mail",
        "mailTracker",
        "mail_tracker",
        "mail--tracker",
        "-mail",
        "mail-",
        "3mail",
        "mäil",
        "mail tracker",
      ],
      [
        "../mail",
        "mail/tracker",
        "mail\\tracker",
        "/tmp/mail",
        ".",
        "..",
        ".mail",
        "mail.ts",
        "x".repeat(41),
        "--force",
      ],
      ["__proto__", "mail\n", "mail\0"],
    ].flat(),
  )("can't be %j: it has other characters", (bad) => {
    expect(findNameProblem(bad)).toContain("small letters, digits and single hyphens");
  });

  it.each([
    ["airship", "schemas/airship exists"],
    ["bulk-tracking", "schemas/bulk-tracking exists"],
    ["semantic", "schemas/semantic exists"],
    ["examples", "schemas/examples exists"],
    ["relay", "packages/relay exists"],
    ["core", "packages/core exists"],
    ["bulktracking", "the same name in code as bulk-tracking"],
    ["class", '"class" is reserved'],
    ["default", '"default" is reserved'],
    ["zod", '"zod" is reserved'],
    ["index", '"index" is reserved'],
    ["dist", '"dist" is reserved'],
    ["constructor", '"constructor" is reserved'],
    ["format-issues", "two things with the name formatIssues"],
    ["generator-of", "two things with the name generatorOfExamples"],
    ["parse-fixtures", "two things with the name parseFixtures"],
    ["source-vocabularies", "two things with the name sourceVocabularies"],
    ["create-vocabulary-validator", "two things with the name createVocabularyValidator"],
    ["named", "two things with the name NamedEvent"],
    ["custom", "two things with the name CustomIdentify"],
    ["identify", "two things with the name IdentifyEvent"],
    ["email", "core has a type EmailOpened already"],
    ["semantic-email", "core has a type SemanticEmailEvent already"],
  ])("can't be %s: %s", (bad, reason) => {
    expect(findNameProblem(bad)).toContain(reason);
  });
});

describe("a wrong call", { timeout: 60_000 }, () => {
  it.each([[[]], [["a", "b"]], [["Mail"]], [["../mail"]], [["airship"]], [["class"]]])(
    "%j ends with 2, says why, and writes nothing",
    (args) => {
      const { status, stdout, stderr } = scaffold(...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        args.length === 1 ? /^error: ".*" can't be the name of a vocabulary: .*\.\n$/ : /^Usage: /,
      );
      expect(changes()).toEqual([]);
    },
  );

  it("asks to generate first, where another vocabulary isn't", () => {
    const missing = "packages/core/src/generated/airship/types.json";
    rmSync(join(root, missing));
    const { status, stdout, stderr } = scaffold(name);
    git("checkout", "--", missing);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*airship\/types\.json isn't there.*; run pnpm generate first\.\n$/);
    expect(changes()).toEqual([]);
  });
});

describe("what nothing can be generated from", { timeout: 60_000 }, () => {
  const examples = "schemas/examples/bulk-tracking";
  const written: readonly (readonly [string, string, string, string])[] = [
    ["core", "schemas/bulk-tracking/timestamp.schema.json", "{", "timestamp.schema.json: this isn't JSON"],
    [
      "fixtures",
      `${examples}/event-list/valid.half.json`,
      "{",
      `error: ${examples}/event-list/valid.half.json: this isn't JSON`,
    ],
    ["fixtures", `${examples}/gone/valid.one.json`, "{}", `error: ${examples}/gone: there is no schemas/`],
  ];

  it.each(written)("is named in one line, and ends the run: %s of %s", (output, path, text, message) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
    const { status, stderr } = run(process.execPath, ["scripts/generate.mjs", output]);
    git("checkout", "--", ".");
    git("clean", "-fdq");
    expect({ status, lines: stderr.trim().split("\n") }).toEqual({
      status: 1,
      lines: [expect.stringContaining(message)],
    });
  });
});

describe("a scaffolded vocabulary", { timeout: 120_000 }, () => {
  it("changes the list and manifests, and no other file that was there", () => {
    expect(scaffold(name)).toMatchObject({ status: 0, stderr: "" });
    // What `pnpm install` does, the lockfile apart.
    linkPackage(root, "core", name);
    linkPackage(root, name, "diagnose");
    const changed = changes().filter(([mark, path]) => mark === "M" && !isGenerated(path));
    expect(changed.map(([, path]) => path)).toEqual([
      "packages/core/package.json",
      "packages/diagnose/package.json",
      "packages/diagnose/src/sources/source-list.ts",
      "packages/validator/package.json",
    ]);
    const list = git("diff", "--unified=0", "packages/diagnose/src/sources/source-list.ts").split("\n");
    expect(list.filter((line) => /^[+-][^+-]/.test(line))).toEqual([
      '+export { azB2BMapping } from "@email-events/az-b2b";',
    ]);
    expect(changes().filter(([mark]) => mark !== "M" && mark !== "??")).toEqual([]);
    const added = changes().filter(([mark, path]) => mark === "??" && !isGenerated(path));
    const places = [`schemas/${name}/`, `schemas/examples/${name}/`, `packages/${name}/`, ".changeset/"];
    expect(added.filter(([, path]) => !places.some((place) => path.startsWith(place)))).toEqual([]);
  });

  it("has no placeholder left of the templates", () => {
    const made = spawnSync(
      "grep",
      ["-rlE", "__(kebab|camel|Pascal|Title|version)__", `packages/${name}`, `schemas/${name}`],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    expect(made.stdout).toBe("");
    expect(readFileSync(join(root, `packages/${name}/package.json`), "utf8")).toContain(`"@email-events/${name}"`);
  });

  it("leaves nothing to generate, and can't be made twice", () => {
    expect(run(process.execPath, ["scripts/generate.mjs", "--check"])).toMatchObject({ status: 0 });
    expect(scaffold(name)).toMatchObject({ status: 2 });
  });

  it("has types that fit, and passes its own tests", async () => {
    const execute = promisify(execFile);
    const types = execute(tsc, ["-p", `packages/${name}`, "--singleThreaded"], { cwd: root });
    const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", name];
    const env = { ...process.env, VITEST: "", EMAIL_EVENTS_TYPES: "elsewhere" };
    const tests = execute(process.execPath, vitest, { cwd: root, env });
    await expect(types).resolves.toMatchObject({ stdout: "" });
    await expect(tests).resolves.toMatchObject({ stdout: expect.stringMatching(/Tests .*\d+ passed/) });
  });

  describe("in the programs", () => {
    let relay: string;
    let events: string;
    beforeAll(async () => {
      const [sandbox, program] = await Promise.all([bundle("sandbox"), bundle("relay")]);
      relay = program;
      const generated = run(process.execPath, [sandbox, "generate", "--vocabulary", name, "--count", "300"]);
      expect(generated).toMatchObject({ status: 0, stderr: "" });
      events = join(root, ".bundle/events.ndjson");
      const others = ['{"kind":"teleported","id":"e-1"}', '{"kind":"opened","id":7}', "nonsense"];
      writeFileSync(events, `${generated.stdout}${others.join("\n")}\n`);
    }, 120_000);

    const relayed = (...more: readonly string[]) =>
      run(process.execPath, [relay, "relay", "--from", events, "--to", "sandbox", "--report", "json", ...more]);

    it("go from a file through the relay to a report that adds up", () => {
      const { status, stdout } = relayed();
      expect(status).toBe(1);
      const { skipped, ...counts } = JSON.parse(stdout) as Record<string, number> & { skipped: Record<string, number> };
      expect(Object.keys(skipped)).toEqual(["no-identity"]);
      expect(counts).toMatchObject({ received: 303, unrecognized: 1, invalid: 2, rejected: 0, undelivered: 0 });
      expect(counts["delivered"]).toBeGreaterThan(100);
      expect((counts["delivered"] ?? 0) + (skipped["no-identity"] ?? 0)).toBe(300);
    });

    it("are a choice of --vocabulary and of --map, and have their options in the mapped events", () => {
      expect(relayed("--vocabulary", name)).toMatchObject({ status: 1 });
      expect(relayed("--vocabulary", "latin").stderr).toContain(`airship, ${name}, bulk-tracking or semantic`);
      const option = `${name}.unsubscribeEvent`;
      const mapped = run(process.execPath, [relay, "map", events, "--map", `${option}=Email Unsubscribed`]);
      expect(mapped.stdout).toContain('"event":"Email Unsubscribed"');
      expect(mapped.stdout).not.toContain('"event":"Unsubscribed"');
      const wrong = run(process.execPath, [relay, "map", events, "--map", `${option}=Unsubscribd`]);
      expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("Did you mean Unsubscribed?") });
    });
  });

  it.runIf(isFull)("passes every check of the repository that it has a part in", { timeout: 900_000 }, () => {
    const bin = (program: string): string => join(root, "node_modules/.bin", program);
    const changed = ["core", "validator", "fixtures", "sandbox", "playground", "diagnose", "relay", name];
    for (const folder of changed)
      expect(run(bin("tsc"), ["-p", `packages/${folder}`])).toMatchObject({ status: 0, stdout: "" });
    expect(run(bin("oxlint"), ["--type-aware", "--deny-warnings"])).toMatchObject({ status: 0 });
    expect(run(bin("oxfmt"), ["--check"])).toMatchObject({ status: 0, stderr: "" });
    const vitest = (...args: readonly string[]) =>
      run(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...args]);
    const projects = changed.flatMap((project) => ["--project", project]);
    const ofRepository = ["--project", "repository", "mapping-packages", "readmes", "source-files", "vocabulary-names"];
    for (const args of [projects, ofRepository]) {
      const tests = vitest(...args);
      expect(tests.stdout).not.toMatch(/Tests .*failed/);
      expect(tests.status).toBe(0);
    }
  });
});

describe("a vocabulary that is taken away again", { timeout: 120_000 }, () => {
  it("leaves nothing behind", () => {
    for (const path of [
      `schemas/${name}`,
      `schemas/examples/${name}`,
      `packages/${name}`,
      `.changeset/vocabulary-${name}.md`,
    ])
      rmSync(join(root, path), { recursive: true });
    git("checkout", "--", "packages/diagnose");
    expect(run(process.execPath, ["scripts/generate.mjs"])).toMatchObject({ status: 0 });
    expect(changes()).toEqual([]);
  });
});
