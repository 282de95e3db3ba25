export type { MapperOptions, SourceVocabulary, Vocabulary } from "./sources/index.ts";
