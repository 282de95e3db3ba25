import { printable } from "@email-events/json-schema";

/** The two folders can't be used together, or one of them has no name. */
export class FoldersError extends Error {
  override readonly name = "FoldersError";

  constructor(message: string) {
    super(printable(message));
  }
}
