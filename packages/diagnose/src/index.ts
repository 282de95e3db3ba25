export type { MapperOptions, SourceVocabulary, Vocabulary } from "./sources/index.ts";
export { traceEvent, type EventTrace, type TraceOptions } from "./trace/trace-event.ts";
export { traceMapping, type Origin, type SourceValue, type Trace, type TracedProperty } from "./trace/trace-mapping.ts";
