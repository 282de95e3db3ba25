import type { OptionForm, OptionForms } from "@email-events/core/mapping";
import { mappings, sourceVocabularyNames, type SourceVocabulary } from "./mappings.ts";

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

/** Every option of every mapper. */
export const mapperOptionList: readonly MapperOption[] = sourceVocabularyNames.flatMap((vocabulary) =>
  optionsIn(vocabulary, mappings[vocabulary].options, []),
);
