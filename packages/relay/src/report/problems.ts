import { formatSetAside, type LineIssues } from "./format-set-aside.ts";
import type { Messages } from "../terminal.ts";

const maxShown = 10;

/** Shows the first problems of many, so that a broken file doesn't flood a terminal. */
export interface Problems {
  readonly show: (entry: LineIssues) => void;
  /** Says how many were not shown, and where they can be had. */
  readonly finish: (where: string) => void;
}

/** Makes a list of problems, or of notes, at most ten. */
export const createProblems = (messages: Messages): Problems => {
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
