import { type Input, value } from "@email-events/cli";

/** A path that may be empty: what reads it says which folder has no name. */
export const folder = (placeholder: string, about: string): Input<string | undefined> =>
  value(placeholder, about, (path) => path);
