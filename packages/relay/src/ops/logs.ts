import type { Logger } from "pino";
import type { Messages } from "../terminal.ts";
import { createMaskText, type MaskText } from "./mask-text.ts";

/** How a log is written. */
export interface LogOptions {
  /** Standard error, through the terminal. */
  readonly messages: Pick<Messages, "output">;
  /** What must not be in the log. Called at the beginning and for each line, since a secret's file may change. */
  readonly secrets: () => readonly string[];
  /** `info` by default. */
  readonly level?: "debug" | "info" | "warn" | "error";
}

/** The longest text in a line. */
const maxTextChars = 2_000;

/** How deep and how wide a line's values may be. */
const maxDepth = 8;
const maxEntries = 100;

/** Returns a value of a line without addresses and secrets, within limits. */
const maskValue = (value: unknown, mask: MaskText, depth = 0): unknown => {
  if (typeof value === "string") return mask(value);
  // A key of digits may have become a number.
  if (typeof value === "number") return mask(`${value}`) === `${value}` ? value : mask(`${value}`);
  if (typeof value !== "object" || value === null) return value;
  if (depth === maxDepth) return "...";
  if (Array.isArray(value)) return value.slice(0, maxEntries).map((item) => maskValue(item, mask, depth + 1));
  const entries = Object.entries(value).slice(0, maxEntries);
  return Object.fromEntries(entries.map(([key, item]) => [mask(key), maskValue(item, mask, depth + 1)]));
};

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return { level: "error", msg: "A line of the log could not be written." };
  }
};

/**
 * Creates a log: a line of JSON per message on standard error, with `level`, `time` and `msg`. No line holds an address
 * or a secret, whatever is logged: it is removed from the finished line.
 */
export const createLog = async ({ messages, secrets, level = "info" }: LogOptions): Promise<Logger> => {
  // Loaded here, since most commands have no log.
  const { pino } = await import("pino");
  /** An answer may repeat a secret that was replaced since, or whose file is just being replaced. */
  const known = new Set(secrets());
  const write = (line: string): void => {
    for (const secret of secrets()) known.add(secret);
    const mask = createMaskText([...known], maxTextChars);
    messages.output({ json: maskValue(parseLine(line), mask) });
  };
  return pino(
    {
      level,
      // The process and the machine are known to who reads the log.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
};
