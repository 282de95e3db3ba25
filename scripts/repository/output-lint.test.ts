import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

/** Lints files with the rules of the repository, and resolves to the violated rules of each. */
const lint = async (files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, readonly string[]>>> => {
  const folder = await mkdtemp(join(tmpdir(), "output-lint-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), source);
  }
  const args = ["--config", ".oxlintrc.json", "--format", "json", "packages"];
  const { stdout } = await run(join(root, "node_modules/.bin/oxlint"), args, { cwd: folder }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
  };
  return Object.fromEntries(
    Object.keys(files).map((name) => [
      name,
      diagnostics.filter(({ filename }) => filename === name).map(({ code }) => code),
    ]),
  );
};

const waysAround = [
  'process.stdout.write("a");',
  'process["stderr"].write("a");',
  "const { stdout } = process; export const found = stdout;",
  'globalThis.process.stderr.write("a");',
  'export const say = (io: { stderr: { write(text: string): void } }): void => io.stderr.write("a");',
  'export const say = ({ stderr }: { stderr: { write(text: string): void } }): void => stderr.write("a");',
  'console.error("a");',
  'globalThis.console.log("a");',
  'process.emitWarning("a");',
  'import { stdout } from "node:process"; export { stdout };',
  'import { writeSync } from "node:fs"; writeSync(2, "a");',
  'import fs from "node:fs"; fs.writeSync(2, "a");',
  'import { Console } from "node:console"; export { Console };',
];

it("refuses output that bypasses a program's terminal", async () => {
  const files = Object.fromEntries(waysAround.map((source, index) => [`packages/relay/src/way-${index}.ts`, source]));
  const found = await lint(files);
  for (const [index, source] of waysAround.entries()) {
    const rules = found[`packages/relay/src/way-${index}.ts`] ?? [];
    expect(rules.join(), source).toMatch(/no-restricted-(properties|imports)|no-console/);
  }
});

it("allows output in the terminal of each program and in tests", async () => {
  const source = 'process.stdout.write("a");\n';
  const names = ["relay", "sandbox", "codegen"].map((name) => `packages/${name}/src/terminal.ts`);
  const files = Object.fromEntries([...names, "packages/core/src/a.test.ts"].map((name) => [name, source]));
  expect(Object.values(await lint(files)).flat()).toEqual([]);
});

/** The banner of the files that codegen writes, each in a folder of its own. */
const pragmas = /^\/\*\*\n \* @generated\n \* @noprettier\n \*\/\n\/\* eslint-disable \*\/\n\/\/ biome-ignore-all .*\n/;

it.each(["core", "validator"])("keeps the rules that know types in what is generated for %s too", async (name) => {
  const folder = await mkdtemp(join(tmpdir(), "output-lint-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const generated = join(root, `packages/${name}/src/generated`);
  const files = (await readdir(generated, { recursive: true })).filter((file) => /[/\\].*\.ts$/.test(file));
  for (const file of files) {
    const text = await readFile(join(generated, file), "utf8");
    expect(text).toMatch(pragmas);
    await mkdir(dirname(join(folder, "src", file)), { recursive: true });
    await writeFile(join(folder, "src", file), text.replace(pragmas, ""));
  }
  await cp(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  await symlink(join(root, `packages/${name}/node_modules`), join(folder, "node_modules"));
  const tsconfig = { extends: join(root, "tsconfig.base.json"), compilerOptions: { types: [] }, include: ["src"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const args = ["--type-aware", "--deny-warnings", "--format", "json", "src"];
  const { stdout } = await run(join(root, "node_modules/.bin/oxlint"), args, { cwd: folder }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  const { diagnostics, number_of_files: count } = JSON.parse(stdout) as {
    readonly diagnostics: readonly object[];
    readonly number_of_files: number;
  };
  expect(diagnostics).toEqual([]);
  expect(count).toBe(files.length);
});
