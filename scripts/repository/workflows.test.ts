import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../..");
const folder = join(repository, ".github/workflows");

// The parser that the relay reads its configuration with.
const { parse } = createRequire(join(repository, "packages/relay/package.json"))("yaml") as {
  readonly parse: (text: string) => unknown;
};

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly container?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(repository, path), "utf8");

const workflows = readdirSync(folder).map((name): readonly [string, Workflow] => [
  name,
  parse(read(`.github/workflows/${name}`)) as Workflow,
]);

const workflowNamed = (name: string): Workflow => {
  const [, found] = workflows.find(([file]) => file === name) ?? [];
  if (!found) throw new Error(`${name} is missing`);
  return found;
};

const stepsOf = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap(({ steps = [] }) => steps);
const used = ({ jobs }: Workflow): readonly string[] =>
  Object.values(jobs).flatMap((job) => [job, ...(job.steps ?? [])].flatMap(({ uses }) => uses ?? []));

const manifest = JSON.parse(read("package.json")) as {
  readonly engines: { readonly node: string };
  readonly packageManager: string;
  readonly scripts: Readonly<Record<string, string>>;
};

const ci = workflowNamed("ci.yml");
const release = workflowNamed("release.yml");
const check = read(".ci/run");

describe.each(workflows)("%s", (name, workflow) => {
  it("pins every action by its commit, with the version beside it", () => {
    const outside = used(workflow).filter((uses) => !uses.startsWith("./"));
    expect(outside.filter((uses) => !/^[\w-]+\/[\w-]+@[\da-f]{40}$/.test(uses))).toEqual([]);
    const lines = read(`.github/workflows/${name}`).split("\n");
    const named = lines.filter((line) => /uses: [^.]/.test(line));
    expect(named.filter((line) => !/# v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    expect(named).toHaveLength(outside.length);
  });

  it("starts with no right but to read", () => {
    const rights = Object.entries(workflow.permissions ?? { all: "write" });
    expect(rights.filter(([, right]) => right !== "read" && right !== "none")).toEqual([]);
  });

  it("runs no text of others as code", () => {
    const commands = stepsOf(workflow).flatMap(({ run }) => run ?? []);
    expect(commands.filter((run) => run.includes("${{"))).toEqual([]);
  });

  it("calls only programs and scripts that are here, with the package manager of the repository", () => {
    const called = stepsOf(workflow)
      .flatMap((step) => [step.run, step.with?.["version"], step.with?.["publish"]])
      .filter((text) => typeof text === "string")
      .flatMap((text) => [...text.matchAll(/npx --yes (\S+) (?:run )?(\S+)/g)]);
    for (const [, manager, script = ""] of called) {
      expect(manager).toBe(manifest.packageManager);
      expect(["install", ...Object.keys(manifest.scripts)]).toContain(script);
    }
  });
});

describe("CI", () => {
  it("does what .ci/run does, by calling it: the same packages, and npm test", () => {
    expect(stepsOf(ci).flatMap(({ run }) => run ?? [])).toContain(".ci/run");
    expect(check.trim().split("\n").at(-1)).toBe("npm test");
    expect(check).toMatch(/^packages=\(.+\)$/m);
    // apt-get and dpkg of .ci/run need Debian, whose user may install.
    expect(check).toContain("apt-get install");
    expect(ci.jobs["test"]?.container).toMatch(/^node:\$\{\{ matrix\.node \}\}-bookworm$/);
  });

  it("installs nothing that .ci/run doesn't", () => {
    const commands = stepsOf(ci).flatMap(({ run }) => run ?? []);
    expect(commands.filter((run) => /apt|npm (?:i|ci|install)\b/.test(run))).toEqual([]);
  });

  it("tests on the oldest Node that is promised, and on 20 to 26", () => {
    const versions = ci.jobs["test"]?.strategy?.matrix.node ?? [];
    expect(manifest.engines.node).toMatch(new RegExp(`^>=${versions[0]}\\.`));
    expect(versions).toEqual([20, 22, 24, 26]);
  });

  it("sees the release tags, for the gate", () => {
    expect(stepsOf(ci).find(({ uses }) => uses?.startsWith("actions/checkout"))?.with).toMatchObject({
      "fetch-depth": 0,
    });
  });
});

describe("a release", () => {
  const [job] = Object.values(release.jobs).filter(({ steps }) => steps !== undefined);
  const action = job?.steps?.find(({ uses }) => uses?.startsWith("changesets/action@"));

  it("needs the whole check of CI", () => {
    const { needs = "" } = job ?? {};
    expect(release.jobs[needs]?.uses).toBe("./.github/workflows/ci.yml");
  });

  it("has the rights that it needs, in its own job", () => {
    expect(job?.permissions).toEqual({ contents: "write", "pull-requests": "write", "id-token": "write" });
  });

  it("versions and publishes by the scripts that check", () => {
    expect(action?.with).toMatchObject({
      version: expect.stringMatching(/ version-packages$/),
      publish: expect.stringMatching(/ release$/),
    });
    expect(manifest.scripts["release"]).toMatch(
      /^node scripts\/check-worktree\.mjs && node scripts\/generate\.mjs --check && node scripts\/gate\.mjs && .* && changeset publish$/,
    );
  });

  it("publishes with provenance, and with no token that could be stolen", () => {
    expect(action?.env).toMatchObject({ NPM_CONFIG_PROVENANCE: "true", NPM_TOKEN: "" });
    expect(JSON.stringify(release)).not.toContain("secrets.");
  });

  it("is named in RELEASING.md as it is set up", () => {
    const guide = read("RELEASING.md");
    expect(guide).toContain("`release.yml` and the environment `npm`");
    expect(job).toMatchObject({ environment: "npm" });
  });
});
