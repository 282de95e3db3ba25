import { StoreError, type Change, type SetAsideEvent } from "@email-events/store";
import { expect, it } from "vitest";
import type { DeliveryOutcome } from "@email-events/core";
import { events } from "../testing/run-relay.ts";
import { systemClock } from "./clock.ts";
import { createCommitter } from "./committer.ts";
import { createDedupe } from "./dedupe.ts";
import type { ChunkHandler } from "./handle-chunk.ts";
import { createPayloadJudge, toItem } from "./judge-payloads.ts";
import { tryAgain } from "./retried.ts";
import { createRunStatus } from "./status.ts";

const judge = createPayloadJudge("airship");
const payloads = events
  .map((event) => Buffer.from(JSON.stringify(event)))
  .filter((payload) => judge([toItem(payload)])[0]?.step.status === "valid");

/** Retries two events whose delivery is abandoned after the first. */
const retryTwo = async (isLocked: boolean) => {
  const abandoning = new AbortController();
  const changes: Change[] = [];
  const commit = (change: Change) => {
    if (isLocked) throw new StoreError("locked", "no");
    changes.push(change);
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const outcomes: readonly DeliveryOutcome[] = [{ status: "delivered" }, { status: "undelivered", reason: "ended" }];
  const deliver = async (): Promise<readonly DeliveryOutcome[]> => {
    abandoning.abort();
    return outcomes;
  };
  const handler: ChunkHandler = { source: "airship", judge, dedupe: createDedupe(() => new Set()), deliver };
  const { signal } = abandoning;
  const onFatal = (error: unknown): never => {
    throw error;
  };
  const retried = payloads.slice(0, 2).map((payload, index): SetAsideEvent => ({
    number: index + 1,
    source: "airship",
    payload,
    receivedAt: 0,
    status: "rejected",
    reason: "bad",
    issues: [],
    setAsideAt: 0,
    isRetry: true,
    sizeBytes: payload.length,
    isDamaged: false,
  }));
  await tryAgain({
    store: { retryPage: () => ({ events: retried, damaged: [], next: undefined }) },
    handlerOf: () => handler,
    committer: createCommitter({ store: { commit }, clock: systemClock, status, signal, onFatal }),
    status,
    signal,
  });
  return { changes, report: status.report() };
};

it("a retry that is abandoned settles what was delivered, and leaves the rest marked", async () => {
  const { changes, report } = await retryTwo(false);
  expect(changes).toMatchObject([{ settle: [1], setAside: [], rememberUnseen: [expect.any(String)] }]);
  expect(report).toMatchObject({ delivered: 1, pending: 1 });
});

it("a retry that is abandoned while the state is locked ends", async () => {
  const { changes, report } = await retryTwo(true);
  expect([changes, report.pending]).toEqual([[], 2]);
});
