export { groupByKind, kindOf, type EventKind } from "./group-by-kind.ts";
export { diagnose, diagnoseEach, type Diagnosis, type TextDiagnosis } from "./diagnose.ts";
export {
  createEventDiagnosis,
  type BatchRequest,
  type DiagnoseEvent,
  type EventDiagnosis,
  type EventText,
} from "./diagnose-event.ts";
export type { DiagnoseOptions } from "./options.ts";
export type { Framing } from "./reading/split-text.ts";
export { textStart, type TextPlace } from "./reading/text-place.ts";
export type { Answer } from "./stages/answered.ts";
export { stageNames, type Finding, type Stage, type StageName, type StageStatus } from "./stages/stage.ts";
export type { MapperOptions, SourceVocabulary, VocabularyName } from "./sources/index.ts";
export { traceEvent, type EventTrace, type TraceOptions } from "./trace/trace-event.ts";
export { traceMapping, type Origin, type SourceValue, type Trace, type TracedProperty } from "./trace/trace-mapping.ts";
