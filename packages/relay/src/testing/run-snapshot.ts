import type { RunSnapshot } from "../ops/snapshot.ts";

/** A snapshot of a run that goes well. */
export const snapshotOf = (changes: Partial<RunSnapshot> = {}): RunSnapshot => ({
  received: 100,
  delivered: 60,
  skipped: { "no-semantic-event": 20, duplicate: 5 },
  unrecognized: 4,
  invalid: 3,
  rejected: 2,
  pending: 6,
  retries: 7,
  reconnects: 1,
  refused: { "HTTP 401": 8 },
  lagSeconds: 2.5,
  idleSeconds: 0,
  paused: [],
  state: { sizeBytes: 8_192, usedBytes: 4_096, rejects: 9 },
  ready: { ok: true },
  ...changes,
});
