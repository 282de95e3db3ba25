import type { MapperOptions, VocabularyName } from "@email-events/diagnose/sources";

/** How the events of a record are judged. */
export interface JudgeRecordOptions {
  /** The vocabulary; detected for each event by default. Semantic events are accepted only with `semantic`. */
  readonly vocabulary?: VocabularyName | undefined;
  /** Options of the mappers, by vocabulary. By default, every option has its default. */
  readonly mapperOptions?: MapperOptions | undefined;
}
