import { mapperOptionList, type MapperOption } from "@email-events/diagnose/sources";

/** Every option of every mapper, by its full name. */
export const mapperOptions: ReadonlyMap<string, MapperOption> = new Map(
  mapperOptionList.map((option) => [option.name, option]),
);

/** A setting to show how one is written. */
export const exampleSetting = (): string => {
  for (const { name, form } of mapperOptionList)
    if (form.kind === "choice" && form.choices.length > 1) return `${name}=${form.choices.at(-1) ?? ""}`;
  return "VOCABULARY.OPTION=VALUE";
};
