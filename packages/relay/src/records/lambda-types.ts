/** A record of Kinesis in an event of Lambda, as far as it is read. */
export interface KinesisRecord {
  readonly kinesis: {
    /** Base64. */
    readonly data: string;
    readonly sequenceNumber: string;
  };
}

/** A record of SQS in an event of Lambda, as far as it is read. */
export interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
}

/** An event of Lambda: a batch of records of Kinesis or of SQS. */
export type RecordsEvent = { readonly Records: readonly KinesisRecord[] } | { readonly Records: readonly SqsRecord[] };

/** The answer to Lambda: the records that are redelivered. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}
