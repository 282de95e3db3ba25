import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import { envelopeBytes } from "../src/queue/batch.ts";
import type { Outcome } from "../src/outcome.ts";
import { createPipelinesClient } from "../src/index.ts";
import { opened } from "../src/testing/events.ts";
import { toCalls } from "../src/testing/fake-transport.ts";
import { startLoopback } from "../src/testing/loopback.ts";

const subject = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.nat({ max: 900 }).map((length) => "\u20ac".repeat(length)),
);

describe("the requests of the client", () => {
  it.each(["batch", "track"] as const)("in %s mode can fill a limit to the last byte", async (mode) => {
    await using server = await startLoopback();
    const outcomes: string[] = [];
    for (let limit = 250; limit < 350; limit += 1) {
      const limits = { maxBatchBytes: limit, maxEventBytes: limit };
      await using client = createPipelinesClient({ writeKey: "key", endpoint: server.url, mode, ...limits });
      for await (const { status } of client.send([opened(1, "\u20ac")])) outcomes.push(status);
    }
    const bodies = server.received.map(({ body }) => body.toString("utf8"));
    for (const body of bodies) expect(toCalls(body)).toMatchObject([{ messageId: "message-1" }]);
    expect(bodies).toHaveLength(outcomes.filter((status) => status === "delivered").length);
    expect(new Set(outcomes)).toEqual(new Set(["delivered", "rejected"]));
  });

  it.each(["batch", "track"] as const)(
    "in %s mode contain every event once, complete, in order and within the limits",
    async (mode) => {
      await using server = await startLoopback();
      const run = async (subjects: readonly string[], maxBatchBytes: number, maxEventBytes: number) => {
        const limits = { maxBatchBytes, maxEventBytes, maxInFlight: 1 };
        await using client = createPipelinesClient({ writeKey: "key", endpoint: server.url, mode, ...limits });
        const from = server.received.length;
        const events: SemanticEmailEvent[] = subjects.map((text, n) => opened(n, text));
        const outcomes: Outcome<SemanticEmailEvent>[] = [];
        for await (const outcome of client.send(events)) outcomes.push(outcome);
        const requests = server.received.slice(from);
        const got = requests.flatMap(({ body }) => toCalls(body.toString("utf8")));

        const bodyBytes = mode === "batch" ? maxBatchBytes : Math.min(maxBatchBytes, maxEventBytes);
        const sizes = requests.map(({ body }) => body.byteLength);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(bodyBytes);
        const byNumber = outcomes.toSorted((a, b) => events.indexOf(a.event) - events.indexOf(b.event));
        expect(byNumber.map(({ event }) => event)).toEqual(events);
        const accepted = byNumber.filter(({ status }) => status === "delivered").map(({ event }) => event);
        expect(got).toMatchObject(accepted);
        expect(got).toHaveLength(accepted.length);
        for (const outcome of byNumber) {
          const call = { ...outcome.event, context: got[0]?.["context"] ?? {} };
          const bytes = Buffer.byteLength(JSON.stringify(call));
          const limit = Math.min(maxEventBytes, bodyBytes - envelopeBytes[mode]);
          if (outcome.status === "delivered") expect(bytes).toBeLessThanOrEqual(limit);
          else if (got.length > 0) expect(bytes).toBeGreaterThan(limit);
        }
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(subject, { maxLength: 40 }),
          fc.integer({ min: 100, max: 4_000 }),
          fc.integer({ min: 100, max: 2_000 }),
          run,
        ),
        { numRuns: 150 },
      );
    },
  );
});
