#!/usr/bin/env node
import { createWriteStream, fstatSync } from "node:fs";
import type { Writable } from "node:stream";
import { main } from "./main.ts";
import { createTerminal } from "./terminal.ts";
import { writeText } from "./terminal/write-text.ts";

const { stdin, stderr, env } = process;

const isRegularFile = (fd: number): boolean => {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
};

// Node's own stream for a file takes a write that a full disk cut short for a whole one.
const stdout: Writable = isRegularFile(1) ? createWriteStream("", { fd: 1, autoClose: false }) : process.stdout;

// Whoever writes looks at what became of it; nobody can be told that stderr fails.
for (const stream of [stdout, stderr]) stream.on("error", () => undefined);

// The first signal ends the reading, so that the report still comes; the second one returns what is in flight. One
// second later, or with a third one, the signal does what it does by default.
const interruption = new AbortController();
const abandonment = new AbortController();
const signals = ["SIGINT", "SIGTERM"] as const;
const graceMs = 1_000;

const onSignal = (signal: NodeJS.Signals): void => {
  if (!interruption.signal.aborted) return interruption.abort();
  for (const name of signals) process.off(name, onSignal);
  abandonment.abort();
  setTimeout(() => process.kill(process.pid, signal), graceMs).unref();
};
for (const signal of signals) process.on(signal, onSignal);

const run = async (): Promise<number> => {
  const io = { stdin, stdout, stderr, env, interrupt: interruption.signal, abandon: abandonment.signal };
  try {
    return await main(process.argv.slice(2), io);
  } catch (error) {
    createTerminal({ stdout, stderr }).messages.defect(error);
    return 2;
  }
};

// A source that is still waited for, such as a pipe that says nothing more, doesn't hold the program up.
void run().then(async (exitCode) => {
  await writeText(stderr, "");
  process.exit(exitCode);
});
