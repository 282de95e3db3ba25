import type { Program } from "typescript";

export declare const findHidden: (
  program: Program,
  entries: readonly string[],
  isOwn: (path: string) => boolean,
) => readonly string[];
