import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const repository = join(import.meta.dirname, "..");

interface Example {
  readonly title: string;
  /** The path of the page that shows it. */
  readonly page: string;
  /** Where it is written to be run. */
  readonly file: string;
  readonly code: string;
}

/** A README, or a page of docs/. */
interface Page {
  readonly path: string;
  /** Where its examples are written and run: inside a package that may import what they import. */
  readonly folder: string;
}

/** Pages whose examples need a server or a file: the tests of their packages run them, and here they are only compiled. */
const runElsewhere = new Set([
  "docs/delivery.md",
  "docs/durable-delivery.md",
  "packages/codegen/README.md",
  "packages/pipelines/README.md",
  "packages/relay/README.md",
  "packages/sandbox/README.md",
]);

/** Packages whose examples use the sandbox, which they must not import themselves: their examples run inside of it. */
const runInSandbox = new Set(["airship-stream"]);

/** Whether an example imports code that it generated: the generator's own tests compile and run it. */
const isGenerated = ({ code }: Example): boolean => code.includes('from "./generated/');

const packages = readdirSync(join(repository, "packages"));

const docs = readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name.replaceAll("\\", "/")}`);

/** The root README and the pages of docs/ can use every package that the relay uses. */
const pages: readonly Page[] = [
  ...["README.md", ...docs].map((path) => ({
    path,
    folder: join(repository, "packages/relay/.readme-types", path.replace(/\.md$/, "").replaceAll("/", "-")),
  })),
  ...packages.map((name) => ({
    path: `packages/${name}/README.md`,
    folder: runInSandbox.has(name)
      ? join(repository, `packages/sandbox/.readme-types/${name}`)
      : join(repository, `packages/${name}/.readme-types/own`),
  })),
].filter(({ path }) => existsSync(join(repository, path)));

const blocksOf = ({ path, folder }: Page): readonly Example[] =>
  [...readFileSync(join(repository, path), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, code = ""], index) => ({
      title: `${path}, example ${index + 1}`,
      page: path,
      file: join(folder, `example-${index + 1}.ts`),
      code,
    }),
  );

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const blocks = pages.flatMap(blocksOf).filter((block) => !isGenerated(block));
const withBlocks = pages.filter(({ path }) => blocks.some(({ page }) => page === path));

beforeAll(() => {
  for (const { folder } of withBlocks) mkdirSync(folder, { recursive: true });
  for (const { file, code } of blocks) writeFileSync(file, `${code}\nexport {};\n`);
});

/** What one run of the compiler says about the examples of every page: they all have the same settings. */
let complaints: readonly string[];

beforeAll(() => {
  const settings = { extends: "../../tsconfig.json", include: [], files: blocks.map(({ file }) => file) };
  const [first] = withBlocks;
  const tsconfig = join(first?.folder ?? "", "tsconfig.json");
  writeFileSync(tsconfig, JSON.stringify(settings));
  const { stdout } = spawnSync("node_modules/.bin/tsc", ["-p", tsconfig, "--pretty", "false", "--singleThreaded"], {
    cwd: repository,
    encoding: "utf8",
  });
  complaints = stdout.split(/\n(?!\s)/).filter((line) => line !== "");
});

afterAll(() => {
  for (const { folder } of withBlocks) rmSync(join(folder, ".."), { recursive: true, force: true });
});

describe("examples in READMEs and docs", () => {
  const runnable = blocks.filter(({ page }) => !runElsewhere.has(page));

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

  test.each(withBlocks)("$path has examples that compile", ({ folder }) => {
    const own = `${relative(repository, folder)}/`;
    expect(complaints.filter((line) => line.startsWith(own))).toEqual([]);
  });

  test("use packages that compile", () => {
    const folders = withBlocks.map(({ folder }) => `${relative(repository, folder)}/`);
    expect(complaints.filter((line) => !folders.some((own) => line.startsWith(own)))).toEqual([]);
  });

  test("are valid JSON where they are marked as JSON", () => {
    const texts = pages.flatMap(({ path }) =>
      Array.from(
        readFileSync(join(repository, path), "utf8").matchAll(/^```json\n([\s\S]*?)^```$/gm),
        ([, text = ""]) => text,
      ),
    );
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(() => void JSON.parse(text)).not.toThrow();
  });

  test("every package has a README with an example", () => {
    const without = packages.filter((name) => !blocks.some(({ page }) => page === `packages/${name}/README.md`));
    expect(without).toEqual([]);
  });

  test("every page whose examples run elsewhere exists", () => {
    expect([...runElsewhere].filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});
