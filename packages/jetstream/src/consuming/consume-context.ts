import type { Connection, QueueTrouble } from "../connection/open-connection.ts";
import type { Names } from "../wire/names.ts";

/** What a loop needs of its queue. */
export interface ConsumeContext {
  readonly connection: Connection;
  readonly names: Names;
  readonly onTrouble: (trouble: QueueTrouble) => void;
  readonly onRedelivered: () => void;
}
