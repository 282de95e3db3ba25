import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const repository = join(import.meta.dirname, "..");

interface Example {
  readonly title: string;
  /** Where it is written to be run. */
  readonly file: string;
  readonly code: string;
}

/** Where a README's examples are written and run: inside a package that may import what they import. */
interface Readme {
  readonly path: string;
  readonly folder: string;
}

// Examples that need a server or a file are run by their own packages' tests; here they are only compiled.
const runElsewhere = new Set(["pipelines", "relay", "sandbox"]);

/** Packages whose examples are run by the sandbox, which they must not import themselves. */
const runWithSandbox = new Set(["airship-stream"]);

// The generator's examples import what it generates: its own tests compile and run them.
const packages = readdirSync(join(repository, "packages")).filter((name) => name !== "codegen");

const readmes: readonly Readme[] = [
  { path: "README.md", folder: join(repository, "packages/relay/.readme-types/repository") },
  ...packages.map((name) => ({
    path: `packages/${name}/README.md`,
    folder: runWithSandbox.has(name)
      ? join(repository, `packages/sandbox/.readme-types/${name}`)
      : join(repository, `packages/${name}/.readme-types/own`),
  })),
].filter(({ path }) => existsSync(join(repository, path)));

const blocksOf = ({ path, folder }: Readme): readonly Example[] =>
  [...readFileSync(join(repository, path), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, code = ""], index) => ({
      title: `${path}, example ${index + 1}`,
      file: join(folder, `example-${index + 1}.ts`),
      code,
    }),
  );

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const blocks = readmes.flatMap(blocksOf);

beforeAll(() => {
  for (const { folder } of readmes) mkdirSync(folder, { recursive: true });
  for (const { file, code } of blocks) writeFileSync(file, `${code}\nexport {};\n`);
  for (const { folder } of readmes) {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }));
  }
});

afterAll(() => {
  for (const { folder } of readmes) rmSync(join(folder, ".."), { recursive: true, force: true });
});

describe("examples in READMEs", () => {
  const runnable = blocks.filter(({ title }) => !runElsewhere.has(title.split("/")[1] ?? ""));

  test.each(runnable)("$title runs, and prints what it says", async ({ file, code }) => {
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation(
      (...values: unknown[]) => void printed.push(values.map(shown).join(" ")),
    );
    await import(/* @vite-ignore */ file);
    vi.restoreAllMocks();
    const promised = [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, text]) => text);
    if (promised.length > 0) expect(printed).toEqual(promised);
  });

  const typed = readmes.filter((readme) => blocksOf(readme).length > 0);

  test.each(typed)("$path has examples that compile", ({ folder }) => {
    const { stdout } = spawnSync("node_modules/.bin/tsc", ["-p", folder], { cwd: repository, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  test("every package has a README with an example", () => {
    const silent = packages.filter((name) => !blocks.some(({ title }) => title.startsWith(`packages/${name}/`)));
    expect(silent).toEqual([]);
  });
});
