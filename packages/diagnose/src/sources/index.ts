export { customNamesOf } from "./custom-names.ts";
export { createSourceMapper, type MappedCall, type SourceMapper } from "./create-source-mapper.ts";
export { findMappedIssues } from "./find-mapped-issues.ts";
export { mappings, sourceVocabularyNames, type MapperOptions, type SourceVocabulary } from "./mappings.ts";
export { tellVocabulary, vocabularyNames, type VocabularyName } from "./tell-vocabulary.ts";
