import { PassThrough, Readable, type Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Io } from "../io.ts";
import { main } from "../main.ts";

/** What a command is run with; everything has a default. */
export interface Setting {
  readonly stdin?: string | Buffer | Readable;
  readonly stdout?: Writable;
  readonly env?: Io["env"];
  readonly interrupt?: AbortSignal;
  readonly abandon?: AbortSignal;
  /** Whether stderr is a terminal. */
  readonly isTTY?: boolean;
  /** Is given what is written to stderr, as it is. */
  readonly onStderr?: (text: string) => void;
}

/** Runs a command in this process, and resolves to its exit code and all that it wrote. */
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

/** The words of a relay from standard input that reports in JSON. */
export const relayTo = (to: string, ...more: readonly string[]): readonly string[] => [
  "relay",
  "--from",
  "-",
  "--to",
  to,
  "--report=json",
  ...more,
];

/** The report that the last line of standard output holds. */
export const reportOf = (out: string): unknown => JSON.parse(out.trimEnd().split("\n").at(-1) ?? "");
