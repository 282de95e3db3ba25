import { PassThrough, Writable } from "node:stream";
import { expect, it } from "vitest";
import { watchOutputs } from "./watch-outputs.ts";

/** A stream whose writes fail. */
const broken = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error("write"), { code })) });

const printTo = async (stdout: Writable, exitCode: number) => {
  const stderr = new PassThrough();
  const outputs = watchOutputs({ stdout, stderr });
  stdout.write("a line\n");
  const settled = await outputs.settle(exitCode);
  return { settled, isFailed: outputs.failed.aborted, err: String(stderr.read() ?? "") };
};

it("keeps the exit code of a program whose output is written", async () => {
  expect(await printTo(new PassThrough(), 1)).toEqual({ settled: 1, isFailed: false, err: "" });
});

it("says that standard output can't be written", async () => {
  const err = "error: Can't write to standard output (ENOSPC).\n";
  expect(await printTo(broken("ENOSPC"), 0)).toEqual({ settled: 2, isFailed: true, err });
});

it("takes a reader that went away for the end of the output", async () => {
  expect(await printTo(broken("EPIPE"), 0)).toEqual({ settled: 0, isFailed: false, err: "" });
});

it("ignores errors of standard error", async () => {
  const outputs = watchOutputs({ stdout: broken("ENOSPC"), stderr: broken("ENOSPC") });
  expect(await outputs.settle(0)).toBe(2);
});
