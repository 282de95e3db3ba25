import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { repository } from "../site/page-files.ts";
import type { Command } from "./parse-commands.ts";
import { replaceWords, secrets, type Substitutes } from "./substitutes.ts";
import { findInstallProblem, folderOfProgram, rootManifest, workspacePackages } from "./workspace-packages.ts";

/** What a command gets, and where. */
export interface Setting {
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly substitutes: Substitutes;
}

export interface Result {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order in which they were written, as a terminal shows them. */
  readonly printed: string;
}

const done: Result = { exitCode: 0, out: "", err: "", printed: "" };

type Program = (args: readonly string[], setting: Setting) => Promise<Result>;

/** Commands that go on until they are stopped: they are started and stopped. */
const endless = new Set(["run", "send", "serve", "stream"]);

/** Runs a program on streams in this process. */
const onStreams = async (
  { stdin }: Setting,
  run: (streams: { stdin: Readable; stdout: PassThrough; stderr: PassThrough }) => Promise<number>,
): Promise<Result> => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const chunks: string[] = [];
  for (const stream of [stdout, stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString("utf8")));
  const output = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await run({ stdin: Readable.from(stdin === "" ? [] : [Buffer.from(stdin)]), stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { exitCode, out, err, printed: chunks.join("") };
};

/** The programs of the workspace, by the folder of their package. They run in this process, from their sources. */
const programs: Readonly<Record<string, Program>> = {
  relay: async (args, setting) => {
    const { main } = await import("../../packages/relay/src/main.ts");
    const stop = endless.has(args[0] ?? "") ? { interrupt: AbortSignal.abort() } : {};
    return onStreams(setting, (streams) => main(args, { ...streams, env: setting.env, ...stop }));
  },
  sandbox: async (args, setting) => {
    const { main } = await import("../../packages/sandbox/src/main.ts");
    const signal = endless.has(args[0] ?? "") ? AbortSignal.abort() : new AbortController().signal;
    return onStreams(setting, (streams) => main(args, { ...streams, signal }));
  },
  codegen: async (args) => {
    const { main } = await import("../../packages/codegen/src/main.ts");
    const [out, err, printed]: [string[], string[], string[]] = [[], [], []];
    const write = (lines: string[]) => (line: string) => [lines, printed].forEach((list) => list.push(`${line}\n`));
    const exitCode = await main(args, { out: write(out), error: write(err) });
    return { exitCode, out: out.join(""), err: err.join(""), printed: printed.join("") };
  },
};

const refuse = (problem: string | undefined): void => {
  if (problem !== undefined) throw new Error(problem);
};

/** Checks that a script of the repository exists. It isn't run: the tests are one of them. */
const checkScript = (name: string | undefined): Result => {
  const isBuiltIn = name === "install" || name === "exec";
  if (!isBuiltIn && !Object.hasOwn(rootManifest.scripts ?? {}, name ?? ""))
    throw new Error(`the repository has no script ${name}`);
  return done;
};

/** What npm does by itself, beside scripts. Nothing of it changes what a block prints. */
const npmVerbs = new Set(["exec", "init", "pkg"]);

const checkInstall = (words: readonly string[]): Result => {
  for (const word of words.filter((one) => !one.startsWith("-"))) refuse(findInstallProblem(word));
  return done;
};

const runProgram: Program = async ([name = "", ...args], setting) => {
  const folder = folderOfProgram(name);
  const program = folder === undefined ? undefined : programs[folder];
  if (program === undefined) throw new Error(`${name} isn't a program of this repository`);
  return program(await replaceWords(args, setting.substitutes), setting);
};

/** Checks words of vitest: its projects and files exist. It isn't run: it runs this test. */
const checkVitest = (args: readonly string[]): Result => {
  for (const [index, word] of args.entries()) {
    const isProject = args[index - 1] === "--project";
    const known = workspacePackages.some(({ folder }) => folder === word) || word === "repository";
    if (isProject && !known) throw new Error(`there is no project ${word}`);
    if (word.includes("/") && !existsSync(join(repository, word))) throw new Error(`there is no ${word}`);
  }
  return done;
};

const runNpx: Program = async (args, setting) => {
  const [name = "", ...rest] = args[0] === "-y" || args[0] === "--yes" ? args.slice(1) : args;
  if (name === "vitest") return checkVitest(rest);
  if (name.startsWith("pnpm")) {
    if (name !== rootManifest.packageManager) throw new Error(`${name} isn't ${rootManifest.packageManager}`);
    return checkScript(rest[0] === "run" ? rest[1] : rest[0]);
  }
  return runProgram([name, ...rest], setting);
};

const runNpm: Program = async ([verb = "", ...words]) => {
  if (verb === "install" || verb === "i") return checkInstall(words);
  return npmVerbs.has(verb) ? done : checkScript(verb === "run" ? words[0] : verb);
};

const runNode: Program = async ([file = "", ...args], setting) => {
  const [, folder] = /^packages\/([\w-]+)\/dist\/cli\.js$/.exec(file) ?? [];
  // Benchmarks take minutes, and need a build.
  if (file.startsWith("bench/") && existsSync(join(repository, file))) return done;
  const name = workspacePackages.find((one) => one.folder === folder)?.manifest.name;
  if (name === undefined) throw new Error(`node ${file} can't be run here`);
  return runProgram([name, ...args], setting);
};

const runPnpm: Program = async ([verb, ...words]) => checkScript(verb === "run" ? words[0] : verb);

const tools: Readonly<Record<string, Program>> = {
  "node_modules/.bin/vitest": async (args) => checkVitest(args),
  node: runNode,
  npm: runNpm,
  npx: runNpx,
  pnpm: runPnpm,
};

/**
 * Runs one command of a page, in the current folder.
 *
 * @throws Error when the page can't be right: an unknown program, script or package.
 */
export const runCommand = async ({ words, env }: Command, setting: Setting): Promise<Result> => {
  const given = Object.entries(env).map(([name, value]) => [name, value === "..." ? (secrets[name] ?? value) : value]);
  const own: Setting = { ...setting, env: { ...setting.env, ...Object.fromEntries(given) } };
  const [name = "", ...args] = words;
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool) return tool(args, own);
  if (folderOfProgram(name) !== undefined) return runProgram(words, own);
  throw new Error(`${name} can't be run here: mark the block with <!-- not run: why -->`);
};
