import type { Connection } from "../connection/open-connection.ts";
import type { QueueTrouble } from "../trouble.ts";
import type { Names } from "../wire/names.ts";

/** What a loop needs of its queue. */
export interface ConsumeContext {
  readonly connection: Connection;
  readonly names: Names;
  /** How long the queue waits for a silent consumer before it hands out the chunk again, in milliseconds. */
  readonly holdMs: number;
  readonly onTrouble: (trouble: QueueTrouble) => void;
  readonly onRedelivered: () => void;
}
