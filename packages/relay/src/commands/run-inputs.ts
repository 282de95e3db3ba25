import { UsageError, value, type Input } from "@email-events/cli";
import { addressForm, durations, isPartition, isPath, parseAddress, pathForm } from "../config/values.ts";

interface Form {
  readonly form: string;
  readonly isValid: (text: string) => boolean;
}

/** A text in a form. */
const checked = (placeholder: string, { form, isValid }: Form, about: string): Input<string | undefined> =>
  value(placeholder, about, (text, { name, quote }) => {
    if (isValid(text)) return text;
    throw new UsageError(`${name} must be ${form}, not "${quote(text)}"`);
  });

/** A text in a form that help names. */
const named = (placeholder: string, form: Form, about: string): Input<string | undefined> => ({
  ...checked(placeholder, form, about),
  expected: form.form,
});

/** A duration with its unit. */
export const duration = (name: keyof typeof durations, about: string): Input<string | undefined> =>
  named("DURATION", durations[name], about);

/** The path of a file. */
export const path = (about: string): Input<string | undefined> =>
  checked("FILE", { form: pathForm, isValid: isPath }, about);

/** `HOST:PORT`. */
export const address = (about: string): Input<string | undefined> =>
  named("HOST:PORT", { form: addressForm, isValid: (text) => parseAddress(text) !== undefined }, about);

/** `N/M`: one of several readers that share a stream. */
export const partition = (about: string): Input<string | undefined> =>
  named("N/M", { form: "N/M, from 0/M to M-1/M", isValid: isPartition }, about);
