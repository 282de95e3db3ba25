import type { BatchResponse } from "./lambda-types.ts";

/** A record, whatever service it comes from. */
export interface ArrivedRecord {
  /** Its sequence number or message id, which is the same when it comes again. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The records of an event, and how their service is told which of them failed. */
export interface Batch {
  readonly records: readonly ArrivedRecord[];
  readonly toResponse: (failedIds: readonly string[]) => BatchResponse;
}

const toResponse = (ids: readonly string[]): BatchResponse => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

/** Sequence numbers are decimal, and longer than what JavaScript counts exactly. */
const isLower = (one: string, other: string): boolean =>
  one.length === other.length ? one < other : one.length < other.length;

/** Kinesis repeats everything from the lowest sequence number that it is told of. */
const toCheckpoint = (ids: readonly string[]): BatchResponse => {
  const [first, ...others] = ids;
  if (first === undefined) return toResponse([]);
  return toResponse([others.reduce((lowest, id) => (isLower(id, lowest) ? id : lowest), first)]);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const readKinesis = (record: unknown): ArrivedRecord | undefined => {
  const kinesis = isObject(record) ? record["kinesis"] : undefined;
  if (!isObject(kinesis)) return undefined;
  const { sequenceNumber: id, data } = kinesis;
  return typeof id === "string" && typeof data === "string" ? { id, bytes: Buffer.from(data, "base64") } : undefined;
};

const readSqs = (record: unknown): ArrivedRecord | undefined => {
  if (!isObject(record)) return undefined;
  const { messageId: id, body } = record;
  return typeof id === "string" && typeof body === "string" ? { id, bytes: Buffer.from(body) } : undefined;
};

const services = [
  { read: readKinesis, toResponse: toCheckpoint },
  { read: readSqs, toResponse },
] as const;

/**
 * Reads the records of an event.
 *
 * @throws TypeError when it isn't one of Kinesis or SQS. Lambda then repeats all of it.
 */
export const readBatch = (event: unknown): Batch => {
  const given: unknown = isObject(event) ? event["Records"] : undefined;
  if (Array.isArray(given)) {
    for (const { read, toResponse: respond } of services) {
      const records = given.flatMap((record: unknown) => read(record) ?? []);
      if (records.length === given.length) return { records, toResponse: respond };
    }
  }
  throw new TypeError(
    "Expected an event of Kinesis or SQS: Records with kinesis.data and kinesis.sequenceNumber, or with body and messageId. Connect the function to the stream or the queue itself.",
  );
};
