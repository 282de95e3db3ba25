#!/usr/bin/env node
import { openStdout, writeText } from "@email-events/cli";
import { main } from "./main.ts";
import { createTerminal } from "./terminal.ts";

const { stdin, stderr, env } = process;

const stdout = openStdout();

// Writers check their results; an error of stderr can't be reported.
for (const stream of [stdout, stderr]) stream.on("error", () => undefined);

// The first signal stops reading, and the report is still printed. The second one makes events in flight undelivered.
// One second later, or with a third one, the signal has its default effect.
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

// A source that is still read, such as a silent pipe, doesn't delay the exit.
void run().then(async (exitCode) => {
  await writeText(stderr, "");
  process.exit(exitCode);
});
