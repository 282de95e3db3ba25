export type { Change, Committed, EventStore, OperatorChanges, StoreStats } from "./event-store.ts";
export type {
  CheckedPage,
  NewChunk,
  NewEvent,
  Page,
  PageOptions,
  SetAsideEvent,
  SetAsideSummary,
  StoredEvent,
  SetAsideReason,
} from "./stored-event.ts";
export type { StoredOffset } from "./tables/offsets.ts";
export { openStore } from "./open-store.ts";
export type { StoreOptions } from "./store-options.ts";
export { openOperator, type ListOptions, type OperatorStore } from "./open-operator.ts";
export { checkStore, type CheckReport } from "./check-store.ts";
export { repairStore, type RepairReport } from "./repair-store.ts";
export { openCallStore, type CallStore, type CallStoreOptions, type StoredCall } from "./call-store.ts";
export { StoreError, type StoreErrorCode } from "./store-error.ts";
