export { createRecordsHandler, type RecordsHandlerOptions, type SetAsideRecord } from "./create-records-handler.ts";
export type { JudgeRecordOptions } from "./judge-record-options.ts";
export type { BatchResponse, KinesisRecord, RecordsEvent, SqsRecord } from "./lambda-types.ts";
export type { SendOutcome } from "../destination/send-outcome.ts";
export type { RelayedEvent } from "../judging/step.ts";
export type { Report } from "../report/report.ts";
export type { MapperOptions, VocabularyName } from "@email-events/diagnose/sources";
