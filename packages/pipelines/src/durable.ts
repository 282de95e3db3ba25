export type { DurableClient, DurableClientOptions } from "./durable/client.ts";
export type { Store, StoredCall } from "./durable/store.ts";
export { createDurableClient } from "./durable/client.ts";
