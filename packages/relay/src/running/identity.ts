import { createHash } from "node:crypto";
import type { EventStore } from "@email-events/store";
import { RunError } from "./run-error.ts";
import type { AirshipSettings, StreamName } from "./settings.ts";

/** What identifies the stream of an offset. */
export interface StreamIdentity {
  readonly appKey: string;
  readonly partition?: AirshipSettings["partition"];
  readonly filters?: unknown;
}

const keyOf = (source: StreamName): string => `identity:${source}`;

/** An offset is valid only for the same app, filters and partition. The key itself isn't stored. */
const toParts = (
  source: StreamName,
  { appKey, partition, filters }: StreamIdentity,
): Readonly<Record<string, string>> => ({
  "app key": createHash("sha256").update(`${source}:${appKey}`).digest("hex").slice(0, 16),
  partition: partition === undefined ? "" : `${partition.selection}/${partition.count}`,
  filters: JSON.stringify(filters ?? []),
});

const parseParts = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/**
 * Checks that the offset in a state belongs to this stream, and stores the identity if there is none.
 *
 * @throws RunError when the offset belongs to another stream.
 */
export const claimOffset = (
  store: Pick<EventStore, "readOffset" | "readValue" | "writeValue">,
  source: StreamName,
  identity: StreamIdentity,
): void => {
  const parts = toParts(source, identity);
  const text = JSON.stringify(parts);
  const stored = store.readValue(keyOf(source));
  if (stored === text) return;
  if (stored !== undefined && store.readOffset(source) !== undefined) {
    const known = parseParts(stored);
    const others = Object.keys(parts).filter((name) => known[name] !== parts[name]);
    throw new RunError(
      "stateUnusable",
      `The state holds an offset of ${source} that belongs to another ${others.join(" and ")}. Give this run a --state of its own; or stop using the old one: "email-events offset forget ${source} --state FILE", then run with --airship-start.`,
    );
  }
  store.writeValue(keyOf(source), text);
};
