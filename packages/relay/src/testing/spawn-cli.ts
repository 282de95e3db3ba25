import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** Starts a program in a process of its own, which ends with the test. */
export const spawnProgram = (program: string, argv: readonly string[], stdio: StdioOptions = "pipe"): ChildProcess => {
  const child = spawn(program, argv, { stdio, env: { ...process.env, PIPELINES_WRITE_KEY: "key" } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

/** Starts the bundled command line, as `buildCli` makes it. */
export const spawnCli = (cli: string, argv: readonly string[], stdio?: StdioOptions): ChildProcess =>
  spawnProgram(process.execPath, [cli, ...argv], stdio);

const textOf = async (stream: ChildProcess["stdout"]): Promise<string> =>
  stream === null || stream.destroyed ? "" : text(stream);

/** Waits until a process has ended, and returns what it wrote to pipes. */
export const finish = async (child: ChildProcess) => {
  const [[exitCode, signal], out, err] = await Promise.all([
    once(child, "exit"),
    textOf(child.stdout),
    textOf(child.stderr),
  ]);
  return { exitCode: exitCode as unknown, signal: signal as unknown, out, err };
};
