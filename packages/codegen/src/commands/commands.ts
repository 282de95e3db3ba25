import type { Command } from "./command.ts";
import { diffCommand } from "./diff.ts";
import { gateCommand } from "./gate.ts";
import { generateCommand } from "./generate.ts";

/** Every command, by the word that calls it. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ["generate", generateCommand],
  ["diff", diffCommand],
  ["gate", gateCommand],
]);
