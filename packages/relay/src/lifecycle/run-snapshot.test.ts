import { expect, it } from "vitest";
import { takeSnapshot } from "./run-snapshot.ts";
import { createRunStatus } from "./status.ts";
import { createManualClock } from "../testing/manual-clock.ts";

const stats = { pending: 0, setAside: 3, retries: 0, sizeBytes: 5, usedBytes: 1 };

const silent = { note: () => undefined, trouble: () => undefined };

it("a snapshot adds up, and knows how old events are", () => {
  const clock = createManualClock();
  const status = createRunStatus(silent, clock);
  status.receive(2);
  clock.advance(1_000.4);
  status.happened(4_000, 5_000);
  status.happened(3_000, 5_000);
  status.settle([{ status: "delivered" }]);
  status.count("retries");
  expect(takeSnapshot(status, stats, 11_000)).toMatchObject({
    received: 2,
    delivered: 1,
    pending: 1,
    retries: 1,
    reconnects: 0,
    state: { sizeBytes: 5, usedBytes: 1, rejects: 3 },
    lagSeconds: 7,
    idleSeconds: 1,
    paused: [],
    ready: { ok: true },
  });
});

it("a snapshot knows since when no event came, whatever the system's clock is set to meanwhile", () => {
  const clock = createManualClock();
  const status = createRunStatus(silent, clock);
  status.receiveAgain(3);
  expect(takeSnapshot(status, stats, 0).idleSeconds).toBeUndefined();
  status.receive(1);
  clock.advance(60_000);
  for (const now of [0, 1_800_000_000_000, 1_799_999_000_000]) {
    expect(takeSnapshot(status, stats, now)).toMatchObject({ received: 4, pending: 4, idleSeconds: 60 });
  }
});

it("a run is ready while one of its sources works, and isn't while none does", () => {
  const status = createRunStatus(silent);
  status.trouble("airship", "HTTP 401");
  expect(takeSnapshot(status, stats, 0, ["airship", "webhook"])).toMatchObject({
    paused: ["airship: HTTP 401"],
    ready: { ok: true },
  });
  status.trouble("webhook", "Error");
  expect(takeSnapshot(status, stats, 0, ["airship", "webhook"]).ready).toEqual({
    ok: false,
    reason: "airship: HTTP 401",
  });
  status.recovered("webhook");
  status.trouble("state", "full");
  expect(takeSnapshot(status, stats, 0, ["airship", "webhook"]).ready).toEqual({ ok: false, reason: "state: full" });
});

it("a run isn't ready while it is stopping, whatever else is wrong", () => {
  const status = createRunStatus(silent);
  status.stopping();
  const reason = expect.stringMatching(/^the process is stopping/);
  expect(takeSnapshot(status, stats, 0, ["webhook"])).toMatchObject({ paused: [reason], ready: { ok: false, reason } });
  status.trouble("state", "full");
  expect(takeSnapshot(status, stats, 0, ["webhook"])).toMatchObject({
    paused: [reason, "state: full"],
    ready: { ok: false, reason },
  });
});

it("a run isn't ready while it is paused, its source doesn't work or the state is full", () => {
  const status = createRunStatus(silent);
  status.trouble("destination", "HTTP 503");
  expect(takeSnapshot(status, stats, 0, ["airship"]).ready).toEqual({ ok: true });
  status.paused("HTTP 401");
  status.trouble("state", "full");
  status.trouble("airship", "HTTP 500");
  expect(takeSnapshot(status, stats, 0, ["airship"])).toMatchObject({
    paused: ["destination: HTTP 401", "state: full", "airship: HTTP 500"],
    ready: { ok: false, reason: "destination: HTTP 401" },
  });
  for (const subject of ["destination", "state", "airship"] as const) status.recovered(subject);
  expect(takeSnapshot(status, stats, 0, ["airship"]).ready).toEqual({ ok: true });
});
