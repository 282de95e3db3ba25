import { PassThrough, Readable, type Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Io } from "../io.ts";
import { main } from "../main.ts";

/** What a command is run with; everything has a default. */
export interface Setting {
  readonly stdin?: string | Readable;
  readonly stdout?: Writable;
  readonly env?: Io["env"];
  readonly interrupt?: AbortSignal;
  readonly abandon?: AbortSignal;
  /** Is given what is written to stderr, as it is. */
  readonly onStderr?: (text: string) => void;
}

/** Runs a command in this process, and resolves to its exit code and all that it wrote. */
export const runCommand = async (argv: readonly string[], setting: Setting = {}) => {
  const { stdin = [], stdout: givenStdout, onStderr, env = {}, ...signals } = setting;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  stderr.on("data", (chunk: Buffer) => onStderr?.(chunk.toString()));
  const output = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await main(argv, {
    stdin: stdin instanceof Readable ? stdin : Readable.from(typeof stdin === "string" ? [Buffer.from(stdin)] : stdin),
    stdout: givenStdout ?? stdout,
    stderr,
    env,
    ...signals,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { exitCode, out, err };
};

/** Events as NDJSON. */
export const toLines = (events: Iterable<unknown>): string =>
  [...events].map((event) => `${JSON.stringify(event)}\n`).join("");
