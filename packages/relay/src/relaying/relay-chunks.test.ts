import { describe, expect, it } from "vitest";
import { bytesOf, clickLine, run } from "../testing/run-relay.ts";
import { relay } from "./relay.ts";
import type { RelayOptions } from "./relay-options.ts";

const lines = (count: number): string => `${clickLine}\n`.repeat(count);

async function* reads(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

/** A destination that accepts everything, and notes how many events it is given at a time. */
const createCounter = () => {
  const sizes: number[] = [];
  const sendChunks: RelayOptions["sendChunks"] = async function* (chunks) {
    for await (const chunk of chunks) {
      sizes.push(chunk.length);
      yield chunk.map((event) => ({ status: "delivered", event }));
    }
  };
  return { sizes, sendChunks };
};

describe("a relay of chunks", () => {
  it("hands over the events of a read in one array, in their order, and never an empty one", async () => {
    const { sizes, sendChunks } = createCounter();
    const source = reads(lines(300), "nonsense\n\n", `${lines(2)}17\n${lines(1)}`, lines(1_000));
    const { report } = await relay({ source, sendChunks });
    expect(sizes).toEqual([300, 3, 1_000]);
    expect(report).toMatchObject({ received: 1_305, delivered: 1_303, invalid: 2 });
  });

  it("tells its progress while one chunk after the other is delivered", async () => {
    const progress: number[] = [];
    const { sendChunks } = createCounter();
    const onProgress: RelayOptions["onProgress"] = ({ delivered }) => void progress.push(delivered);
    await relay({ source: reads(lines(2_000), lines(2_000)), sendChunks, onProgress });
    expect(progress.at(-1)).toBe(4_000);
    expect(progress).toContain(2_000);
    expect(progress.length).toBeLessThan(10);
  });

  it("takes outcomes in any order, and in other arrays than the events came in", async () => {
    const sendChunks: RelayOptions["sendChunks"] = async function* (chunks) {
      const events = [];
      for await (const chunk of chunks) events.unshift(...chunk.toReversed());
      for (const event of events.splice(0, 5)) yield [{ status: "delivered", event }];
      yield [];
      yield events.map((event) => ({ status: "rejected", event, reason: "no" }));
    };
    const text = lines(20);
    const { report, aside } = await run(text, { sendChunks, source: bytesOf(text, 4_000) });
    expect(report).toMatchObject({ received: 20, delivered: 5, rejected: 15 });
    expect(aside.map(({ line }) => line).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 15 }, (_, n) => n + 1),
    );
  });

  it("doesn't send what was read when the destination fails meanwhile", async () => {
    let fail = (): void => undefined;
    const failed = new Promise<void>((resolve) => (fail = resolve));
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const handed: number[] = [];
    const sendChunks: RelayOptions["sendChunks"] = async function* (chunks) {
      const iterator = chunks[Symbol.asyncIterator]();
      const first = await iterator.next();
      if (first.done === true) return;
      handed.push(first.value.length);
      const second = iterator.next();
      await reached;
      yield first.value.map((event) => ({ status: "undelivered", event, reason: "the deadline passed" }));
      // What comes after is asked for once the outcomes are taken.
      fail();
      const { done, value } = await second;
      if (done !== true) handed.push(value.length);
    };
    const { report, aside, failure } = await run("", {
      source: reads(lines(2), `nonsense\n${lines(3)}`),
      sendChunks,
      // The first of the second read is being written when the events of the first come back.
      onSetAside: ({ line }) => {
        if (line !== 3) return undefined;
        reach();
        return failed;
      },
    });
    expect(handed).toEqual([2]);
    expect(report).toMatchObject({ received: 6, delivered: 0, invalid: 1, undelivered: 5 });
    expect(aside).toEqual([]);
    expect(failure).toEqual({ kind: "undelivered", reason: "the deadline passed", resumeLine: 1 });
  });

  it("waits for no promise an event: a read of thousands that are set aside takes few turns", async () => {
    let turns = 0;
    const over = new AbortController();
    const { sendChunks } = createCounter();
    const relayed = relay({ source: reads("nonsense\n".repeat(5_000)), vocabulary: "airship", sendChunks });
    const count = async (): Promise<void> => {
      for (; !over.signal.aborted; turns += 1) await Promise.resolve();
    };
    const counted = count();
    const { report } = await relayed;
    over.abort();
    await counted;
    expect(report.invalid).toBe(5_000);
    expect(turns).toBeLessThan(500);
  });
});
