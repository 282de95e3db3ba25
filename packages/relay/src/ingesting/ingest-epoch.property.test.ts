import type { StreamItem } from "@email-events/airship-stream";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Clock } from "../lifecycle/clock.ts";
import { createRoom } from "../handling/room.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { beginIngestEpoch } from "./ingest-epoch.ts";
import { createOffsetWriter } from "./offset-writer.ts";
import { createPersist } from "./persist.ts";
import { createQueueTrouble } from "./queue-trouble.ts";
import { createPublisher } from "./publisher.ts";

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Waits for nothing. */
const hastyClock: Clock = {
  now: () => 1_000,
  after: (_ms, callback) => {
    const started = setImmediate(callback);
    return () => clearImmediate(started);
  },
};

const fail = (error: unknown): never => {
  throw error;
};

type Kind = "line" | "long" | "too-large";

const toItem = (name: string, kind: Kind): StreamItem => {
  const bytes = Buffer.from(name.padEnd(kind === "line" ? 20 : 2_000));
  return kind === "too-large"
    ? { status: "too-large", sizeBytes: 5_000_000, head: bytes.subarray(0, 1_000), reason: "it is too large" }
    : { status: "line", bytes };
};

/** What a queue does with a request: it takes turns, and then fails or not. */
interface Answer {
  readonly turns: number;
  readonly isBroken: boolean;
  /** From then on, it refuses the lines that it took before. */
  readonly isShort?: boolean;
}

const anyChunks = fc.array(
  fc.array(fc.constantFrom<Kind>("line", "line", "line", "long", "too-large"), { maxLength: 6 }),
  { minLength: 1, maxLength: 12 },
);
const anyAnswer: fc.Arbitrary<Answer> = fc.record({ turns: fc.nat({ max: 6 }), isBroken: fc.boolean() });
const anyAnswers = fc.array(anyAnswer, { maxLength: 20 });

/** Opens an epoch on a queue that answers as it is told, and then well. */
const open = (answers: readonly Answer[]) => {
  const memory = createMemoryQueue();
  const stop = new AbortController();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const persist = createPersist({
    clock: hastyClock,
    random: () => 0,
    status,
    trouble: createQueueTrouble(status),
    stop: stop.signal,
    abandon: new AbortController().signal,
  });
  let asked = 0;
  let isDown = false;
  memory.before(async () => {
    const { turns, isBroken, isShort = false } = answers[asked] ?? { turns: 0, isBroken: false };
    asked += 1;
    for (let waited = 0; waited < turns; waited += 1) await turn();
    if (isShort) memory.limitTo(10);
    if (isBroken || isDown) throw new StoreQueueError("unavailable", "No leader.");
  });
  const { queue } = memory;
  const place = { source: "airship", partition: 0, partitions: 1 };
  const epoch = beginIngestEpoch(undefined, {
    name: "airship",
    queue,
    publisher: createPublisher({ queue, source: "airship", partition: 0, clock: hastyClock, status, attempt: persist }),
    persist,
    offsets: createOffsetWriter({ queue, place, persist, onPut: () => undefined, onFatal: fail }),
    room: createRoom(),
    status,
    now: () => 0,
    onFatal: fail,
  });
  return { ...memory, epoch, status, stop, breakDown: () => void (isDown = true) };
};

const check = async (kinds: readonly (readonly Kind[])[], answers: readonly Answer[], stopAt: number) => {
  const { epoch, status, stop, offsets, texts, rejects, breakDown } = open(answers);
  const names = kinds.map((chunk, at) => chunk.map((_kind, index) => `${at}-${index}`));
  const kept = (): readonly string[] =>
    [...texts(), ...rejects.map(({ payload }) => Buffer.from(payload).toString())].map((text) => text.trim());
  /** Of every chunk up to the offset, all events are in the queue. */
  const checkOffset = (): void => {
    const known = new Set(kept());
    for (const name of names.slice(0, Number(offsets.at(-1) ?? -1) + 1).flat()) expect(known).toContain(name);
  };
  for (const [at, chunk] of kinds.entries()) {
    if (at === stopAt) {
      breakDown();
      stop.abort();
    }
    const items = chunk.map((kind, index) => toItem(names[at]?.[index] ?? "", kind));
    await epoch.take({ items, offset: String(at) });
    if (at % 3 === 0) await turn();
    checkOffset();
  }
  await epoch.settled();
  checkOffset();
  const isShort = answers.some((answer) => answer.isShort);
  // A chunk of which a line is refused is published anew, also the lines that weren't.
  const found = isShort ? [...new Set(kept())] : kept();
  expect(new Set(found).size).toBe(found.length);
  const { received, pending, invalid } = status.report();
  expect(received).toBe(names.flat().length);
  expect([(status.published() ?? 0) + invalid + pending]).toEqual([received]);
  if (stopAt < kinds.length) return;
  expect(found.toSorted()).toEqual(names.flat().toSorted());
  expect([offsets.at(-1), pending]).toEqual([String(kinds.length - 1), 0]);
};

it("puts an offset only when all before it is in the queue, and in the end everything once", async () => {
  await fc.assert(
    fc.asyncProperty(anyChunks, anyAnswers, (kinds, answers) => check(kinds, answers, Number.POSITIVE_INFINITY)),
    { numRuns: 100 },
  );
});

it("leaves before its offset what a queue that is down at the stop doesn't take", async () => {
  await fc.assert(fc.asyncProperty(anyChunks, anyAnswers, fc.nat({ max: 11 }), check), { numRuns: 50 });
});

it("sets aside what is too large by a limit that falls, and publishes everything else", async () => {
  await fc.assert(
    fc.asyncProperty(anyChunks, anyAnswers, fc.nat({ max: 20 }), (kinds, answers, at) => {
      const falling = answers.toSpliced(at, 0, { turns: 2, isBroken: false, isShort: true });
      return check(kinds, falling, Number.POSITIVE_INFINITY);
    }),
    { numRuns: 50 },
  );
});
