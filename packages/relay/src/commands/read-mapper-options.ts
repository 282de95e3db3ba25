import { CommandError } from "../command-error.ts";
import {
  type MapperOption,
  type MapperOptions,
  type SourceVocabulary,
  type VocabularyName,
  mappings,
  sourceVocabularyNames,
  withOption,
} from "@email-events/diagnose/sources";
import { quote } from "../terminal/quote.ts";
import { didYouMean } from "@email-events/core/mapping";
import { toOptionValue } from "./mapper-option-value.ts";
import { exampleSetting, mapperOptions } from "./mapper-option-names.ts";

/** An option with all values that it was given, in their order. */
interface Setting {
  readonly option: MapperOption;
  readonly values: readonly string[];
}

const unknownOption = (name: string): CommandError => {
  const [vocabulary = ""] = name.split(".", 1);
  const all = [...mapperOptions.keys()];
  if (!sourceVocabularyNames.some((known) => known === vocabulary)) {
    const choices = sourceVocabularyNames.join(" or ");
    const hint = didYouMean(vocabulary, sourceVocabularyNames);
    return new CommandError(`--map: there is no mapping of "${quote(vocabulary)}"; give ${choices}.${hint}`);
  }
  const below = all.filter((known) => known.startsWith(`${name}.`));
  if (below.length > 0 && name !== vocabulary)
    return new CommandError(`--map: ${name} holds several options; give ${below.join(" or ")}.`);
  const own = all.filter((known) => known.startsWith(`${vocabulary}.`));
  return new CommandError(
    `--map: there is no option "${quote(name)}"; give ${own.join(" or ")}.${didYouMean(name, own)}`,
  );
};

/** Splits a setting at the first `=`: the value may hold others. */
const split = (word: string): { readonly option: MapperOption; readonly value: string } => {
  const end = word.indexOf("=");
  if (end === -1)
    throw new CommandError(
      `--map takes VOCABULARY.OPTION=VALUE, such as ${exampleSetting()}; "${quote(word)}" has no =.`,
    );
  const option = mapperOptions.get(word.slice(0, end));
  if (option === undefined) throw unknownOption(word.slice(0, end));
  return { option, value: word.slice(end + 1) };
};

const toSettings = (words: readonly string[]): readonly Setting[] => {
  const settings = new Map<MapperOption, readonly string[]>();
  for (const { option, value } of words.map(split)) {
    const before = settings.get(option);
    if (before !== undefined && option.form.kind !== "list")
      throw new CommandError(`--map: ${option.name} is given twice; leave one of them out.`);
    settings.set(option, [...(before ?? []), value]);
  }
  return [...settings].map(([option, values]) => ({ option, values }));
};

/** Returns the mapper's error message for options; `undefined` if they are valid. */
const refusalOf = (vocabulary: SourceVocabulary, options: object): string | undefined => {
  try {
    mappings[vocabulary].createMapper(options);
    return undefined;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return error.message;
  }
};

const explainRefusal = ({ option: { name, form }, values }: Setting, refusal: string): string => {
  if (form.kind !== "choice") return `--map ${name}: ${refusal}`;
  const note = form.orFunction === true ? " Only code can give a function." : "";
  return `--map ${name}: ${refusal}${note}${didYouMean(values[0] ?? "", form.choices)}`;
};

/**
 * Reads all values of `--map`, each `VOCABULARY.OPTION=VALUE`, and has the mappers check them. An option that takes a list is
 * given once for each of its texts, and once with nothing behind the `=` for none.
 *
 * @param named - The vocabulary of `--vocabulary`: an option of another one would have no effect.
 * @param file - The options of a configuration file. `--map` wins over those of the same name; the others stay.
 * @throws CommandError for what is no setting, and for what the mapper refuses, also of both together.
 */
export const readMapperOptions = (
  words: readonly string[],
  named: VocabularyName | undefined,
  file: MapperOptions = {},
): MapperOptions => {
  let all: Readonly<Partial<Record<SourceVocabulary, object | undefined>>> = file;
  for (const setting of toSettings(words)) {
    const { name, vocabulary, path } = setting.option;
    if (named !== undefined && named !== vocabulary)
      throw new CommandError(`--map ${name} has no effect with --vocabulary ${named}; leave one of them out.`);
    const value = toOptionValue(setting.option, setting.values);
    // Each option is first checked alone, so that the error names the invalid one.
    const refusal = refusalOf(vocabulary, withOption({}, path, value));
    if (refusal !== undefined) throw new CommandError(explainRefusal(setting, refusal));
    all = { ...all, [vocabulary]: withOption(all[vocabulary] ?? {}, path, value) };
  }
  for (const vocabulary of sourceVocabularyNames) {
    const refusal = refusalOf(vocabulary, all[vocabulary] ?? {});
    if (refusal !== undefined) throw new CommandError(`--map ${vocabulary}: ${refusal}`);
  }
  return all;
};
