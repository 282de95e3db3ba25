import * as fc from "fast-check";
import * as client from "prom-client";
import { describe, expect, it } from "vitest";
import { isHarmless, pieces } from "../testing/hostile-text.ts";
import { snapshotOf } from "../testing/run-snapshot.ts";
import { createMetricsFormat } from "./format-metrics.ts";

const { format } = createMetricsFormat(client);

/** The lines that hold values. */
const valuesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "" && line[0] !== "#");

describe("metrics", () => {
  it("have a line for each number of a snapshot", async () => {
    const text = await format(snapshotOf({ paused: ["HTTP 401"], ready: { ok: false, reason: "HTTP 401" } }));
    expect(valuesOf(text)).toEqual([
      "email_events_received_total 100",
      "email_events_delivered_total 60",
      "email_events_unrecognized_total 4",
      "email_events_invalid_total 3",
      "email_events_rejected_total 2",
      "email_events_retries_total 7",
      "email_events_reconnects_total 1",
      "email_events_pending 6",
      "email_events_lag_seconds 2.5",
      "email_events_idle_seconds 0",
      "email_events_state_bytes 8192",
      "email_events_state_used_bytes 4096",
      "email_events_state_rejects 9",
      "email_events_ready 0",
      'email_events_skipped_total{reason="no-semantic-event"} 20',
      'email_events_skipped_total{reason="duplicate"} 5',
      'email_events_webhook_refused_total{reason="HTTP 401"} 8',
      'email_events_paused{reason="HTTP 401"} 1',
    ]);
    expect(text).toContain("# TYPE email_events_received_total counter\n");
    expect(text).toContain("# TYPE email_events_pending gauge\n");
    expect(text).toContain("# HELP email_events_skipped_total ");
  });

  it("have the queue of a run that has one, and no state", async () => {
    const queue = { isConnected: true, pending: 7, held: 2, redelivered: 1, rejects: 0, warnings: [] };
    const lines = valuesOf(await format(snapshotOf({ queue, published: 9, state: undefined })));
    expect(lines).toContain("email_events_ready 1");
    expect(lines.filter((line) => /queue|published|state/.test(line))).toEqual([
      "email_events_published_total 9",
      "email_events_queue_redelivered_total 1",
      "email_events_queue_connected 1",
      "email_events_queue_pending 7",
      "email_events_queue_held 2",
      "email_events_queue_rejects 0",
    ]);
    const unknown = await format(snapshotOf({ queue: { isConnected: false, warnings: [] } }));
    expect(valuesOf(unknown).filter((line) => line.includes("queue"))).toEqual(["email_events_queue_connected 0"]);
  });

  it("are the same for the same snapshot, and use no registry but their own", async () => {
    expect(await format(snapshotOf())).toBe(await format(snapshotOf()));
    expect(client.register.getMetricsAsArray()).toEqual([]);
  });

  it("leave out what isn't known yet", async () => {
    const text = await format(snapshotOf({ lagSeconds: undefined, idleSeconds: Number.NaN }));
    expect(valuesOf(text).join("\n")).not.toMatch(/lag_seconds|idle_seconds|NaN/);
  });

  it("hold no address, no broken line and a bounded number of reasons, whatever the reasons are", async () => {
    const anyReason = fc
      .array(fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), fc.constantFrom(...pieces, '"', "\\", "\n")), {
        maxLength: 4,
      })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(anyReason, { maxLength: 6 }), async (reasons) => {
        const skipped = Object.fromEntries(reasons.map((reason) => [reason, 1]));
        for (const line of valuesOf(await format(snapshotOf({ skipped, paused: reasons })))) {
          expect(isHarmless(line)).toBe(true);
          expect(line).toMatch(/^email_events_\w+(\{reason="(?:[^"\\\n]|\\["\\n])*"\})? \d+(\.\d+)?$/);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("count reasons together that look the same, and those that are too many", async () => {
    const many = Object.fromEntries(Array.from({ length: 499 }, (_, index) => [`reason ${index}`, 1]));
    const skipped = { "no ada@example.com": 1, ...many, "no nora@example.com": 1 };
    const lines = valuesOf(await format(snapshotOf({ skipped }))).filter((line) => line.includes("skipped"));
    expect(lines).toHaveLength(51);
    expect(lines[0]).toBe('email_events_skipped_total{reason="no [address]"} 2');
    expect(lines.at(-1)).toBe('email_events_skipped_total{reason="other"} 450');
  });
});
