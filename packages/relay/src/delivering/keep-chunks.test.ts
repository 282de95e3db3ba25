import { describe, expect, it } from "vitest";
import type { ConsumedChunk, Queue } from "../queue/queue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { keepChunks } from "./keep-chunks.ts";

/** A queue of one chunk, and what was done with that. */
const createOne = (given: Partial<ConsumedChunk> = {}, holdMs = 60_000) => {
  const did: string[] = [];
  const chunk: ConsumedChunk = {
    source: "airship",
    partition: 0,
    lines: [Buffer.from("{}")],
    receivedAt: 0,
    attempt: 1,
    working: () => void did.push("working"),
    ack: async () => void did.push("ack"),
    release: () => void did.push("release"),
    ...given,
  };
  const queue: Pick<Queue, "consume" | "holdMs"> = {
    holdMs,
    consume: async function* () {
      yield chunk;
    },
  };
  return { queue, did };
};

const take = async ({ queue, did }: ReturnType<typeof createOne>) => {
  const clock = createManualClock();
  const delivered: string[] = [];
  const kept = keepChunks({ queue, clock, onDelivered: (ids) => void delivered.push(...ids) });
  const signal = new AbortController().signal;
  const chunks: ConsumedChunk[] = [];
  for await (const chunk of kept.consume({ signal, concurrency: 1 })) chunks.push(chunk);
  const [chunk] = chunks;
  if (chunk === undefined) throw new Error("No chunk came.");
  return { chunk, clock, delivered, did };
};

describe("a chunk that is out", () => {
  it("stays here however long it takes, until it is settled", async () => {
    const { chunk, clock, did } = await take(createOne());
    for (let passed = 0; passed < 180; passed += 10) clock.advance(10_000);
    expect(did).toEqual(Array.from({ length: 9 }, () => "working"));
    await chunk.ack();
    clock.advance(1_000_000);
    expect([did.at(-1), clock.waits()]).toEqual(["ack", []]);
  });

  it("isn't kept any longer once it is released", async () => {
    const { chunk, clock, did } = await take(createOne());
    chunk.release(1_000);
    expect([did, clock.waits()]).toEqual([["release"], []]);
  });

  it("isn't kept any longer when it can't be settled, and what was delivered of it is told", async () => {
    const ack = async (): Promise<void> => Promise.reject(new Error("away"));
    const { chunk, clock, delivered } = await take(createOne({ ack }));
    await expect(chunk.ack({ remember: ["m-1"] })).rejects.toThrow("away");
    expect([delivered, clock.waits()]).toEqual([["m-1"], []]);
  });

  it("needs no word where it stays as long as the process", async () => {
    const { clock } = await take(createOne({}, Number.POSITIVE_INFINITY));
    expect(clock.waits()).toEqual([]);
  });

  it("has a problem when its source isn't known", async () => {
    const { chunk } = await take(createOne({ source: "novel" }));
    expect(chunk.problem).toBe("a source other than airship, compliance, webhook");
    const other = await take(createOne({ source: "novel", problem: "no batch" }));
    expect(other.chunk.problem).toBe("no batch");
  });
});
