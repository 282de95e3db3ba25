export type { StreamChunk, StreamItem } from "./chunk.ts";
export type { Clock } from "./clock.ts";
export { createAirshipStream } from "./create-airship-stream.ts";
export { emailFeedback } from "./filters.ts";
export { parseItem, type ParsedItem } from "./parse-item.ts";
export { AirshipStreamError, type StreamErrorCode } from "./stream-error.ts";
export type { AirshipStreamOptions, Secret, StreamFilter, StreamPartition } from "./stream-options.ts";
export type { StreamState } from "./stream-state.ts";
export { createWatermark, type Ticket, type Watermark } from "./watermark.ts";
