import { createHash } from "node:crypto";
import type { EventStore } from "@email-events/store";
import type { OffsetIdentity } from "../queue/queue.ts";
import { RunError } from "../run-error.ts";
import type { AirshipSettings, StreamName } from "../lifecycle/settings.ts";

/** What identifies the stream of an offset. */
export interface StreamIdentity {
  readonly appKey: string;
  readonly partition?: AirshipSettings["partition"];
  readonly filters?: unknown;
}

const keyOf = (source: StreamName): string => `identity:${source}`;

/** An offset is valid only for the same app and filters, in all partitions. The key itself isn't stored. */
export const toOffsetIdentity = (
  source: StreamName,
  { appKey, filters }: Pick<StreamIdentity, "appKey" | "filters">,
): OffsetIdentity => ({
  "app key": createHash("sha256").update(`${source}:${appKey}`).digest("hex").slice(0, 16),
  "choice of events": JSON.stringify(filters ?? []),
});

/** A state has the offset of one partition. */
const toParts = (source: StreamName, identity: StreamIdentity): OffsetIdentity => {
  const { partition } = identity;
  return {
    ...toOffsetIdentity(source, identity),
    partition: partition === undefined ? "" : `${partition.selection}/${partition.count}`,
  };
};

const parseParts = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/**
 * Checks that the stored offset of a source belongs to this stream. Without a stored offset or identity, stores the
 * identity of this stream.
 *
 * @throws RunError when the offset belongs to another stream.
 */
export const claimOffset = (
  store: Pick<EventStore, "readOffset" | "readValue" | "writeValue">,
  source: StreamName,
  identity: StreamIdentity,
): void => {
  const parts = toParts(source, identity);
  const stored = store.readValue(keyOf(source));
  const known = parseParts(stored ?? "");
  const others = Object.keys(parts).filter((name) => known[name] !== parts[name]);
  if (others.length === 0) return;
  if (stored !== undefined && store.readOffset(source) !== undefined) {
    throw new RunError(
      "stateUnusable",
      `The state holds an offset of ${source} that belongs to another ${others.join(" and ")}. Give this run a --state of its own; or stop using the old one: "email-events offset forget ${source} --state FILE", then run with --airship-start.`,
    );
  }
  store.writeValue(keyOf(source), JSON.stringify(parts));
};
