#!/usr/bin/env node
import { openStdout } from "@email-events/cli";
import { main } from "./main.ts";
import { createTerminal } from "./terminal.ts";

const stdout = openStdout();
const { stderr } = process;
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

main(process.argv.slice(2), { stdout, stderr, signal: stop.signal }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    createTerminal({ stdout, stderr }).defect(error);
    process.exitCode = 2;
  },
);
