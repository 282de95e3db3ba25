#!/usr/bin/env node
import { main } from "./main.ts";

const writeTo = (stream: NodeJS.WritableStream) => (line: string) => void stream.write(`${line}\n`);

const ended = new AbortController();
process.once("SIGINT", () => ended.abort());

void main(process.argv.slice(2), { out: writeTo(process.stdout), error: writeTo(process.stderr) }, ended.signal).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
