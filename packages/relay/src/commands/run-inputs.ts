import { UsageError, value, type Input } from "@email-events/cli";
import { addressForm, durationForm, isPartition, parseAddress, parseDuration } from "../config/values.ts";

/** A text in a form that a configuration file has as well. */
const checked = (
  placeholder: string,
  form: string,
  about: string,
  isValid: (text: string) => boolean,
): Input<string | undefined> => ({
  ...value(placeholder, about, (text, { name, quote }) => {
    if (isValid(text)) return text;
    throw new UsageError(`${name} must be ${form}, not "${quote(text)}"`);
  }),
  expected: form,
});

/** A duration with its unit. */
export const duration = (about: string): Input<string | undefined> =>
  checked("DURATION", durationForm, about, (text) => parseDuration(text) !== undefined);

/** `HOST:PORT`. */
export const address = (about: string): Input<string | undefined> =>
  checked("HOST:PORT", addressForm, about, (text) => parseAddress(text) !== undefined);

/** `N/M`: one of several readers that share a stream. */
export const partition = (about: string): Input<string | undefined> =>
  checked("N/M", "N/M, from 0/M to M-1/M", about, isPartition);
