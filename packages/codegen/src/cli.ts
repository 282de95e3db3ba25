#!/usr/bin/env node
import { main } from "./main.ts";
import { createOutput, terminalOf } from "./terminal.ts";

const ended = new AbortController();
process.once("SIGINT", () => ended.abort());

const terminal = terminalOf(process.stdout, process.stderr);

/** Exit code for a bug in this program, as in sysexits.h. */
const softwareError = 70;

void main(process.argv.slice(2), terminal, ended.signal)
  .catch((error: unknown) => {
    createOutput(terminal).defect(error);
    return softwareError;
  })
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
