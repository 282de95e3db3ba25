export {
  type BulkTrackingSender,
  createBulkTrackingSender,
  type SenderReport,
} from "./bulk-tracking-sender/create-bulk-tracking-sender.ts";
export type { BulkTrackingSenderOptions, SenderFault, SentRequest } from "./bulk-tracking-sender/sender-options.ts";
export {
  createAirshipStreamSandbox,
  type AirshipStreamSandbox,
} from "./airship-stream/create-airship-stream-sandbox.ts";
export type { OffsetForm } from "./airship-stream/events/offset.ts";
export type { StreamBreak, StreamFault, StreamRequestInfo } from "./airship-stream/stream-fault.ts";
export type { StreamCounts, StreamRequestLog } from "./airship-stream/stream-record.ts";
export type { StreamSecrets } from "./airship-stream/stream-secrets.ts";
export type { AirshipStreamSandboxOptions } from "./airship-stream/stream-sandbox-options.ts";
export type { Call } from "@email-events/validator/pipelines";
export type { Received } from "./pipelines-api/create-record.ts";
export { createSandbox, type Sandbox } from "./pipelines-api/create-sandbox.ts";
export type { SandboxOptions } from "./pipelines-api/sandbox-options.ts";
export type { Fault, Respond, SandboxRequest } from "./inspection/fault.ts";
export type { CallVerdict, RecordedCall, RecordedRequest } from "./inspection/recorded-request.ts";
export type { GenerateOptions } from "./generate-options.ts";
export * from "./generated/generators.ts";
