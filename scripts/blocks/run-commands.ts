import { readFileSync, writeFileSync } from "node:fs";
import { type Command, parseCommands } from "./parse-commands.ts";
import { type Result, runCommand } from "./run-command.ts";
import { secrets, type Substitutes } from "./substitutes.ts";

/** What the commands of a page share: variables that were exported, and servers. */
export interface Shell {
  env: Readonly<Record<string, string>>;
  readonly substitutes: Substitutes;
}

const placeholderOf = (name: string, value: string): string => (value === "..." ? (secrets[name] ?? value) : value);

/** Runs one command of a pipeline; `export` changes the variables of the page. */
const runOne = async (command: Command, stdin: string, shell: Shell): Promise<Result> => {
  const [name, ...rest] = command.words;
  if (name === "export" || name === undefined) {
    const given = Object.entries(command.env).map(([key, value]) => [key, placeholderOf(key, value)]);
    shell.env = { ...shell.env, ...Object.fromEntries(given) };
    return { exitCode: 0, out: "", err: "", printed: "" };
  }
  if (name === "cat") {
    const out = rest.map((file) => readFileSync(file, "utf8")).join("");
    return { exitCode: 0, out, err: "", printed: out };
  }
  const input = command.from === undefined ? stdin : readFileSync(command.from, "utf8");
  const result = await runCommand(command, { stdin: input, env: shell.env, substitutes: shell.substitutes });
  if (command.to === undefined) return result;
  writeFileSync(command.to, result.out);
  return { ...result, out: "", printed: result.err };
};

/**
 * Runs the commands of a block in the current folder.
 *
 * @param allowed - Exit codes that aren't failures.
 * @returns What they printed.
 * @throws Error when one fails.
 */
export const runCommands = async (code: string, shell: Shell, allowed: readonly number[] = [0]): Promise<string> => {
  let printed = "";
  for (const pipeline of parseCommands(code)) {
    let stdin = "";
    for (const command of pipeline) {
      const { exitCode, out, err, printed: shown } = await runOne(command, stdin, shell);
      if (!allowed.includes(exitCode)) throw new Error(`${command.words.join(" ")} ended with ${exitCode}:\n${shown}`);
      stdin = out;
      printed += command === pipeline.at(-1) ? shown : err;
    }
  }
  return printed;
};
