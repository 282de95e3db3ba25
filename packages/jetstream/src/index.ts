export { createJetStreamQueue, type JetStreamQueueOptions } from "./create-jetstream-queue.ts";
export { createQueueStreams, type CreatedStreams, type CreateOptions } from "./streams/create-streams.ts";
export {
  inspectQueueStreams,
  type InspectedConsumer,
  type InspectedQueue,
  type InspectedStream,
} from "./operating/inspect-streams.ts";
export { openQueueOperator, type OperatorOptions, type QueueOperator } from "./operating/open-queue-operator.ts";
export type { ListOptions, RejectOperations, RejectPage } from "./operating/rejects.ts";
export type { ListedReject, ShownReject } from "./operating/listed-reject.ts";
export type { OffsetOperations, QueueOffset } from "./operating/offsets.ts";
export type { Difference, StreamOptions } from "./streams/configs.ts";
export type { ConnectionSettings, QueueCredentials, QueueTls } from "./connection/settings.ts";
export type { QueueTrouble } from "./connection/open-connection.ts";
export type {
  ConsumedChunk,
  ConsumeOptions,
  JetStreamQueue,
  OffsetPlace,
  QueueChunk,
  QueueStatus,
  Reject,
  Settlement,
} from "./queue.ts";
export type { Clock } from "./clock.ts";
export { QueueError, type QueueErrorCode } from "./queue-error.ts";
