export { customNamesOf } from "./custom-names.ts";
export { createSourceMapper, type MappedCall, type SourceMapper } from "./create-source-mapper.ts";
export { mapperOptionList, type MapperOption } from "./mapper-option-list.ts";
export { fitCall } from "./fit-call.ts";
export { findMappedIssues } from "./find-mapped-issues.ts";
export { mappings, sourceVocabularyNames, type MapperOptions, type SourceVocabulary } from "./mappings.ts";
export { checkVocabulary, detectVocabulary, vocabularyNames, type VocabularyName } from "./detect-vocabulary.ts";
export { withOption } from "./with-option.ts";
