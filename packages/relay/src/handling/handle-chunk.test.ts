import { describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "@email-events/core";
import { events } from "../testing/run-relay.ts";
import { createDedupe } from "./dedupe.ts";
import { handleChunk, type ChunkHandler } from "./handle-chunk.ts";
import { createPayloadJudge, toItem } from "./judge-payloads.ts";

const judge = createPayloadJudge("airship");
const itemsOf = (values: readonly unknown[]) => values.map((value) => toItem(Buffer.from(JSON.stringify(value))));
const [one, two, three] = events.filter((event) => judge(itemsOf([event]))[0]?.step.status === "valid");

/** A handler whose delivery ends with these outcomes. */
const handlerOf = (
  outcomes: readonly DeliveryOutcome[],
  onNotes: ChunkHandler["onNotes"] = () => undefined,
): ChunkHandler => ({
  source: "airship",
  judge,
  dedupe: createDedupe(() => new Set()),
  deliver: async () => outcomes,
  onNotes,
});

describe("a chunk whose delivery ended early", () => {
  const outcomes: readonly DeliveryOutcome[] = [
    { status: "delivered" },
    { status: "undelivered", reason: "ended" },
    { status: "rejected", reason: "bad" },
  ];

  it("settles what has an outcome, and names the indexes of the rest", async () => {
    const items = itemsOf([{ type: "NOVEL" }, one, two, three, one]);
    const handled = await handleChunk(items, handlerOf(outcomes));
    expect(handled.again).toEqual([2]);
    expect(handled.outcomes.map(({ status }) => status).toSorted()).toEqual([
      "delivered",
      "rejected",
      "skipped",
      "unrecognized",
    ]);
    expect(handled.setAside.map(({ index }) => index)).toEqual([0, 3]);
    expect(handled.remember).toHaveLength(1);
    expect(handled.ids).toHaveLength(3);
  });

  it("names every index when nothing was delivered", async () => {
    const none = [0, 1].map(() => ({ status: "undelivered", reason: "ended" }) as const);
    const handled = await handleChunk(itemsOf([one, two]), handlerOf(none));
    expect(handled).toMatchObject({ again: [0, 1], outcomes: [], setAside: [], remember: [] });
  });
});

describe("a chunk whose events have outcomes", () => {
  it("has what is set aside as it came, with the id that it was sent with or a hash of it, and its reason", async () => {
    const items = itemsOf([{ type: "NOVEL" }, one]);
    const { setAside, ids } = await handleChunk(items, handlerOf([{ status: "rejected", reason: "bad" }]));
    expect(setAside).toMatchObject([
      { index: 0, id: expect.stringMatching(/^[\da-f]{64}$/), status: "unrecognized", payload: items[0]?.bytes },
      { index: 1, id: ids[0], status: "rejected", reason: "bad", payload: items[1]?.bytes },
    ]);
    expect(setAside[1]?.issues).toMatchObject([{ code: "rejected", received: "bad" }]);
  });

  it("says when the last of them happened, and nothing where none was valid", async () => {
    const outcomes = [1, 2].map(() => ({ status: "delivered" }) as const);
    const last = { ...two, occurred: "2026-03-09T07:41:12.000Z" };
    const handled = await handleChunk(itemsOf([one, last]), handlerOf(outcomes));
    expect(handled.happenedAt).toBe(Date.UTC(2026, 2, 9, 7, 41, 12));
    expect(await handleChunk(itemsOf([{ type: "NOVEL" }]), handlerOf([]))).not.toHaveProperty("happenedAt");
  });

  it("isn't taken for delivered where outcomes are missing", async () => {
    await expect(handleChunk(itemsOf([one, two]), handlerOf([{ status: "delivered" }]))).rejects.toThrow(
      "A delivery returned fewer outcomes than events.",
    );
  });
});

it("tells what is left out of an event that goes on", async () => {
  const pointers: string[] = [];
  const odd = { ...one, processed: 5 };
  const onNotes: ChunkHandler["onNotes"] = (notes) => pointers.push(...notes.map(({ pointer }) => pointer));
  await handleChunk(itemsOf([odd, two]), handlerOf([{ status: "delivered" }, { status: "delivered" }], onNotes));
  expect(pointers).toEqual(["/processed"]);
});
