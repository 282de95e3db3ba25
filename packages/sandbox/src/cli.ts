#!/usr/bin/env node
import { main } from "./main.ts";
import { createTerminal } from "./terminal.ts";

const { stdout, stderr } = process;
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

// A reader that went away (`| head`) is no failure.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error) => {
    if (!("code" in error && error.code === "EPIPE")) throw error;
  });
}

main(process.argv.slice(2), { stdout, stderr, signal: stop.signal }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    createTerminal({ stdout, stderr }).defect(error);
    process.exitCode = 2;
  },
);
