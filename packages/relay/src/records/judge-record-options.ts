import type { MapperOptions, VocabularyName } from "@email-events/diagnose/sources";

/** How the events of a record are judged. */
export interface JudgeRecordOptions {
  readonly vocabulary?: VocabularyName | undefined;
  readonly mapperOptions?: MapperOptions | undefined;
}
