#!/usr/bin/env node
import { main } from "./main.ts";

const { stdin, stdout, stderr, env } = process;

// A reader that went away (`| head`) is no failure.
stdout.on("error", (error) => {
  if (!("code" in error && error.code === "EPIPE")) throw error;
});

// The first signal ends the reading, so that the report still comes; a second one ends the process.
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interruption.abort());

main(process.argv.slice(2), { stdin, stdout, stderr, env, interrupt: interruption.signal }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    stderr.write(`${error instanceof Error ? error.stack : "An unknown failure."}\n`);
    process.exitCode = 2;
  },
);
