import type { StoreStats } from "./event-store.ts";
import type { StoreSize } from "./file/size-limit.ts";
import type { Tables } from "./tables/tables.ts";

/** Reads what a store holds from its counters, in constant time. */
export const readStats = ({ counters, setAside }: Tables, size: StoreSize): StoreStats => ({
  pending: counters.read("pending"),
  setAside: counters.read("set_aside"),
  retries: setAside.countRetries(),
  ...size,
});
