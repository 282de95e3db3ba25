export { createJetStreamQueue, type JetStreamQueueOptions } from "./create-jetstream-queue.ts";
export { createQueueStreams, type CreatedStreams, type CreateOptions } from "./streams/create-streams.ts";
export { inspectQueueStreams } from "./operating/inspect-streams.ts";
export { openQueueOperator } from "./operating/open-queue-operator.ts";
export type { InspectedConsumer, InspectedQueue, InspectedStream } from "./operating/inspected-queue.ts";
export type { ListedReject, ShownReject } from "./operating/listed-reject.ts";
export type {
  ListOptions,
  OffsetOperations,
  OperatorOptions,
  QueueOffset,
  QueueOperator,
  RejectOperations,
  RejectPage,
  Retried,
} from "./operating/queue-operator.ts";
export type { Difference } from "./streams/differences.ts";
export type { StreamOptions } from "./streams/stream-options.ts";
export type { ConnectionSettings, QueueCredentials, QueueTls } from "./connection/connection-settings.ts";
export type { QueueTrouble } from "./trouble.ts";
export type {
  ConsumedChunk,
  ConsumeOptions,
  JetStreamQueue,
  OffsetIdentity,
  OffsetPlace,
  QueueChunk,
  QueueStatus,
  Reject,
  Settlement,
} from "./queue.ts";
export type { Clock } from "./clock.ts";
export { QueueError, type QueueErrorCode } from "./queue-error.ts";
