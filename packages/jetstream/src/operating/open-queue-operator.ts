import { connectToQueue } from "./connect-to-queue.ts";
import { createOffsetOperations } from "./offsets.ts";
import type { OperatorOptions, QueueOperator } from "./queue-operator.ts";
import { createRejectOperations } from "./rejects.ts";

/**
 * Opens a queue for an operator. All its operations throw a `QueueError` when the broker doesn't do them.
 *
 * @throws QueueError
 */
export const openQueueOperator = async (options: OperatorOptions): Promise<QueueOperator> => {
  const { connection, names } = await connectToQueue(options);
  return {
    ...createRejectOperations(connection, names),
    ...createOffsetOperations(connection, names),
    close: connection.close,
  };
};
