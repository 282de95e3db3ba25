import { writeFileSync } from "node:fs";
import { vi } from "vitest";
import { compareOutput } from "./compare-output.ts";
import { replaceCode, secrets, type Substitutes } from "./substitutes.ts";

const shown = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));

/** The lines that a block promises to print, after `// =>`. */
const promisedOf = (code: string): readonly string[] =>
  Array.from(code.matchAll(/\/\/ => ?(.*)$/gm), ([, line = ""]) => line);

/**
 * Runs a file of code in this process and the current folder.
 *
 * @param file - Absolute path; it is written with local servers in place of the platforms'.
 * @returns What it printed.
 * @throws Error when it throws, prints a warning or an error, or doesn't print what it promises.
 */
export const runCode = async (file: string, code: string, substitutes: Substitutes): Promise<string> => {
  const printed: string[] = [];
  const complaints: string[] = [];
  const keep =
    (lines: string[]) =>
    (...values: unknown[]) =>
      void lines.push(values.map(shown).join(" "));
  vi.spyOn(console, "log").mockImplementation(keep(printed));
  vi.spyOn(console, "warn").mockImplementation(keep(complaints));
  vi.spyOn(console, "error").mockImplementation(keep(complaints));
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  const accepted = substitutes.accepted();
  try {
    const local = await replaceCode(code, substitutes);
    writeFileSync(file, local);
    await import(/* @vite-ignore */ file);
    const isSending = /\bregion: "/.test(code.replaceAll(/\/\/.*$/gm, ""));
    if (isSending && substitutes.accepted() === accepted) throw new Error("the block sends nothing");
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
  if (complaints.length > 0) throw new Error(`the block complains: ${complaints.join("\n")}`);
  const promised = promisedOf(code);
  const difference = promised.length === 0 ? undefined : compareOutput(printed.join("\n"), promised.join("\n"));
  if (difference !== undefined) throw new Error(difference);
  return printed.join("\n");
};
