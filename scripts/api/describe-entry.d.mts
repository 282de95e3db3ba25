import type { Program } from "typescript";

export declare const describeEntry: (
  program: Program,
  entry: string,
  options: { readonly isOwn: (path: string) => boolean; readonly isNamesOnly: boolean },
) => string;
