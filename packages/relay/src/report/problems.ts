import { formatSetAside, type LineIssues } from "./format-set-aside.ts";
import type { Messages } from "../terminal.ts";

const maxShown = 10;

/** Prints the first problems of many, so that an invalid file doesn't flood a terminal. */
export interface Problems {
  readonly show: (entry: LineIssues) => void;
  /** Prints the number of problems that weren't printed, and where they are. */
  readonly finish: (where: string) => void;
}

/** Creates a list of problems or notes that prints at most ten. */
export const createProblems = (messages: Pick<Messages, "line">): Problems => {
  let count = 0;
  return {
    show: (entry) => {
      count += 1;
      if (count <= maxShown) formatSetAside(entry).forEach(messages.line);
    },
    finish: (where) => {
      if (count > maxShown) messages.line(`... and ${(count - maxShown).toLocaleString("en")} more; ${where}`);
    },
  };
};
