#!/usr/bin/env node
import { main } from "./main.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

void main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, signal: stop.signal }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
