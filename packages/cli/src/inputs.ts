import type { Given, Input } from "./input.ts";
import { listWords } from "./list-words.ts";
import { suggest } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** An option without a value. */
export const flag = (about: string): Input<boolean> => ({ about, read: ({ texts }) => texts.length > 0 });

/** What reads one value. */
export type ReadText<Value> = (text: string, given: Given) => Value;

/** An option or argument with a value of any kind; `undefined` where it isn't written. */
export const value = <Value>(placeholder: string, about: string, read: ReadText<Value>): Input<Value | undefined> => ({
  placeholder,
  about,
  read: (given) => {
    const last = given.texts.at(-1);
    return last === undefined ? undefined : read(last, given);
  },
});

const refuseEmpty: ReadText<string> = (written, { name }) => {
  if (written !== "") return written;
  throw new UsageError(`${name} must not be empty`);
};

/** A text that isn't empty, such as the name of a file. */
export const text = (placeholder: string, about: string): Input<string | undefined> =>
  value(placeholder, about, refuseEmpty);

/** Reads one of some words. */
export const readChoice = <const Choice extends string>(
  written: string,
  choices: readonly Choice[],
  { name, quote }: Pick<Given, "name" | "quote">,
): Choice => {
  const found = choices.find((choice) => choice === written);
  if (found !== undefined) return found;
  const meant = suggest(written, choices);
  const hint = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  throw new UsageError(`${name} must be ${listWords(choices)}, not "${quote(written)}"${hint}`);
};

/** One of some words. */
export const choice = <const Choice extends string>(
  placeholder: string,
  choices: readonly Choice[],
  about: string,
): Input<Choice | undefined> => ({
  ...value(placeholder, about, (written, given) => readChoice(written, choices, given)),
  expected: listWords(choices),
});

/** An input that must be written. */
export const required = <Value>(input: Input<Value | undefined>): Input<Value> => ({
  ...input,
  isRequired: true,
  read: (given) => {
    const found = input.read(given);
    const isMissing = input.isRepeated === true && given.texts.length === 0;
    if (found !== undefined && !isMissing) return found;
    throw new UsageError(`${given.name} is required (${input.expected ?? input.about})`);
  },
});

/** An input that has a value where none is written. */
export const withDefault = <Value>(input: Input<Value | undefined>, fallback: string): Input<Value> => ({
  ...required({
    ...input,
    read: (given) => input.read(given.texts.length === 0 ? { ...given, texts: [fallback] } : given),
  }),
  isRequired: false,
  fallback,
});

/** An option or argument that may be written more than once. */
export const repeated = <Value>(input: Input<Value | undefined>): Input<readonly Value[]> => ({
  ...input,
  isRepeated: true,
  read: (given) =>
    given.texts.flatMap((written) => {
      const found = input.read({ ...given, texts: [written] });
      return found === undefined ? [] : [found];
    }),
});

/** An argument: it is written without a name. One that is repeated takes all that follow. */
export const argument = <Value>(input: Input<Value>): Input<Value> => ({ ...input, isArgument: true });
