import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { createTerminal } from "./terminal.ts";

const openFile = async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-terminal-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return createWriteStream(join(folder, "out"));
};

it.each([
  ["a file", openFile],
  ["a pipe", async () => new PassThrough().resume()],
])("values without end stop with the signal: %s", async (_, open) => {
  const ending = new AbortController();
  let made = 0;
  function* endless() {
    for (;;) {
      made += 1;
      if (made === 10_000) ending.abort();
      yield { id: made };
    }
  }
  const stdout = await open();
  const { jsonLines } = createTerminal({ stdout, stderr: new PassThrough() });
  const aborted = await jsonLines(endless(), ending.signal).catch((error: unknown) => error);
  expect(aborted === undefined || (aborted instanceof Error && aborted.name === "AbortError")).toBe(true);
  expect(made).toBeLessThan(100_000);
  stdout.destroy();
});
