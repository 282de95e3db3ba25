import { spawn, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

const sources = join(import.meta.dirname, "..");

/** Writes a program that imports the package as "store" to a file. */
export const buildProgram = async (file: string, contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: sources, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@email-events/source"],
    alias: { store: join(sources, "index.ts") },
    write: false,
  });
  writeFileSync(file, outputFiles[0]?.text ?? "");
  return file;
};

/** A program that runs in a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves once it has printed a line, or has ended. */
  readonly until: (line: string | number) => Promise<void>;
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

/** How a program is started. */
interface StartOptions {
  /** The id of the user that runs it; the superuser may write everything. */
  readonly uid?: number;
  /** Whether it finds no optional dependency. */
  readonly hasNoModules?: boolean;
}

/** Starts a program that was built. */
export const startProgram = (file: string, args: readonly string[], options?: StartOptions): Program =>
  startCommand(process.execPath, [file, ...args], options);

/** Starts a command that ends in such a program. */
export const startCommand = (
  command: string,
  args: readonly string[],
  { uid, hasNoModules = false }: StartOptions = {},
): Program => {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "inherit"],
    // Where the optional dependency is.
    env: { ...process.env, NODE_PATH: hasNoModules ? "" : join(sources, "../node_modules") },
    ...(uid === undefined ? {} : { uid }),
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const wake of waiting) wake();
  };
  let isOver = false;
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    look();
  });
  const read = new Promise((resolve) => reader.once("close", resolve));
  const ended = new Promise<number | string | null>((resolve) => {
    child.once("close", (code, signal) => void read.then(() => resolve(code ?? signal)));
  }).finally(() => {
    isOver = true;
    look();
  });
  return {
    child,
    lines,
    ended,
    until: (line) =>
      new Promise((resolve) => {
        const wake = (): void => {
          if (!isOver && !(typeof line === "number" ? lines.length >= line : lines.includes(line))) return;
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        wake();
      }),
  };
};
