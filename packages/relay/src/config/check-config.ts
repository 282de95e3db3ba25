import { mappings, type SourceVocabulary, sourceVocabularyNames } from "@email-events/diagnose/sources";
import type { Config } from "./config.ts";
import { findConflictsOfFile } from "./conflicts.ts";
import { isRecord } from "./is-record.ts";
import { explainIssues } from "./problems.ts";
import type { ConfigSchema } from "./schema.ts";

/** A configuration that was checked: the settings, or all that is wrong with them. */
export type CheckedConfig =
  | { readonly status: "valid"; readonly config: Config }
  | { readonly status: "invalid"; readonly problems: readonly string[] };

/** Returns the options of a vocabulary that the schema has nothing against, whatever else is wrong with the file. */
const optionsOf = (schema: ConfigSchema["map"], value: unknown, name: SourceVocabulary): object => {
  const map = isRecord(value) && isRecord(value["map"]) ? value["map"] : {};
  const own = Object.entries(map).filter(([vocabulary]) => vocabulary === name);
  return schema.safeParse(Object.fromEntries(own)).data?.[name] ?? {};
};

/** Returns what the mappers say of their options, beyond what the schema checks. */
const findMapProblems = (schema: ConfigSchema["map"], value: unknown): readonly string[] =>
  sourceVocabularyNames.flatMap((name) => {
    try {
      mappings[name].createMapper(optionsOf(schema, value, name));
      return [];
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return [`map.${name}: ${error.message}`];
    }
  });

/** Checks the value of a configuration file, and finds all problems at once. Pure. */
export const checkConfig = ({ schema, map, paths }: ConfigSchema, value: unknown): CheckedConfig => {
  const { data, error } = schema.safeParse(value);
  const problems = [
    ...explainIssues(paths, value, error?.issues ?? []),
    ...findConflictsOfFile(value).map(({ inFile }) => inFile),
    ...findMapProblems(map, value),
  ];
  if (data === undefined || problems.length > 0) return { status: "invalid", problems };
  return { status: "valid", config: data };
};
