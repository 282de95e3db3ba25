import { maxEditedChars } from "./use-given-file.ts";

/** Returns the text of a file that is short enough to be edited; `undefined` for a longer one, and for one that isn't UTF-8. */
export const readEditedText = async (file: File): Promise<string | undefined> => {
  if (file.size > maxEditedChars) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
};
