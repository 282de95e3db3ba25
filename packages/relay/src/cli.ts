#!/usr/bin/env node
import { main } from "./main.ts";

const { stdin, stdout, stderr, env } = process;
void main(process.argv.slice(2), { stdin, stdout, stderr, env }).then((exitCode) => {
  process.exitCode = exitCode;
});
