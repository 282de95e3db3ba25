import { PassThrough, Readable, type Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Io } from "../io.ts";
import { main } from "../main.ts";

/** Options for running a command; all have defaults. */
export interface Setting {
  readonly stdin?: string | Buffer | Readable;
  readonly stdout?: Writable;
  readonly env?: Io["env"];
  readonly interrupt?: AbortSignal;
  readonly abandon?: AbortSignal;
  /** Whether stderr is a terminal. */
  readonly isTTY?: boolean;
  /** Called with each text that is written to stderr. */
  readonly onStderr?: (text: string) => void;
}

/** Runs a command in this process, and resolves to its exit code and output. */
export const runCommand = async (argv: readonly string[], setting: Setting = {}) => {
  const { stdin, stdout: givenStdout, onStderr, env = {}, isTTY = false, ...signals } = setting;
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
  stderr.on("data", (chunk: Buffer) => onStderr?.(chunk.toString()));
  const output = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await main(argv, {
    stdin: stdin instanceof Readable ? stdin : Readable.from(stdin === undefined ? [] : [Buffer.from(stdin)]),
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

/** The arguments of a relay from standard input with a JSON report. */
export const relayTo = (to: string, ...more: readonly string[]): readonly string[] => [
  "relay",
  "--from",
  "-",
  "--to",
  to,
  "--report=json",
  ...more,
];

/** The report in the last line of standard output. */
export const reportOf = (out: string): unknown => JSON.parse(out.trimEnd().split("\n").at(-1) ?? "");
