import type { KinesisRecord, SqsRecord } from "../records/lambda-types.ts";

/** Returns a Kinesis record in the shape that Lambda hands over. */
export const kinesisRecord = (bytes: Uint8Array | string, sequenceNumber: string): KinesisRecord =>
  Object.assign(
    {
      kinesis: {
        kinesisSchemaVersion: "1.0",
        partitionKey: "1",
        sequenceNumber,
        data: Buffer.from(bytes).toString("base64"),
        approximateArrivalTimestamp: 1_545_084_650.987,
      },
    },
    {
      eventSource: "aws:kinesis",
      eventVersion: "1.0",
      eventID: `shardId-000000000006:${sequenceNumber}`,
      eventName: "aws:kinesis:record",
      invokeIdentityArn: "arn:aws:iam::123456789012:role/lambda-role",
      awsRegion: "us-east-2",
      eventSourceARN: "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream",
    },
  );

/** Returns an SQS record in the shape that Lambda hands over. */
export const sqsRecord = (body: string, messageId: string): SqsRecord =>
  Object.assign(
    { messageId, body },
    {
      receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1545082649183",
        SenderId: "AIDAIENQZJOLO23YVJ4VO",
        ApproximateFirstReceiveTimestamp: "1545082649185",
      },
      messageAttributes: {},
      md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-2:123456789012:my-queue",
      awsRegion: "us-east-2",
    },
  );

/** Returns the sequence number of a record by its index: they ascend, and are longer than JavaScript's integers. */
export const sequenceOf = (index: number): string =>
  String(49_590_338_271_490_256_608_559_692_538_361_571_095n * 1_000_000_000_000_000_000n + BigInt(index));
