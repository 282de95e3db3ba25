import { ReadStream } from "node:fs";
import { addAbortSignal } from "node:stream";
import { codeOf } from "@email-events/cli";
import { CommandError } from "../command-error.ts";
import { openPath } from "../sources/open-path.ts";
import { quote } from "../terminal/quote.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./config.ts";
import { parseYaml } from "./parse-yaml.ts";
import { loadConfigSchema } from "./schema.ts";

/** The most that a configuration file may hold; a larger one is another file. */
export const maxConfigBytes = 65_536;

const maxProblems = 50;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ABORT_ERR: "the program was stopped before it was complete",
  EISDIR: "it is a folder",
  EACCES: "this process may not read it",
};

/** Reads a file up to a limit, whatever it is: a device may have no end. */
const readBytes = async (path: string, interrupt?: AbortSignal): Promise<Buffer> => {
  const source = await openPath(path);
  // A run that is stopped as it starts still reads a file: only the bytes of a pipe or a terminal may never come.
  if (interrupt !== undefined && !(source instanceof ReadStream)) addAbortSignal(interrupt, source);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length > maxConfigBytes) break;
  }
  return Buffer.concat(parts);
};

const readText = async (path: string, interrupt?: AbortSignal): Promise<string> => {
  let bytes: Buffer;
  try {
    bytes = await readBytes(path, interrupt);
  } catch (error) {
    const code = codeOf(error);
    const reason = Object.hasOwn(reasons, code) ? reasons[code] : code;
    throw new CommandError(`Can't read ${quote(path)}: ${reason}.`, { cause: error });
  }
  if (bytes.length > maxConfigBytes) {
    throw new CommandError(`${quote(path)} has more than ${maxConfigBytes} bytes: it is no configuration file.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandError(`${quote(path)} isn't UTF-8: save it as UTF-8.`, { cause: error });
  }
};

/** Returns the error of a file with all that is wrong with it. */
export const toConfigError = (path: string, problems: readonly string[]): CommandError => {
  const left = problems.length - maxProblems;
  const details = [...problems.slice(0, maxProblems), ...(left > 0 ? [`and ${left} more`] : [])];
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new CommandError(`${quote(path)} has ${count}:`, { details });
};

/**
 * Reads a configuration file, JSON or YAML.
 *
 * @param interrupt - Ends the wait for a pipe that nothing is written to.
 * @throws CommandError with all that is wrong with it as `details`. No message repeats a value as it is written.
 */
export const readConfig = async (path: string, interrupt?: AbortSignal): Promise<Config> => {
  const parsed = await parseYaml(await readText(path, interrupt));
  if (parsed.status === "invalid") throw toConfigError(path, parsed.problems);
  const checked = checkConfig(await loadConfigSchema(), parsed.value);
  if (checked.status === "invalid") throw toConfigError(path, checked.problems);
  return checked.config;
};
