import type { Connection } from "../connection/open-connection.ts";
import type { QueueTrouble } from "../trouble.ts";
import type { Names } from "../wire/names.ts";

/** What a loop needs of its queue. */
export interface ConsumeContext {
  readonly connection: Connection;
  readonly names: Names;
  /** How long a chunk stays with its consumer without a word from it, in milliseconds. */
  readonly holdMs: number;
  readonly onTrouble: (trouble: QueueTrouble) => void;
  readonly onRedelivered: () => void;
}
