import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const repository = join(import.meta.dirname, "..");

interface Block {
  readonly title: string;
  readonly file: string;
}

/** Where a README's examples are written and run: inside a package that may import what they import. */
interface Readme {
  readonly path: string;
  readonly folder: string;
}

// The client's examples need a server to talk to: its package runs them itself.
const runElsewhere = new Set(["pipelines"]);

const packages = readdirSync(join(repository, "packages")).filter((name) => !runElsewhere.has(name));

const readmes: readonly Readme[] = [
  { path: "README.md", folder: join(repository, "packages/relay/.readme/repository") },
  ...packages.map((name) => ({
    path: `packages/${name}/README.md`,
    folder: join(repository, `packages/${name}/.readme/own`),
  })),
].filter(({ path }) => existsSync(join(repository, path)));

const blocksOf = ({ path, folder }: Readme): readonly (Block & { readonly code: string })[] =>
  [...readFileSync(join(repository, path), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""], index) => ({
    title: `${path}, example ${index + 1}`,
    file: join(folder, `example-${index + 1}.ts`),
    code,
  }));

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
  test.each(blocks)("$title runs", async ({ file }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await expect(import(/* @vite-ignore */ file)).resolves.toBeDefined();
    log.mockRestore();
  });

  const typed = readmes.filter((readme) => blocksOf(readme).length > 0);

  test.each(typed)("$path has examples that compile", ({ folder }) => {
    const check = () => execFileSync("node_modules/.bin/tsc", ["-p", folder], { cwd: repository, encoding: "utf8" });
    expect(check).not.toThrow();
  });

  test("every package has a README with an example", () => {
    const silent = packages.filter((name) => !blocks.some(({ title }) => title.startsWith(`packages/${name}/`)));
    expect(silent).toEqual([]);
  });
});
