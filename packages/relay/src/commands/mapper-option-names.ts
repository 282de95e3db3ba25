import type { OptionForm, OptionForms } from "@email-events/core/mapping";
import { mappings, sourceVocabularyNames, type SourceVocabulary } from "@email-events/diagnose/sources";

/** An option of a mapper that takes a value. */
export interface MapperOption {
  /** Its full name, as `airship.forward.delay`. */
  readonly name: string;
  readonly vocabulary: SourceVocabulary;
  /** The names that lead to it among the options of its mapper. */
  readonly path: readonly string[];
  readonly form: Exclude<OptionForm, { readonly kind: "group" }>;
}

const optionsIn = (
  vocabulary: SourceVocabulary,
  forms: OptionForms,
  above: readonly string[],
): readonly MapperOption[] =>
  Object.entries(forms).flatMap(([own, form]) => {
    const path = [...above, own];
    if (form.kind === "group") return optionsIn(vocabulary, form.options, path);
    return [{ name: [vocabulary, ...path].join("."), vocabulary, path, form }];
  });

/** Every option of every mapper, by its full name. */
export const mapperOptions: ReadonlyMap<string, MapperOption> = new Map(
  sourceVocabularyNames
    .flatMap((vocabulary) => optionsIn(vocabulary, mappings[vocabulary].options, []))
    .map((option) => [option.name, option]),
);

/** A setting to show how one is written. */
export const exampleSetting = (): string => {
  for (const { name, form } of mapperOptions.values())
    if (form.kind === "choice" && form.choices.length > 1) return `${name}=${form.choices.at(-1) ?? ""}`;
  return "VOCABULARY.OPTION=VALUE";
};
