import type { OptionForm, OptionForms } from "@email-events/core/mapping";
import type { z as Zod } from "zod";
import { mappings, type MapperOptions, sourceVocabularyNames } from "@email-events/diagnose/sources";
import { createParts } from "./schema-parts.ts";

const isFilled = (text: string): boolean => text.trim() !== "";

/** The schema of each kind of option. Functions can be given only in code. */
const createKinds = (z: typeof Zod): ((form: OptionForm) => Zod.ZodType) => {
  const { oneOf, textOf, section } = createParts(z);
  const text = z.string({ error: "a text" });
  const plain = {
    text,
    function: text,
    flag: z.boolean({ error: "true or false" }),
    list: z.union([z.string(), z.array(z.string())], { error: "a key, or a list of keys to try in turn" }),
    "custom-event": textOf("the name of an event", isFilled),
  };
  const sectionOf = (forms: OptionForms): Zod.ZodType =>
    section(
      Object.fromEntries(
        Object.entries(forms)
          .filter(([, form]) => form.kind !== "function")
          .map(([name, form]) => [name, z.exactOptional(schemaOf(form))]),
      ),
    );
  const schemaOf = (form: OptionForm): Zod.ZodType => {
    if (form.kind === "choice") return oneOf(...form.choices);
    return form.kind === "group" ? sectionOf(form.options) : plain[form.kind];
  };
  return schemaOf;
};

/** Creates the schema of the options of the mappings, by vocabulary. The mappers check the values further. */
export const createMapSchema = (z: typeof Zod): Zod.ZodType<MapperOptions> => {
  const schemaOf = createKinds(z);
  const sections = sourceVocabularyNames.map((name) => [
    name,
    z.exactOptional(schemaOf({ kind: "group", options: mappings[name].options })),
  ]);
  // The mappers describe their options themselves, which types can't follow.
  return createParts(z).section(Object.fromEntries(sections)) as Zod.ZodType<MapperOptions>;
};
