import { CommandError } from "../command-error.ts";
import { quote } from "../terminal/quote.ts";
import type { MapperOption } from "@email-events/diagnose/sources";

type ValueOption = Pick<MapperOption, "name" | "form">;

const toFlag = ({ name }: ValueOption, value: string): boolean => {
  if (value === "true" || value === "false") return value === "true";
  throw new CommandError(`--map: ${name} is true or false, not "${quote(value)}".`);
};

const toList = ({ name }: ValueOption, values: readonly string[]): readonly string[] => {
  // Nothing behind the `=` is the empty list, which switches the option off.
  if (values.length === 1 && values[0] === "") return [];
  if (values.includes(""))
    throw new CommandError(`--map: ${name} is given empty and with values; leave one of them out.`);
  return values;
};

/**
 * Reads the value of a mapper's option from all texts that were given for it. The mapper checks it further.
 *
 * @throws CommandError for an option that only code can give, and for texts that are no value of its kind.
 */
export const toOptionValue = (option: ValueOption, values: readonly string[]): unknown => {
  const { name, form } = option;
  const [value = ""] = values;
  if (form.kind === "function")
    throw new CommandError(`--map: ${name} takes a function, which only code can give; leave it out.`);
  if (form.kind === "flag") return toFlag(option, value);
  return form.kind === "list" ? toList(option, values) : value;
};
