import type { MapperOptions, VocabularyName } from "@email-events/diagnose/sources";
import { readConfig } from "../config/read-config.ts";
import type { CommandIo } from "../terminal.ts";
import { readMapperOptions } from "./read-mapper-options.ts";

/** What says how a command maps the events of a source that ends. */
export interface MappingInputs {
  readonly config: string | undefined;
  readonly map: readonly string[];
  readonly vocabulary: VocabularyName | undefined;
}

/**
 * Loads the options of the mappings: those of a configuration file, whose other settings don't count, and those of `--map`,
 * which wins.
 *
 * @throws CommandError for a file with a problem, and for options that a mapper refuses.
 */
export const loadMapperOptions = async (
  { config, map, vocabulary }: MappingInputs,
  { interrupt }: CommandIo,
): Promise<MapperOptions> => {
  const file = config === undefined ? {} : await readConfig(config, interrupt);
  return readMapperOptions(map, vocabulary, file.map);
};
