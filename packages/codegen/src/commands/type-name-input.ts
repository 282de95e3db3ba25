import { repeated, UsageError, value } from "@email-events/cli";

/** `--name FILE#POINTER=NAME`: pairs of a place and the name of its type. A pointer may hold `=`; a name doesn't. */
export const typeNameInput = repeated(
  value("FILE#POINTER=NAME", "name of the type of a schema", (text, { name, quote }): readonly [string, string] => {
    const at = Math.max(text.lastIndexOf("="), 0);
    const [place, typeName] = [text.slice(0, at), text.slice(at + 1)];
    if (/[#/]/.test(place) && typeName !== "") return [place, typeName];
    throw new UsageError(`${name} takes FILE#POINTER=NAME, or #POINTER=NAME, not "${quote(text)}"`);
  }),
);
