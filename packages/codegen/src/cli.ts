#!/usr/bin/env node
import { openStdout, watchOutputs } from "@email-events/cli";
import { main } from "./main.ts";
import { createOutput, terminalOf } from "./terminal.ts";

const ended = new AbortController();
process.once("SIGINT", () => ended.abort());

const streams = { stdout: openStdout(), stderr: process.stderr };
const outputs = watchOutputs(streams);
const terminal = terminalOf(streams);

/** Exit code for a bug in this program, as in sysexits.h. */
const softwareError = 70;

void main(process.argv.slice(2), terminal, AbortSignal.any([ended.signal, outputs.failed]))
  .catch((error: unknown) => {
    createOutput(terminal).defect(error);
    return softwareError;
  })
  .then(outputs.settle)
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
