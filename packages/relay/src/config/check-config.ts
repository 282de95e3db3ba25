import { mappings, type MapperOptions, sourceVocabularyNames } from "@email-events/diagnose/sources";
import type { Config } from "./config.ts";
import { explainIssues } from "./problems.ts";
import type { ConfigSchema } from "./schema.ts";

/** A configuration that was checked: the settings, or all that is wrong with them. */
export type CheckedConfig =
  | { readonly status: "valid"; readonly config: Config }
  | { readonly status: "invalid"; readonly problems: readonly string[] };

/** Returns what the mappers say of their options, beyond what the schema checks. */
const findMapProblems = (map: MapperOptions): readonly string[] =>
  sourceVocabularyNames.flatMap((name) => {
    try {
      mappings[name].createMapper(map[name] ?? {});
      return [];
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return [`map.${name}: ${error.message}`];
    }
  });

const hasBoth = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "region") && Object.hasOwn(value, "url");

const findRegionProblem = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null && "airship" in value && hasBoth(value.airship)
    ? ["airship: region and url are mutually exclusive"]
    : [];

/** Checks the value of a configuration file, and finds all problems at once. Pure. */
export const checkConfig = ({ schema, paths }: ConfigSchema, value: unknown): CheckedConfig => {
  const { data, error } = schema.safeParse(value);
  const found = [...explainIssues(paths, value, error?.issues ?? []), ...findRegionProblem(value)];
  const problems = data === undefined ? found : [...found, ...findMapProblems(data.map ?? {})];
  if (data === undefined || problems.length > 0) return { status: "invalid", problems };
  return { status: "valid", config: data };
};
