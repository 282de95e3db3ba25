#!/usr/bin/env node
import { main } from "./main.ts";

const { stdin, stdout, stderr, env } = process;

// A reader that went away (`| head`) is no failure.
stdout.on("error", (error) => {
  if (!("code" in error && error.code === "EPIPE")) throw error;
});

main(process.argv.slice(2), { stdin, stdout, stderr, env }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    stderr.write(`${error instanceof Error ? error.stack : "An unknown failure."}\n`);
    process.exitCode = 2;
  },
);
