// The repository's formatter, for files that scripts write.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";

const settings = JSON.parse(readFileSync(join(import.meta.dirname, "../../.oxfmtrc.json"), "utf8"));

/** Formats the text of a file as `oxfmt` does. Its name tells the language. */
export const formatFile = async (path, text) => {
  const { code, errors } = await format(path, text, settings);
  if (errors.length > 0)
    throw new Error(`${path} can't be formatted: ${errors.map(({ message }) => message).join("; ")}`);
  return code;
};
