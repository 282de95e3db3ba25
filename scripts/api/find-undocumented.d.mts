import type { Program } from "typescript";

export declare const findUndocumented: (
  program: Program,
  entry: string,
  isOwn: (path: string) => boolean,
) => readonly string[];
