#!/usr/bin/env node
import { main } from "./main.ts";
import { printable } from "./printable.ts";

const writeTo = (stream: NodeJS.WritableStream) => (line: string) => void stream.write(`${line}\n`);

const ended = new AbortController();
process.once("SIGINT", () => ended.abort());

const terminal = { out: writeTo(process.stdout), error: writeTo(process.stderr) };

/** Exit code of a defect of this program's own, as in sysexits.h. */
const softwareError = 70;

/** Prints what `main` doesn't expect; what is wrong with schemas, folders or arguments, it prints itself. */
const tellDefect = (error: unknown): number => {
  const lines = error instanceof Error ? (error.stack ?? error.message).split("\n") : [String(error)];
  for (const line of ["unexpected error, please report it:", ...lines]) terminal.error(printable(line));
  return softwareError;
};

void main(process.argv.slice(2), terminal, ended.signal)
  .catch(tellDefect)
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
