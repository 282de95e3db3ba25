import type { Change } from "@email-events/store";
import type { Reject } from "../queue/queue.ts";

type StoredReject = NonNullable<Change["setAside"]>[number];

/** Returns the change that sets aside an event of the store. */
export const setStoredAside = ({ status, reason, issues }: Reject, number: number): StoredReject => ({
  status,
  reason,
  issues,
  number,
});

/** Returns the change that sets aside an event that the store doesn't have. */
export const setNewAside =
  (source: string, receivedAt: number) =>
  ({ status, reason, issues, payload }: Reject): StoredReject => ({
    status,
    reason,
    issues,
    event: { source, payload, receivedAt },
  });
